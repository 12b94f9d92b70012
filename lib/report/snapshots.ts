import type { Catalog } from '../catalog/catalog.ts';
import type { Stability } from '../model/stability.ts';
import { STABILITIES, stabilityOf } from '../model/stability.ts';
import { grid } from './grid.ts';
import { jsonDocument } from './text.ts';

interface Row {
  readonly release: string;
  readonly preliminary: string | null;
  readonly sha256: string;
  /** Kinds that the release serves, by default or when enabled, by stability. */
  readonly kinds: Readonly<Record<Stability, number>>;
}

function rowsOf(catalog: Catalog): readonly Row[] {
  return catalog.releases.map(({ release, preliminary, sha256 }) => {
    const kinds = { ga: 0, beta: 0, alpha: 0, unknown: 0 };
    for (const { version } of catalog.servedAt(release, { enabled: true })) kinds[stabilityOf(version)]++;
    return { release, preliminary, sha256, kinds };
  });
}

/** The bundled Snapshots as one JSON object. */
export function snapshotsJson(catalog: Catalog): string {
  return jsonDocument({ newest: catalog.newest, snapshots: rowsOf(catalog) });
}

/** The bundled Snapshots for people, oldest first. */
export function snapshotsTable(catalog: Catalog, width: number): string {
  const rows = rowsOf(catalog).map(({ release, preliminary, kinds }) => [
    release,
    ...STABILITIES.slice(0, 3).map((stability) => String(kinds[stability])),
    preliminary === null
      ? release === catalog.newest
        ? 'the default target'
        : ''
      : 'preliminary: made before the release',
  ]);
  return `${grid(['Release', 'GA kinds', 'Beta', 'Alpha', ''], rows, { width, compact: true })}\n`;
}
