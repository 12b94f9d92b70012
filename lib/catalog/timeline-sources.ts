import type { Release } from '../model/release.ts';
import { readFactFile } from '../snapshot/read-facts.ts';
import type { TimelineSources } from './build.ts';
import type { LifecycleFact, MigrationFact } from './lifecycle-facts.ts';

/** One entry of `facts/serving-policy.json`: a rule of Kubernetes' own about what is served by default. */
interface PolicyFact {
  readonly policy: string;
  readonly release: Release;
}

function isBetaPolicy({ policy }: PolicyFact): boolean {
  return policy === 'betaOffByDefaultSince';
}

/**
 * Puts Snapshots together with the facts that a Timeline is made of.
 *
 * @param folder holds `api-lifecycle.json`, `migrations.json` and `serving-policy.json`.
 */
export function timelineSources(folder: string, snapshots: TimelineSources['snapshots']): TimelineSources {
  const entries = <Fact>(name: string) => readFactFile(folder, name)['entries'] as readonly Fact[];
  return {
    snapshots,
    lifecycles: entries<LifecycleFact>('api-lifecycle.json'),
    migrations: entries<MigrationFact>('migrations.json'),
    betaOffByDefaultSince: entries<PolicyFact>('serving-policy.json').find(isBetaPolicy)?.release ?? null,
  };
}
