import type { Finding, GateDetails } from '../model/finding.ts';
import { isLater } from '../model/release.ts';

/** The sentences about a feature gate: where it stands, what setting it does, and what becomes of it. */
export const GATE_SENTENCES = {
  'feature-gate': (finding: Finding) => {
    const { gate } = finding.details;
    return gate === undefined ? [] : sentences(finding, gate);
  },
} as const;

function sentences(finding: Finding, gate: GateDetails): readonly (string | null)[] {
  const { standing, locked, isOn, component } = gate;
  if (standing === 'gone') return [gone(finding, gate), 'Leave it out.'];
  if (standing === 'not-yet') return [notYet(finding, gate)];
  if (locked && gate.default !== null && gate.default !== isOn) return [lockedTo(finding, gate), 'Leave it out.'];
  switch (standing) {
    case 'alpha':
    case 'beta':
      return [
        `${named(finding)} is ${standing} at Kubernetes ${finding.details.target}, ${byDefault(gate)}; this turns it ${onOff(isOn)} in ${component}.`,
        next(finding, gate),
      ];
    case 'stable':
      return isOn
        ? [
            `${named(finding)} is GA since ${gate.ga} and on: setting it has no effect${end(finding)}.`,
            finding.lifecycle.removed === null ? null : 'Leave it out.',
          ]
        : [`${named(finding)} is GA since ${gate.ga}; this turns the feature off in ${component}${end(finding)}.`];
    case 'deprecated':
      return [
        `${named(finding)} is deprecated${since(finding)}; this turns it ${onOff(isOn)} in ${component}.`,
        removal(finding),
      ];
  }
}

function named({ subject }: Finding): string {
  return `The feature gate ${subject.gate}`;
}

function onOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}

function byDefault({ default: isOn }: GateDetails): string {
  return isOn === null ? 'its default is not known' : `${onOff(isOn)} by default`;
}

function gone({ subject, lifecycle, details }: Finding, { component, ga }: GateDetails): string {
  const before = ga === null ? 'removed it' : `removed it; its feature is GA since ${ga}`;
  return `Kubernetes ${details.target} does not know the feature gate ${subject.gate}: ${lifecycle.removed} ${before}. ${refusal(component)}`;
}

function notYet({ subject, lifecycle, details }: Finding, { component }: GateDetails): string {
  return `Kubernetes ${details.target} does not know the feature gate ${subject.gate} yet: it comes in ${lifecycle.introduced}. ${refusal(component)}`;
}

function refusal(component: string): string {
  return component === 'every component'
    ? 'A component that is given it does not start.'
    : `${component} does not start with it.`;
}

function lockedTo(finding: Finding, gate: GateDetails): string {
  const start = gate.standing === 'stable' ? `GA since ${gate.ga}` : `${gate.standing}${since(finding)}`;
  return `${named(finding)} is ${start} and locked ${onOff(gate.default === true)}: ${subjectOf(gate)} does not start if it is turned ${onOff(gate.isOn)}.`;
}

function subjectOf({ component }: GateDetails): string {
  return component === 'every component' ? 'a component' : component;
}

function since({ lifecycle }: Finding): string {
  return lifecycle.deprecated === null ? '' : ` since ${lifecycle.deprecated}`;
}

/** How an alpha or beta gate goes on after the Target. */
function next({ details, lifecycle }: Finding, { standing, beta, ga }: GateDetails): string | null {
  const { target } = details;
  const steps = [
    standing === 'alpha' && beta !== null && isLater(beta, target) ? `becomes beta in ${beta}` : null,
    ga !== null && isLater(ga, target) ? `becomes GA in ${ga}` : null,
    lifecycle.deprecated !== null && isLater(lifecycle.deprecated, target)
      ? `is deprecated in ${lifecycle.deprecated}`
      : null,
    lifecycle.removed === null ? null : `is removed in ${lifecycle.removed}`,
  ].filter((step) => step !== null);
  if (steps.length === 0) return null;
  return `It ${steps.length === 1 ? steps[0] : `${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}`}.`;
}

function end({ lifecycle }: Finding): string {
  return lifecycle.removed === null ? '' : `, and from ${lifecycle.removed} on no component knows the gate`;
}

function removal({ lifecycle }: Finding): string {
  return lifecycle.removed === null
    ? 'No release is known to remove it.'
    : `From ${lifecycle.removed} on, no component starts with it.`;
}
