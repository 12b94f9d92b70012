import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiAuditError } from '../model/errors.ts';
import type { Sort } from '../model/known-keys.ts';
import { checkKeys } from '../model/known-keys.ts';
import { parseRelease, type Release } from '../model/release.ts';
import { digestOf } from './digest.ts';
import type { Facts } from './facts.ts';
import { snapshotFolder } from './folder.ts';
import { type DefinitionsOnlyInput, snapshotFromDefinitions } from './from-definitions.ts';
import { snapshotFromResources } from './from-resources.ts';
import { snapshotFromV2 } from './from-v2.ts';
import { snapshotFromV3 } from './from-v3.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import { type RawDocument, readRaw } from './raw.ts';
import { readFacts } from './read-facts.ts';
import { bundledReleases } from './releases.ts';
import type { Snapshot, SnapshotSchema } from './snapshot.ts';

/** A Snapshot, and the digest of the bytes it was read from (of a folder: of its files' names and digests). */
export interface LoadedSnapshot {
  readonly snapshot: Snapshot;
  readonly sha256: string;
}

/** A Snapshot whose digest may have to be looked up: of a bundled one the Timeline has it. */
export type SharedSnapshot = Pick<LoadedSnapshot, 'snapshot'> & Partial<LoadedSnapshot>;

/** How to read a document that is not bundled. */
export interface LoadOptions {
  /** The release that a document is of; needed where it does not say it, and to agree with it where it does. */
  readonly release?: Release;
  /** Path of the same release's list of resources, to go with a document that has definitions alone. */
  readonly resources?: string;
}

const LOAD_KEYS = { release: 'text', resources: 'text' } as const satisfies Record<keyof LoadOptions, Sort>;

/** The path of the folder of the bundled data. */
export const SNAPSHOT_FOLDER = fileURLToPath(snapshotFolder());

/** The path of the folder of the bundled facts. */
export const FACTS_FOLDER = join(SNAPSHOT_FOLDER, 'facts');

const RELEASE_LIKE = /^v?\d+\.\d+(\.\d+)?$/;

let facts: Facts | undefined;

/**
 * Loads a bundled Snapshot (`1.29`, `v1.29.3`), or makes one of a user's own document: OpenAPI v2, a folder of OpenAPI
 * v3 documents, definitions, a resource list; or a Snapshot that was saved before.
 *
 * @param source a release or a path. What looks like a release and is not bundled is tried as a path.
 * @throws ApiAuditError where there is no such release or path, the document cannot be used, or an option is not known.
 */
export function loadSnapshot(source: Release | string, options: LoadOptions = {}): LoadedSnapshot {
  if (typeof source !== 'string' || source === '')
    throw new ApiAuditError("No snapshot is named: give a release, such as '1.29', or a path.");
  checkKeys(options, LOAD_KEYS, 'options');
  const release = RELEASE_LIKE.test(source) ? parseRelease(source) : null;
  if (release !== null && bundledReleases().includes(release)) return loadBundled(release);
  if (release !== null && !existsSync(source)) {
    const known = bundledReleases();
    throw new ApiAuditError(
      `There is no snapshot of release ${release}: the bundled ones are ${known[0]} to ${known.at(-1)}.`,
    );
  }
  return makeSnapshot(source, readRaw(source), options);
}

/**
 * Loads several bundled Snapshots that share what they have in common: a definition that two of them write alike is read
 * once, and is the same object in both. Releases differ in few definitions, so that each further one costs little.
 */
export function sharingLoader(): (release: Release) => SharedSnapshot {
  const shared = new Map<string, SnapshotSchema>();
  return (release) => {
    return bundledReleases().includes(release) ? { snapshot: loadShared(release, shared) } : loadSnapshot(release);
  };
}

const DEFINITIONS = '\n"definitions":{\n';
const END = '\n}\n}\n';

function loadBundled(release: Release): LoadedSnapshot {
  const bytes = bytesOf(release);
  return { snapshot: JSON.parse(bytes.toString('latin1')) as Snapshot, sha256: digestOf(bytes) };
}

