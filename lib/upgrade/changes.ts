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
  /** The API that works from `heals` on is off by default there: an administrator must turn it on. */
  readonly whenEnabled: boolean;
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

/**
 * Something that the audit begins to warn of at a release, though nothing breaks; or that it warned of before and that now
 * goes: a label that no longer counts (`removed`), a driver that is `off` or whose work is `handed-on`.
 */
export interface Warning {
  readonly finding: Finding;
  readonly stage: 'removed' | 'off' | 'handed-on' | null;
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
    const key = JSON.stringify([thingOf(finding), since, begin, end, errors.isEased]);
    const change = changes.get(key) ?? { errors, places: [] };
    changes.set(key, change);
    change.places.push({ holder, location, via });
  }
  const routes = new Map<string, Route>();
  const routeFor = ({ rule, subject, evidence }: Finding, end: number): Route | null => {
    // Custom resources go by the releases of their add-on, and a CRD is the same at every release of Kubernetes.
    if (!NOT_SERVED.includes(rule) || evidence === 'crd' || evidence === 'vendor') return null;
    // A whole group and version (`--runtime-config`) is no object that could be written in another.
    if (subject.kind === ALL_KINDS) return null;
    const key = `${gvkKey(subject)} ${end}`;
    const known = routes.get(key) ?? routeOf(catalog, subject, way.slice(0, end));
    routes.set(key, known);
    return known;
  };
  return [...changes.values()]
    .sort(
      (a, b) => a.errors.begin - b.errors.begin || compareText(thingOf(a.errors.finding), thingOf(b.errors.finding)),
    )
    .map(({ errors: { finding, since, begin, end, isEased }, places }): Change => {
      const heals = end < way.length && !isEased ? (way[end] as Release) : null;
      return {
        finding,
        breaks: way[begin] as Release,
        before: begin === 0 ? null : (way[begin - 1] as Release),
        since: way[since] as Release,
        heals,
        whenEnabled: heals !== null && isNotServed(finding) && isOff(catalog, finding, heals),
        places,
        route: heals === null ? routeFor(finding, end) : null,
      };
    });
}

/** What the audit begins to warn of at a release of the way, that it did not find at the release before. */
export function warningsAt(reports: readonly Report[], index: number): readonly Warning[] {
  const before = new Map(
    warningsIn(reports[index - 1]).map((finding) => [`${thingOf(finding)} ${placeKey(finding)}`, stageOf(finding)]),
  );
  const warnings = new Map<string, { readonly finding: Finding; readonly stage: Warning['stage']; count: number }>();
  for (const finding of warningsIn(reports[index])) {
    const stage = stageOf(finding);
    const known = before.get(`${thingOf(finding)} ${placeKey(finding)}`);
    // On the way back what was gone is there again: that is no warning.
    if (known !== undefined && STAGES.indexOf(stage) <= STAGES.indexOf(known)) continue;
    const key = `${thingOf(finding)} ${stage}`;
    const warning = warnings.get(key);
    if (warning === undefined) warnings.set(key, { finding, stage, count: 1 });
    else warning.count++;
  }
  return [...warnings.values()];
}

/** From the least to the gravest. */
const STAGES = [null, 'off', 'handed-on', 'removed'] as const satisfies readonly Warning['stage'][];

/** How far something has gone of which the audit warns all along. */
function stageOf({ details: { label, provider } }: Finding): Warning['stage'] {
  const standing = label?.standing ?? provider?.standing;
  return standing === 'removed' || standing === 'off' || standing === 'handed-on' ? standing : null;
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
  /**
   * The API is not there at `end` either, but nothing depends on that any more: a permission for what has no successor. So
   * the error is over, and yet nothing works again.
   */
  readonly isEased: boolean;
}

function errorRuns(reports: readonly Report[]): readonly ErrorRun[] {
  const done: ErrorRun[] = [];
  const healed = new Map<string, number>();
  let open = new Map<string, Omit<ErrorRun, 'end' | 'isEased'>>();
  reports.forEach((report, index) => {
    const still: typeof open = new Map();
    const eased = new Set<string>();
    for (const finding of report.findings) {
      if (isStorage(finding)) continue;
      const key = `${isNotServed(finding) ? 'api' : finding.rule} ${subjectKey(finding)} ${placeKey(finding)}`;
      if (finding.severity === 'error')
        still.set(key, open.get(key) ?? { finding, since: healed.get(key) ?? 0, begin: index });
      else if (finding.rule === 'removed-api' && open.has(key)) eased.add(key);
    }
    for (const [key, run] of open) {
      if (still.has(key)) continue;
      done.push({ ...run, end: index, isEased: eased.has(key) });
      if (!eased.has(key)) healed.set(key, index);
    }
    open = still;
  });
  for (const run of open.values()) done.push({ ...run, end: reports.length, isEased: false });
  return done;
}

/** Where a CRD says in which versions objects are stored: `stored-versions.ts` says more of it. */
function isStorage({ details }: Finding): boolean {
  return details.reference === 'storage';
}

function isNotServed({ rule }: Finding): boolean {
  return NOT_SERVED.includes(rule);
}

/** Whether a release serves the API of a finding, but only where an administrator turns it on. */
function isOff(catalog: Catalog, { subject }: Finding, release: Release): boolean {
  return catalog.state(subject, release).serving === 'when-enabled';
}

/** A text that is the same for findings of one rule of the same thing, wherever they stand. */
function thingOf(finding: Finding): string {
  return `${finding.rule} ${subjectKey(finding)}`;
}
