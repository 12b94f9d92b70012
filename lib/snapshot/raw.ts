import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isTooDeep, MAX_DEPTH } from '../model/depth.ts';
import { ApiAuditError } from '../model/errors.ts';
import { compareText } from '../model/gvk.ts';
import { jsonFault } from '../model/json-fault.ts';
import { oddMember } from './check-snapshot.ts';
import { digestOf, sha256 } from './digest.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Snapshot, SnapshotOrigin } from './snapshot.ts';

/** One of the forms in which Kubernetes' API is published or dumped, recognised by its content, and where it came from. */
export type RawDocument =
  | { readonly form: 'openapi-v2'; readonly origin: SnapshotOrigin; readonly document: JsonObject }
  | { readonly form: 'openapi-v3'; readonly origin: SnapshotOrigin; readonly documents: readonly JsonObject[] }
  | { readonly form: 'definitions'; readonly origin: SnapshotOrigin; readonly definitions: JsonObject }
  | { readonly form: 'resources'; readonly origin: SnapshotOrigin; readonly list: JsonObject }
  | { readonly form: 'snapshot'; readonly sha256: string; readonly snapshot: Snapshot };

/** Limits of reading and how files are named. */
export interface ReadRawOptions {
  /** The folder below which `origin.file` is named; without it, the file's own name is used. */
  readonly root?: string;
  /** The most bytes one document may have, after decompression. */
  readonly maxBytes?: number;
}

/** Far above any real document (a large cluster's is some 30 MB), far below what a gzip bomb unfolds to. */
const MAX_BYTES = 256 * 1024 * 1024;
/** How much of a pipe is read at a time. */
const STREAM_BLOCK = 1 << 20;
/** A server has one OpenAPI v3 document a group and version; more files than this is the wrong folder. */
const MAX_FILES = 5000;
const EXPECTED =
  'an OpenAPI v2 document (kubectl get --raw /openapi/v2), OpenAPI v3 documents, a schema with "definitions", or a snapshot';

/**
 * Reads a file, or a folder of OpenAPI v3 documents; each may be gzipped (told by content, as is the form).
 *
 * @throws ApiAuditError where it does not exist, is not JSON, is too large, or is none of the forms.
 */
export function readRaw(path: string, options: ReadRawOptions = {}): RawDocument {
  const stat = statOf(path);
  if (stat === undefined) throw unfit(path, 'there is no such file or folder');
  return stat.isDirectory() ? readFolder(path, options) : readFile(path, options);
}

function readFile(path: string, options: ReadRawOptions): RawDocument {
  const bytes = readBytes(path, options);
  const value = parse(path, bytes, options);
  const file = nameOf(path, options);
  const digest = digestOf(bytes);
  if (!isObject(value)) throw unfit(path, 'it holds no JSON object');
  if (value.swagger === '2.0') {
    if (isSnapshot(value, path)) return { form: 'snapshot', sha256: digest, snapshot: value };
    return { form: 'openapi-v2', origin: { form: 'openapi-v2', file, sha256: digest }, document: value };
  }
  if (isV3(value))
    return { form: 'openapi-v3', origin: { form: 'openapi-v3', file, sha256: digest }, documents: [value] };
  if (Array.isArray(value.resources)) {
    return { form: 'resources', origin: { form: 'resources', file, sha256: digest }, list: value };
  }
  if (isObject(value.definitions)) {
    return {
      form: 'definitions',
      origin: { form: 'definitions', file, sha256: digest },
      definitions: value.definitions,
    };
  }
  throw unfit(path, 'it is of none of the known forms');
}

function readFolder(path: string, options: ReadRawOptions): RawDocument {
  const hash = sha256();
  const documents: JsonObject[] = [];
  for (const file of filesBelow(path)) {
    const bytes = readBytes(file, options);
    const value = parseInFolder(file, bytes, options);
    if (!isObject(value) || !isV3(value)) continue;
    documents.push(value);
    hash.update(`${slashed(relative(path, file))} ${digestOf(bytes)}\n`);
  }
  if (documents.length === 0) {
    throw new ApiAuditError(
      `${path}: no file in this folder is an OpenAPI v3 document. ` +
        'Put there what kubectl get --raw /openapi/v3/... gives, or name one OpenAPI v2 file.',
    );
  }
  const origin = { form: 'openapi-v3', file: nameOf(path, options), sha256: hash.digest('hex') } as const;
  return { form: 'openapi-v3', origin, documents };
}

