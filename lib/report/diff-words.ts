import type {
  ApiDifference,
  Change,
  ChangeClass,
  Diff,
  FieldDifference,
  GateDifference,
  ResourceDifference,
  SideInfo,
} from '../diff/change.ts';
import { typeLabel } from '../diff/shape.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import { isAtLeast } from '../model/release.ts';
import { STAGE_NAMES } from './stability-words.ts';
import { count } from './text.ts';

/** A change in words: `head` says what happened, to each of `items` where it happened to parts of the subject. */
export interface ChangeWords {
  /** What it happened to: a GVK, a schema type, the feature gates. */
  readonly subject: string;
  readonly head: string;
  /** Fields or gates; empty where it happened to the subject itself. */
  readonly item: string;
}

/** Says one change. What stands in the same subject and head can be told together. */
export function wordsOf(change: Change, to: SideInfo): ChangeWords {
  if ('gate' in change) return { subject: 'feature gates', ...gateWords(change) };
  if ('definition' in change) return { subject: typeLabel(change.definition), ...fieldWords(change) };
  if ('resource' in change) return { subject: formatGvk(change.gvk), head: resourceWords(change), item: '' };
  return { subject: formatGvk(change.gvk), head: apiWords(change, to), item: '' };
}

/** One sentence without a full stop: the subject, and what happened to it. */
export function sentenceOf(change: Change, to: SideInfo): string {
  const { subject, head, item } = wordsOf(change, to);
  return `${subject}: ${head}${item === '' ? '' : `: ${item}`}`;
}

function apiWords(
  { code, gvk, lifecycle, enabledByDefault, other, moved, ...rest }: ApiDifference,
  to: SideInfo,
): string {
  const since =
    rest.otherFrom === null
      ? ''
      : `, served since ${rest.otherFrom}${rest.otherWhenEnabled === true ? ', off by default' : ''}`;
  const sameKind = other?.kind === gvk.kind;
  const instead =
    other === null
      ? rest.use === null
        ? ''
        : `; use ${rest.use}`
      : `; use ${sameKind ? formatApiVersion(other) : formatGvk(other)}${since}`;
  const off = enabledByDefault === false ? ', off by default' : '';
  const already = isAtLeast(to.release, lifecycle.deprecated) ? `, deprecated since ${lifecycle.deprecated}` : '';
  switch (code) {
    case 'api-added':
      return `new${off}${already}`;
    case 'api-promoted':
      return `new version${off}${already}; ${other?.version} stays`;
    case 'api-replaced':
      return moved === true
        ? `moved to ${other === null ? 'another API' : sameKind ? formatApiVersion(other) : formatGvk(other)}${since}`
        : `replaced by ${other?.version}${since}`;
    case 'api-removed':
      return `no longer served${instead}`;
    case 'api-deprecated':
      return `deprecated${lifecycle.removed === null ? '' : `, to go in ${lifecycle.removed}`}${instead}`;
  }
}

function resourceWords({ code, resource, before, after }: ResourceDifference): string {
  switch (code) {
    case 'resource-renamed':
      return `its resource is now ${after.join()}, was ${before.join()}`;
    case 'scope-changed':
      return `${resource} is now ${after.join()}-scoped, was ${before.join()}-scoped`;
    case 'verbs-added':
      return `${resource} takes ${after.join(', ')}`;
    case 'verbs-removed':
      return `${resource} no longer takes ${before.join(', ')}`;
    case 'subresource-added':
      return `new subresource ${resource}`;
    case 'subresource-removed':
      return `no longer has the subresource ${resource}`;
    case 'subresource-kind-changed':
      return `${resource} takes ${after.join()}, before ${before.join()}`;
  }
}

type Words = Omit<ChangeWords, 'subject'>;

function fieldWords(change: FieldDifference): Words {
  const { code, field, before, after } = change;
  const instead = after === null ? '' : ` (use ${after})`;
  switch (code) {
    case 'field-added':
      return {
        head: change.required === true ? 'new required fields' : 'new fields',
        item: `${field}${gated(change)}`,
      };
    case 'field-removed':
      return { head: 'fields gone', item: field };
    case 'field-deprecated':
      return { head: 'fields deprecated', item: `${field}${instead}` };
    case 'field-stability':
      return { head: `${stage(before)} to ${stage(after)}${onOrOff(change)}`, item: field };
    case 'field-type':
      return { head: `now ${after}, was ${before}`, item: field };
    case 'field-required':
      return { head: 'now required', item: field };
    case 'field-optional':
      return { head: 'no longer required', item: field };
    case 'enum-values-added':
      return { head: `new values ${after}`, item: field };
    case 'enum-values-removed':
      return { head: `values gone: ${before}`, item: field };
    case 'list-type':
      return { head: `list merged as ${after}, was ${before}`, item: field };
    case 'list-keys':
      return { head: `list items now told apart by ${after ?? 'nothing'}, was by ${before ?? 'nothing'}`, item: field };
    case 'map-type':
      return { head: `object merged as ${after}, was ${before}`, item: field };
    case 'patch-strategy':
      return { head: `patch strategy ${after ?? 'none'}, was ${before ?? 'none'}`, item: field };
    case 'patch-key':
      return { head: `patch merge key ${after ?? 'none'}, was ${before ?? 'none'}`, item: field };
    case 'type-deprecated':
      return { head: `deprecated${instead}`, item: '' };
  }
}

