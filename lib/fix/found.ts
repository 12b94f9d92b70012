import type { Finding } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import { gvkKey } from '../model/gvk.ts';
import { lastAtMost } from '../model/last-at-most.ts';
import type { Location, Position } from '../model/location.ts';
import { LineIndex, pointersAround } from '../model/location.ts';
import type { Report, Suppression } from '../model/report.ts';
import type { FixResult, Left, Suppressed } from './result.ts';
import { isOfPart } from './step.ts';
import type { TextEdit } from './text-edit.ts';

/** The rules that say of an API that it is not there, or will not be. */
const OF_APIS: ReadonlySet<Finding['rule']> = new Set(['removed-api', 'unavailable-api', 'deprecated-api']);

/** Whether a finding is one that a fix has to name where it does not mend it: what fails at the Target, and what will. */
export function isToBeNamed({ rule, severity }: Pick<Finding, 'rule' | 'severity'>): boolean {
  return severity === 'error' || (OF_APIS.has(rule) && compareSeverities(severity, 'warning') <= 0);
}

/**
 * Adds to what became of a text all that an audit of the new text finds, and that is not named yet: so nothing goes unsaid,
 * whatever way it was come by, be it in a text within the text or where no conversion looks.
 *
 * @param before the text as it was: places are given in it.
 * @param report the audit of the text as it is now.
 */
export function withFound(
  result: FixResult,
  before: string,
  { findings, suppressed }: Pick<Report, 'findings' | 'suppressed'>,
): FixResult {
  const found = findings.filter(isToBeNamed);
  const allowed = suppressed.filter(({ finding }) => isToBeNamed(finding));
  if (found.length + allowed.length === 0) return result;
  const placeBefore = placesBefore(before, result);
  const named = namesIn(result);
  const isNamed = (finding: Finding, place: Position) => keysOf(finding, place).some((key) => named.has(key));
  const left: Left[] = [];
  for (const finding of found) {
    const place = placeBefore(finding.location);
    if (!isNamed(finding, place)) left.push(leftOf(finding, place));
  }
  const more: Suppressed[] = [];
  for (const { finding, by } of allowed) {
    const place = placeBefore(finding.location);
    if (!isNamed(finding, place)) more.push(suppressedOf(finding, place, by));
  }
  return { ...result, left: [...result.left, ...left], suppressed: [...result.suppressed, ...more] };
}

/** What is left for the sake of a finding, at a place that may be another than the finding's: in the text as it was. */
export function leftOf(finding: Finding, place: Position = finding.location): Left {
  const { holder, location, subject } = finding;
  return { holder, location: { ...location, ...place }, gvk: subject, reason: { reason: 'found', finding } };
}

/** The same where the policy, or the manifest, says that it may stay. */
export function suppressedOf(finding: Finding, place: Position, by: Suppression): Suppressed {
  const { holder, location, subject } = finding;
  return { holder, location: { ...location, ...place }, gvk: subject, path: ['apiVersion'], by };
}

/** What is named already, by the keys of {@link keysOf}. */
function namesIn({ left, suppressed }: Pick<FixResult, 'left' | 'suppressed'>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { gvk, location, reason } of left) {
    const { document, path, line, column } = location;
    if (isOfPart(reason)) {
      if (path !== '') keys.add(placeKey(document, path));
      keys.add(pointKey({ line, column }));
      continue;
    }
    const api = gvkKey(gvk);
    keys.add(lineKey(line, api));
    for (const base of pointersAround(path)) keys.add(objectKey(document, base, api));
  }
  for (const { gvk, location } of suppressed) {
    keys.add(placeKey(location.document, location.path));
    keys.add(lineKey(location.line, gvkKey(gvk)));
  }
  return keys;
}

/** The keys that something has to have one of, so that a finding is named by it. */
function keysOf({ via, location, subject }: Finding, place: Position): readonly string[] {
  const { document, path } = location;
  const api = gvkKey(subject);
  const places = pointersAround(path).map((each) => placeKey(document, each));
  if (via === 'reference' || via === 'source') return [...places, pointKey(place)];
  // Found by text, objects in the arms of a condition have the same path.
  if (via === 'template') return [lineKey(place.line, api)];
  return [...places, objectKey(document, path.replace(/\/apiVersion$/, ''), api)];
}

function placeKey(document: number, path: string): string {
  return `${document} at ${path}`;
}

function pointKey({ line, column }: Position): string {
  return `${line}:${column}`;
}

function lineKey(line: number, api: string): string {
  return `${line} ${api}`;
}

/** An object by its place, and its API. */
function objectKey(document: number, base: string, api: string): string {
  return `${document} ${base} is ${api}`;
}

/** Tells where a place of the new text stood before: what was put in, where it was put. */
function placesBefore(before: string, { text, edits }: FixResult): (at: Location) => Position {
  if (edits.length === 0) return ({ line, column }) => ({ line, column });
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lines = new LineIndex(before);
  const offsetBefore = offsetsBefore(edits);
  return ({ line, column }) => lines.position(offsetBefore((starts[line - 1] ?? text.length) + column - 1));
}

function offsetsBefore(edits: readonly TextEdit[]): (offset: number) => number {
  let shift = 0;
  const marks = edits.map(({ start, end, text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return { start, from, to: from + text.length, shift };
  });
  return (offset) => {
    const last = marks[lastAtMost(marks, ({ from }) => from, offset)];
    if (last === undefined) return offset;
    return offset < last.to ? last.start : offset - last.shift;
  };
}
