import { COMMON_KEYS, checkOptions, inputsOf } from '../audit/options.ts';
import type { AuditInput, AuditOptions } from '../audit.ts';
import { auditReleases } from '../audit.ts';
import { enforcerFor } from '../auditor.ts';
import { Catalog } from '../catalog/catalog.ts';
import { stateOfAny } from '../catalog/group-version.ts';
import { resolveTarget } from '../catalog/target.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Sort } from '../model/known-keys.ts';
import { addAll } from '../model/lists.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isLater, nextRelease, wayOf } from '../model/release.ts';
import type { ApiUse, Report, SuppressedFinding } from '../model/report.ts';
import { isServed } from '../rules/served.ts';
import type { Change, Warning } from './changes.ts';
import { changesOf, warningsAt } from './changes.ts';
import type { CompatibleRange } from './compatible.ts';
import { compatibleRange } from './compatible.ts';
import type { Step } from './plan.ts';
import { planOf } from './plan.ts';
import type { StoredVersion } from './stored-versions.ts';
import { storedVersionsOf } from './stored-versions.ts';
import { suppressedOnWay } from './suppressed.ts';
import type { Unrendered } from './unread.ts';
import { unreadOnWay, unrenderedOnWay } from './unread.ts';
import type { NodeComponent } from './version-skew.ts';
import { componentsOf, nodeSteps } from './version-skew.ts';

/** What an upgrade of the control plane, or a rollback, does to an input, hop by hop. Nothing is touched to find it out. */
export interface Upgrade {
  readonly from: Release;
  readonly to: Release;
  readonly direction: 'up' | 'down';
  /** The releases gone through, both ends included, in the order of travel. */
  readonly way: readonly Release[];
  /** The audit at each of them, in the same order. */
  readonly reports: readonly Report[];
  readonly range: CompatibleRange;
  /** What has to be changed, in the order in which it would break. */
  readonly changes: readonly Change[];
  readonly hops: readonly Hop[];
  readonly plan: readonly Step[];
  /** What could not be read or judged at any release of the way. */
  readonly unread: Pick<Report, 'errors' | 'computed' | 'unresolved'>;
  /** Charts and kustomizations that could not be rendered at some of them. */
  readonly unrendered: readonly Unrendered[];
  /**
   * What the audit warns of or finds to be an error somewhere on the way, and what the policy or the manifest itself
   * suppresses: each thing once, as it is where it is gravest. It is not among the changes.
   */
  readonly suppressed: readonly SuppressedFinding[];
  /** Entries of the policy that end at a release of the way, or before it: they suppress nothing on it. */
  readonly expired: readonly Finding[];
}

/** One minor release of the way. */
export interface Hop {
  readonly from: Release;
  readonly to: Release;
  /** What stops working with it. */
  readonly stops: readonly Change[];
  /** What begins to work with it, having been ahead of its release before. */
  readonly starts: readonly Change[];
  /** The APIs in use that are served after it, and no longer one release further on. */
  readonly last: readonly ApiUse[];
  /** What the audit begins to warn of. */
  readonly warns: readonly Warning[];
}

/**
 * Options of a dry run: those of an audit but for what it is judged at. Of a policy all counts that takes something out or
 * makes it milder. What it makes an error keeps its own severity: an error is what does not work.
 */
export interface DryRunOptions extends Omit<AuditOptions, 'target' | 'from' | 'snapshot'> {
  readonly from: Release;
  /** Default: the newest release with a Snapshot that is not preliminary. */
  readonly to?: Release;
}

const DRY_RUN_KEYS = { ...COMMON_KEYS, from: 'text', to: 'text' } as const satisfies Record<keyof DryRunOptions, Sort>;

/**
 * Audits an input at every release from one to another and says what stops working at which hop, what has to be changed,
 * when that can be done, and in which order. `to` may be the earlier one: then it says what a rollback would lose.
 *
 * @throws ApiAuditError for a release of which nothing is known, where both are the same, or for an option that is not known.
 */
export async function dryRun(inputs: AuditInput | readonly AuditInput[], options: DryRunOptions): Promise<Upgrade> {
  checkOptions(options, DRY_RUN_KEYS);
  const bundled = new Catalog();
  const from = resolveTarget(bundled, options.from);
  const to = resolveTarget(bundled, options.to);
  if (from === to) throw new ApiAuditError(`An upgrade from ${from} to ${to} is none: name two different releases.`);
  const way = wayOf(from, to);
  const stored: StoredVersion[] = [];
  const components: NodeComponent[] = [];
  const enforcer = enforcerFor(options, isLater(from, to) ? from : to, { onlyFaults: true });
  const { reports, catalog } = await auditReleases(inputsOf(inputs), way, { ...options, enforcer }, (resource) => {
    addAll(stored, storedVersionsOf(resource));
    addAll(components, componentsOf(resource));
  });
  const changes = changesOf(reports, way, catalog);
  return {
    from,
    to,
    direction: compareReleases(from, to) < 0 ? 'up' : 'down',
    way,
    reports,
    range: compatibleRange(catalog, usedApis(reports, changes)),
    changes,
    hops: way.slice(1).map((release, index) => hopTo(index + 1, release, way, reports, changes, catalog)),
    plan: planOf(way, changes, stored, nodeSteps(components, way)),
    unread: unreadOnWay(reports),
    unrendered: unrenderedOnWay(reports),
    suppressed: suppressedOnWay(reports),
    expired: enforcer.notices().filter(({ rule }) => rule === 'expired-allow'),
  };
}

/** Whether anything has to be done before or between the hops, nodes that merely follow the control plane left out. */
export function needsWork({ plan }: Upgrade): boolean {
  return plan.some((step) => step.do !== 'hop' && step.do !== 'nodes');
}

function hopTo(
  index: number,
  to: Release,
  way: readonly Release[],
  reports: readonly Report[],
  changes: readonly Change[],
  catalog: Catalog,
): Hop {
  const from = way[index - 1] as Release;
  const further = way[index + 1] ?? (compareReleases(from, to) < 0 ? nextRelease(to) : null);
  const isLast = (api: ApiUse) =>
    further !== null && isServed(stateOfAny(catalog, api, to)) && !isServed(stateOfAny(catalog, api, further));
  return {
    from,
    to,
    stops: changes.filter(({ breaks }) => breaks === to),
    starts: changes.filter(({ heals }) => heals === to),
    last: (reports[index]?.apis ?? []).filter(isLast),
    warns: warningsAt(reports, index),
  };
}

/** The APIs of the resources, and those that a Reference cannot do without. */
function usedApis(reports: readonly Report[], changes: readonly Change[]): readonly GroupVersionKind[] {
  const used = new Map<string, GroupVersionKind>();
  for (const api of reports[0]?.apis ?? []) used.set(gvkKey(api), api);
  for (const { finding, route } of changes) {
    if (route !== null && finding.via === 'reference') used.set(gvkKey(finding.subject), finding.subject);
  }
  return [...used.values()];
}
