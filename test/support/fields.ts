import type { Finding, RuleId } from '../../lib/model/finding.ts';
import type { Release } from '../../lib/model/release.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { auditTexts } from './findings.ts';

/** What a rule about fields finds in a text at a release, in the order of the text. */
export async function fieldFindings(rule: RuleId, text: string, target: Release): Promise<readonly Finding[]> {
  const { findings } = await auditTexts({ 'quay.yaml': text }, { target });
  return findings.filter((finding) => finding.rule === rule);
}

/** The same as `line field`. */
export async function fieldLines(rule: RuleId, text: string, target: Release): Promise<readonly string[]> {
  return (await fieldFindings(rule, text, target)).map(({ location, subject }) => `${location.line} ${subject.field}`);
}

/** The sentences of the same. */
export async function fieldMessages(rule: RuleId, text: string, target: Release): Promise<readonly string[]> {
  return (await fieldFindings(rule, text, target)).map(messageOf);
}

/** A Deployment with this for the spec of its pods, indented by two. */
export function deployment(podSpec: readonly string[]): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: quay}',
    'spec: {template: {spec: {',
    ...podSpec.map((line) => `  ${line},`),
    '  }}}',
    '',
  ].join('\n');
}
