import type { LabelFact, LabelStanding } from '../catalog/labels.ts';
import { labelStanding, labelsNamed, mayHoldLabels } from '../catalog/labels.ts';
import type { Severity } from '../model/finding.ts';
import type { Resource, Source } from '../model/resource.ts';
import type { LabelUse } from '../references/label-uses.ts';
import { labelUsesOf } from '../references/label-uses.ts';
import type { ResourceRule } from './rule.ts';

/**
 * Labels, annotations, taints and resource names of Kubernetes' own that are deprecated, or no longer mean anything at
 * the Target. Those that are superseded without a release, alpha or beta by their own name, or that stand beside what
 * took their place, are notes.
 */
export const deprecatedLabelRule: ResourceRule = {
  ids: ['deprecated-label'],
  *check(resource, root, { target }) {
    if (!mayHold(resource.source)) return;
    const uses = labelUsesOf(resource, root);
    for (const use of uses) {
      const fact = factOf(use, resource);
      const standing = fact === undefined ? null : labelStanding(fact, target);
      if (fact === undefined || standing === null) continue;
      const { deprecated, removed, replacement } = fact;
      const covered = uses.some((other) => other.beside === use.beside && other.key.value === replacement);
      yield {
        rule: 'deprecated-label',
        severity: covered ? 'note' : SEVERITY[standing],
        subject: { ...resource.gvk, label: use.key.value },
        boundary: 'rest',
        stability: fact.stability ?? 'ga',
        lifecycle: { introduced: null, deprecated, removed },
        replacement: null,
        evidence: 'declared',
        offset: use.key.start,
        path: use.path,
        details: {
          label: { type: fact.type, standing, place: use.place },
          ...(replacement === null ? {} : { use: replacement }),
          ...(covered ? { covered } : {}),
        },
      };
    }
  },
};

const answers = new WeakMap<Source, boolean>();

/** Asked once of each file; objects without a text are always searched. */
function mayHold(source: Source): boolean {
  const known = answers.get(source) ?? (source.text === '' || mayHoldLabels(source.text));
  answers.set(source, known);
  return known;
}

const SEVERITY = {
  removed: 'warning',
  deprecated: 'warning',
  superseded: 'note',
  alpha: 'note',
  beta: 'note',
} as const satisfies Record<Exclude<LabelStanding, null>, Severity>;

/** The fact that speaks of a key in this place, if any: an Ingress' annotation says nothing on a Service. */
function factOf(use: LabelUse, resource: Resource): LabelFact | undefined {
  return labelsNamed(use.key.value).find((fact) => fact.type === use.type && applies(fact, use, resource));
}

function applies({ appliesTo }: LabelFact, { place, on }: LabelUse, resource: Resource): boolean {
  switch (place) {
    case 'metadata':
      return on !== null && (appliesTo.length === 0 || appliesTo.some((words) => names(words, on)));
    case 'node':
      return appliesTo.some((words) => /\bnodes?\b|nodeSelector|nodeAffinity|topologyKey/i.test(words));
    case 'selector':
      return appliesTo.some((words) => !/\bNodes?\b/.test(words) && /[A-Z]|objects/.test(words));
    case 'toleration':
    case 'taint':
      return true;
    case 'resource':
      return resource.gvk.group !== 'apiextensions.k8s.io';
  }
}

/** Whether words such as `core/v1 Node`, `pod templates`, `Jobs, Pods` or `all objects` mean objects of a kind. */
function names(words: string, on: { readonly group: string | null; readonly kind: string }): boolean {
  if (/\bobjects\b/i.test(words)) return true;
  if (words.startsWith('pod templates')) return on.kind === 'Pod' && on.group === '';
  if (words.includes('(CRD)')) return on.kind === 'CustomResourceDefinition';
  return words.split(', ').some((name) => {
    const [first = '', kind] = name.split(' ');
    if (kind === undefined) return first === on.kind || first === `${on.kind}s`;
    return kind === on.kind && (on.group === null || groupOf(first) === on.group);
  });
}

function groupOf(apiVersion: string): string {
  if (apiVersion.startsWith('core/')) return '';
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : apiVersion;
}
