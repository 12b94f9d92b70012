import { compareText, type GroupVersionKind } from '../model/gvk.ts';
import { addAll, addTo } from '../model/lists.ts';
import { STABILITIES, type Stability, stabilityOf } from '../model/stability.ts';
import { parseDefinitionName } from '../snapshot/definition-name.ts';
import type { Snapshot, SnapshotSchema } from '../snapshot/snapshot.ts';
import type { FieldCode, FieldDifference, Reach } from './change.ts';
import { reachOf, referencesIn, refName } from './reach.ts';
import { type Definitions, isGoStruct, resolved, shapeOf, takesAll } from './shape.ts';

/**
 * What differs in the schema types of two Snapshots, each type told once. Types that only one has are told by the fields
 * that point to them.
 *
 * @param kinds those that both sides serve, sorted: what stands below none of them is not compared.
 */
export function compareFields(from: Snapshot, to: Snapshot, kinds: readonly GroupVersionKind[]): FieldDifference[] {
  const sides = { before: from.definitions, after: to.definitions };
  const differences: FieldDifference[] = [];
  const changed = changedScalars(sides);
  const compared = new Map<string, readonly [old: SnapshotSchema, now: SnapshotSchema]>();
  for (const [definition, now] of Object.entries(to.definitions)) {
    const old = from.definitions[definition];
    if (old === undefined || (old === now && !refersToAny(now, changed))) continue;
    if (!(isGoStruct(old) || isGoStruct(now))) compared.set(definition, [old, now]);
  }
  for (const [definition, reach] of reachOf(to, kinds, new Set(compared.keys()))) {
    const [old, now] = compared.get(definition) as [SnapshotSchema, SnapshotSchema];
    const found = new TypeDifferences(definition, reach, sides);
    found.compareType(old, now);
    addAll(differences, found.differences);
  }
  return differences.sort(
    (a, b) => compareText(a.definition, b.definition) || compareText(a.field, b.field) || compareText(a.code, b.code),
  );
}

/**
 * The types without fields of their own (Quantity, Time) that differ, by name, and those that are made of them: they are
 * compared where they are used. All others have a turn of their own.
 */
function changedScalars({ before, after }: Sides): ReadonlySet<string> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const scalars = [...names].filter(
    (name) => before[name]?.properties === undefined || after[name]?.properties === undefined,
  );
  const changed = new Set(scalars.filter((name) => before[name] !== after[name]));
  if (changed.size === 0) return changed;
  const users = new Map<string, string[]>();
  for (const name of scalars) for (const { to } of referencesIn(after[name])) addTo(users, to, name);
  // What is added is gone through, too.
  for (const name of changed) for (const user of users.get(name) ?? []) changed.add(user);
  return changed;
}

function refersToAny(schema: SnapshotSchema | undefined, names: ReadonlySet<string>): boolean {
  return names.size > 0 && referencesIn(schema).some(({ to }) => names.has(to));
}

interface Sides {
  readonly before: Definitions;
  readonly after: Definitions;
}

type Told = Partial<Pick<FieldDifference, 'before' | 'after' | 'required' | 'enabledByDefault' | 'gates' | 'widened'>>;

/** Collects the differences of one type. */
class TypeDifferences {
  readonly differences: FieldDifference[] = [];
  readonly #definition: string;
  readonly #reach: Reach;
  readonly #sides: Sides;
  /** That of the type's version. */
  readonly #most: Stability;

  constructor(definition: string, reach: Reach, sides: Sides) {
    this.#definition = definition;
    this.#reach = reach;
    this.#sides = sides;
    this.#most = stabilityOf(parseDefinitionName(definition)?.version ?? '');
  }

