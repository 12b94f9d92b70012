import { join } from 'node:path';
import { snapshotFromV2 } from '../lib/snapshot/from-v2.ts';
import { snapshotFromV3 } from '../lib/snapshot/from-v3.ts';
import { isObject } from '../lib/snapshot/json.ts';
import { readRaw } from '../lib/snapshot/raw.ts';
import { readFacts } from '../lib/snapshot/read-facts.ts';
import { line } from '../lib/snapshot/serialize.ts';
import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import { FACTS_FOLDER } from '../lib/snapshot/store.ts';

// Says where the Snapshots made of the OpenAPI v2 and of the v3 documents of one release differ.

const [rawFolder, ...releases] = process.argv.slice(2);
if (rawFolder === undefined || releases.length === 0) {
  process.stderr.write('usage: npx tsx scripts/compare-forms.ts <folder of raw OpenAPI documents> <release>...\n');
  process.exit(2);
}

const facts = readFacts(FACTS_FOLDER);
for (const release of releases) {
  const v2 = readRaw(join(rawFolder, 'v2', `${release}.json.gz`));
  const v3 = readRaw(join(rawFolder, 'v3', release));
  if (v2.form !== 'openapi-v2' || v3.form !== 'openapi-v3') throw new Error(`${release}: not a v2 and a v3 document`);
  const a = leaves(snapshotFromV2(v2, { release, facts }));
  const b = leaves(snapshotFromV3(v3, { release, facts }));
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort();
  const differences = keys.filter((key) => a.get(key) !== b.get(key));
  for (const key of differences) {
    const onlyV2 = without(a.get(key), b.get(key));
    const onlyV3 = without(b.get(key), a.get(key));
    process.stdout.write(`${release}  ${key}\n    only v2: ${onlyV2}\n    only v3: ${onlyV3}\n    ${reasonFor(key)}\n`);
  }
  process.stdout.write(`${release}: ${keys.length} places compared, ${differences.length} differ\n`);
}

/** What of a value the other does not have: the items of a list, or the whole. */
function without(value: string | undefined, other: string | undefined): string {
  const items: unknown = JSON.parse(value ?? 'null');
  const others: unknown = JSON.parse(other ?? 'null');
  if (!Array.isArray(items) || !Array.isArray(others)) return value ?? '(nothing)';
  const known = new Set(others.map(line));
  return (
    items
      .map(line)
      .filter((item) => !known.has(item))
      .join(' ') || '(nothing)'
  );
}

function reasonFor(key: string): string {
  return /\.(DeleteOptions|WatchEvent) > x-kubernetes-group-version-kind$/.test(key)
    ? 'a v3 document of 1.36 names, at the types that all documents share, its own group and version alone'
    : 'NO REASON';
}

/** Every value of a Snapshot's resources, paths and definitions by where it stands; what it was made from left out. */
function leaves(snapshot: Snapshot): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, at: string): void => {
    if (isObject(value) && Object.keys(value).length > 0) {
      for (const [key, child] of Object.entries(value)) visit(child, `${at} > ${key}`);
    } else found.set(at, line(value));
  };
  const { resources, knows } = snapshot['x-api-audit'];
  visit({ paths: snapshot.paths, definitions: snapshot.definitions, knows }, release(snapshot));
  for (const resource of resources) found.set(`resource ${line(resource)}`, '"served"');
  return found;
}

function release(snapshot: Snapshot): string {
  return snapshot.info.version;
}
