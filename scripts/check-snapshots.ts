import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gvkKey } from '../lib/model/gvk.ts';
import { compareReleases, type Release, releasesBetween } from '../lib/model/release.ts';
import { bundledReleases } from '../lib/snapshot/releases.ts';
import type { ApiResource, Snapshot } from '../lib/snapshot/snapshot.ts';
import { loadSnapshot } from '../lib/snapshot/store.ts';

// Compares the committed Snapshots with the resource lists and the history of served kinds they were not made from.

const [rawFolder, factsFolder] = process.argv.slice(2);
if (rawFolder === undefined || factsFolder === undefined) {
  process.stderr.write(
    'usage: npx tsx scripts/check-snapshots.ts <folder of raw OpenAPI documents> <folder of facts>\n',
  );
  process.exit(2);
}

interface ListedResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

interface ResourceList {
  /** What the list was made from, where the release was not out. */
  readonly preliminary?: string;
  readonly resources: readonly ListedResource[];
}

interface ServedEntry extends ListedResource {
  readonly firstServed: Release;
  readonly lastServed: Release | null;
}

const MISPRINT = 'the lists of 1.3 and 1.4 misprint the plural of PetSet';
/** Its list was made before the release, and does not say so. */
const LISTED_EARLY = '1.33';
let unexplained = 0;
const snapshots = new Map(bundledReleases().map((release) => [release, loadSnapshot(release).snapshot]));
compareLists(rawFolder);
compareHistory(factsFolder);
process.stdout.write(`${unexplained} differences without a reason\n`);
process.exitCode = unexplained === 0 ? 0 : 1;

/** The plain resources of each Snapshot against `resources/1.N.json`. */
function compareLists(folder: string): void {
  let compared = 0;
  for (const [release, snapshot] of snapshots) {
    const list = readList(join(folder, 'resources', `${release}.json`));
    if (list === null) continue;
    const listed = list.resources;
    const isEarly = release === LISTED_EARLY || list.preliminary !== undefined;
    const own = plainResources(snapshot);
    const known = new Set(listed.map((entry) => key(entry, entry.plural)));
    const held = new Set(own.map((entry) => key(entry, entry.name)));
    compared += known.size;
    for (const entry of known)
      if (!held.has(entry)) say(release, `missing  ${entry}`, isMisprint(entry) ? MISPRINT : null);
    for (const entry of own) {
      const text = key(entry, entry.name);
      if (!known.has(text)) say(release, `not in the list  ${text}`, reasonFor(entry, isEarly));
    }
    process.stdout.write(`${release}: ${known.size} listed, ${held.size} held\n`);
  }
  process.stdout.write(`${compared} listed resources compared\n`);
}

function plainResources(snapshot: Snapshot): ApiResource[] {
  return snapshot['x-api-audit'].resources.filter(({ parent }) => parent === undefined);
}

function isMisprint(entry: string): boolean {
  return entry.includes(' petsetss ');
}

/** Why a Snapshot may hold what the list of its release leaves out. */
function reasonFor({ verbs, name }: ApiResource, isEarly: boolean): string | null {
  if (verbs?.every((verb) => verb === 'create')) return 'only created, which the lists leave out';
  if (name === 'petsets') return MISPRINT;
  if (name === null || verbs === null) return 'shown by the definitions only: created only, or a subresource';
  if (isEarly) return 'the list was made before the release';
  return null;
}

/** Each release that `served-history.json` says a kind was served in, and no other. */
function compareHistory(folder: string): void {
  const { entries, newestRelease } = JSON.parse(readFileSync(join(folder, 'served-history.json'), 'utf8')) as {
    entries: ServedEntry[];
    newestRelease: Release;
  };
  const releases = [...snapshots.keys()].filter((release) => compareReleases(release, newestRelease) <= 0);
  let compared = 0;
  for (const entry of entries) {
    const said = new Set(releasesBetween(entry.firstServed, entry.lastServed ?? newestRelease));
    for (const release of releases) {
      const resources = snapshots.get(release)?.['x-api-audit'].resources ?? [];
      const found = resources.filter(
        (resource) => gvkKey(resource) === gvkKey(entry) && resource.name === entry.plural,
      );
      compared += 1;
      if (found.length > 0 === said.has(release)) continue;
      const text = `${key(entry, entry.plural)} history ${said.has(release)}, snapshot ${found.length > 0}`;
      say(release, text, said.has(release) ? reasonForMissing(snapshots.get(release), entry) : null);
    }
  }
  const known = new Set(entries.map((entry) => key(entry, entry.plural)));
  for (const release of releases) {
    const snapshot = snapshots.get(release);
    if (snapshot === undefined) continue;
    for (const resource of plainResources(snapshot)) {
      const text = key(resource, resource.name);
      const reason = resource.name === null ? 'a subresource whose name no document tells' : null;
      if (!known.has(text)) say(release, `${text} has no history`, reason);
    }
  }
  process.stdout.write(`${compared} pairs of kind and release compared with the history\n`);
}

/** Why a Snapshot may lack what was served: only a list it was made from can have left it out. */
function reasonForMissing(snapshot: Snapshot | undefined, { kind }: ServedEntry): string | null {
  const info = snapshot?.['x-api-audit'];
  const isListOnly = info?.madeFrom.every(({ form }) => form === 'resources') === true;
  return isListOnly && kind === 'Binding' ? 'made from a list alone, and lists leave out what is only created' : null;
}

/** @returns `null` where there is no list of a release. */
function readList(path: string): ResourceList | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ResourceList;
  } catch {
    return null;
  }
}

function key(
  gvk: { group: string; version: string; kind: string; namespaced: boolean | null },
  name: string | null,
): string {
  return `${gvkKey(gvk)} ${name} ${gvk.namespaced === null ? '?' : gvk.namespaced ? 'namespaced' : 'cluster'}`;
}

function say(release: Release, difference: string, reason: string | null): void {
  if (reason === null) unexplained += 1;
  process.stdout.write(`${release}  ${difference}  ${reason ?? 'NO REASON'}\n`);
}