  compareType(old: SnapshotSchema, now: SnapshotSchema): void {
    // Of a kind the Catalog says it; a type that is none has nobody else to say it.
    const isKind = (now['x-kubernetes-group-version-kind'] ?? []).length > 0;
    if (!isKind && this.#isNewlyDeprecated(old, now)) this.#tell('type-deprecated', '', deprecation(now));
    this.#compareObject('', old, now);
  }

  #compareObject(path: string, old: SnapshotSchema, now: SnapshotSchema): void {
    const [olds, news] = [old.properties ?? {}, now.properties ?? {}];
    const [wasRequired, isRequired] = [new Set(old.required), new Set(now.required)];
    for (const [name, property] of Object.entries(olds)) {
      const field = below(path, name);
      const successor = Object.hasOwn(news, name) ? news[name] : undefined;
      if (successor === undefined) {
        this.#tell('field-removed', field, { before: shapeOf(property, this.#sides.before) });
        continue;
      }
      if (isRequired.has(name) && !wasRequired.has(name)) this.#tell('field-required', field);
      if (wasRequired.has(name) && !isRequired.has(name)) this.#tell('field-optional', field);
      this.#compareProperty(field, property, successor);
    }
    for (const [name, property] of Object.entries(news)) {
      if (Object.hasOwn(olds, name)) continue;
      this.#tell('field-added', below(path, name), {
        after: shapeOf(property, this.#sides.after),
        required: isRequired.has(name),
        ...gating(property),
      });
    }
  }

  #compareProperty(field: string, old: SnapshotSchema, now: SnapshotSchema): void {
    if (this.#isNewlyDeprecated(old, now)) this.#tell('field-deprecated', field, deprecation(now));
    const [was, is] = [this.#stability(old), this.#stability(now)];
    if (was !== is) this.#tell('field-stability', field, { before: was, after: is, ...gating(now) });
    this.#compareSchema(field, old, now);
  }

  #compareSchema(field: string, old: SnapshotSchema, now: SnapshotSchema): void {
    const { before, after } = this.#sides;
    const [left, right] = [resolved(old, before), resolved(now, after)];
    this.#compareMerging(field, old, now);
    this.#compareEnums(field, left, right);
    if (this.#isComparedAlone(old, now)) return;
    const [leftValues, rightValues] = [left.additionalProperties, right.additionalProperties];
    if (left.items !== undefined && right.items !== undefined) {
      this.#compareSchema(`${field}[]`, left.items, right.items);
    } else if (typeof leftValues === 'object' && typeof rightValues === 'object') {
      this.#compareSchema(`${field}{}`, leftValues, rightValues);
    } else if (left.properties !== undefined && right.properties !== undefined) {
      this.#compareObject(field, left, right);
    } else {
      this.#compareShapes(field, left, right);
    }
  }

  /** A type of one name, with fields of its own on at least one side, has its own turn. */
  #isComparedAlone(old: SnapshotSchema, now: SnapshotSchema): boolean {
    const name = refName(old);
    if (name === undefined || name !== refName(now)) return false;
    const { before, after } = this.#sides;
    return before[name]?.properties !== undefined || after[name]?.properties !== undefined;
  }

  #compareShapes(field: string, left: SnapshotSchema, right: SnapshotSchema): void {
    const { before, after } = this.#sides;
    // A type that was only renamed takes what the old one took.
    const widened = takesAll(left, before, right, after);
    if (widened && takesAll(right, after, left, before)) return;
    this.#tell('field-type', field, { before: shapeOf(left, before), after: shapeOf(right, after), widened });
  }

  /** Only values that both documents state: an `enum` that is absent was not published. */
  #compareEnums(field: string, old: SnapshotSchema, now: SnapshotSchema): void {
    if (old.enum === undefined || now.enum === undefined) return;
    const [was, is] = [old.enum.map(valueText), now.enum.map(valueText)];
    const gone = was.filter((value) => !is.includes(value));
    const fresh = is.filter((value) => !was.includes(value));
    if (gone.length > 0) this.#tell('enum-values-removed', field, { before: gone.join(', ') });
    if (fresh.length > 0) this.#tell('enum-values-added', field, { after: fresh.join(', ') });
  }

  /** How patches and server-side apply put two versions of a list or map together. */
  #compareMerging(field: string, old: SnapshotSchema, now: SnapshotSchema): void {
    this.#tellChange('list-type', field, listType(old), listType(now));
    if (listType(old) === listType(now)) this.#tellChange('list-keys', field, listKeys(old), listKeys(now));
    this.#tellChange('map-type', field, mapType(old), mapType(now));
    // On a text or a number the marks stand by mistake (a toleration's key once had one) and do nothing.
    if (now.items === undefined && now.type !== 'object' && now.$ref === undefined) return;
    this.#tellChange('patch-strategy', field, old[STRATEGY] ?? null, now[STRATEGY] ?? null);
    if (old[STRATEGY] === now[STRATEGY]) this.#tellChange('patch-key', field, old[KEY] ?? null, now[KEY] ?? null);
  }

  /** That of its gate or its words, but no more than that of its type's version. */
  #stability(schema: SnapshotSchema): Stability {
    const own = schema['x-api-audit']?.stability ?? 'ga';
    const most = this.#most;
    return most === 'unknown' || STABILITIES.indexOf(own) > STABILITIES.indexOf(most) ? own : most;
  }

  #isNewlyDeprecated(old: SnapshotSchema, now: SnapshotSchema): boolean {
    return now['x-api-audit']?.deprecated !== undefined && old['x-api-audit']?.deprecated === undefined;
  }

  #tellChange(code: FieldCode, field: string, before: string | null, after: string | null): void {
    if (before !== after) this.#tell(code, field, { before, after });
  }

  #tell(code: FieldCode, field: string, told: Told = {}): void {
    this.differences.push({
      code,
      definition: this.#definition,
      field,
      before: null,
      after: null,
      ...told,
      reach: this.#reach,
    });
  }
}

const STRATEGY = 'x-kubernetes-patch-strategy';
const KEY = 'x-kubernetes-patch-merge-key';

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/**
 * How server-side apply merges a list. Where the schema does not say it, the older marks of the strategic merge patch
 * count, as apimachinery reads them; else the list is replaced as a whole.
 */
function listType(schema: SnapshotSchema): string | null {
  if (schema.items === undefined) return null;
  const merges = schema[STRATEGY]?.split(',').includes('merge') === true;
  return schema['x-kubernetes-list-type'] ?? (merges ? (schema[KEY] === undefined ? 'set' : 'map') : 'atomic');
}

function listKeys(schema: SnapshotSchema): string | null {
  if (listType(schema) !== 'map') return null;
  return schema['x-kubernetes-list-map-keys']?.join(', ') ?? schema[KEY] ?? null;
}

/** The fields of an object are merged one by one where its schema says nothing else. */
function mapType(schema: SnapshotSchema): string {
  return schema['x-kubernetes-map-type'] ?? 'granular';
}

function gating(schema: SnapshotSchema): Told {
  const facts = schema['x-api-audit'];
  return {
    ...(facts?.gates === undefined ? {} : { gates: facts.gates }),
    ...(facts?.enabledByDefault === undefined ? {} : { enabledByDefault: facts.enabledByDefault }),
  };
}

function deprecation(schema: SnapshotSchema): Told {
  return { after: schema['x-api-audit']?.replacement ?? null };
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
