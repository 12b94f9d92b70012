import { suppressedInAny, withFailures } from '../audit/releases.ts';
import type { JudgingOptions } from '../auditor.ts';
import { enforcerFor } from '../auditor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CrdApis } from '../catalog/custom.ts';
import { judgedBy } from '../catalog/target.ts';
import type { CollectorOptions } from '../collector.ts';
import { Collector } from '../collector.ts';
import type { Reading } from '../input/reading.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { pointersAround } from '../model/location.ts';
import type { Release } from '../model/release.ts';
import type { Report, Suppression } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import type { Bounds } from './destination.ts';

/** What a fix is held to, as an audit is. Of the severities only `off` matters. */
export type PolicingOptions = Pick<JudgingOptions, 'policy' | 'rules' | 'today' | 'cwd' | 'components' | 'vendorFacts'>;

/**
 * Whether a place of a text is to be left as it is: by what suppresses the findings there, or as `off` where only rules that
 * are off would tell of it. `null` where it is not, be it that nothing is found there.
 */
export type Verdict = Suppression | 'off' | null;

/** Asks of a place in a text, and of what lies below it: a document and a JSON pointer into it, not the empty one. */
export type Judge = (at: Pick<Location, 'document' | 'path'>) => readonly Found[];

/** Something that is found where nothing is held to a policy, and what becomes of it where it is. */
export interface Found {
  readonly location: Location;
  readonly verdict: Verdict;
}

const NOTHING_IS_LEFT: Judge = () => [];

/** What holds a run to a policy. */
export interface Policing {
  /** Makes the Judge of a text. It audits it twice: with the policy and without it. What is found without it alone is what to leave. */
  readonly judgeOf: (text: string, resources: readonly Resource[]) => Judge;
  /** What an audit of these resources says of them, held to the policy; and what another release asked for does not take. */
  readonly audited: (resources: readonly Resource[]) => Pick<Report, 'findings' | 'suppressed'>;
}

/**
 * Holds a run to a policy, and to what manifests say of themselves.
 *
 * @param known what APIs are judged by; `crds` is what its catalog asks, and takes in what texts turn out to define.
 * @throws ApiAuditError for a policy that cannot be held to.
 */
export function policingFor(
  options: PolicingOptions,
  { target, releases }: Bounds,
  { catalog, crds }: { readonly catalog: Catalog; readonly crds: CrdApis },
): Policing {
  const { policy = {}, rules = {} } = options;
  const enforcer = enforcerFor(options, target);
  const isEmpty =
    Object.keys(rules).length === 0 &&
    [policy.rules, policy.minimumStability, policy.overrides].every((part) => part === undefined) &&
    (policy.allow ?? []).length === 0;
  const audited = (
    resources: readonly Resource[],
    held: Partial<Pick<CollectorOptions, 'enforcer' | 'rules'>>,
    release: Release = target,
  ): Report => {
    const collector = new Collector({ catalog, crds, target: release, from: null, rules: {}, ...held });
    collector.take(readingOf(resources));
    collector.settle();
    return collector.report(judgedBy(catalog, release));
  };
  const held = (resources: readonly Resource[], release?: Release) => audited(resources, { enforcer, rules }, release);
  const heldAtAll = (resources: readonly Resource[]) => {
    const own = held(resources);
    if (releases.length === 1) return own;
    const all = releases.map((release) => (release === target ? own : held(resources, release)));
    return { findings: withFailures(own, all), suppressed: suppressedInAny([own, ...all.map(failuresOf)]) };
  };
  return {
    judgeOf: (text, resources) => {
      if (isEmpty && !text.includes('api-audit')) return NOTHING_IS_LEFT;
      let found: ReadonlyMap<string, readonly Found[]> | null = null;
      return ({ document, path }) => {
        found ??= byPlace(compared(audited(resources, {}), held(resources)));
        return found.get(`${document} ${path}`) ?? [];
      };
    },
    audited: heldAtAll,
  };
}

/** What of the suppressed does not work at a release: only that matters where it is not the Target. */
function failuresOf({ suppressed }: Report): Pick<Report, 'suppressed'> {
  return { suppressed: suppressed.filter(({ finding }) => finding.severity === 'error') };
}

function compared(plain: Report, held: Report): readonly Found[] {
  const counting = new Set(held.findings.map(keyOf));
  const suppressed = new Map(held.suppressed.map(({ finding, by }) => [keyOf(finding), by]));
  return plain.findings.map((finding) => {
    const key = keyOf(finding);
    return { location: finding.location, verdict: counting.has(key) ? null : (suppressed.get(key) ?? 'off') };
  });
}

/** What is found at and below every place. */
function byPlace(all: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const places = new Map<string, Found[]>();
  for (const found of all) {
    const { document, path } = found.location;
    for (const place of pointersAround(path).slice(0, -1)) {
      const key = `${document} ${place}`;
      const same = places.get(key);
      if (same === undefined) places.set(key, [found]);
      else same.push(found);
    }
  }
  return places;
}

/** What becomes of a change for the sake of all that is found there: where one thing counts, it is made. */
export function verdictOf(found: readonly Found[]): Verdict {
  if (found.some(({ verdict }) => verdict === null)) return null;
  const verdicts = found.map(({ verdict }) => verdict);
  return verdicts.find((verdict) => verdict !== 'off') ?? verdicts[0] ?? null;
}

/** The rule is no part of it: where one is off, another may tell of the same thing. */
function keyOf({ location, subject }: Finding): string {
  const { line, column, document, path } = location;
  return JSON.stringify([line, column, document, path, subject]);
}

function readingOf(resources: readonly Resource[]): Reading {
  const file = resources[0]?.source.file ?? '-';
  return { file, resources, documents: 0, errors: [], template: false, computed: [], passedOver: null };
}
