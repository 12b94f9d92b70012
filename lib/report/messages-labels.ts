import type { Finding, LabelDetails } from '../model/finding.ts';
import { isLater } from '../model/release.ts';

/** The sentences about a label, annotation, taint or resource name of Kubernetes' own. */
export const LABEL_SENTENCES = {
  'deprecated-label': (finding: Finding) => {
    const { label } = finding.details;
    return label === undefined ? [] : [standing(finding, label), consequence(finding, label), instead(finding, label)];
  },
} as const;

const TYPES = {
  annotation: 'annotation',
  label: 'label',
  taint: 'taint',
  resourceName: 'resource name',
} as const satisfies Record<LabelDetails['type'], string>;

function standing({ subject, lifecycle, details }: Finding, label: LabelDetails): string {
  const named = `The ${TYPES[label.type]} ${subject.label}`;
  const since = lifecycle.deprecated === null ? '' : ` since ${lifecycle.deprecated}`;
  const end = lifecycle.removed === null ? '' : `; ${lifecycle.removed} removes it`;
  switch (label.standing) {
    case 'removed':
      return lifecycle.removed === details.target
        ? `${named} is no longer set or used by Kubernetes ${details.target}.`
        : `${named} is not set or used by Kubernetes ${details.target}: ${lifecycle.removed} dropped it.`;
    case 'deprecated':
      return `${named} is deprecated${since}${end}.`;
    case 'superseded':
      return `${named} has been superseded${end}.`;
    case 'alpha':
    case 'beta':
      return `${named} is ${label.standing}${byName(subject.label, label.standing)}${ahead(lifecycle) ?? (end === '' ? ', though nothing deprecates it' : end)}.`;
  }
}

/** Some keys have it in their names, of others it is said. */
function byName(key: string | undefined, stability: string): string {
  return key?.includes(stability) === true ? ' by its own name' : '';
}

/** Of a key that is not deprecated yet. */
function ahead({ deprecated, removed }: Finding['lifecycle']): string | null {
  if (deprecated === null) return null;
  return removed === null
    ? `; it will be deprecated in ${deprecated}`
    : `; it will be deprecated in ${deprecated} and removed in ${removed}`;
}

/** What it means at the place that the key is gone. */
function consequence({ details }: Finding, { standing: at, place }: LabelDetails): string | null {
  if (at !== 'removed' || details.covered === true) return null;
  if (place === 'node') return 'No new node has it, so nothing matches.';
  return place === 'metadata' ? 'It has no effect.' : null;
}

function instead({ details }: Finding, { place, type }: LabelDetails): string | null {
  const { use, covered, replacementFrom: from } = details;
  if (use === undefined) return null;
  if (from !== undefined && isLater(from, details.target)) return `From ${from} on, ${use} takes its place.`;
  if (covered === true) return `${use} is there already: this one serves older releases only.`;
  if (type === 'annotation' || place === 'metadata') return `Use ${use} instead.`;
  return `Write ${use} instead.`;
}
