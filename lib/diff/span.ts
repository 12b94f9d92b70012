import { gvkKey } from '../model/gvk.ts';
import { nextRelease, type Release } from '../model/release.ts';
import type { Compared, Difference, FieldDifference, ReleasePair } from './change.ts';
import { type CompareContext, compare, differenceKey } from './compare.ts';
import { compareFields } from './compare-fields.ts';
import { compareResources } from './compare-resources.ts';
import { commonKinds } from './reach.ts';
import type { Side } from './side.ts';

/** A difference between the ends of a span, and when it came. */
export interface DatedDifference {
  readonly difference: Difference;
  readonly release: Release;
  readonly notBefore?: Release;
}

/** What differs between the ends of a span, and what was of use in between alone. */
export interface SpanDifferences {
  readonly differences: readonly DatedDifference[];
  readonly compared: Compared;
  readonly cameAndWent: number;
}

/**
 * Compares the two ends of a span, and walks through it to say when each difference came. Where an end does not know
 * fields, enums or verbs, the sides next to it that do are compared in its place.
 *
 * @param sides at least two: the ends, and in order all that lie between.
 */
export function compareSpan(sides: readonly Side[], context: CompareContext): SpanDifferences {
  const [first, last] = [sides[0], sides.at(-1)] as [Side, Side];
  const ends = {
    fields: endsOf(sides, (side) => side.info.knows.fields),
    enums: endsOf(sides, (side) => side.info.knows.enums),
    verbs: endsOf(sides, (side) => side.info.knows.verbs && side.info.knows.subresources),
  };
  const net = new Map(compare(first, last, context).map((difference) => [differenceKey(difference), difference]));
  // What was compared above need not be compared once more.
  const known = {
    fields: isSame(ends.fields, [first, last]) ? null : ends.fields,
    enums: isSame(ends.enums, ends.fields) ? null : ends.enums,
    verbs: isSame(ends.verbs, [first, last]) ? null : ends.verbs,
  };
  for (const difference of [...knownFields(known), ...knownResources(known, first, last)]) {
    const key = differenceKey(difference);
    if (!net.has(key)) net.set(key, difference);
  }
  const steps = sides.length > 2 ? walk(sides, context) : [];
  const dates = new Map(steps.map((step) => [dateKey(step.difference), step]));
  const differences = [...net.values()].map((difference): DatedDifference => {
    const step = dates.get(dateKey(difference));
    const release = step?.release ?? last.info.release;
    const notBefore = step === undefined && sides.length > 2 ? sides[1]?.info.release : step?.notBefore;
    return { difference, release, ...(notBefore === undefined || notBefore === release ? {} : { notBefore }) };
  });
  const compared = { fields: pairOf(ends.fields), enums: pairOf(ends.enums), verbs: pairOf(ends.verbs) };
  return { differences, compared, cameAndWent: countTransient(steps, new Set(net.keys())) };
}

type Ends = readonly [Side, Side] | null;

/** The outermost two sides that know something. */
function endsOf(sides: readonly Side[], knows: (side: Side) => boolean): Ends {
  const knowing = sides.filter(knows);
  const [first, last] = [knowing[0], knowing.at(-1)];
  return first === undefined || last === undefined || first === last ? null : [first, last];
}

function isSame(some: Ends, others: Ends): boolean {
  return some?.[0] === others?.[0] && some?.[1] === others?.[1];
}

function pairOf(ends: Ends): ReleasePair | null {
  return ends === null ? null : [ends[0].info.release, ends[1].info.release];
}

function knownFields({ fields, enums }: { readonly fields: Ends; readonly enums: Ends }): FieldDifference[] {
  const between = (ends: Ends) => {
    if (ends === null) return [];
    const [from, to] = ends;
    return compareFields(from.snapshot, to.snapshot, commonKinds(from.kinds, to.kinds));
  };
  const isEnum = ({ code }: FieldDifference) => code === 'enum-values-added' || code === 'enum-values-removed';
  return [...between(fields), ...between(enums).filter(isEnum)];
}

function knownResources({ verbs }: { readonly verbs: Ends }, first: Side, last: Side): Difference[] {
  if (verbs === null) return [];
  const [from, to] = verbs;
  const common = commonKinds(first.kinds, last.kinds).filter(
    (gvk) => from.kinds.has(gvkKey(gvk)) && to.kinds.has(gvkKey(gvk)),
  );
  return compareResources(from.snapshot['x-api-audit'], to.snapshot['x-api-audit'], common);
}

/** The differences of each step of a span, in order; verbs and subresources also across releases that do not know them. */
function walk(sides: readonly Side[], context: CompareContext): DatedDifference[] {
  const steps: DatedDifference[] = [];
  let knowing: { readonly side: Side; readonly at: number } | null = null;
  sides.forEach((side, at) => {
    const { release, knows } = side.info;
    const before = sides[at - 1];
    if (before !== undefined)
      for (const difference of compare(before, side, context)) steps.push({ difference, release });
    if (!(knows.verbs && knows.subresources)) return;
    if (knowing !== null && knowing.at < at - 1) {
      const { side: known } = knowing;
      const notBefore = sides[knowing.at + 1]?.info.release ?? nextRelease(known.info.release);
      for (const difference of knownResources({ verbs: [known, side] }, known, side))
        steps.push({ difference, release, notBefore });
    }
    knowing = { side, at };
  });
  return steps;
}

/** What a difference is found again by in a step: what went is the same whether or not its successor came with it. */
function dateKey(difference: Difference): string {
  if ('gate' in difference || 'definition' in difference || 'resource' in difference) return differenceKey(difference);
  switch (difference.code) {
    case 'api-removed':
    case 'api-replaced':
      return `went ${gvkKey(difference.gvk)}`;
    case 'api-added':
    case 'api-promoted':
      return `came ${gvkKey(difference.gvk)}`;
    case 'api-deprecated':
      return differenceKey(difference);
  }
}

/** How many things the steps tell to come and later to go, of which the ends tell nothing. */
function countTransient(steps: readonly DatedDifference[], net: ReadonlySet<string>): number {
  const present = new Set<string>();
  let transient = 0;
  for (const { difference } of steps) {
    const subject = subjectOf(difference);
    if (COMING.has(difference.code)) present.add(subject);
    else if (GOING.has(difference.code) && present.delete(subject) && !net.has(differenceKey(difference))) transient++;
  }
  return transient;
}

const COMING: ReadonlySet<Difference['code']> = new Set(['api-added', 'api-promoted', 'field-added', 'gate-added']);
const GOING: ReadonlySet<Difference['code']> = new Set([
  'api-removed',
  'api-replaced',
  'field-removed',
  'gate-removed',
]);

function subjectOf(difference: Difference): string {
  if ('gate' in difference) return `gate ${difference.gate} ${difference.components.join()}`;
  if ('definition' in difference) return `field ${difference.definition} ${difference.field}`;
  return `api ${gvkKey(difference.gvk)}`;
}
