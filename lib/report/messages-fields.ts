import type { Finding, RuleId } from '../model/finding.ts';
import { formatGvk } from '../model/gvk.ts';
import { isLater } from '../model/release.ts';

type FieldRuleId = Extract<RuleId, `${string}-field`>;
type Sentence = string | null;

/** The sentences about fields: which, what is the matter, what the server does with it, and what to do. */
export const FIELD_SENTENCES = {
  'alpha-field': (finding) => [unstable(finding, 'alpha'), gated(finding)],
  'beta-field': (finding) => [unstable(finding, 'beta'), gated(finding)],
  'deprecated-field': (finding) => [deprecated(finding), removed(finding), instead(finding)],
  'unknown-field': (finding) => [unknown(finding), elsewhere(finding)],
} as const satisfies Record<FieldRuleId, (finding: Finding) => readonly Sentence[]>;

/** `spec.minReplicas of autoscaling/v2 HorizontalPodAutoscaler`, with the value where the finding speaks of that alone. */
function named({ subject, details }: Finding): string {
  const field = `${subject.field} of ${formatGvk(subject)}`;
  if (details.someValues !== true) return field;
  return details.value === undefined ? `The value of ${field}` : `The value ${details.value} for ${field}`;
}

function unstable(finding: Finding, stability: string): string {
  const { details } = finding;
  return `${named(finding)} is ${stability} at Kubernetes ${details.target}: it needs ${gatesOf(details.gates ?? [])}${onOrOff(finding)}.`;
}

function gatesOf(gates: readonly string[]): string {
  return gates.length === 1 ? `the feature gate ${gates[0]}` : `the feature gates ${gates.join(' and ')}`;
}

function onOrOff({ details }: Finding): string {
  const many = (details.gates ?? []).length > 1;
  if (details.enabledByDefault === undefined) return '';
  if (details.enabledByDefault) return many ? ', which are on by default' : ', which is on by default';
  return many ? ', of which not all are on by default' : ', which is off by default';
}

/** What becomes of the field where the gate is off. */
function gated({ details }: Finding): string {
  const fate = details.someValues === true ? 'refuses the value or drops it' : 'silently drops the field';
  return details.enabledByDefault === true
    ? `If the gate is turned off, the server ${fate}.`
    : `Unless the gate is turned on, the server ${fate}.`;
}

function deprecated(finding: Finding): string {
  const { lifecycle } = finding;
  return `${named(finding)} is deprecated${lifecycle.deprecated === null ? '' : ` since ${lifecycle.deprecated}`}.`;
}

function removed({ lifecycle, details }: Finding): Sentence {
  if (lifecycle.removed === null) return null;
  return isLater(lifecycle.removed, details.target)
    ? `${lifecycle.removed} removes the feature behind it.`
    : `${lifecycle.removed} removed the feature behind it: it no longer has an effect of its own.`;
}

function instead({ details }: Finding): Sentence {
  return details.use === undefined ? null : `Use ${details.use} instead.`;
}

function unknown({ subject, details }: Finding): string {
  return `${formatGvk(subject)} has no field ${subject.field} in Kubernetes ${details.target}: the server drops it.`;
}

function elsewhere({ lifecycle, details }: Finding): Sentence {
  const { introduced, removed: gone } = lifecycle;
  if (details.fieldOf !== undefined) return `It is a field of ${formatGvk(details.fieldOf)}.`;
  if (details.nearest !== undefined) return `Did you mean ${details.nearest}?`;
  if (introduced !== null && isLater(introduced, details.target)) return `It comes in ${introduced}.`;
  return gone === null ? null : `It was there until ${gone} removed it.`;
}
