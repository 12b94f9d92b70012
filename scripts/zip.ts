import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads one file out of a zip archive (APPNOTE.TXT 4.3; without ZIP64, which archives below 4 GB do not need).
 *
 * @throws Error where the archive does not have the file, or it is compressed in another way than by deflate.
 */
export function readZipEntry(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(uint32(END_OF_DIRECTORY));
  if (end === -1) throw new Error('it is no zip archive');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('its directory is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const found = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    if (found === name) {
      const start = dataStart(zip, zip.readUInt32LE(at + 42));
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return decompress(data, zip.readUInt16LE(at + 10));
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`it has no ${name}`);
}

function dataStart(zip: Buffer, header: number): number {
  return header + LOCAL_HEADER_LENGTH + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
}

function decompress(data: Buffer, method: number): Buffer {
  if (method === STORED) return data;
  if (method === DEFLATED) return inflateRawSync(data);
  throw new Error(`it is compressed by method ${method}`);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
