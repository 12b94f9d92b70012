import type { Finding, RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import { RULES } from '../rules/index.ts';
import { fingerprints } from './fingerprint.ts';
import { messageOf } from './messages.ts';
import type { Reporter } from './reporter.ts';
import { ruleHelp } from './rule-help.ts';
import { jsonText } from './text.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF knows the severities by the same names. */
const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<Severity, string>;

/** The report as SARIF 2.1.0 (OASIS), as code scanning services take it. */
export const sarifReporter: Reporter = ({ findings, errors, target }, { tool }) => {
  const ids = RULE_IDS.filter((id) => findings.some(({ rule }) => rule === id));
  const prints = fingerprints(findings);
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: tool.name, version: tool.version, semanticVersion: tool.version, rules: ids.map(ruleOf) },
        },
        automationDetails: { id: `${tool.name}/${target}` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: errors.length === 0,
            toolExecutionNotifications: errors.map(({ file, line, column, message }) => ({
              level: 'error',
              message: { text: message },
              locations: [{ physicalLocation: physical(file, line, column) }],
            })),
          },
        ],
        results: findings.map((finding, at) => resultOf(finding, ids, prints[at] as string)),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
};

function ruleOf(id: RuleId) {
  const { title, severity } = RULES[id];
  const help = ruleHelp(id);
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, ids: readonly RuleId[], print: string) {
  const { rule, severity, holder, location, subject, stability, lifecycle, replacement, evidence, via, boundary } =
    finding;
  const name = [holder.namespace, holder.name].filter((part) => part !== null).join('/');
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

function physical(file: string, startLine: number, startColumn: number) {
  const uri = file === '-' ? 'stdin' : file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn } };
}
