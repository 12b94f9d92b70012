import type { NewValue, Operation } from './step.ts';
import { isMoved, MOVED, movedIn } from './step.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping, put, valueAt } from './value.ts';

/**
 * What a resource's value is to be once the operations are done: made of values alone, so that the edited text can be held
 * to it.
 *
 * @returns `null` where the operations contradict each other or the resource (a key that is there already).
 */
export function expectedValue(value: Json, operations: readonly Operation[]): Json | null {
  const moved = new Set(
    operations.flatMap((operation) => ('value' in operation ? movedIn(operation.value as NewValue) : [])).map(keyOf),
  );
  const byPath = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation.path);
    const same = byPath.get(key);
    if (same === undefined) byPath.set(key, [operation]);
    else same.push(operation);
  }
  return rebuild(value, [], { whole: value, byPath, moved });
}

interface Rebuilding {
  readonly whole: Json;
  readonly byPath: ReadonlyMap<string, readonly Operation[]>;
  readonly moved: ReadonlySet<string>;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function rebuild(value: Json, path: Path, context: Rebuilding): Json | null {
  const at = keyOf(path);
  const here = context.byPath.get(at) ?? [];
  const set = here.find(({ op }) => op === 'set');
  if (set?.op === 'set') return set.value;
  const replace = here.find(({ op }) => op === 'replace');
  if (replace?.op === 'replace') {
    const parts = typeof value === 'string' ? value.split(replace.from) : [];
    return parts.length === 2 ? parts.join(replace.value) : null;
  }
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item, index) => rebuild(item, [...path, index], context));
    for (const operation of here) if (operation.op === 'append') items.push(materialize(operation.value, context));
    return items;
  }
  const adds = here.filter((operation) => operation.op === 'add');
  if (!isMapping(value)) {
    if (adds.length === 0) return value;
    return value === null ? withAdded({}, adds, context) : null;
  }
  return withAdded(rebuildEntries(value, path, context), adds, context);
}

function rebuildEntries(value: JsonMapping, path: Path, context: Rebuilding): Record<string, Json> {
  const rebuilt: Record<string, Json> = {};
  for (const [key, child] of Object.entries(value)) {
    const below = [...path, key];
    const name = keyOf(below);
    if (context.moved.has(name)) continue;
    const own = context.byPath.get(name) ?? [];
    if (own.some(({ op }) => op === 'remove')) continue;
    const rename = own.find(({ op }) => op === 'rename');
    put(rebuilt, rename?.op === 'rename' ? rename.key : key, rebuild(child, below, context));
  }
  return rebuilt;
}

function withAdded(
  entries: Record<string, Json>,
  adds: readonly Extract<Operation, { readonly op: 'add' }>[],
  context: Rebuilding,
): Record<string, Json> | null {
  for (const add of adds) {
    if (Object.hasOwn(entries, add.key)) return null;
    put(entries, add.key, materialize(add.value, context));
  }
  return entries;
}

function materialize(value: NewValue, context: Rebuilding): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isMoved(value)) {
    const origin = valueAt(context.whole, value[MOVED]);
    return origin === undefined ? null : rebuild(origin, value[MOVED], context);
  }
  if (Array.isArray(value)) return (value as readonly NewValue[]).map((item) => materialize(item, context));
  const made: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value as { readonly [key: string]: NewValue })) {
    put(made, key, materialize(inner, context));
  }
  return made;
}
