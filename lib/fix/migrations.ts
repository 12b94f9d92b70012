import { bundledFacts } from '../catalog/bundled-facts.ts';
import type { MigrationFact } from '../catalog/lifecycle-facts.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatGvk } from '../model/gvk.ts';

/** One entry of `facts/migrations.json`: a move of the deprecated API migration guide. */
export interface Migration extends MigrationFact {
  readonly changes: readonly MigrationChange[];
}

/** What the guide says of one field of a move, as far as it is used here. */
export interface MigrationChange {
  readonly type: 'renamed' | 'removed' | 'now-required' | 'default-changed' | 'meaning-changed' | 'stricter-values';
  /** A path with `[*]` for the items of lists. */
  readonly field: string;
}

/** The guide's entry for a move from a kind, whatever it moves to; `undefined` where it has none. */
export function migrationFrom(gvk: GroupVersionKind): Migration | undefined {
  const name = formatGvk(gvk);
  return bundledFacts<Migration>('migrations.json').find(({ from }) => from === name);
}
