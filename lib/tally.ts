import type { ApiState } from './catalog/catalog.ts';
import type { JudgedBy } from './catalog/target.ts';
import type { Place } from './findings.ts';
import { compareFindings } from './findings.ts';
import type { InputError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import { compareGvk, compareText } from './model/gvk.ts';
import type { Release } from './model/release.ts';
import { compareReleases } from './model/release.ts';
import type {
  ApiUse,
  ComputedApi,
  HelmRelease,
  PassedOver,
  ReleaseLosses,
  RenderedInput,
  Report,
  SuppressedFinding,
  UseCount,
} from './model/report.ts';
import type { SourceUse, UnresolvedUse } from './model/source-use.ts';
import type { Stability } from './model/stability.ts';
import { STABILITIES } from './model/stability.ts';
import type { Reference } from './references/reference.ts';
import { boundariesOf, countFindings } from './reliance.ts';

/** What an audit has come to so far. It is data through and through, so that it can go from one thread to another. */
export interface Tally {
  /** By GVK. */
  readonly uses: Map<string, Use>;
  /** Places whose API may yet be explained by a CRD further on in the input. */
  readonly open: OpenPlace[];
  /** Uses in programs of resources that a CRD further on in the input may name the kind of. */
  readonly openUses: SourceUse[];
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
  readonly errors: InputError[];
  readonly computed: ComputedApi[];
  readonly unresolved: UnresolvedUse[];
  readonly passedOver: PassedOver[];
  readonly charts: RenderedInput[];
  readonly releases: HelmRelease[];
  readonly counts: Counts;
  /** How many GA resources rest on something alpha or beta inside. */
  readonly underneath: { alpha: number; beta: number };
}

interface Use {
  readonly state: ApiState;
  count: number;
}

interface OpenPlace {
  readonly place: Place;
  readonly reference?: Reference;
}

interface Counts {
  files: number;
  audited: number;
  passedOver: number;
  templates: number;
  unread: number;
  documents: number;
  resources: number;
  references: number;
  uses: number;
}

/** A tally in which nothing is counted yet. */
export function newTally(): Tally {
  return {
    uses: new Map(),
    open: [],
    openUses: [],
    findings: [],
    suppressed: [],
    errors: [],
    computed: [],
    unresolved: [],
    passedOver: [],
    charts: [],
    releases: [],
    counts: {
      files: 0,
      audited: 0,
      passedOver: 0,
      templates: 0,
      unread: 0,
      documents: 0,
      resources: 0,
      references: 0,
      uses: 0,
    },
    underneath: { alpha: 0, beta: 0 },
  };
}

/** Counts a use of an API. */
export function countUse({ uses }: Tally, key: string, state: ApiState, times = 1): void {
  const use = uses.get(key);
  if (use === undefined) uses.set(key, { state, count: times });
  else use.count += times;
}

/** Adds to a Tally what another part of the same audit came to. */
export function addTally(tally: Tally, more: Tally): void {
  for (const [key, { state, count }] of more.uses) countUse(tally, key, state, count);
  append(tally.open, more.open);
  append(tally.openUses, more.openUses);
  append(tally.findings, more.findings);
  append(tally.suppressed, more.suppressed);
  append(tally.errors, more.errors);
  append(tally.computed, more.computed);
  append(tally.unresolved, more.unresolved);
  append(tally.passedOver, more.passedOver);
  append(tally.charts, more.charts);
  append(tally.releases, more.releases);
  for (const key of Object.keys(tally.counts) as (keyof Counts)[]) tally.counts[key] += more.counts[key];
  tally.underneath.alpha += more.underneath.alpha;
  tally.underneath.beta += more.underneath.beta;
}

/** One call cannot have as many arguments as a list can have members. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

/** The sorted Report of a Tally in which nothing is open any more. */
export function reportOf(tally: Tally, target: Release, from: Release | null, judgedBy: JudgedBy): Report {
  const apis = [...tally.uses.values()].map(({ state, count }) => apiUse(state, count)).sort(compareUses);
  const reliance = { ga: 0, beta: 0, alpha: 0, unknown: 0 } satisfies Record<Stability, number>;
  for (const { stability, count } of apis) reliance[stability] += count;
  return {
    target,
    snapshot: judgedBy,
    summary: {
      ...tally.counts,
      reliance,
      boundaries: boundariesOf(apis, tally.findings),
      underneath: tally.underneath,
      findings: countFindings(tally.findings),
      suppressed: tally.suppressed.length,
    },
    apis,
    between: lossesBetween(apis, from, target),
    findings: tally.findings.sort(compareFindings),
    suppressed: tally.suppressed.sort((a, b) => compareFindings(a.finding, b.finding)),
    errors: tally.errors.sort(comparePlaces),
    computed: tally.computed.sort(comparePlaces),
    unresolved: tally.unresolved.sort(comparePlaces),
    passedOver: tally.passedOver.sort((a, b) => compareText(a.file, b.file)),
    charts: tally.charts.sort((a, b) => compareText(a.file, b.file)),
    releases: tally.releases.sort((a, b) => compareText(a.file, b.file) || a.line - b.line),
  };
}

/** What each release after `from`, up to the Target, takes away of what is used. */
function lossesBetween(uses: readonly ApiUse[], from: Release | null, target: Release): ReleaseLosses[] {
  if (from === null) return [];
  const losses = new Map<Release, { removed: UseCount[]; deprecated: UseCount[] }>();
  for (const { group, version, kind, count, lifecycle } of uses) {
    for (const change of ['removed', 'deprecated'] as const) {
      const release = lifecycle[change];
      if (release === null || compareReleases(release, from) <= 0 || compareReleases(release, target) > 0) continue;
      const loss = losses.get(release) ?? { removed: [], deprecated: [] };
      losses.set(release, loss);
      loss[change].push({ group, version, kind, count });
    }
  }
  return [...losses]
    .map(([release, { removed, deprecated }]) => ({ release, removed, deprecated }))
    .sort((a, b) => compareReleases(a.release, b.release));
}

/** Of an API that nothing knows, a name such as v1 alone makes no GA: it counts as unknown. */
function apiUse(state: ApiState, count: number): ApiUse {
  const { gvk, serving, boundary, lifecycle, replacement, enabledByDefault } = state;
  const stability = serving === 'unknown' ? 'unknown' : state.stability;
  return { ...gvk, stability, boundary, count, lifecycle, replacement, enabledByDefault };
}

/** The least stable first, then by GVK. */
function compareUses(a: ApiUse, b: ApiUse): number {
  return STABILITIES.indexOf(b.stability) - STABILITIES.indexOf(a.stability) || compareGvk(a, b);
}

/** Orders what stands in files by its place. */
export function comparePlaces(
  a: { readonly file: string; readonly line: number; readonly column: number },
  b: { readonly file: string; readonly line: number; readonly column: number },
): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
