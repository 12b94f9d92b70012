/** Makes strings one's own; see {@link owner}. */
export interface Owner {
  text<T extends string>(text: T): T;
  /** A copy of an object whose strings, and those of the objects and lists in it, are one's own. */
  object<T extends object>(object: T): T;
  /** The same, and one and the same object for all that are alike. It must be of JSON's making. */
  shared<T extends object>(object: T): T;
}

/** V8 copies what is shorter out of a string when it slices it. */
const SHORTEST_SLICE = 13;

/** How many strings, and objects, are remembered at a time: what many have in common comes again before these are through. */
const REMEMBERED = 20_000;

/**
 * A new Owner, with a store of its own. A string that was cut out of a text keeps the whole text in memory for as long as
 * itself is kept (V8's sliced strings, and chains of them), so that what outlives a file must be copied. What is alike is
 * copied once.
 */
export function owner(): Owner {
  const known = lately<string>();
  const text = <T extends string>(value: T): T => {
    const own = known.get(value);
    if (own !== undefined) return own as T;
    const copy = value.length < SHORTEST_SLICE ? value : copyOf(value);
    known.set(copy, copy);
    return copy as T;
  };
  const any = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(any);
    return typeof value === 'object' && value !== null ? object(value) : value;
  };
  const object = <T extends object>(value: T): T => {
    const copy: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) copy[key] = any(member);
    return copy as T;
  };
  const alike = lately<object>();
  const given = new WeakSet<object>();
  const shared = <T extends object>(value: T): T => {
    if (given.has(value)) return value;
    const key = JSON.stringify(value);
    const known = alike.get(key);
    if (known !== undefined) return known as T;
    const own = object(value);
    alike.set(key, own);
    given.add(own);
    return own;
  };
  return { text, object, shared };
}

/**
 * The same Owner for things that share objects already, as those of another thread do: each of these is looked up once. It keeps
 * all of them as long as itself is kept.
 */
export function ownerOfShared(own: Owner): Owner {
  const known = new Map<object, object>();
  const shared = <T extends object>(value: T): T => {
    const before = known.get(value);
    if (before !== undefined) return before as T;
    const first = own.shared(value);
    known.set(value, first);
    return first;
  };
  return { ...own, shared };
}

/** What {@link lately} gives. */
export interface Recent<Value, Key = string> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
}

/** A Map that forgets: what occurs once would keep more memory by being remembered than by itself. */
export function lately<Value, Key = string>(): Recent<Value, Key> {
  let known = new Map<Key, Value>();
  return {
    get: (key) => known.get(key),
    set: (key, value) => {
      // An emptied Map would keep its table.
      if (known.size >= REMEMBERED) known = new Map();
      known.set(key, value);
    },
  };
}

/** Through bytes, since nothing in the language asks for a copy; half of a pair of UTF-16 is none in UTF-8. */
function copyOf(text: string): string {
  const encoding = /\p{Surrogate}/u.test(text) ? 'utf16le' : 'utf8';
  return Buffer.from(text, encoding).toString(encoding);
}
