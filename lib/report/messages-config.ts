import type { Finding, RuleId } from '../model/finding.ts';
import { ALL_KINDS, formatApiVersion, formatGvk } from '../model/gvk.ts';
import { isLater } from '../model/release.ts';

type ApiRuleId = Exclude<Extract<RuleId, `${string}-api`>, 'provider-api' | 'unknown-api'>;
type Sentence = string | null;

/**
 * The sentences about APIs of configuration files: no API server serves them, a component or a client reads them.
 *
 * @returns `null` where the finding is not of that sort.
 */
export function configSentences(finding: Finding): readonly Sentence[] | null {
  const { rule, details } = finding;
  if (details.reader === undefined || !Object.hasOwn(SENTENCES, rule)) return null;
  return SENTENCES[rule as ApiRuleId](finding);
}

const SENTENCES = {
  'removed-api': (finding) => [removed(finding), consequence(finding), instead(finding)],
  'unavailable-api': (finding) => [notYet(finding), instead(finding)],
  'deprecated-api': (finding) => [deprecated(finding), instead(finding)],
  'alpha-api': (finding) => [unstable(finding, 'an alpha'), ahead(finding), instead(finding)],
  'beta-api': (finding) => [unstable(finding, 'a beta'), ahead(finding), instead(finding)],
} as const satisfies Record<ApiRuleId, (finding: Finding) => readonly Sentence[]>;

/** The API, and what reads it: `kubeadm.k8s.io/v1beta2 InitConfiguration (kubeadm --config)`. */
function named({ subject, details }: Finding): string {
  return `${formatGvk(subject)} (${details.reader})`;
}

function removed(finding: Finding): string {
  const { lifecycle, details } = finding;
  if (lifecycle.removed === null || lifecycle.removed === details.target) {
    return `Kubernetes ${details.target} no longer reads ${named(finding)}.`;
  }
  return `Kubernetes ${details.target} does not read ${named(finding)}: ${lifecycle.removed} removed it.`;
}

function consequence({ via, subject, details }: Finding): string {
  if (details.reference === 'enablement') return 'The API server does not start with it.';
  return via === 'reference' && subject.kind === 'ExecCredential'
    ? 'Logins that use it fail.'
    : 'What reads such a file rejects it.';
}

function notYet(finding: Finding): string {
  const { lifecycle, details } = finding;
  return `Kubernetes ${details.target} does not read ${named(finding)} yet: it comes in ${lifecycle.introduced}.`;
}

function deprecated(finding: Finding): string {
  const { lifecycle } = finding;
  const end = lifecycle.removed === null ? 'no release is known to remove it' : `${lifecycle.removed} removes it`;
  return `${named(finding)} is deprecated since ${lifecycle.deprecated}; ${end}.`;
}

function unstable(finding: Finding, stability: string): string {
  return `${named(finding)} is ${stability} API of configuration files: any release can change or remove it.`;
}

/** What is to come of an API that is not deprecated yet; `null` where nothing is known to. */
export function ahead({ lifecycle, details }: Finding): Sentence {
  const { deprecated: since, removed: until } = lifecycle;
  const isAhead = since !== null && isLater(since, details.target);
  if (until === null) return isAhead ? `It will be deprecated in ${since}.` : null;
  return isAhead ? `It will be deprecated in ${since} and removed in ${until}.` : `It will be removed in ${until}.`;
}

function instead({ replacement, details, subject, rule, lifecycle }: Finding): Sentence {
  const { meanwhile, replacementFrom: from } = details;
  // A flag names the group and version alone.
  const key = details.reference === 'enablement' ? '' : 'apiVersion: ';
  if (meanwhile !== undefined) {
    const until = replacement === null ? lifecycle.introduced : from;
    const successor = replacement === null ? '' : `, when ${formatGvk(replacement)} comes`;
    return `Write ${key}${formatApiVersion(meanwhile)}${kindOf(meanwhile.kind, subject.kind)} until ${until}${successor}.`;
  }
  if (replacement === null && rule === 'removed-api') {
    const isWhole = subject.kind === ALL_KINDS;
    return isWhole
      ? `Run 'api-audit explain ${formatApiVersion(subject)}' to see where its kinds went.`
      : 'No other API takes its place.';
  }
  if (replacement === null) return null;
  if (from !== undefined && isLater(from, details.target)) {
    return `Its successor ${formatGvk(replacement)} comes in ${from}.`;
  }
  const since = from === undefined ? '' : `, read since ${from}`;
  return `Write ${key}${formatApiVersion(replacement)}${kindOf(replacement.kind, subject.kind)} instead${since}.`;
}

function kindOf(kind: string, own: string): string {
  return kind === own ? '' : ` with kind: ${kind}`;
}
