import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** What a chart may come to: Helm's own limits since 3.17.2, and a number of files that no chart has. */
export const ARCHIVE_LIMITS = { bytes: 100 * 1024 * 1024, files: 10_000 } as const;
/** What one file of a chart may come to: Helm's own limit. What is read of it takes many times as much. */
export const MAX_CHART_FILE_BYTES = 5 * 1024 * 1024;

/** What is left of the limits: an archive in an archive spends of the same. */
export interface Budget {
  bytes: number;
  files: number;
}

/** The files of an archive by their paths in it, with forward slashes; or why it was not read. */
export type Archive = ReadonlyMap<string, Uint8Array> | string;

const BLOCK = 512;
const DAMAGED = 'it is no tar archive, or a damaged one';
/** Types of entry, from the POSIX `pax` format and from GNU tar. */
const REGULAR = new Set(['0', '\0', '7']);
const PAX = 'x';
const GNU_LONG_NAME = 'L';

/**
 * Reads a `.tgz` into memory. Nothing is written to disk, and no link is followed: entries that are no regular file are left
 * out. An archive with an entry that points out of it, or that outgrows the budget, is not read at all.
 */
export async function readArchive(compressed: Uint8Array, budget: Budget): Promise<Archive> {
  const bytes = await decompress(compressed, budget.bytes);
  if (typeof bytes === 'string') return bytes;
  budget.bytes -= bytes.length;
  return filesOf(bytes, budget);
}

async function decompress(compressed: Uint8Array, limit: number): Promise<Buffer | string> {
  const tooLarge = 'it is larger than a chart may be (100 MB) once it is decompressed';
  if (limit <= 0) return tooLarge;
  // Not all that is called `.tgz` was packed by Helm: some of it is a bare tar archive, and mostly of other things.
  if (isUstar(compressed)) return compressed.length > limit ? tooLarge : Buffer.from(compressed);
  try {
    return await promisify(gunzip)(compressed, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return tooLarge;
    return 'it is no gzip file, or a damaged one';
  }
}

function filesOf(bytes: Buffer, budget: Budget): Archive {
  const files = new Map<string, Uint8Array>();
  let longName: string | null = null;
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    if (header.length < BLOCK) return DAMAGED;
    const size = sizeOf(header);
    if (size === null || at + BLOCK + size > bytes.length) return DAMAGED;
    if (size > MAX_CHART_FILE_BYTES) {
      return `an entry of it is larger than a file of a chart may be (${MAX_CHART_FILE_BYTES / (1024 * 1024)} MB)`;
    }
    if (budget.files-- <= 0) return `it holds more than ${ARCHIVE_LIMITS.files.toLocaleString('en')} entries`;
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] as number);
    if (type === PAX) longName = paxPath(content) ?? longName;
    else if (type === GNU_LONG_NAME) longName = textIn(content);
    else {
      const name = longName ?? nameOf(header);
      longName = null;
      const path = safePath(name);
      if (path === null) return 'an entry of it points out of it, as no honest chart does';
      if (REGULAR.has(type) && !name.endsWith('/') && path !== '') files.set(path, content);
    }
  }
  return files;
}

/** Octal digits, as `ustar` writes them; base-256 sizes are far beyond the limit. */
function sizeOf(header: Buffer): number | null {
  const digits = textIn(header.subarray(124, 136)).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function nameOf(header: Buffer): string {
  const name = textIn(header.subarray(0, 100));
  const prefix = isUstar(header) ? textIn(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function isUstar(header: Uint8Array): boolean {
  return Buffer.from(header.subarray(257, 262)).toString('latin1') === 'ustar';
}

function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8');
}

/** The path of the records `LENGTH KEY=VALUE\n` of a pax header. */
function paxPath(content: Uint8Array): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(content).toString('utf8'))?.[1] ?? null;
}

/** A path with its `.` steps left out; `null` where it begins at the root or steps up. */
function safePath(name: string): string | null {
  const slashes = name.replaceAll('\\', '/');
  if (slashes.startsWith('/') || /^[A-Za-z]:/.test(slashes)) return null;
  const steps = slashes.split('/').filter((step) => step !== '' && step !== '.');
  return steps.includes('..') ? null : steps.join('/');
}
