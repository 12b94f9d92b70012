import { createHash } from 'node:crypto';
import { compareText } from '../model/gvk.ts';
import type { Report } from '../model/report.ts';
import { isObject } from '../snapshot/json.ts';
import { jsonReport } from './json.ts';
import { jsonText } from './text.ts';

/** The type of an in-toto Statement (in-toto attestation framework, version 1). */
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** The type of what our statements say; it changes with the meaning of a key. */
const PREDICATE_TYPE = 'https://api-audit.io/evidence/v1';

/** Something by its name and the digest of its bytes: a ResourceDescriptor of in-toto. */
export interface Digested {
  /** A path relative to where the audit ran, with forward slashes; `-` is standard input. */
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** Where an audit looked for files: what comes to lie there would have been read, too. */
export interface Searched {
  /** The paths of the command line. */
  readonly paths: readonly string[];
  readonly hidden: boolean;
  readonly source: boolean;
  /** The charts and kustomizations, all files of which are inputs. */
  readonly charts: readonly string[];
}

/** What an audit was made of. */
export interface EvidenceParts {
  readonly searched: Searched;
  /** Every file that was read. */
  readonly inputs: readonly Digested[];
  /** What else decided over the report: configuration, baseline, values of charts, the programs that rendered. */
  readonly materials: readonly Digested[];
  /** The Snapshots and facts that came with the tool. */
  readonly data: readonly Digested[];
  /** Reports that were written to files. */
  readonly outputs: readonly Digested[];
  /** The arguments of the command line. */
  readonly arguments: readonly string[];
  readonly tool: { readonly name: string; readonly version: string };
}

/** A statement as it was read. Its subjects are the reports. */
export interface Statement {
  readonly subject: readonly Digested[];
  readonly predicate: Pick<EvidenceParts, 'inputs' | 'materials' | 'data' | 'tool'> & {
    /** Earlier versions did not tell. */
    readonly searched?: Searched;
  };
  /** What it says that stands in the report, too, by the key. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The keys that a predicate has of the report. */
export const CLAIMS = ['target', 'snapshot', 'summary'] as const;

/** The name under which the report in JSON is a subject, whether or not it was written to a file. */
export const REPORT_NAME = 'api-audit-report.json';

/**
 * Makes an in-toto Statement over a report: its subjects are the report in JSON and all files that it was written to; its
 * predicate says of which bytes, by which tool and with which data it was made. Holds no clock, and is sorted: the same
 * audit gives the same bytes.
 */
export function statementOf(report: Report, parts: EvidenceParts): string {
  const json = createHash('sha256');
  for (const piece of jsonReport(report, { tool: parts.tool, width: 80, color: false, all: true })) json.update(piece);
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: REPORT_NAME, digest: { sha256: json.digest('hex') } }, ...sorted(parts.outputs)],
    predicateType: PREDICATE_TYPE,
    predicate: {
      tool: parts.tool,
      arguments: parts.arguments,
      searched: parts.searched,
      target: report.target,
      snapshot: report.snapshot,
      summary: report.summary,
      inputs: sorted(parts.inputs),
      materials: sorted(parts.materials),
      data: sorted(parts.data),
    },
  };
  return `${jsonText(statement, 2)}\n`;
}

/** The digest of bytes, or of a text in UTF-8. */
export function digestOf(content: Uint8Array | string): Digested['digest'] {
  return { sha256: createHash('sha256').update(content).digest('hex') };
}

function sorted(list: readonly Digested[]): readonly Digested[] {
  const byName = new Map(list.map((entry) => [entry.name, entry]));
  return [...byName.values()].sort((a, b) => compareText(a.name, b.name));
}

/** Reads a statement that {@link statementOf} made; gives why, where it is none. */
export function readStatement(text: string): Statement | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (!isObject(value) || value['_type'] !== STATEMENT_TYPE) return `its _type is not ${STATEMENT_TYPE}`;
  if (value['predicateType'] !== PREDICATE_TYPE) return `its predicateType is not ${PREDICATE_TYPE}`;
  const { subject, predicate } = value;
  if (!isObject(predicate)) return 'it has no predicate';
  const { inputs, materials, data, tool } = predicate;
  if (!areDigests(subject)) return 'its subject is no list of names and sha256 digests';
  if (!areDigests(inputs) || !areDigests(materials) || !areDigests(data))
    return 'the inputs, materials or data of its predicate are no lists of names and sha256 digests';
  if (!isObject(tool) || typeof tool['name'] !== 'string' || typeof tool['version'] !== 'string')
    return 'its predicate does not name the tool and its version';
  const { searched } = predicate;
  if (searched !== undefined && !isSearched(searched))
    return 'searched in its predicate does not say where files were looked for';
  return {
    subject,
    predicate: {
      inputs,
      materials,
      data,
      tool: { name: tool['name'], version: tool['version'] },
      ...(searched === undefined ? {} : { searched }),
    },
    claims: Object.fromEntries(CLAIMS.map((key) => [key, predicate[key]])),
  };
}

function isSearched(value: unknown): value is Searched {
  if (!isObject(value)) return false;
  const { paths, hidden, source, charts } = value;
  return areTexts(paths) && areTexts(charts) && typeof hidden === 'boolean' && typeof source === 'boolean';
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function areDigests(value: unknown): value is readonly Digested[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) =>
        isObject(entry) &&
        typeof entry['name'] === 'string' &&
        isObject(entry['digest']) &&
        isSha256(entry['digest']['sha256']),
    )
  );
}

/** What is no text is not made one: an object may have a `toString` that cannot be called. */
function isSha256(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