function stage(stability: string | null): string {
  return stability === 'ga' ? 'GA' : (stability ?? 'unknown');
}

function gated({ gates, enabledByDefault }: FieldDifference): string {
  if (gates === undefined) return '';
  return ` (gate ${gates.join(', ')}${enabledByDefault === false ? ', off' : ''})`;
}

function onOrOff({ enabledByDefault }: FieldDifference): string {
  return enabledByDefault === undefined ? '' : enabledByDefault ? ', on by default' : ', off by default';
}

const GATE_HEADS = {
  'gate-added': 'new',
  'gate-removed': 'gone: a component that is told to set one does not start',
  'gate-deprecated': 'deprecated',
  'gate-off': 'off by default now',
  'gate-on': 'on by default now',
  'gate-locked': 'locked: can no longer be set otherwise',
  'gate-promoted': 'more stable, same default',
  'gate-demoted': 'less stable',
} as const satisfies Record<GateDifference['code'], string>;

function gateWords({ code, gate, components, after }: GateDifference): Words {
  const owner = components.includes('kubeadm') ? ' (kubeadm)' : '';
  const stageNow = after === null || code === 'gate-deprecated' ? '' : `, ${STAGE_NAMES[after.stage]}`;
  const on = code === 'gate-added' && after?.default === true ? ' and on' : '';
  return { head: `${GATE_HEADS[code]}${stageNow}${on}`, item: `${gate}${owner}` };
}

/** Whom a change breaks, or what else it is. */
export const CLASS_WORDS = {
  'breaking-manifests': 'breaks manifests',
  'breaking-clients': 'breaks clients',
  deprecation: 'deprecation',
  addition: 'addition',
} as const satisfies Record<ChangeClass, string>;

/** A side as people name it. */
export function sideName({ release, document }: SideInfo): string {
  return document === null ? `Kubernetes ${release}` : `${document} (Kubernetes ${release})`;
}

/** What the answer does not rest on, or leaves out, in sentences; empty where there is nothing to say. */
export function cautionsOf({ from, to, compared, foreign, offByDefault }: Diff): string[] {
  const preliminary = [from, to]
    .filter(({ preliminary: why }) => why !== null)
    .map(
      ({ release }) =>
        `The Snapshot of Kubernetes ${release} is preliminary: it was made before the release and lists kinds only.`,
    );
  const questions = [
    ['Fields', compared.fields],
    ['Verbs and subresources', compared.verbs],
    ['Enum values', compared.enums],
  ] as const;
  const gaps = questions.flatMap(([what, pair]) => {
    if (pair === null) return [`${what} are not compared: the documents do not tell them.`];
    const [first, last] = pair;
    if (first === from.release && last === to.release) return [];
    return [`${what} are compared from ${first} to ${last} only: the other documents do not tell them.`];
  });
  return [
    ...preliminary,
    ...gaps,
    ...(foreign === 0 ? [] : [`Left out: ${count(foreign, 'API')} of the document that no release of Kubernetes has.`]),
    ...(offByDefault === 0
      ? []
      : [
          `Left out: ${count(offByDefault, 'API')} that the release leaves off by default and the document does not have.`,
        ]),
  ];
}

/** How many changes there are of each class, in one sentence. */
export function summaryOf({ from, to, changes, cameAndWent }: Diff): string {
  const number = (wanted: ChangeClass) => changes.filter(({ classes }) => classes[0] === wanted).length;
  const breaking = `breaking for manifests ${number('breaking-manifests')}, for clients alone ${number('breaking-clients')}`;
  const others = `${count(number('deprecation'), 'deprecation')}, ${count(number('addition'), 'addition')}`;
  const inside = cameAndWent === 0 ? '' : ` ${count(cameAndWent, 'thing')} more came and went in between.`;
  return `${sideName(from)} to ${sideName(to)}: ${count(changes.length, 'change')}: ${breaking}; ${others}.${inside}`;
}
