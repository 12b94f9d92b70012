import { isUtf8 } from 'node:buffer';

/** How far into a file a NUL byte makes it binary: the same distance git looks. */
const BINARY_PROBE = 8000;
const NUL = 0;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Turns the bytes of a file into text: UTF-8, or UTF-16 of either byte order, with or without a byte order mark.
 * Bytes that are no UTF-8 become U+FFFD, so that one odd character in a comment costs nothing.
 *
 * @returns the text without its byte order mark, or `null` where the bytes are no text at all.
 */
export function decode(content: string | Uint8Array): string | null {
  const text = decodeAnything(content);
  const probe = text.indexOf('\0');
  if (probe !== -1 && probe < BINARY_PROBE) return null;
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** The same of what may be no text: whatever characters its bytes stand for, with a mark that it begins with. */
export function decodeAnything(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : decodeBytes(content);
}

/**
 * Where in the text of a file the first bytes stand that are neither UTF-8 nor UTF-16, and that {@link decode} gives as
 * U+FFFD; `null` where there are none.
 */
export function firstNotUtf8(content: Uint8Array): number | null {
  const bytes = bufferOf(content);
  if (isUtf8(bytes) || isUtf16(bytes)) return null;
  const text = bytes.toString('utf8');
  const mark = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  // A U+FFFD may have been written as one.
  for (let at = text.indexOf('\uFFFD'), size = 0, from = 0; at !== -1; at = text.indexOf('\uFFFD', at + 1)) {
    size += Buffer.byteLength(text.slice(from, at));
    from = at;
    if (bytes.subarray(size, size + 3).toString('latin1') !== '\xEF\xBF\xBD') return at - mark;
  }
  return null;
}

/** What packed files begin with, or have at a place of their own. */
const PACKED: readonly { readonly what: string; readonly at: number; readonly bytes: string }[] = [
  { what: 'packed by gzip', at: 0, bytes: '\x1F\x8B\x08' },
  { what: 'packed by bzip2', at: 0, bytes: 'BZh' },
  { what: 'packed by xz', at: 0, bytes: '\xFD7zXZ\0' },
  { what: 'packed by zstd', at: 0, bytes: '\x28\xB5\x2F\xFD' },
  { what: 'a zip archive', at: 0, bytes: 'PK\x03\x04' },
  { what: 'a tar archive', at: 257, bytes: 'ustar' },
];

/** How what is no text was packed, in words; `null` where it is nothing of the kind. */
export function packedAs(content: string | Uint8Array): string | null {
  if (typeof content === 'string') return null;
  const head = bufferOf(content.subarray(0, 512)).toString('latin1');
  return PACKED.find(({ at, bytes }) => head.startsWith(bytes, at))?.what ?? null;
}

/** Turns bytes from the midst of a file of UTF-8 into text. */
export function decodePortion(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('utf8');
}

/** Whether bytes are the beginning of a text in UTF-16. */
export function isUtf16(bytes: Uint8Array): boolean {
  return utf16Order(bufferOf(bytes)) !== null;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function decodeBytes(bytes: Uint8Array): string {
  const buffer = bufferOf(bytes);
  switch (utf16Order(buffer)) {
    case 'little':
      return buffer.toString('utf16le');
    case 'big':
      return Buffer.from(buffer.subarray(0, buffer.length & ~1))
        .swap16()
        .toString('utf16le');
    default:
      return buffer.toString('utf8');
  }
}

/**
 * YAML 1.2, section 5.2: the encoding is told from the first bytes, a byte order mark or, as a document begins with an
 * ASCII character, the side on which its zero byte lies.
 */
function utf16Order(bytes: Buffer): 'little' | 'big' | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'little';
  if (first === 0xfe && second === 0xff) return 'big';
  if (bytes.length < 4) return null;
  if (first !== NUL && second === NUL && third !== NUL && fourth === NUL) return 'little';
  if (first === NUL && second !== NUL && third === NUL && fourth !== NUL) return 'big';
  return null;
}
