import type { Finding, FindingDetails, RuleId } from '../model/finding.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import type { Evidence } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { isLater } from '../model/release.ts';
import type { PassedOverReason, Report, Standing } from '../model/report.ts';
import { compareVersions } from '../model/stability.ts';
import { insteadOfComponents, notYetByComponent, onlyInChannel, removedByComponent } from './messages-components.ts';
import { ahead, configSentences } from './messages-config.ts';
import { FIELD_SENTENCES } from './messages-fields.ts';
import { GATE_SENTENCES } from './messages-gates.ts';
import { guardSentence } from './messages-helm.ts';
import { LABEL_SENTENCES } from './messages-labels.ts';
import { POLICY_SENTENCES } from './messages-policy.ts';
import { PROVIDER_SENTENCES } from './messages-providers.ts';
import { failsIn } from './messages-range.ts';
import { adviceAtReference, recordSentence } from './messages-references.ts';
import { alternatives, insteadInProgram, SOURCE_SENTENCES, servedSince } from './messages-source.ts';
import { useInstead } from './use-instead.ts';

/**
 * Says a finding in whole sentences: what is the matter, since or until when, and what to write instead. Findings become
 * words here and nowhere else.
 */
export function messageOf(finding: Finding): string {
  return [
    ...(configSentences(finding) ?? SENTENCES[finding.rule](finding)),
    recordSentence(finding),
    guardSentence(finding),
    alternatives(finding),
    failsIn(finding),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

type Sentence = string | null;

const SENTENCES = {
  'removed-api': (finding) => [removed(finding), stillEnableable(finding), instead(finding)],
  'unavailable-api': (finding) => [notYet(finding), instead(finding), orUpdate(finding)],
  'deprecated-api': (finding) => [deprecated(finding), onlyInChannel(finding), instead(finding)],
  'alpha-api': (finding) => [unstable(finding, 'an alpha'), onlyInChannel(finding), ahead(finding), instead(finding)],
  'beta-api': (finding) => [unstable(finding, 'a beta'), onlyInChannel(finding), ahead(finding), instead(finding)],
  'unknown-api': (finding) => [
    `No Kubernetes release, no known add-on and no CustomResourceDefinition in the input defines ${named(finding)}.`,
    kindElsewhere(finding) ?? whatElse(finding),
  ],
  ...FIELD_SENTENCES,
  ...GATE_SENTENCES,
  ...LABEL_SENTENCES,
  ...PROVIDER_SENTENCES,
  ...SOURCE_SENTENCES,
  ...POLICY_SENTENCES,
} as const satisfies Record<RuleId, (finding: Finding) => readonly Sentence[]>;

function named({ subject }: Finding): string {
  return formatGvk(subject);
}

function removed(finding: Finding): string {
  const { lifecycle, details, evidence } = finding;
  if (evidence === 'crd') {
    return `The CustomResourceDefinition in the input no longer serves ${named(finding)}.`;
  }
  const byComponent = removedByComponent(finding);
  if (byComponent !== null) return byComponent;
  const since = lifecycle.deprecated === null ? '' : ` (deprecated since ${lifecycle.deprecated})`;
  if (lifecycle.removed === null || lifecycle.removed === details.target) {
    return `Kubernetes ${details.target} no longer serves ${named(finding)}${since}.`;
  }
  return `Kubernetes ${details.target} does not serve ${named(finding)}: ${lifecycle.removed} removed it${since}.`;
}

function stillEnableable({ details, subject }: Finding): Sentence {
  if (details.enableableUntil === undefined) return null;
  return `Up to ${details.enableableUntil} an administrator can still turn it on (--runtime-config=${formatApiVersion(subject)}=true).`;
}

function notYet(finding: Finding): string {
  const { lifecycle, details, evidence } = finding;
  if (evidence === 'crd') {
    return `The CustomResourceDefinition in the input has no version ${finding.subject.version} of ${finding.subject.kind}.`;
  }
  if (details.notInDocument === true) {
    const owner = details.component ?? `Kubernetes ${details.target}`;
    return `The given OpenAPI document does not serve ${named(finding)}, though ${owner} can.`;
  }
  return (
    notYetByComponent(finding) ??
    `Kubernetes ${details.target} does not serve ${named(finding)} yet: it comes in ${lifecycle.introduced}.`
  );
}

function deprecated(finding: Finding): string {
  const { lifecycle, details } = finding;
  if (details.component !== undefined) {
    return details.componentRemoved === undefined
      ? `${named(finding)} is deprecated by ${details.component}${details.componentDeprecated === undefined ? '' : ` since ${details.componentDeprecated}`}.`
      : `${named(finding)} is no longer served from ${details.component} ${details.componentRemoved} on.`;
  }
  if (details.deprecationWarning !== undefined) {
    return `The CustomResourceDefinition in the input deprecates ${named(finding)}: "${details.deprecationWarning}".`;
  }
  if (finding.evidence === 'crd') return `The CustomResourceDefinition in the input deprecates ${named(finding)}.`;
  return `${named(finding)} is deprecated since ${lifecycle.deprecated}; ${ending(finding)}.`;
}

/** Until when a deprecated API is there. */
function ending({ lifecycle, details, stability }: Finding): string {
  if (lifecycle.removed === null) return 'no release is declared to remove it';
  if (details.removalIsPromise !== true) return `${lifecycle.removed} removes it`;
  return `${lifecycle.removed} is declared to remove it${stability === 'alpha' ? ', though alphas often go earlier' : ''}`;
}

function unstable(finding: Finding, stability: string): string {
  const { details } = finding;
  if (finding.evidence === 'vendor' || finding.evidence === 'crd') {
    const owner = details.component === undefined ? 'its CustomResourceDefinition' : details.component;
    return `${named(finding)} is ${stability} API of ${owner}: any of its releases can change or remove it.`;
  }
  if (details.enabledByDefault === undefined) return `${named(finding)} is ${stability} API.`;
  const isOn = details.enabledByDefault ? 'on by default' : 'off unless an administrator enables it';
  return `${named(finding)} is ${stability} API. In Kubernetes ${details.target} it is ${isOn}.`;
}

function instead(finding: Finding): Sentence {
  const { replacement, details, subject } = finding;
  const inProgram = insteadInProgram(finding);
  if (inProgram !== undefined) return inProgram;
  const atReference = adviceAtReference(finding);
  if (atReference !== undefined) return atReference;
  const ofComponent = insteadOfComponents(finding);
  if (ofComponent !== null) return ofComponent;
  const { meanwhile, bridge, replacementFrom: from } = details;
  if (replacement === null) return withoutReplacement(finding);
  if (meanwhile !== undefined) {
    return `Write apiVersion: ${formatApiVersion(meanwhile)} until ${from} serves ${formatGvk(replacement)}.`;
  }
  if (from !== undefined && isLater(from, details.target)) {
    return `Its successor ${formatGvk(replacement)} comes in ${from}${before(bridge, details.target)}.`;
  }
  const kind = replacement.kind === subject.kind ? '' : ` with kind: ${replacement.kind}`;
  return `Write apiVersion: ${formatApiVersion(replacement)}${kind} instead${servedSince(details)}.`;
}

/** What is there before the successor: to come yet, or there but not on by default. */
function before(bridge: FindingDetails['bridge'], target: Release): string {
  if (bridge === undefined) return '';
  const name = formatApiVersion(bridge.gvk);
  return isLater(bridge.from, target)
    ? `; before that, ${name} comes in ${bridge.from}`
    : `; before that there is ${name}, since ${bridge.from}`;
}

/** What is asked for may be right, and the CustomResourceDefinition old. */
function orUpdate({ evidence, subject, replacement }: Finding): Sentence {
  if (evidence !== 'crd' || replacement === null) return null;
  if (compareVersions(subject.version, replacement.version) >= 0) return null;
  return `If the definition is out of date, update that: ${subject.version} is the later version.`;
}

function withoutReplacement(finding: Finding): Sentence {
  const { details, rule, lifecycle } = finding;
  if (details.meanwhile !== undefined) {
    return `Write apiVersion: ${formatApiVersion(details.meanwhile)} until ${lifecycle.introduced}.`;
  }
  if (details.use !== undefined) return useInstead(details.use);
  if (rule === 'alpha-api' || rule === 'beta-api') return null;
  return kindElsewhere(finding) ?? (rule === 'removed-api' ? 'No API takes its place.' : null);
}

/** Where the Target has a kind of the same name. */
function kindElsewhere({ details }: Finding): string | null {
  if (details.namesakes === undefined) return null;
  const list = details.namesakes.map(formatGvk).join(' or ');
  return `Kubernetes ${details.target} has a kind of that name in ${list}.`;
}

/** What a kind may be that nothing defines: a CustomResourceDefinition takes no group without a dot. */
function whatElse({ subject: { group } }: Finding): string {
  return group?.includes('.')
    ? 'If it is a custom resource, add its CustomResourceDefinition to the input to have it judged.'
    : 'It cannot be a custom resource, because its group has no dot: check the apiVersion and the kind.';
}

/** What stands at the top of an answer that rests on less than a released Snapshot; `null` where none does. */
export function cautionOf(standing: Standing, target: string, release: string): string | null {
  switch (standing) {
    case 'released':
      return null;
    case 'given':
      return `Judged by the given OpenAPI document of Kubernetes ${release}, not by a bundled Snapshot.`;
    case 'preliminary':
      return `The Snapshot of Kubernetes ${target} is preliminary: it was made before the release. Results for ${target} can still change, and finding nothing is no all-clear.`;
    case 'beyond':
      return `Kubernetes ${target} lies beyond the newest Snapshot (${release}): only removals that are already declared are known. Finding nothing is no all-clear.`;
  }
}

/** The caution of a report of which "nothing found" is no all-clear; `null` where there is no doubt. */
export function doubtOf({ snapshot, target }: Pick<Report, 'snapshot' | 'target'>): string | null {
  const { standing, release } = snapshot;
  return standing === 'given' ? null : cautionOf(standing, target, release);
}

/** What an answer rests on. */
export const EVIDENCE = {
  guide: 'the deprecated API migration guide',
  snapshot: 'the documents of the releases',
  declared: 'what Kubernetes declares of it',
  name: 'the name of the version alone',
  crd: 'a CustomResourceDefinition in the input',
  vendor: 'the published facts of the add-on',
  policy: 'the policy',
} as const satisfies Record<Evidence, string>;

/** Why a file was passed over, to follow its name. */
export const PASSED_OVER = {
  empty: 'it is empty, or holds comments only',
  'not-kubernetes': 'no document in it has both apiVersion and kind',
  'unparsable-not-kubernetes': 'it does not parse, and does not have the words apiVersion and kind in it',
  binary: 'it is not text',
  'no-chart': 'it is an archive that holds no chart',
  'no-api': 'it names no API of Kubernetes',
  'not-rendered': 'it belongs to what Helm or Kustomize rendered, and nothing was printed from it',
  'not-taken': 'its conditions do not hold at the Target',
  'not-printed': 'it is not printed by Helm: its name begins with an underscore, or a .helmignore leaves it out',
} as const satisfies Record<PassedOverReason, string>;
