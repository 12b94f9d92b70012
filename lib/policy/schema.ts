import type { Shape } from './shape.ts';
import { CONFIG_SHAPE } from './shape.ts';

/** The JSON Schema (draft 7) of the configuration, for editors; `schemas/api-audit.schema.json` holds it. */
export function configSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'api-audit.yaml',
    ...schemaOf(CONFIG_SHAPE),
  };
}

function schemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const { description } = shape;
  switch (shape.type) {
    case 'boolean':
      return { description, type: 'boolean' };
    case 'text':
      return {
        description,
        type: shape.number === true ? ['string', 'number'] : 'string',
        ...(shape.words === undefined ? {} : { enum: shape.words }),
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
      };
    case 'list':
      return { description, type: 'array', items: schemaOf(shape.items) };
    case 'map': {
      const values = schemaOf(shape.values);
      if (shape.names === undefined) return { description, type: 'object', additionalProperties: values };
      const properties = Object.fromEntries(shape.names.map((name) => [name, values]));
      return { description, type: 'object', properties, additionalProperties: false };
    }
    case 'object':
      return {
        description,
        type: 'object',
        properties: Object.fromEntries(Object.entries(shape.keys).map(([key, value]) => [key, schemaOf(value)])),
        additionalProperties: false,
        ...(shape.required === undefined ? {} : { required: shape.required }),
        ...(shape.anyOf === undefined ? {} : { anyOf: shape.anyOf.map((key) => ({ required: [key] })) }),
      };
  }
}
