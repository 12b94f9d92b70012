import { compareText, formatApiVersion, gvkKey } from '../model/gvk.ts';
import { compareReleases, isAtLeast, isLater, type Release, releasesBetween } from '../model/release.ts';
import { type Stability, stabilityOf } from '../model/stability.ts';
import type { FeatureGate } from '../snapshot/facts.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { Catalog } from './catalog.ts';
import { gateState, ownerOf, reaches } from './gates.ts';
import { kindLineages, type Lineage } from './lineage.ts';

/** How many of something are at each stability. */
export type StabilityCounts = Readonly<Record<Stability, number>>;

/** What one release consists of, by stability. */
export interface ReleaseStability {
  readonly release: Release;
  readonly preliminary: boolean;
  readonly groupVersions: StabilityCounts;
  /** Those served by default and those that must be enabled. */
  readonly kinds: StabilityCounts;
  /** The fields of all schema types, each type counted once; `null` where the release's document has no fields. */
  readonly fields: StabilityCounts | null;
  /** `null` where the release is preliminary: its gates are not known. */
  readonly gates: StabilityCounts | null;
}

/** How many releases it took from one stage to the next. */
export interface Passage {
  readonly from: 'alpha' | 'beta';
  readonly to: 'beta' | 'ga';
  /** How many took it; the rest are `null` where none did. */
  readonly count: number;
  readonly median: number | null;
  readonly quartiles: readonly [lower: number, upper: number] | null;
  readonly least: number | null;
  readonly most: number | null;
}

/** Passages of all, of those that arrived in one year, or of those of one group. */
export interface Passages {
  readonly of: string;
  readonly passages: readonly Passage[];
}

/** A beta and how long it was one; `now` is what became of it by the end of the span. */
export interface LingeringBeta {
  readonly lineage: Lineage;
  readonly releases: number;
  readonly now: 'beta' | 'ga' | 'dropped';
}

/** What is told of kinds and of gates alike. */
export interface WayStatistics {
  readonly all: Passages;
  /** By the year in which the release of arrival came out: `2021`. */
  readonly byYear: readonly Passages[];
  /** Of kinds: by API group, those with at least one passage. */
  readonly byGroup: readonly Passages[];
  /** The longest first. */
  readonly lingering: readonly LingeringBeta[];
  /** Gone without ever having been GA, by the release that dropped them. */
  readonly dropped: readonly Lineage[];
}

/** How stable the releases of a span are, and how things got there within it. */
export interface StabilityStatistics {
  readonly from: Release;
  readonly to: Release;
  readonly releases: readonly ReleaseStability[];
  readonly kinds: WayStatistics;
  readonly gates: WayStatistics;
}

/** What the statistics are made of. */
export interface StabilitySources {
  readonly catalog: Catalog;
  readonly gates: readonly FeatureGate[];
  /** The fields of a release by stability; `null` where its document has none. */
  readonly fieldsOf: (release: Release) => StabilityCounts | null;
}

/** Counts what each release of a span, both ends included, consists of, and how long the stages took within it. */
export function stabilityStatistics(from: Release, to: Release, sources: StabilitySources): StabilityStatistics {
  const { catalog, gates } = sources;
  const releases = catalog.releases.filter(({ release }) => isAtLeast(release, from) && isAtLeast(to, release));
  return {
    from,
    to,
    releases: releases.map(({ release, preliminary }) => releaseStability(release, preliminary !== null, sources)),
    kinds: wayStatistics(kindLineages(catalog.kinds), from, to),
    gates: { ...wayStatistics(ownGates(gates).map(gateLineage), from, to), byGroup: [] },
  };
}

function releaseStability(release: Release, preliminary: boolean, sources: StabilitySources): ReleaseStability {
  const { catalog, gates, fieldsOf } = sources;
  // Only what the release removed but can still be told to serve is left out.
  const kinds = catalog.servedAt(release, { enabled: true }).filter(({ removed }) => !isAtLeast(release, removed));
  const versions = new Map(kinds.map((entry) => [formatApiVersion(entry), stabilityOf(entry.version)]));
  return {
    release,
    preliminary,
    groupVersions: counts([...versions.values()]),
    kinds: counts([...new Map(kinds.map((entry) => [gvkKey(entry), stabilityOf(entry.version)])).values()]),
    fields: fieldsOf(release),
    gates: preliminary
      ? null
      : counts(
          gates
            .filter(isOfAFeature)
            .map((gate) => gateStability(gate, release))
            .filter((stability) => stability !== null),
        ),
  };
}

/** Counts stabilities. */
export function counts(stabilities: Iterable<Stability>): StabilityCounts {
  const numbers = { ga: 0, beta: 0, alpha: 0, unknown: 0 };
  for (const stability of stabilities) numbers[stability]++;
  return numbers;
}

/** All gates of features but those that went on by another name. */
function ownGates(gates: readonly FeatureGate[]): FeatureGate[] {
  const former = new Set(gates.flatMap(({ formerTitles = [] }) => formerTitles));
  return gates.filter((gate) => isOfAFeature(gate) && !former.has(gate.name));
}

