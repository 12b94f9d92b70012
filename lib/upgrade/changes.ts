import { placeKey, subjectKey } from '../audit/releases.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Finding, Holder, RuleId } from '../model/finding.ts';
import { ALL_KINDS, compareText, gvkKey } from '../model/gvk.ts';
import type { Location } from '../model/location.ts';
import type { Release } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import type { Via } from '../model/resource.ts';
import type { Route } from './route.ts';
import { routeOf } from './route.ts';

/** Something that does not work on a part of the way, at all the places where it is the same thing. */
export interface Change {
  /** What the audit says of it at `breaks`; of its places, the first. */
  readonly finding: Finding;
  /** The first release on the way at which it does not work. */
  readonly breaks: Release;
  /** The release before that on the way; `null`: it did not work from the start. */
  readonly before: Release | null;
  /** The release of the way at which it began to work, before it breaks; the first one where it did from the start. */
  readonly since: Release;
  /** The first release after `breaks` at which it works (again); `null`: there is none on the way. */
  readonly heals: Release | null;
  /** Sorted by place. */
  readonly places: readonly ChangePlace[];
  /** How it is got over the way by writing another API; `null` where it is no matter of an API of Kubernetes', or heals. */
  readonly route: Route | null;
}

export interface ChangePlace {
  readonly holder: Holder;
  readonly location: Location;
  readonly via: Via;
}

/** Something that the audit begins to warn of at a release, though nothing breaks. */
export interface Warning {
  readonly finding: Finding;
  readonly count: number;
}

/** The rules that say that an API is not there. */
const NOT_SERVED: readonly RuleId[] = ['removed-api', 'unavailable-api'];

/**
 * Finds what breaks on the way: all that the audit finds to be an error at one release and not at the one before, put
 * together where it is the same thing that breaks at the same release.
 *
 * @param reports one for each release of the way, in its order.
 */
export function changesOf(reports: readonly Report[], way: readonly Release[], catalog: Catalog): readonly Change[] {
  const changes = new Map<string, { readonly errors: ErrorRun; readonly places: ChangePlace[] }>();
  for (const errors of errorRuns(reports)) {
    const { finding, since, begin, end } = errors;
    const { holder, location, via } = finding;
    const key = JSON.stringify([thingOf(finding), since, begin, end]);
    const change = changes.get(key) ?? { errors, places: [] };
    changes.set(key, change);
    change.places.push({ holder, location, via });
  }
  const routes = new Map<string, Route>();
  const routeFor = ({ rule, subject, evidence }: Finding): Route | null => {
    // Custom resources go by the releases of their add-on, and a CRD is the same at every release of Kubernetes.
    if (!NOT_SERVED.includes(rule) || evidence === 'crd' || evidence === 'vendor') return null;
    // A whole group and version (`--runtime-config`) is no object that could be written in another.
    if (subject.kind === ALL_KINDS) return null;
    const known = routes.get(gvkKey(subject)) ?? routeOf(catalog, subject, way);
    routes.set(gvkKey(subject), known);
    return known;
  };
  return [...changes.values()]
    .sort(
      (a, b) => a.errors.begin - b.errors.begin || compareText(thingOf(a.errors.finding), thingOf(b.errors.finding)),
    )
    .map(({ errors: { finding, since, begin, end }, places }): Change => {
      const heals = end < way.length ? (way[end] as Release) : null;
      return {
        finding,
        breaks: way[begin] as Release,
        before: begin === 0 ? null : (way[begin - 1] as Release),
        since: way[since] as Release,
        heals,
        places,
        route: heals === null ? routeFor(finding) : null,
      };
    });
}

/** What the audit begins to warn of at a release of the way, that it did not find at the release before. */
export function warningsAt(reports: readonly Report[], index: number): readonly Warning[] {
  const before = new Set(warningsIn(reports[index - 1]).map((finding) => `${thingOf(finding)} ${placeKey(finding)}`));
  const warnings = new Map<string, { readonly finding: Finding; count: number }>();
  for (const finding of warningsIn(reports[index])) {
    if (before.has(`${thingOf(finding)} ${placeKey(finding)}`)) continue;
    const known = warnings.get(thingOf(finding));
    if (known === undefined) warnings.set(thingOf(finding), { finding, count: 1 });
    else known.count++;
  }
  return [...warnings.values()];
}

function warningsIn(report: Report | undefined): readonly Finding[] {
  return report?.findings.filter(({ severity }) => severity === 'warning') ?? [];
}

/** One place and one thing wrong with it, from one index of the way to another (not included). */
interface ErrorRun {
  readonly finding: Finding;
  /** The index at which it began to work before that; 0 where it did from the start. */
  readonly since: number;
  readonly begin: number;
  readonly end: number;
}

function errorRuns(reports: readonly Report[]): readonly ErrorRun[] {
  const done: ErrorRun[] = [];
  const healed = new Map<string, number>();
  let open = new Map<string, Omit<ErrorRun, 'end'>>();
  reports.forEach((report, index) => {
    const still: typeof open = new Map();
    for (const finding of report.findings) {
      if (finding.severity !== 'error' || isStorage(finding)) continue;
      const key = `${isNotServed(finding) ? 'api' : finding.rule} ${subjectKey(finding)} ${placeKey(finding)}`;
      still.set(key, open.get(key) ?? { finding, since: healed.get(key) ?? 0, begin: index });
    }
    for (const [key, run] of open) {
      if (still.has(key)) continue;
      done.push({ ...run, end: index });
      healed.set(key, index);
    }
    open = still;
  });
  for (const run of open.values()) done.push({ ...run, end: reports.length });
  return done;
}

/** Where a CRD says in which versions objects are stored: `stored-versions.ts` says more of it. */
function isStorage({ details }: Finding): boolean {
  return details.reference === 'storage';
}

function isNotServed({ rule }: Finding): boolean {
  return NOT_SERVED.includes(rule);
}

/** A text that is the same for findings of one rule of the same thing, wherever they stand. */
function thingOf(finding: Finding): string {
  return `${finding.rule} ${subjectKey(finding)}`;
}