function filesBelow(path: string): string[] {
  const files = entriesBelow(path)
    .map((entry) => ({ entry, file: join(entry.parentPath, entry.name) }))
    // What a ConfigMap mounts is links to files.
    .filter(({ entry, file }) => entry.isFile() || (entry.isSymbolicLink() && isFile(file)))
    .map(({ file }) => file);
  if (files.length > MAX_FILES) {
    throw new ApiAuditError(`${path}: it holds ${files.length} files. Name a folder of OpenAPI v3 documents alone.`);
  }
  return files.sort(compareText);
}

/** @throws ApiAuditError where a folder cannot be listed. */
function entriesBelow(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true });
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @throws ApiAuditError where it cannot be told what stands at a path: links that form a loop, a folder that is closed. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** As {@link parse}, but a file beside the documents that does not claim to be JSON (a README) is `null`. */
function parseInFolder(file: string, bytes: Buffer, options: ReadRawOptions): unknown {
  if (/\.json(\.gz)?$/.test(file)) return parse(file, bytes, options);
  try {
    return parse(file, bytes, options);
  } catch (error) {
    if (error instanceof ApiAuditError) return null;
    throw error;
  }
}

function parse(path: string, bytes: Buffer, options: ReadRawOptions): unknown {
  const text = decode(unzip(path, bytes, options));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unfit(path, `it is no valid JSON (${jsonFault(error)})`);
  }
  // All that reads it goes as deep as it does.
  if (isTooDeep(value)) throw unfit(path, `its nesting exceeds ${MAX_DEPTH} levels`);
  return value;
}

/** Text of a file, its byte order mark left out; UTF-16 is what PowerShell redirects a dump to. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function readBytes(path: string, { maxBytes = MAX_BYTES }: ReadRawOptions): Buffer {
  try {
    const stats = statSync(path);
    if (stats.size > maxBytes) throw tooLarge(path, maxBytes);
    return stats.isFile() ? readFileSync(path) : readStream(path, maxBytes);
  } catch (error) {
    if (error instanceof ApiAuditError) throw error;
    throw unreadable(path, error);
  }
}

/** What comes out of a pipe or a device, whose length nobody knows before. */
function readStream(path: string, maxBytes: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const blocks: Buffer[] = [];
    for (let size = 0; size <= maxBytes; ) {
      const block = Buffer.allocUnsafe(STREAM_BLOCK);
      const length = readSync(descriptor, block);
      if (length === 0) return Buffer.concat(blocks);
      blocks.push(block.subarray(0, length));
      size += length;
    }
    throw tooLarge(path, maxBytes);
  } finally {
    closeSync(descriptor);
  }
}

function unzip(path: string, bytes: Buffer, { maxBytes = MAX_BYTES }: ReadRawOptions): Buffer {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(path, maxBytes);
    throw new ApiAuditError(`${path}: it cannot be decompressed (${messageOf(error)}). Name gzip or plain JSON.`);
  }
}

function tooLarge(path: string, maxBytes: number): ApiAuditError {
  return unfit(path, `it is larger than ${maxBytes} bytes`);
}

function unfit(path: string, what: string): ApiAuditError {
  return new ApiAuditError(`${path}: ${what}. Name ${EXPECTED}.`);
}

function unreadable(path: string, error: unknown): ApiAuditError {
  return new ApiAuditError(`${path}: it cannot be read (${messageOf(error)}). Name what can be read.`);
}

function isV3(value: JsonObject): boolean {
  return typeof value.openapi === 'string' && value.openapi.startsWith('3.');
}

/** @throws ApiAuditError where it claims to be a Snapshot, and has not all that one has. */
function isSnapshot(value: JsonObject, path: string): value is JsonObject & Snapshot {
  const info = value['x-api-audit'];
  if (!isObject(info) || typeof info.release !== 'string' || !Array.isArray(info.resources)) return false;
  const odd = oddMember(value);
  if (odd === null) return true;
  throw new ApiAuditError(
    `${path}: it is no whole snapshot (${odd} is not what it should be). Make it anew with 'api-audit snapshot build'.`,
  );
}

function nameOf(path: string, { root }: ReadRawOptions): string {
  return root === undefined ? basename(path) : slashed(relative(root, path));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