function loadShared(release: Release, shared: Map<string, SnapshotSchema>): Snapshot {
  const text = bytesOf(release).toString('latin1');
  const at = text.indexOf(DEFINITIONS);
  if (at === -1) return JSON.parse(text) as Snapshot;
  const head = JSON.parse(`${text.slice(0, at)}"definitions":{}}`) as Snapshot;
  const definitions: Record<string, SnapshotSchema> = {};
  for (const line of text.slice(at + DEFINITIONS.length, -END.length).split('\n')) {
    const end = line.indexOf('":');
    const body = line.slice(end + 2, line.endsWith(',') ? -1 : undefined);
    let schema = shared.get(body);
    if (schema === undefined) {
      schema = JSON.parse(body) as SnapshotSchema;
      shared.set(body, schema);
    }
    definitions[line.slice(1, end)] = schema;
  }
  return { ...head, definitions };
}

/** In ASCII (see readBundledText()), written by serializeSnapshot() and held to its form by the tests of the bundled data. */
function bytesOf(release: Release): Buffer {
  return readFileSync(join(SNAPSHOT_FOLDER, `${release}.json`));
}

/**
 * Makes a Snapshot of a raw document that was read from `path`, with the bundled facts.
 *
 * @throws ApiAuditError where neither the document nor the options say which release it is of, or they differ.
 */
function makeSnapshot(path: string, raw: RawDocument, options: LoadOptions): LoadedSnapshot {
  const stated = raw.form === 'snapshot' ? raw.snapshot['x-api-audit'].release : statedRelease(raw);
  const release = stated ?? options.release ?? null;
  if (stated !== null && options.release !== undefined && options.release !== stated) {
    throw new ApiAuditError(
      `${path}: it is of Kubernetes ${stated}, not of ${options.release}. Leave the release out.`,
    );
  }
  const made = withResources(raw, options);
  if (made.form === 'snapshot') return { snapshot: made.snapshot, sha256: made.sha256 };
  if (release === null) {
    throw new ApiAuditError(
      `${path}: it does not say which Kubernetes release it is of. Name it with --target, in a diff behind the path (${path}@1.34), or with --release when building a snapshot.`,
    );
  }
  facts ??= readFacts(FACTS_FOLDER);
  return { snapshot: fromRaw(made, release, facts), sha256: made.origin.sha256 };
}

/** What a user named beside a document. */
interface Beside {
  readonly resources?: NonNullable<DefinitionsOnlyInput['resources']>;
}

/** A document to make a Snapshot of, with the list of resources that a user named beside it. */
type Makeable = Exclude<RawDocument, { form: 'snapshot' }> & Beside;

/** @throws ApiAuditError for a list that cannot be read, or is of no use: who named one expects it to count. */
function withResources(raw: RawDocument, { resources }: LoadOptions): RawDocument & Beside {
  if (resources === undefined) return raw;
  const list = readRaw(resources);
  if (list.form !== 'resources' || raw.form !== 'definitions') {
    const wrong =
      raw.form === 'definitions'
        ? `${resources}: it is no list of resources`
        : 'Only definitions take a list of resources';
    throw new ApiAuditError(`${wrong}. See 'api-audit snapshot --help'.`);
  }
  return { ...raw, resources: list };
}

function fromRaw(raw: Makeable, release: Release, known: Facts): Snapshot {
  const make = { release, facts: known };
  switch (raw.form) {
    case 'openapi-v2':
      return snapshotFromV2(raw, make);
    case 'openapi-v3':
      return snapshotFromV3(raw, make);
    case 'definitions':
      return snapshotFromDefinitions(raw, make);
    case 'resources':
      return snapshotFromResources(raw, make);
  }
}

/** The release a document says it is of: servers write theirs into `info.version`, published documents do not. */
function statedRelease(raw: Exclude<RawDocument, { form: 'snapshot' }>): Release | null {
  switch (raw.form) {
    case 'openapi-v2':
      return releaseIn(raw.document);
    case 'openapi-v3':
      return raw.documents.map(releaseIn).find((release) => release !== null) ?? null;
    case 'definitions':
      return null;
    case 'resources':
      return parseRelease(textOf(raw.list.release) ?? '');
  }
}

function releaseIn(document: JsonObject): Release | null {
  const { title, version } = objectOf(document.info);
  return title === 'Kubernetes' ? parseRelease(textOf(version) ?? '') : null;
}
