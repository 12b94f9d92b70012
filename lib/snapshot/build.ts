import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import { compareReleases, nextRelease, type Release } from '../model/release.ts';
import type { Facts } from './facts.ts';
import { snapshotFromDefinitions } from './from-definitions.ts';
import { snapshotFromResources } from './from-resources.ts';
import { snapshotFromV2 } from './from-v2.ts';
import { type RawDocument, readRaw } from './raw.ts';
import type { Snapshot } from './snapshot.ts';

/** The raw documents of one release, as paths; at least one of `v2`, `definitions` and `resources` is there. */
interface ReleaseFiles {
  readonly v2?: string;
  readonly enums?: string;
  readonly definitions?: string;
  readonly resources?: string;
}

/** The subfolders of a folder of raw documents that are built from. `v3/` is there to compare with, see `compare-forms.ts`. */
const SUBFOLDERS = { v2: 'v2', enums: 'v2-enums', definitions: 'definitions', resources: 'resources' } as const;

/**
 * Builds the Snapshots of all releases that a folder of raw documents holds, oldest first: of the whole OpenAPI v2
 * document where there is one, else of definitions joined with the resource list, else of the resource list.
 *
 * @param rawFolder has subfolders `v2`, `v2-enums`, `definitions` and `resources` with files `1.N.json` or `1.N.json.gz`.
 * @throws ApiAuditError where a document cannot be used.
 */
export function buildSnapshots(rawFolder: string, facts: Facts): Snapshot[] {
  const files = releaseFiles(rawFolder);
  const built = new Map<Release, Snapshot>();
  // Newest first, as 1.5 takes its definitions' names from the release after it.
  const whole = [...files.keys()].filter((release) => files.get(release)?.v2 !== undefined).reverse();
  for (const release of whole) {
    const document = read(rawFolder, files.get(release)?.v2, 'openapi-v2');
    const enums = readIfThere(rawFolder, files.get(release)?.enums, 'openapi-v2');
    const laterNames = Object.keys(built.get(nextRelease(release))?.definitions ?? {});
    built.set(
      release,
      snapshotFromV2(
        {
          ...document,
          laterNames,
          ...(enums === undefined
            ? {}
            : { enums: { ...enums, origin: { ...enums.origin, form: 'openapi-v2-enums' as const } } }),
        },
        { release, facts },
      ),
    );
  }
  for (const [release, { v2, definitions, resources }] of files) {
    if (v2 !== undefined) continue;
    const neighbours = nearest(release, whole)
      .map((other) => built.get(other))
      .filter((other) => other !== undefined);
    const list = readIfThere(rawFolder, resources, 'resources');
    if (definitions !== undefined) {
      const input = { ...read(rawFolder, definitions, 'definitions'), neighbours };
      built.set(
        release,
        snapshotFromDefinitions({ ...input, ...(list === undefined ? {} : { resources: list }) }, { release, facts }),
      );
    } else if (list !== undefined) {
      built.set(release, snapshotFromResources({ ...list, neighbours }, { release, facts }));
    }
  }
  return [...files.keys()].map((release) => built.get(release)).filter((snapshot) => snapshot !== undefined);
}

/** The releases of a folder of raw documents, oldest first, with their files. */
function releaseFiles(rawFolder: string): Map<Release, ReleaseFiles> {
  const files = new Map<Release, ReleaseFiles>();
  for (const [key, subfolder] of Object.entries(SUBFOLDERS)) {
    const folder = join(rawFolder, subfolder);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const release = /^(\d+\.\d+)\.json(\.gz)?$/.exec(name)?.[1];
      if (release !== undefined) files.set(release, { ...files.get(release), [key]: join(folder, name) });
    }
  }
  if (files.size === 0) {
    const expected = Object.values(SUBFOLDERS).join(', ');
    throw new ApiAuditError(
      `${rawFolder}: it holds no raw documents. Put files 1.N.json.gz into subfolders ${expected}.`,
    );
  }
  return new Map([...files].sort(([a], [b]) => compareReleases(a, b)));
}

/** The nearest of `others` before and after a release. */
function nearest(release: Release, others: readonly Release[]): Release[] {
  const sorted = [...others].sort(compareReleases);
  const before = sorted.filter((other) => compareReleases(other, release) < 0).at(-1);
  const after = sorted.find((other) => compareReleases(other, release) > 0);
  return [before, after].filter((other) => other !== undefined);
}

type RawOf<Form extends RawDocument['form']> = Extract<RawDocument, { form: Form }>;

function read<Form extends RawDocument['form']>(root: string, path: string | undefined, form: Form): RawOf<Form> {
  const raw = readIfThere(root, path, form);
  if (raw === undefined) throw new ApiAuditError(`${root}: a document of the form ${form} is missing. Put it there.`);
  return raw;
}

function readIfThere<Form extends RawDocument['form']>(
  root: string,
  path: string | undefined,
  form: Form,
): RawOf<Form> | undefined {
  if (path === undefined) return undefined;
  const raw = readRaw(path, { root });
  if (!hasForm(raw, form))
    throw new ApiAuditError(`${path}: it is of the form ${raw.form}. Put one of the form ${form} there.`);
  return raw;
}

function hasForm<Form extends RawDocument['form']>(raw: RawDocument, form: Form): raw is RawOf<Form> {
  return raw.form === form;
}
