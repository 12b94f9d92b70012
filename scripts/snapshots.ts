import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTimeline, serializeTimeline } from '../lib/catalog/build.ts';
import { timelineSources } from '../lib/catalog/timeline-sources.ts';
import { compareReleases } from '../lib/model/release.ts';
import { buildSnapshots } from '../lib/snapshot/build.ts';
import { digestOf } from '../lib/snapshot/digest.ts';
import type { Correction } from '../lib/snapshot/distil-facts.ts';
import { buildFacts } from '../lib/snapshot/distil-facts.ts';
import { readFactFile, readFacts } from '../lib/snapshot/read-facts.ts';
import { bundledReleases } from '../lib/snapshot/releases.ts';
import { serializeSnapshot } from '../lib/snapshot/serialize.ts';
import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import { FACTS_FOLDER, loadSnapshot, SNAPSHOT_FOLDER } from '../lib/snapshot/store.ts';

const [rawFolder, factsFolder] = process.argv.slice(2);
if (rawFolder === undefined || factsFolder === undefined) {
  process.stderr.write('usage: npm run snapshots -- <folder of raw OpenAPI documents> <folder of facts>\n');
  process.exit(2);
}

mkdirSync(FACTS_FOLDER, { recursive: true });
const corrections = readFactFile(FACTS_FOLDER, 'corrections.json').entries as readonly Correction[];
for (const { name, text } of buildFacts(factsFolder, corrections)) writeFileSync(join(FACTS_FOLDER, name), text);

// The bundled facts, not the gathered ones: what a user's own document is judged by is what the bundled ones were.
const built = new Map(
  buildSnapshots(rawFolder, readFacts(FACTS_FOLDER)).map((snapshot) => [snapshot.info.version, snapshot]),
);
const kept = bundledReleases().filter((release) => isLess(built.get(release), loadSnapshot(release).snapshot));
for (const release of kept) built.set(release, loadSnapshot(release).snapshot);
const releases = [...built.keys()].sort(compareReleases);
const snapshots = releases.flatMap((release) => {
  const snapshot = built.get(release);
  if (snapshot === undefined) return [];
  const text = serializeSnapshot(snapshot);
  writeFileSync(join(SNAPSHOT_FOLDER, `${release}.json`), text);
  return [{ info: snapshot['x-api-audit'], sha256: digestOf(Buffer.from(text)) }];
});
writeFileSync(
  join(SNAPSHOT_FOLDER, 'index.json'),
  serializeTimeline(buildTimeline(timelineSources(FACTS_FOLDER, snapshots))),
);
process.stdout.write(`${snapshots.length} snapshots and the timeline written to ${SNAPSHOT_FOLDER}\n`);
if (kept.length > 0) {
  process.stdout.write(
    `${kept.join(', ')}: kept as they were, without what changed in the facts, for ${rawFolder} has less of them. ` +
      'openapi-snapshots/README.md says where their documents are.\n',
  );
}

/** Whether `made` would take something away: it is not there, or was made before the release and `bundled` was not. */
function isLess(made: Snapshot | undefined, bundled: Snapshot): boolean {
  if (made === undefined) return true;
  return made['x-api-audit'].preliminary !== null && bundled['x-api-audit'].preliminary === null;
}
