import type { OpenAPIV2 } from 'openapi-types';
import { isObject, type JsonObject } from './json.ts';
import { actionOf, isMethod, statedGvk } from './operation.ts';

/** The parts of a Snapshot that say what its paths are. */
export interface SnapshotPaths {
  readonly paths: OpenAPIV2.PathsObject;
  readonly parameters: OpenAPIV2.ParametersDefinitionsObject;
  readonly responses: OpenAPIV2.ResponsesDefinitionsObject;
}

/** OpenAPI 2.0 wants an answer of every operation, and a description of every answer: all share this empty one. */
const RESPONSES = { any: { description: '' } } as const;

/**
 * Keeps the paths of a document with their methods, `x-kubernetes-action` and GVK, and what a valid OpenAPI 2.0
 * document cannot do without: the parameters in the paths, and an answer.
 */
export function distilPaths(raw: JsonObject): SnapshotPaths {
  // By Object.fromEntries: a plain assignment of what is named __proto__ would be lost.
  const paths = new Map<string, OpenAPIV2.PathItemObject>();
  const parameters = new Map<string, OpenAPIV2.Parameter>();
  for (const [path, item] of Object.entries(raw)) {
    if (!isObject(item)) continue;
    const distilled: Record<string, unknown> = {};
    for (const [method, operation] of Object.entries(item)) {
      if (isMethod(method) && isObject(operation)) distilled[method] = distilOperation(operation);
    }
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
    for (const name of names) parameters.set(name, { name, in: 'path', required: true, type: 'string' });
    if (names.length > 0) distilled.parameters = names.map((name) => ({ $ref: `#/parameters/${name}` }));
    paths.set(path, distilled);
  }
  return { paths: Object.fromEntries(paths), parameters: Object.fromEntries(parameters), responses: RESPONSES };
}

function distilOperation(operation: JsonObject): JsonObject {
  const action = actionOf(operation);
  const gvk = statedGvk(operation);
  return {
    responses: { default: { $ref: '#/responses/any' } },
    ...(action === undefined ? {} : { 'x-kubernetes-action': action }),
    ...(gvk === null ? {} : { 'x-kubernetes-group-version-kind': gvk }),
  };
}
