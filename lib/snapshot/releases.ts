import { readdirSync } from 'node:fs';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import { snapshotFolder } from './folder.ts';

const SNAPSHOT_FILE = /^(\d+\.\d+)\.json$/;

let releases: readonly Release[] | undefined;

/** The releases whose Snapshots are bundled, oldest first. Reads file names, no Snapshot. */
export function bundledReleases(): readonly Release[] {
  releases ??= readdirSync(snapshotFolder())
    .map((file) => SNAPSHOT_FILE.exec(file)?.[1])
    .filter((release) => release !== undefined)
    .sort(compareReleases);
  return releases;
}
