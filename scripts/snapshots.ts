import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTimeline, serializeTimeline } from '../lib/catalog/build.ts';
import { timelineSources } from '../lib/catalog/timeline-sources.ts';
import { buildSnapshots } from '../lib/snapshot/build.ts';
import type { Correction } from '../lib/snapshot/distil-facts.ts';
import { buildFacts } from '../lib/snapshot/distil-facts.ts';
import { readFactFile, readFacts } from '../lib/snapshot/read-facts.ts';
import { serializeSnapshot } from '../lib/snapshot/serialize.ts';
import { FACTS_FOLDER, SNAPSHOT_FOLDER } from '../lib/snapshot/store.ts';

const [rawFolder, factsFolder] = process.argv.slice(2);
if (rawFolder === undefined || factsFolder === undefined) {
  process.stderr.write('usage: npm run snapshots -- <folder of raw OpenAPI documents> <folder of facts>\n');
  process.exit(2);
}

mkdirSync(FACTS_FOLDER, { recursive: true });
const corrections = readFactFile(FACTS_FOLDER, 'corrections.json').entries as readonly Correction[];
for (const { name, text } of buildFacts(factsFolder, corrections)) writeFileSync(join(FACTS_FOLDER, name), text);

// The bundled facts, not the gathered ones: what a user's own document is judged by is what the bundled ones were.
const snapshots = buildSnapshots(rawFolder, readFacts(FACTS_FOLDER)).map((snapshot) => {
  const text = serializeSnapshot(snapshot);
  writeFileSync(join(SNAPSHOT_FOLDER, `${snapshot.info.version}.json`), text);
  return { info: snapshot['x-api-audit'], sha256: createHash('sha256').update(text).digest('hex') };
});
writeFileSync(
  join(SNAPSHOT_FOLDER, 'index.json'),
  serializeTimeline(buildTimeline(timelineSources(FACTS_FOLDER, snapshots))),
);
process.stdout.write(`${snapshots.length} snapshots and the timeline written to ${SNAPSHOT_FOLDER}\n`);
