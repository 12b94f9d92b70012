import { decode } from '../input/decode.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A file's text, and how to make bytes of a text as the file has them. */
export interface Encoded {
  readonly text: string;
  /** Whether the bytes are UTF-8, as a patch is. */
  readonly isUtf8: boolean;
  /** Whether a byte order mark, which is not in `text`, comes first. */
  readonly hasMark: boolean;
  readonly encode: (text: string) => Buffer;
}

/**
 * Reads the bytes of a file so that a text can be written back in the same encoding.
 *
 * @returns `null` where the bytes are no text, or hold something that would come back as something else.
 */
export function readEncoded(bytes: Uint8Array): Encoded | null {
  const text = decode(bytes);
  if (text === null) return null;
  for (const hasMark of [false, true]) {
    for (const isUtf8 of [true, false]) {
      for (const swapped of isUtf8 ? [false] : [false, true]) {
        const encode = (written: string) => encoded((hasMark ? BYTE_ORDER_MARK : '') + written, isUtf8, swapped);
        if (encode(text).equals(bytes)) return { text, isUtf8, hasMark, encode };
      }
    }
  }
  return null;
}

function encoded(text: string, isUtf8: boolean, swapped: boolean): Buffer {
  if (isUtf8) return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return swapped ? bytes.swap16() : bytes;
}
