import { compareFindings } from '../findings.ts';
import type { Finding, RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import type { Suppression } from '../model/report.ts';
import { RULES } from '../rules/index.ts';
import { fingerprints } from './fingerprint.ts';
import { inParts, jsonPieces, mapped } from './json-pieces.ts';
import { doubtOf, messageOf } from './messages.ts';
import { nameOf } from './place-words.ts';
import type { PiecesReporter } from './reporter.ts';
import { ruleHelp } from './rule-help.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF knows the severities by the same names. */
const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<Severity, string>;

/** The report as SARIF 2.1.0 (OASIS), as code scanning services take it. */
export const sarifReport: PiecesReporter = function* ({ findings, suppressed, errors, target, snapshot }, { tool }) {
  // In one order, so that the print of a finding does not change when something beside it is suppressed.
  const results = [...findings.map((finding) => ({ finding, by: null })), ...suppressed].sort((a, b) =>
    compareFindings(a.finding, b.finding),
  );
  const found = new Set(results.map(({ finding }) => finding.rule));
  const ids = RULE_IDS.filter((id) => found.has(id));
  const prints = fingerprints(results.map(({ finding }) => finding));
  const doubt = doubtOf({ snapshot, target });
  const run = {
    tool: {
      driver: { name: tool.name, version: tool.version, semanticVersion: tool.version, rules: ids.map(ruleOf) },
    },
    // What stands before the last slash is the category (3.17.3): runs of one category replace each other.
    automationDetails: { id: `${tool.name}/${target}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: errors.length === 0,
        toolExecutionNotifications: [
          ...(doubt === null ? [] : [{ level: 'warning', message: { text: doubt } }]),
          ...errors.map(({ file, line, column, message }) => ({
            level: 'error',
            message: { text: message },
            locations: [{ physicalLocation: physical(file, line, column) }],
          })),
        ],
      },
    ],
    results: mapped(results, ({ finding, by }, at) => ({
      ...resultOf(finding, ids, prints[at] as string),
      // None at all would say that nobody has looked whether it is suppressed (3.27.23).
      suppressions: by === null ? [] : [suppressionOf(by)],
    })),
  };
  yield* jsonPieces({ $schema: SCHEMA, version: '2.1.0', runs: inParts([inParts(run)]) });
  yield '\n';
};

function ruleOf(id: RuleId) {
  const { title, severity } = RULES[id];
  const help = ruleHelp(id);
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    // GitHub asks for both.
    fullDescription: { text: `${title}.` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, ids: readonly RuleId[], print: string) {
  const { rule, severity, holder, location, subject, stability, lifecycle, replacement, evidence, via, boundary } =
    finding;
  const name = nameOf(holder);
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: LEVELS[severity],
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: physical(location.file, location.line, location.column),
        logicalLocations: [
          { fullyQualifiedName: `${holder.apiVersion} ${holder.kind}${name === '' ? '' : ` ${name}`}`, kind: 'object' },
        ],
      },
    ],
    partialFingerprints: { 'apiAudit/v1': print },
    properties: { subject, stability, lifecycle, replacement, evidence, via, boundary },
  };
}

/** What a manifest says stands in the source; what a policy or a baseline says does not (3.35.3). */
function suppressionOf({ type, reason, place, expires }: Suppression) {
  return {
    kind: type === 'comment' || type === 'annotation' ? 'inSource' : 'external',
    ...(place === null ? {} : { location: { physicalLocation: physical(place.file, place.line, place.column) } }),
    justification: reason ?? 'It is in the baseline.',
    properties: { by: type, ...(expires === null ? {} : { expires }) },
  };
}

function physical(file: string, startLine: number, startColumn: number) {
  return { artifactLocation: artifact(file), region: { startLine, startColumn } };
}

/** A path from the root of the sources, or an absolute one: of Windows that may begin with a drive or a server. */
function artifact(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (file === '-') return { uri: 'stdin', uriBaseId: '%SRCROOT%' };
  const drive = /^[A-Za-z]:(?=\/)/.exec(file)?.[0] ?? '';
  // Half of a surrogate pair has no form in a URI.
  const parts = file
    .slice(drive.length)
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')));
  const path = parts.join('/');
  if (drive !== '') return { uri: `file:///${drive}${path}` };
  if (file.startsWith('//')) return { uri: `file:${path}` };
  return file.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: '%SRCROOT%' };
}
