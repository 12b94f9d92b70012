import type { FieldNotes } from '../catalog/fields.ts';
import { fieldNotes } from '../catalog/fields.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { lately } from '../model/owned.ts';
import type { Release } from '../model/release.ts';
import type { TypeName } from '../snapshot/facts.ts';
import type { SchemaFacts, Snapshot, SnapshotSchema } from '../snapshot/snapshot.ts';
import type { Definitions } from './definitions.ts';
import { bundledDefinitions, definitionsOf } from './definitions.ts';

/** The fields that objects of one definition may have. */
export interface ObjectType {
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether objects may have fields that the schema does not name: nothing in them is an unknown field. */
  readonly open: boolean;
  /** Whether the objects are JSON schemas, which hold one another many times over. */
  readonly isJsonSchema: boolean;
  /** Whether its objects have metadata; beside that, `status` is the server's and not the author's. */
  readonly hasMetadata: boolean;
  /** Whether servers write a field of this name, at this release or at another. */
  writtenByServers(name: string): boolean;
}

/** One field, as a release has it. */
export interface Field {
  readonly name: string;
  /** What its Snapshot says of it; `null` where there is nothing to say. */
  readonly facts: SchemaFacts | null;
  readonly notes: FieldNotes | null;
  /** What stands in it; compiled when first asked for. */
  readonly shape: Shape;
}

/** What the walk needs to know of a value: where in it there are fields. `other` is a scalar, or free in form. */
export type Shape =
  | { readonly type: 'other' }
  | { readonly type: 'object'; readonly object: ObjectType }
  | { readonly type: 'list'; readonly items: Shape }
  | { readonly type: 'map'; readonly values: Shape };

/** The fields of the kinds of one Snapshot. Each definition is compiled once, when something of it first turns up. */
export interface FieldTypes {
  readonly release: Release;
  /** The type of a kind's objects; `null` where the Snapshot does not know the kind. */
  of(gvk: GroupVersionKind): ObjectType | null;
}

/**
 * The fields as a release's bundled Snapshot has them.
 *
 * @returns `null` where there is no such Snapshot, or it does not know fields.
 */
export function bundledFieldTypes(release: Release): FieldTypes | null {
  let types = bundled.get(release);
  if (types === undefined) {
    const definitions = bundledDefinitions(release);
    types = definitions === null ? null : fieldTypes(definitions);
    bundled.set(release, types);
  }
  return types;
}

const bundled = new Map<Release, FieldTypes | null>();

/** The fields as a user's own document has them; `null` where it does not know fields. */
export function givenFieldTypes(snapshot: Snapshot): FieldTypes | null {
  const definitions = definitionsOf(snapshot);
  return definitions === null ? null : fieldTypes(definitions);
}

const OTHER: Shape = { type: 'other' };
const REF = '#/definitions/';

function fieldTypes(definitions: Definitions): FieldTypes {
  const compiled = new Map<string, Shape>();
  const notes = fieldNotes(definitions.release);

  const definitionShape = (name: string): Shape => shapeOf({ $ref: `${REF}${name}` }, null);

  /** Follows references, lists and maps to the object at their end; in a loop, for they may be as many as there are definitions. */
  const shapeOf = (from: SnapshotSchema, ofType: TypeName | null): Shape => {
    const way: ('list' | 'map' | { readonly name: string })[] = [];
    let [schema, type]: [SnapshotSchema, TypeName | null] = [from, ofType];
    let shape: Shape | undefined;
    while (shape === undefined) {
      const { $ref, items, properties, additionalProperties: additional } = schema;
      if ($ref !== undefined) {
        const name = $ref.slice(REF.length);
        shape = compiled.get(name);
        if (shape !== undefined) break;
        way.push({ name });
        // What comes back to this definition by references alone never comes to an object.
        compiled.set(name, OTHER);
        const next = definitions.get(name);
        if (next === undefined) shape = OTHER;
        else [schema, type] = [next, definitions.typeOf(name)];
      } else if (properties !== undefined) shape = objectShape(schema, properties, type);
      else if (items !== undefined) {
        way.push('list');
        [schema, type] = [items, null];
      } else if (typeof additional === 'object') {
        way.push('map');
        [schema, type] = [additional, null];
      } else shape = OTHER;
    }
    for (const step of way.reverse()) {
      if (typeof step === 'string') shape = wrapped(step, shape);
      else compiled.set(step.name, shape);
    }
    return shape;
  };

  const objectShape = (
    schema: SnapshotSchema,
    properties: NonNullable<SnapshotSchema['properties']>,
    type: TypeName | null,
  ): Shape => {
    const fields = new Map<string, Field>();
    for (const [name, property] of Object.entries(properties)) {
      const known = type === null ? null : (notes(type, name) ?? null);
      fields.set(name, new CompiledField(name, property['x-api-audit'] ?? null, known, () => shapeOf(property, null)));
    }
    const open = isOpen(schema, properties);
    // What is free in form need not be walked, unless a field of its own has something to be said.
    if (open && ![...fields.values()].some(({ facts }) => facts !== null)) return OTHER;
    const object: ObjectType = {
      fields,
      open,
      isJsonSchema: fields.has('$ref'),
      hasMetadata: fields.has('metadata'),
      writtenByServers: (name) => type !== null && notes(type, name)?.writtenByServers === true,
    };
    return { type: 'object', object };
  };

  const ofKinds = lately<ObjectType | null, GroupVersionKind>();
  return {
    release: definitions.release,
    of: (gvk) => {
      const known = ofKinds.get(gvk);
      if (known !== undefined) return known;
      const name = definitions.nameOf(gvk);
      const shape = name === undefined ? OTHER : definitionShape(name);
      const object = shape.type === 'object' ? shape.object : null;
      ofKinds.set(gvk, object);
      return object;
    },
  };
}

/** A class, since V8 makes a sort of object of its own for each literal with a getter, and then looks up every member of it. */
class CompiledField implements Field {
  readonly name: string;
  readonly facts: SchemaFacts | null;
  readonly notes: FieldNotes | null;
  #compile: (() => Shape) | null;
  #shape: Shape = OTHER;

  constructor(name: string, facts: SchemaFacts | null, notes: FieldNotes | null, compile: () => Shape) {
    this.name = name;
    this.facts = facts;
    this.notes = notes;
    this.#compile = compile;
  }

  get shape(): Shape {
    if (this.#compile !== null) {
      this.#shape = this.#compile();
      this.#compile = null;
    }
    return this.#shape;
  }
}

function wrapped(type: 'list' | 'map', inner: Shape): Shape {
  if (inner.type === 'other') return OTHER;
  return type === 'list' ? { type, items: inner } : { type, values: inner };
}

/**
 * Whether a schema with properties is not the whole truth of its objects: it says so; or they are JSON schemas, whose own
 * documents come from elsewhere; or its properties are fields of a Go type that writes itself in another form (`Raw` of
 * RawExtension up to 1.15), which a capital letter gives away.
 */
function isOpen(schema: SnapshotSchema, properties: NonNullable<SnapshotSchema['properties']>): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true ||
    (schema.additionalProperties !== undefined && schema.additionalProperties !== false) ||
    Object.keys(properties).some((name) => name === '$ref' || /^[A-Z]/.test(name))
  );
}
