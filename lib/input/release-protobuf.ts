import type { StoredRelease } from './release.ts';

/**
 * The fields read of `hapi.release.Release`, by their numbers in Helm 2's `release.proto`, `hook.proto`, `info.proto` and
 * `status.proto`.
 */
const RELEASE = { name: 1, info: 2, manifest: 5, hooks: 6, version: 7, namespace: 8 } as const;
const INFO = { status: 1 } as const;
const STATUS = { code: 1 } as const;
const HOOK = { path: 3, manifest: 4 } as const;

/** `hapi.release.Status.Code`, in the order of its numbers. */
const CODES = [
  'unknown',
  'deployed',
  'deleted',
  'superseded',
  'failed',
  'deleting',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
];

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * Reads a release of Helm 2 out of its protobuf form.
 *
 * @returns the release, or why it cannot be read, in words that quote nothing of it.
 */
export function decodeHelm2(content: Uint8Array): StoredRelease | string {
  const release = fieldsOf(content);
  const name = release && textOf(release, RELEASE.name);
  const manifest = release && textOf(release, RELEASE.manifest);
  if (release === null || !name || manifest === null) return 'it is no release in the protobuf of Helm 2';
  const status = fieldsIn(fieldsIn(release, RELEASE.info)[0], INFO.status)[0];
  const code = status?.get(STATUS.code)?.[0];
  const hooks = fieldsIn(release, RELEASE.hooks).map(
    (hook) => `---\n# Source: ${textOf(hook, HOOK.path) ?? ''}\n${textOf(hook, HOOK.manifest) ?? ''}`,
  );
  const revision = release.get(RELEASE.version)?.[0];
  return {
    name,
    namespace: textOf(release, RELEASE.namespace),
    revision: typeof revision === 'number' ? revision : 0,
    status: typeof code === 'number' ? (CODES[code] ?? null) : null,
    manifest: [manifest, ...hooks].join('\n'),
  };
}

/** The values of a message by field number; numbers are those below 2^53. */
type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/** Reads the wire format of protobuf; `null` where the bytes are none. */
function fieldsOf(content: Uint8Array): Fields | null {
  const fields = new Map<number, (number | Uint8Array)[]>();
  const scan = { content, at: 0 };
  while (scan.at < content.length) {
    const tag = varint(scan);
    const value = tag === null ? null : fieldValue(scan, tag & 7);
    if (tag === null || value === null) return null;
    const field = Math.floor(tag / 8);
    const known = fields.get(field);
    if (known === undefined) fields.set(field, [value]);
    else known.push(value);
  }
  return fields;
}

interface Scan {
  readonly content: Uint8Array;
  at: number;
}

function fieldValue(scan: Scan, wire: number): number | Uint8Array | null {
  if (wire === WIRE.varint) return varint(scan);
  const length = wire === WIRE.bytes ? varint(scan) : wire === WIRE.fixed64 ? 8 : wire === WIRE.fixed32 ? 4 : null;
  if (length === null || scan.at + length > scan.content.length) return null;
  scan.at += length;
  return scan.content.subarray(scan.at - length, scan.at);
}

function varint(scan: Scan): number | null {
  let value = 0;
  for (let shift = 0; shift < 64; shift += 7) {
    const byte = scan.content[scan.at++];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  return null;
}

function fieldsIn(fields: Fields | undefined, number: number): Fields[] {
  return (fields?.get(number) ?? []).flatMap((value) => {
    const inner = typeof value === 'number' ? null : fieldsOf(value);
    return inner === null ? [] : [inner];
  });
}

function textOf(fields: Fields, number: number): string | null {
  const value = fields.get(number)?.[0];
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : null;
}
