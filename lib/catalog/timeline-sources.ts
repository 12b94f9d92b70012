import type { Release } from '../model/release.ts';
import type { LifecycleFact } from '../snapshot/facts.ts';
import { readFactFile } from '../snapshot/read-facts.ts';
import type { ServingException, TimelineSources } from './build.ts';
import type { MigrationFact } from './lifecycle-facts.ts';

/** One entry of `facts/serving-policy.json`: a rule of Kubernetes' own about what is served by default, or what went against it. */
type PolicyFact =
  | { readonly policy: 'betaOffByDefaultSince'; readonly release: Release }
  | ({ readonly policy: 'otherwiseByDefault' } & ServingException);

/**
 * Puts Snapshots together with the facts that a Timeline is made of.
 *
 * @param folder holds `api-lifecycle.json`, `migrations.json` and `serving-policy.json`.
 */
export function timelineSources(folder: string, snapshots: TimelineSources['snapshots']): TimelineSources {
  const entries = <Fact>(name: string) => readFactFile(folder, name)['entries'] as readonly Fact[];
  const policies = entries<PolicyFact>('serving-policy.json');
  return {
    snapshots,
    lifecycles: entries<LifecycleFact>('api-lifecycle.json'),
    migrations: entries<MigrationFact>('migrations.json'),
    betaOffByDefaultSince: policies.find((fact) => fact.policy === 'betaOffByDefaultSince')?.release ?? null,
    servingExceptions: policies.filter((fact) => fact.policy === 'otherwiseByDefault'),
  };
}
