const [TAB, LF, CR, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = [9, 10, 13, 32, 0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The values of an object in JSON by their keys, as the bytes that they are written in; of a key given twice the last.
 * Nothing is made of the values: millions of tiny ones take many times the memory of their text.
 *
 * @returns `null` where the bytes are no object, or end within it. What the values hold is not looked at.
 */
export function objectIn(json: Buffer | undefined): Map<string, Buffer> | null {
  const members = new Map<string, Buffer>();
  if (json === undefined) return null;
  let at = skipBlank(json, 0);
  if (json[at] !== OPEN_OBJECT) return null;
  at = skipBlank(json, at + 1);
  if (json[at] === CLOSE_OBJECT) return isBlankFrom(json, at + 1) ? members : null;
  for (;;) {
    if (json[at] !== QUOTE) return null;
    const keyEnd = skipValue(json, at);
    const colon = skipBlank(json, keyEnd);
    if (json[colon] !== COLON) return null;
    const start = skipBlank(json, colon + 1);
    const end = skipValue(json, start);
    if (end === start) return null;
    const key = keyOf(json.subarray(at, keyEnd));
    // Millions of keys that nobody asks for are not kept.
    if (key !== null && KEYS.has(key)) members.set(key, json.subarray(start, end));
    at = skipBlank(json, end);
    if (json[at] === CLOSE_OBJECT) return isBlankFrom(json, at + 1) ? members : null;
    if (json[at] !== COMMA) return null;
    at = skipBlank(json, at + 1);
  }
}

/** What is asked of a release, and of its parts. */
const KEYS: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'version',
  'info',
  'status',
  'manifest',
  'hooks',
  'path',
]);
const LONGEST_KEY = 100;

function keyOf(json: Buffer): string | null {
  if (json.length > LONGEST_KEY) return null;
  try {
    return JSON.parse(json.toString('utf8')) as string;
  } catch {
    return null;
  }
}

/** The items of an array in JSON, as the bytes that they are written in, one after the other; none where there is no array. */
export function* itemsIn(json: Buffer | undefined): Generator<Buffer> {
  if (json === undefined || json[0] !== OPEN_ARRAY) return;
  for (let at = skipBlank(json, 1); at < json.length && json[at] !== CLOSE_ARRAY; ) {
    const end = skipValue(json, at);
    if (end === at) return;
    // An empty object is of no use to anybody.
    if (end - at > 2) yield json.subarray(at, end);
    at = skipBlank(json, end);
    if (json[at] !== COMMA) return;
    at = skipBlank(json, at + 1);
  }
}

function isBlankFrom(json: Buffer, at: number): boolean {
  return skipBlank(json, at) === json.length;
}

function skipBlank(json: Buffer, from: number): number {
  let at = from;
  for (let byte = json[at]; byte === SPACE || byte === LF || byte === CR || byte === TAB; byte = json[at]) at++;
  return at;
}

/** Where the value that begins at a place ends. */
function skipValue(json: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at);
      if (depth === 0) return at + 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || byte === COLON)) return at;
  }
  return at;
}

/** The place of the quote that ends a string; the end of the text where none does. */
function endOfString(json: Buffer, from: number): number {
  for (let at = from + 1; at < json.length; at++) {
    const byte = json[at];
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at;
  }
  return json.length;
}
