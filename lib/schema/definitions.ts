import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { parseDefinitionName } from '../snapshot/definition-name.ts';
import { groupsOfPackages, typeNamed } from '../snapshot/definitions.ts';
import type { TypeName } from '../snapshot/facts.ts';
import { isBundled, readBundledText } from '../snapshot/folder.ts';
import type { Snapshot, SnapshotInfo, SnapshotSchema } from '../snapshot/snapshot.ts';
import { SortedLines } from '../snapshot/sorted-lines.ts';

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
  const kinds = Object.entries(definitions).map(
    ([name, schema]) => [name, schema['x-kubernetes-group-version-kind'] ?? []] as const,
  );
  const names = namesByKind(kinds);
  const groups = groupsOfPackages(kinds.map(([name, gvks]) => ({ name, gvks })));
  return {
    release,
    get: (name) => (Object.hasOwn(definitions, name) ? definitions[name] : undefined),
    nameOf: (gvk) => names.get(gvkKey(gvk)),
    typeOf: (name) => typeNamed(name, groups),
  };
}

const DEFINITIONS = '\n"definitions":{\n';
const KNOWS = '\n"knows":';
const GVKS = '"x-kubernetes-group-version-kind":[';

/**
 * Reads of a bundled file what is asked for, since `serializeSnapshot` writes one definition a line, sorted by name, and an
 * audit needs a few of them: parsing them all would cost more than the rest of a short run.
 */
function readBundled(release: Release): Definitions | null {
  const text = textOf(release);
  if (text === null) return null;
  const at = text.indexOf(DEFINITIONS);
  if (at === -1 || !knowsFields(text)) return null;
  const begin = at + DEFINITIONS.length;
  const lines = new SortedLines(text, begin, text.lastIndexOf('\n}\n}') + 1);
  const parsed = new Map<string, SnapshotSchema>();
  const names = new Map<string, string | undefined>();
  let all: ReadonlyMap<string, string> | null = null;
  const groups = new Map<string, ReadonlyMap<string, string>>();
  return {
    release,
    get: (name) => {
      const known = parsed.get(name);
      if (known !== undefined) return known;
      const line = lines.get(name);
      if (line === undefined) return undefined;
      const schema = JSON.parse(line.slice(line.indexOf('":') + 2).replace(/,$/, '')) as SnapshotSchema;
      parsed.set(name, schema);
      return schema;
    },
    nameOf: (gvk) => {
      const key = gvkKey(gvk);
      if (names.has(key)) return names.get(key);
      if (names.size < MANY_QUESTIONS) {
        const name = nameIn(text, begin, lines, gvk);
        names.set(key, name);
        return name;
      }
      all ??= namesByKind([...lines.withPrefix('')].map(([name, line]) => [name, gvksIn(line)]));
      return all.get(key);
    },
    typeOf: (name) => {
      const own = parseDefinitionName(name)?.package;
      if (own === undefined) return null;
      let group = groups.get(own);
      if (group === undefined) {
        group = groupsOfPackages([]);
        for (const [stated, line] of lines.withPrefix(`${own}.`)) {
          if (group.has(own)) break;
          group = groupsOfPackages([{ name: stated, gvks: gvksIn(line) }]);
        }
        groups.set(own, group);
      }
      return typeNamed(name, group);
    },
  };
}

/** The first definition that states a kind, and no kind of another group. */
function nameIn(text: string, begin: number, lines: SortedLines, gvk: GroupVersionKind): string | undefined {
  const { group, kind, version } = gvk;
  const stated = JSON.stringify({ group, kind, version });
  for (let at = text.indexOf(stated, begin); at !== -1; at = text.indexOf(stated, at + 1)) {
    const [name, line] = lines.around(at);
    if (isOfOneGroup(gvksIn(line))) return name;
  }
  return undefined;
}

function gvksIn(line: string): readonly GroupVersionKind[] {
  const stated = line.indexOf(GVKS);
  if (stated === -1) return [];
  return JSON.parse(line.slice(stated + GVKS.length - 1, line.indexOf(']', stated) + 1)) as GroupVersionKind[];
}

/** What is of many groups (DeleteOptions) is no kind of any of them that a manifest would hold. */
function isOfOneGroup(gvks: readonly GroupVersionKind[]): boolean {
  return gvks.every(({ group }) => group === gvks[0]?.group);
}

/** The name of the first definition that is each kind's own, by {@link gvkKey}. */
function namesByKind(kinds: Iterable<readonly [name: string, gvks: readonly GroupVersionKind[]]>) {
  const names = new Map<string, string>();
  for (const [name, gvks] of kinds) {
    if (!isOfOneGroup(gvks)) continue;
    for (const gvk of gvks) if (!names.has(gvkKey(gvk))) names.set(gvkKey(gvk), name);
  }
  return names;
}

function knowsFields(text: string): boolean {
  const at = text.indexOf(KNOWS) + KNOWS.length;
  const line = text.slice(at, text.indexOf('\n', at)).replace(/,$/, '');
  return (JSON.parse(line) as SnapshotInfo['knows']).fields;
}

const files = new Map<Release, string | null>();

/** The text of a bundled Snapshot; `null` where there is none. */
function textOf(release: Release): string | null {
  let text = files.get(release);
  if (text === undefined) {
    text = isBundled(`${release}.json`) ? readBundledText(`${release}.json`) : null;
    files.set(release, text);
  }
  return text;
}

/** Whether a field of this name is anywhere in a bundled Snapshot: quick to ask, where the answer is mostly no. */
export function mentionsField(release: Release, name: string): boolean {
  const text = textOf(release);
  if (text === null) return false;
  const times = (asked.get(release) ?? 0) + 1;
  asked.set(release, times);
  if (times < MANY_QUESTIONS) return text.includes(`${JSON.stringify(name)}:`);
  let names = namesIn.get(release);
  if (names === undefined) {
    names = keysIn(text);
    namesIn.set(release, names);
  }
  return names.has(name);
}

/** From so many questions on it pays to take all answers out of the file, rather than to search it for each. */
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