function isOfAFeature({ standsFor }: FeatureGate): boolean {
  return standsFor === undefined;
}

/** A gate that is deprecated only turns something off for a while: it is at no stage. */
function gateStability(gate: FeatureGate, release: Release): Stability | null {
  const standing = gateState(gate, release)?.standing;
  return standing === 'alpha' || standing === 'beta' ? standing : standing === 'stable' ? 'ga' : null;
}

function gateLineage(gate: FeatureGate): Lineage {
  return {
    name: gate.name,
    group: ownerOf(gate),
    alpha: reaches(gate, 'alpha'),
    beta: reaches(gate, 'beta'),
    ga: reaches(gate, 'stable'),
    removed: gate.removedIn ?? null,
  };
}

function wayStatistics(lineages: readonly Lineage[], from: Release, to: Release): WayStatistics {
  const isInside = (release: Release | null) => release !== null && isAtLeast(release, from) && isAtLeast(to, release);
  const steps = lineages.flatMap(stepsOf).filter(({ arrival }) => isInside(arrival));
  const by = (nameOf: (step: Step) => string) => [...new Set(steps.map(nameOf))];
  const grouped = (nameOf: (step: Step) => string) =>
    by(nameOf).map((name) => ({ of: name, passages: passagesOf(steps.filter((step) => nameOf(step) === name)) }));
  const isNever = ({ alpha, beta, ga }: Lineage) => ga === null && (alpha !== null || beta !== null);
  return {
    all: { of: 'all', passages: passagesOf(steps) },
    byYear: grouped(({ arrival }) => yearOf(arrival)).sort((a, b) => compareText(a.of, b.of)),
    byGroup: grouped(({ lineage }) => lineage.group).sort((a, b) => compareText(a.of, b.of)),
    lingering: lineages
      .flatMap((lineage) => lingeringAt(lineage, from, to))
      .sort((a, b) => b.releases - a.releases || compareText(a.lineage.name, b.lineage.name)),
    dropped: lineages
      .filter((lineage) => isNever(lineage) && isInside(lineage.removed))
      .sort((a, b) => compareReleases(a.removed as Release, b.removed as Release) || compareText(a.name, b.name)),
  };
}

interface Step {
  readonly lineage: Lineage;
  readonly from: 'alpha' | 'beta';
  readonly to: 'beta' | 'ga';
  readonly arrival: Release;
  readonly took: number;
}

/** The passages that a lineage made. One that had the later stage first (an old GA kind with a new alpha) made none. */
function stepsOf(lineage: Lineage): Step[] {
  return WAYS.flatMap(([from, to]) => {
    const [start, arrival] = [lineage[from], lineage[to]];
    if (start === null || arrival === null || !isLater(arrival, start)) return [];
    return [{ lineage, from, to, arrival, took: distance(start, arrival) }];
  });
}

const WAYS = [
  ['alpha', 'beta'],
  ['beta', 'ga'],
  ['alpha', 'ga'],
] as const;

function distance(from: Release, to: Release): number {
  return releasesBetween(from, to).length - 1;
}

function passagesOf(steps: readonly Step[]): Passage[] {
  return WAYS.map(([from, to]) => {
    const took = steps.filter((step) => step.from === from && step.to === to).map((step) => step.took);
    const sorted = took.sort((a, b) => a - b);
    const [least, most] = [sorted[0], sorted.at(-1)];
    if (least === undefined || most === undefined)
      return { from, to, count: 0, median: null, quartiles: null, least: null, most: null };
    const quartiles = [quantile(sorted, 0.25), quantile(sorted, 0.75)] as const;
    return { from, to, count: sorted.length, median: quantile(sorted, 0.5), quartiles, least, most };
  });
}

/** Between two of the sorted values in proportion, as spreadsheets do it. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

/** One entry of `facts/release-years.json`. */
interface ReleaseYear {
  readonly release: Release;
  readonly year: number;
}

/** The year in which a release came out; the release itself where the facts do not know it. */
function yearOf(release: Release): string {
  const fact = bundledFacts<ReleaseYear>('release-years.json').find((known) => known.release === release);
  return fact === undefined ? release : String(fact.year);
}

/** How long something had been beta by the end of the span, where it was one at any time within it. */
function lingeringAt(lineage: Lineage, from: Release, to: Release): LingeringBeta[] {
  const { beta, ga, removed } = lineage;
  if (beta === null || isLater(beta, to) || (ga !== null && !isLater(ga, beta))) return [];
  const isGa = ga !== null && isAtLeast(to, ga);
  const end = isGa ? ga : removed !== null && isAtLeast(to, removed) ? removed : to;
  if (!isAtLeast(end, from)) return [];
  return [
    { lineage, releases: distance(beta, end), now: isGa ? 'ga' : end === to && removed !== to ? 'beta' : 'dropped' },
  ];
}
