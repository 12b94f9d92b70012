import type { LabelFact, LabelStanding } from '../catalog/labels.ts';
import { hasKnownLabel, labelStanding, labelsNamed } from '../catalog/labels.ts';
import type { Severity } from '../model/finding.ts';
import { isDefinition } from '../model/gvk.ts';
import type { MappingNode } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import type { Resource } from '../model/resource.ts';
import type { LabelUse } from '../references/label-uses.ts';
import { labelUsesOf } from '../references/label-uses.ts';
import { asking } from '../references/mentions.ts';
import type { Claim, ResourceRule } from './rule.ts';

/**
 * Labels, annotations, taints and resource names of Kubernetes' own that are deprecated, or no longer mean anything at
 * the Target. Those that are superseded without a release, alpha or beta by their own name, or that stand beside what
 * took their place, are notes.
 */
export const deprecatedLabelRule: ResourceRule = {
  ids: ['deprecated-label'],
  check(resource, root, { target }) {
    // Of a definition only the metadata are looked at, and that is soon done.
    const isToAsk = isDefinition(resource.gvk) || mayHoldKnown(resource, root);
    return isToAsk ? claimsOf(resource, root, target) : [];
  },
};

function* claimsOf(resource: Resource, root: MappingNode, target: Release): Generator<Claim> {
  const uses = labelUsesOf(resource, root);
  const stands = new Set(uses.map((use) => placeOf(use, use.key.value)));
  for (const use of uses) {
    const fact = factOf(use);
    if (fact === undefined) continue;
    const standing = labelStanding(fact, target);
    if (standing === null) continue;
    const { deprecated, removed, replacement, replacementFrom } = fact;
    const covered = keysIn(replacement).some((key) => stands.has(placeOf(use, key)));
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
        ...(replacementFrom === undefined ? {} : { replacementFrom }),
        ...(covered ? { covered } : {}),
      },
    };
  }
}

/** What may be keys among the words that name a replacement: `annotation volume.kubernetes.io/storage-provisioner`. */
function keysIn(replacement: string | null): readonly string[] {
  return replacement === null ? [] : replacement.split(/,? /);
}

/** A text for a key beside a use. */
function placeOf({ beside }: LabelUse, key: string): string {
  return `${beside}\n${key}`;
}

/** Most keys are the users' own. */
const mayHoldKnown = asking(hasKnownLabel);

const SEVERITY = {
  removed: 'warning',
  deprecated: 'warning',
  superseded: 'note',
  alpha: 'note',
  beta: 'note',
} as const satisfies Record<Exclude<LabelStanding, null>, Severity>;

/** The fact that speaks of a key in this place, if any: an Ingress' annotation says nothing on a Service. */
function factOf(use: LabelUse): LabelFact | undefined {
  return labelsNamed(use.key.value).find((fact) => fact.type === use.type && applies(fact, use));
}

function applies({ appliesTo }: LabelFact, { place, on }: LabelUse): boolean {
  switch (place) {
    case 'metadata':
      return on !== null && (appliesTo.length === 0 || appliesTo.some((words) => names(words, on)));
    case 'node':
      return appliesTo.some((words) => /\bnodes?\b|nodeSelector|nodeAffinity|topologyKey/i.test(words));
    case 'selector':
      return appliesTo.some((words) => NAMES_OBJECTS.test(words));
    case 'toleration':
    case 'taint':
    case 'resource':
      return true;
  }
}

/**
 * Words that name objects which are not nodes: they end with a kind (`core/v1 PersistentVolume`), or say so. What ends
 * otherwise (`nodeSelector`, `StorageClass allowedTopologies`) speaks of a field that chooses nodes.
 */
const NAMES_OBJECTS = /\b[Oo]bjects\b|(?:^|\s)\(?(?!Nodes?$)[A-Z]\w*\)?$/;

/**
 * Whether words such as `core/v1 Node`, `Jobs, Pods` or `all objects` mean objects of a kind. `pod templates` stands beside
 * `core/v1 Pod` always, and what a template makes is a Pod.
 */
function names(words: string, on: { readonly group: string; readonly kind: string }): boolean {
  if (/\bobjects\b/i.test(words)) return true;
  if (words.includes('(CRD)')) return on.kind === 'CustomResourceDefinition';
  return words.split(', ').some((name) => {
    const [first, kind] = name.split(' ') as [string, string?];
    if (kind === undefined) return first === on.kind || first === `${on.kind}s`;
    return kind === on.kind && groupOf(first) === on.group;
  });
}

function groupOf(apiVersion: string): string {
  if (apiVersion.startsWith('core/')) return '';
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : apiVersion;
}
