import { existsSync, readFileSync } from 'node:fs';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { parseDefinitionName } from '../snapshot/definition-name.ts';
import { groupsOfPackages, typeNamed } from '../snapshot/definitions.ts';
import type { TypeName } from '../snapshot/facts-at.ts';
import { snapshotFolder } from '../snapshot/folder.ts';
import type { Snapshot, SnapshotInfo, SnapshotSchema } from '../snapshot/snapshot.ts';

/** The definitions of one Snapshot, each parsed when it is first asked for. */
export interface Definitions {
  readonly release: Release;
  /** The definition of this name; `undefined` where the Snapshot has none. */
  get(name: string): SnapshotSchema | undefined;
  /** The name of the definition of a kind; `undefined` where the Snapshot has none, or it is many kinds of many groups. */
  nameOf(gvk: GroupVersionKind): string | undefined;
  /** The Kubernetes name of the type that a definition is of, as the facts name it; `null` where it has none. */
  typeOf(name: string): TypeName | null;
}

const bundled = new Map<Release, Definitions | null>();

/**
 * The definitions of a bundled Snapshot; its file is read once per process.
 *
 * @returns `null` where there is no such Snapshot, or it does not know fields.
 */
export function bundledDefinitions(release: Release): Definitions | null {
  let found = bundled.get(release);
  if (found === undefined) {
    found = readBundled(release);
    bundled.set(release, found);
  }
  return found;
}

/** The definitions of a Snapshot in memory; `null` where it does not know fields. */
export function definitionsOf(snapshot: Snapshot): Definitions | null {
  const { release, knows } = snapshot['x-api-audit'];
  if (!knows.fields) return null;
  const { definitions } = snapshot;
  const kinds: Kinds = new Map();
  for (const [name, schema] of Object.entries(definitions)) {
    const gvks = schema['x-kubernetes-group-version-kind'];
    if (gvks !== undefined) kinds.set(name, gvks);
  }
  return withKinds(release, kinds, (name) => (Object.hasOwn(definitions, name) ? definitions[name] : undefined));
}

/** The GVKs of each definition that states any. */
type Kinds = Map<string, readonly GroupVersionKind[]>;

const DEFINITIONS = '\n"definitions":{\n';
const KNOWS = '\n"knows":';
const GVKS = '"x-kubernetes-group-version-kind":[';

/**
 * Reads a bundled file line by line, since `serializeSnapshot` writes one definition a line and an audit needs a few of
 * them: parsing them all would cost more than the rest of a short run.
 */
function readBundled(release: Release): Definitions | null {
  const bytes = bytesOf(release);
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  const at = text.indexOf(DEFINITIONS);
  if (at === -1 || !knowsFields(text)) return null;
  const lines = new Map<string, string>();
  const kinds: Kinds = new Map();
  for (const line of text.slice(at + DEFINITIONS.length).split('\n')) {
    const end = line.indexOf('":');
    if (end === -1) continue;
    const name = line.slice(1, end);
    lines.set(name, line);
    const stated = line.indexOf(GVKS);
    if (stated === -1) continue;
    const list = line.slice(stated + GVKS.length - 1, line.indexOf(']', stated) + 1);
    kinds.set(name, JSON.parse(list) as GroupVersionKind[]);
  }
  const parsed = new Map<string, SnapshotSchema>();
  return withKinds(release, kinds, (name) => {
    const known = parsed.get(name);
    const line = lines.get(name);
    if (known !== undefined || line === undefined) return known;
    const schema = JSON.parse(line.slice(line.indexOf('":') + 2).replace(/,$/, '')) as SnapshotSchema;
    parsed.set(name, schema);
    return schema;
  });
}

function knowsFields(text: string): boolean {
  const at = text.indexOf(KNOWS) + KNOWS.length;
  const line = text.slice(at, text.indexOf('\n', at)).replace(/,$/, '');
  return (JSON.parse(line) as SnapshotInfo['knows']).fields;
}

const files = new Map<Release, Buffer | null>();

/** The bytes of a bundled Snapshot; `null` where there is none. */
function bytesOf(release: Release): Buffer | null {
  let bytes = files.get(release);
  if (bytes === undefined) {
    const file = new URL(`${release}.json`, snapshotFolder());
    bytes = existsSync(file) ? readFileSync(file) : null;
    files.set(release, bytes);
  }
  return bytes;
}

/** Whether a field of this name is anywhere in a bundled Snapshot: quick to ask, where the answer is mostly no. */
export function mentionsField(release: Release, name: string): boolean {
  const bytes = bytesOf(release);
  if (bytes === null) return false;
  const times = (asked.get(release) ?? 0) + 1;
  asked.set(release, times);
  if (times < MANY_QUESTIONS) return bytes.includes(`${JSON.stringify(name)}:`);
  let names = namesIn.get(release);
  if (names === undefined) {
    names = keysIn(bytes.toString('latin1'));
    namesIn.set(release, names);
  }
  return names.has(name);
}

/** From so many questions on it pays to take all names out of the file, rather than to search it for each. */
const MANY_QUESTIONS = 30;
const asked = new Map<Release, number>();
const namesIn = new Map<Release, ReadonlySet<string>>();

/** All keys of a JSON text, by its letters alone. */
function keysIn(json: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let end = json.indexOf('":'); end !== -1; end = json.indexOf('":', end + 2)) {
    keys.add(json.slice(json.lastIndexOf('"', end - 1) + 1, end));
  }
  return keys;
}

function withKinds(release: Release, kinds: Kinds, get: Definitions['get']): Definitions {
  const names = new Map<string, string>();
  for (const [name, gvks] of kinds) {
    // What is of many groups (DeleteOptions) is no kind of any of them that a manifest would hold.
    if (gvks.some(({ group }) => group !== gvks[0]?.group)) continue;
    for (const gvk of gvks) if (!names.has(gvkKey(gvk))) names.set(gvkKey(gvk), name);
  }
  let groups: ReadonlyMap<string, string> | null = null;
  return {
    release,
    get,
    nameOf: (gvk) => names.get(gvkKey(gvk)),
    typeOf: (name) => {
      if (parseDefinitionName(name) === null) return null;
      groups ??= groupsOfPackages([...kinds].map(([stated, gvks]) => ({ name: stated, gvks })));
      return typeNamed(name, groups);
    },
  };
}
