import { compareFindings } from '../findings.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { partOf, SEVERITIES } from '../model/finding.ts';
import { compareText, formatGvk } from '../model/gvk.ts';
import { jsonFault } from '../model/json-fault.ts';
import type { Report, SuppressedFinding } from '../model/report.ts';
import { boundariesOf, countFindings } from '../reliance.ts';
import { fingerprints, identityOf } from './fingerprint.ts';
import { bySeverities, unmatched } from './graver.ts';
import { nameOf } from './place-words.ts';
import { jsonText } from './text.ts';

/** The version of the file's form; it grows only when a key changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** A finding that is known. What else it holds is there for those who read a change of the file. */
export interface BaselineEntry {
  readonly file: string;
  readonly rule: string;
  /** How grave it is known to be: what is graver is new. Where it is not told, nothing is. */
  readonly severity?: Severity;
  /** The API it is about, and the field or gate where it is about that. */
  readonly api: string;
  /** The object that rests on it. */
  readonly object: string;
  readonly fingerprint: string;
}

/** What a baseline would hold of a report, sorted. */
export function baselineEntries({ findings }: Pick<Report, 'findings'>): readonly BaselineEntry[] {
  const prints = fingerprints(findings);
  return findings.map((finding, at) => entryOf(finding, prints[at] as string)).sort(compareEntries);
}

function entryOf({ rule, severity, subject, holder, location }: Finding, fingerprint: string): BaselineEntry {
  const part = partOf(subject);
  return {
    file: location.file,
    rule,
    severity,
    api: `${formatGvk(subject)}${part === undefined ? '' : ` ${part}`}`,
    object: [holder.kind, nameOf(holder)].filter((each) => each !== '').join(' '),
    fingerprint,
  };
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.rule, b.rule) ||
    compareText(a.api, b.api) ||
    compareText(a.object, b.object) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Writes a baseline, an entry a line, so that its changes read well. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(compareEntries).map((entry) => `    ${jsonText(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "entries": ${list}\n}\n`;
}

/**
 * Reads a baseline.
 *
 * @returns its entries, or what is wrong with it, without a full stop.
 */
export function parseBaseline(text: string): readonly BaselineEntry[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `it is no JSON: ${jsonFault(error)}`;
  }
  const { schemaVersion, entries } = (value ?? {}) as { readonly schemaVersion?: unknown; readonly entries?: unknown };
  if (!Array.isArray(entries) || typeof schemaVersion !== 'number') return 'it is no baseline of api-audit';
  if (schemaVersion !== SCHEMA_VERSION)
    return `its schemaVersion is ${schemaVersion}, and only ${SCHEMA_VERSION} is known`;
  const odd = entries.findIndex((entry: Readonly<Record<string, unknown>> | null) =>
    ['file', 'rule', 'api', 'object', 'fingerprint'].some((key) => typeof entry?.[key] !== 'string'),
  );
  if (odd !== -1) return `entry ${odd + 1} of it is incomplete`;
  const strange = entries.findIndex(({ severity }) => severity !== undefined && !SEVERITIES.includes(severity));
  return strange === -1
    ? (entries as readonly BaselineEntry[])
    : `entry ${strange + 1} of it has a severity that is none of ${SEVERITIES.join(', ')}`;
}

/** What the findings of a report and the entries of a baseline have to do with each other. */
export interface BaselineMatch {
  /** By place in `Report.findings`. */
  readonly isKnown: readonly boolean[];
  /** Entries of which there is no finding. */
  readonly gone: readonly BaselineEntry[];
}

/** What says the same of the same object: its findings, by their places in the report, and the entries about it. */
interface Alike {
  readonly findings: number[];
  readonly entries: BaselineEntry[];
}

/** Looks up the findings of a report in a baseline. What is graver than its entry says is not known. */
export function matchBaseline(
  { findings }: Pick<Report, 'findings'>,
  entries: readonly BaselineEntry[],
): BaselineMatch {
  const prints = fingerprints(findings);
  const groups = new Map<string, Alike>();
  const byPrint = new Map<string, Alike>();
  for (const [at, finding] of findings.entries()) {
    const print = prints[at] as string;
    const identity = identityOf(finding);
    const alike = groups.get(identity) ?? { findings: [], entries: [] };
    groups.set(identity, alike);
    alike.findings.push(at);
    byPrint.set(print, alike);
  }
  const gone: BaselineEntry[] = [];
  for (const entry of withoutDoubles(entries)) {
    const alike = byPrint.get(entry.fingerprint);
    if (alike === undefined || alike.entries.length === alike.findings.length) gone.push(entry);
    else alike.entries.push(entry);
  }
  const isKnown = findings.map(() => true);
  for (const alike of groups.values()) {
    for (const at of newIn(alike, findings, prints)) isKnown[at] = false;
  }
  return { isKnown, gone };
}

/** A merge of two branches may leave an entry twice: it stands for one finding all the same. */
function withoutDoubles(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
}

/** The places of the findings that no entry is good enough for. */
function newIn(alike: Alike, findings: readonly Finding[], prints: readonly string[]): readonly number[] {
  const was = bySeverities<BaselineEntry>();
  const is = bySeverities<number>();
  // Of an entry that does not say how grave it is, nothing is graver.
  for (const entry of alike.entries) was[entry.severity ?? 'error'].push(entry);
  const own = new Set(alike.entries.map(({ fingerprint }) => fingerprint));
  // Of several that are the same, those are known that have an entry of their own: an entry may be taken out by hand.
  const isOwn = (at: number) => own.has(prints[at] as string);
  const inOrder = [...alike.findings.filter(isOwn), ...alike.findings.filter((at) => !isOwn(at))];
  for (const at of inOrder) is[(findings[at] as Finding).severity].push(at);
  return unmatched(was, is).graver;
}

/**
 * The report without the findings that a baseline knows: they no longer count, and are among the suppressed ones.
 *
 * @param mended how many entries of the baseline have no finding any more.
 */
export function withBaseline(report: Report, { isKnown }: Pick<BaselineMatch, 'isKnown'>, mended: number): Report {
  const findings = report.findings.filter((_, at) => isKnown[at] !== true);
  const known = report.findings.filter((_, at) => isKnown[at] === true);
  const by = { type: 'baseline', reason: null, place: null, expires: null } as const;
  const suppressed: readonly SuppressedFinding[] = [
    ...report.suppressed,
    ...known.map((finding) => ({ finding, by })),
  ].sort((a, b) => compareFindings(a.finding, b.finding));
  const summary = {
    ...report.summary,
    boundaries: boundariesOf(report.apis, findings),
    findings: countFindings(findings),
    suppressed: suppressed.length,
  };
  return { ...report, findings, suppressed, summary, baseline: { known: known.length, mended } };
}
