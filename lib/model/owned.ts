/** Makes strings one's own; see {@link owner}. */
export interface Owner {
  text(text: string): string;
  /** A copy of an object whose strings, and those of the objects and lists in it, are one's own. */
  object<T extends object>(object: T): T;
  /** The same, and one and the same object for all that are alike. It must be of JSON's making. */
  shared<T extends object>(object: T): T;
}

/** V8 copies what is shorter out of a string when it slices it. */
const SHORTEST_SLICE = 13;

/**
 * A new Owner, with a store of its own. A string that was cut out of a text keeps the whole text in memory for as long as
 * itself is kept (V8's sliced strings, and chains of them), so that what outlives a file must be copied. What is alike is
 * copied once.
 */
export function owner(): Owner {
  const known = new Map<string, string>();
  const text = (value: string): string => {
    if (value.length < SHORTEST_SLICE) return value;
    const own = known.get(value);
    if (own !== undefined) return own;
    const copy = copyOf(value);
    known.set(copy, copy);
    return copy;
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
  const alike = new Map<string, object>();
  const shared = <T extends object>(value: T): T => {
    const key = JSON.stringify(value);
    const known = alike.get(key) ?? object(value);
    alike.set(key, known);
    return known as T;
  };
  return { text, object, shared };
}

/** Through bytes, since nothing in the language asks for a copy; half of a pair of UTF-16 is none in UTF-8. */
function copyOf(text: string): string {
  const encoding = /\p{Surrogate}/u.test(text) ? 'utf16le' : 'utf8';
  return Buffer.from(text, encoding).toString(encoding);
}
