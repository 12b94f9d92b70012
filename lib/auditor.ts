import { Catalog } from './catalog/catalog.ts';
import { CrdApis, firstOf } from './catalog/custom.ts';
import { judgeBy } from './catalog/judging.ts';
import type { JudgedBy } from './catalog/target.ts';
import { judgedBy, resolveTarget } from './catalog/target.ts';
import type { InstalledComponents, VendorFact } from './catalog/vendor.ts';
import { checkComponents, vendorApis } from './catalog/vendor.ts';
import { checkVendorFacts } from './catalog/vendor-file.ts';
import { Collector } from './collector.ts';
import { ApiAuditError } from './model/errors.ts';
import { once } from './model/once.ts';
import type { Release } from './model/release.ts';
import { isLater } from './model/release.ts';
import type { EnforcerOptions } from './policy/enforcer.ts';
import { Enforcer } from './policy/enforcer.ts';
import type { Policy } from './policy/policy.ts';
import type { RuleOverrides } from './rules/index.ts';
import { givenFieldTypes } from './schema/field-types.ts';
import type { LoadedSnapshot } from './snapshot/store.ts';

/** What inputs are judged by. It is data through and through, so that it can be handed to another thread. */
export interface JudgingOptions {
  /** The release audited for; default the newest with a Snapshot that is not preliminary. */
  readonly target?: Release;
  /** Also say what each release after this one, up to the Target, takes away. */
  readonly from?: Release;
  /** Severities other than the rules' own. */
  readonly rules?: RuleOverrides;
  /** What the users of a repository agreed on; `rules` beside it goes over it. */
  readonly policy?: Policy;
  /** The day of the audit (`2026-11-25`), where the policy has something that expires on a day. */
  readonly today?: string;
  /** The releases of add-ons that are installed, by the add-on's name: what their custom resources are judged by. */
  readonly components?: InstalledComponents;
  /** Facts about add-ons of the user's own, over the bundled ones. */
  readonly vendorFacts?: readonly VendorFact[];
  /** Judge by this document (see {@link loadSnapshot}) in place of the Target's bundled Snapshot. */
  readonly snapshot?: LoadedSnapshot;
  /** The folder that paths are relative to, in and out; default the process's own. */
  readonly cwd?: string;
}

/** All that an audit for one Target needs to judge what is read. */
export interface Auditor {
  readonly catalog: Catalog;
  /** Takes in the CRDs of the input; the catalog asks it. */
  readonly crds: CrdApis;
  readonly target: Release;
  readonly enforcer: Enforcer;
  readonly collector: Collector;
  readonly judgedBy: JudgedBy;
}

/**
 * Makes ready what inputs are judged by.
 *
 * @throws ApiAuditError for a Target or `from` that is no release, or of which nothing is known, for a component that is not
 *   known, and for a policy or `rules` that cannot be held to.
 */
export function auditorFor(options: JudgingOptions): Auditor {
  const { rules = {}, snapshot: given } = options;
  const { catalog, crds } = catalogFor(options);
  const target = resolveTarget(catalog, options.target ?? given?.snapshot['x-api-audit'].release);
  const from = options.from === undefined ? null : resolveTarget(catalog, options.from);
  if (from !== null && isLater(from, target)) {
    throw new ApiAuditError(
      `The span to audit begins with ${from} and ends with ${target}: name the earlier release first.`,
    );
  }
  const enforcer = enforcerFor(options, target);
  const collector = new Collector({
    catalog,
    crds,
    target,
    from,
    rules,
    enforcer,
    ...ownFacts(options),
    ...(given === undefined ? {} : { fields: once(() => givenFieldTypes(given.snapshot)) }),
  });
  return {
    catalog,
    crds,
    target,
    enforcer,
    collector,
    judgedBy:
      given === undefined
        ? judgedBy(catalog, target)
        : { release: given.snapshot['x-api-audit'].release, sha256: given.sha256, standing: 'given' },
  };
}

/**
 * A Catalog that also knows the add-ons, and the CRDs that are put into `crds`.
 *
 * @throws ApiAuditError for a component that is not known, for `vendorFacts` of another form, and for a `snapshot` that is none.
 */
export function catalogFor(options: JudgingOptions): { readonly catalog: Catalog; readonly crds: CrdApis } {
  const { components, vendorFacts, snapshot: given } = options;
  if (given !== undefined && given.snapshot?.['x-api-audit'] === undefined)
    throw new ApiAuditError('options.snapshot is no loaded Snapshot: give what loadSnapshot gave.');
  const crds = new CrdApis();
  if (vendorFacts !== undefined) checkVendorFacts(vendorFacts);
  const vendors = vendorApis(components, vendorFacts);
  if (components !== undefined) checkComponents(components, vendorFacts);
  const catalog = new Catalog({
    custom: firstOf(crds, vendors),
    ...(given === undefined ? {} : { judging: judgeBy(given.snapshot) }),
  });
  return { catalog, crds };
}

/** The user's own facts, as a Collector takes them. */
export function ownFacts({ vendorFacts }: JudgingOptions): Pick<JudgingOptions, 'vendorFacts'> {
  return vendorFacts === undefined ? {} : { vendorFacts };
}

/**
 * Holds audits for a Target to their policy, and to what manifests say of themselves.
 *
 * @param onlyFaults see {@link EnforcerOptions.onlyFaults}.
 */
export function enforcerFor(
  options: Pick<JudgingOptions, 'policy' | 'rules' | 'cwd' | 'today'>,
  target: Release,
  { onlyFaults = false }: Pick<EnforcerOptions, 'onlyFaults'> = {},
): Enforcer {
  const { policy, rules, cwd = process.cwd(), today } = options;
  return new Enforcer({
    target,
    cwd,
    onlyFaults,
    ...(policy === undefined ? {} : { policy }),
    ...(rules === undefined ? {} : { rules }),
    ...(today === undefined ? {} : { today }),
  });
}
