import type { Change, Left, Suppressed } from '../fix/result.ts';
import type { Question, Reason, Step } from '../fix/step.ts';
import { isOfPart, movedIn } from '../fix/step.ts';
import type { Path } from '../fix/value.ts';
import type { Finding } from '../model/finding.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import { messageOf } from './messages.ts';
import { suppressedBy } from './suppressed.ts';
import { printable } from './text.ts';
import { isKind } from './use-instead.ts';

/** Says in a sentence what was changed and why the meaning stays. */
export function changeMessage({ step }: Change): string {
  return printable(`${whatIsDone(step)}: ${whyOf(step)}.`);
}

/** Says in a sentence why something was left, and what a person must decide. */
export function leftMessage({ gvk, reason }: Left): string {
  const api = isOfPart(reason) ? '' : `${formatGvk(gvk)} stays: `;
  return printable(`${api}${REASONS[reason.reason](reason as never)}`);
}

/** Says in a sentence what stays by the word of its owners, and where that is written. */
export function suppressedMessage({ gvk, path, by }: Suppressed): string {
  const what = path.length === 1 && path[0] === 'apiVersion' ? formatGvk(gvk) : shown(path);
  return printable(`${what} stays: suppressed ${suppressedBy(by)}`);
}

function whatIsDone(step: Step): string {
  const at = shown(step.path);
  switch (step.op) {
    case 'set':
      return `${at} becomes ${step.value}`;
    case 'replace':
      return `${step.from} in ${at} becomes ${step.value}`;
    case 'rename':
      return `${at} becomes ${shown([...step.path.slice(0, -1), step.key])}`;
    case 'remove':
      return `${at} goes`;
    case 'append':
      return `${at} also gets ${JSON.stringify(step.value)}`;
    case 'add': {
      const from = movedIn(step.value).map(shown);
      const to = shown([...step.path, step.key]);
      if (from.length > 0) return `${[...new Set(from)].join(' and ')} ${from.length > 1 ? 'move' : 'moves'} to ${to}`;
      return `${to} is written out as ${JSON.stringify(step.value)}`;
    }
  }
}

function whyOf(step: Step): string {
  switch (step.ground) {
    case 'schemas-agree':
      return `every field here is in ${formatGvk(step.to)} with the type it had in ${formatGvk(step.from)}`;
    case 'renamed':
      return 'that is its name in the new API';
    case 'required':
      return 'the new API requires it, and this is what the old one took without it';
    case 'old-default':
      return 'that was the default of the old API, the new one has another';
    case 'without-effect':
      return 'the new API does not have it, and it has no effect';
    case 'reference':
      return 'what it names goes on under this name';
    case 'label':
      return step.since === null ? 'it means the same' : `it means the same since ${step.since}`;
  }
}

/** What stands in a packed chart is told of by the chart and the file in it. */
const PACKED = /\.(?:tgz|tar\.gz)(?:\/|$)/i;

/** Where what a fix does not edit is changed by hand. */
function whereToChange({ via, holder, details, location }: Finding): string {
  const object = holder.name === null ? holder.kind : `${holder.kind} ${holder.name}`;
  if (details.helmRelease !== undefined)
    return `It is ${object} of the stored Helm release ${details.helmRelease}: mend the chart, and upgrade the release.`;
  if (PACKED.test(location.file)) return `It is ${object} of a packed chart: mend the chart, or take a later one.`;
  if (via === 'source') return 'Programs are not edited: change it by hand.';
  if (holder.apiVersion.startsWith('kustomize.config.k8s.io/') && details.reference === 'embedded')
    return 'It stands in a text of the kustomization: change it by hand, together with what it patches.';
  if (details.reference === 'applied') return 'It is left as it is.';
  if (details.reference === 'embedded' || details.reference === 'command')
    return `It stands within ${object}, which is not edited: change it by hand.`;
  return via === 'template' || location.template !== undefined ? 'Change the template by hand.' : 'Change it by hand.';
}

function losesComments(path: Path): string {
  return `${shown(path)} has comments that would be lost. Edit it by hand.`;
}

const REASONS = {
  'no-successor': ({ use }) =>
    use === null
      ? 'no API takes its place.'
      : `${isKind(use) ? 'another kind' : 'no API'} takes its place. Decide how to move to ${use}.`,
  'no-conversion': ({ to }) =>
    `${formatGvk(to)} takes its place, but nothing shows that what stands here means the same there. Rewrite it by hand.`,
  'not-served': ({ to, releases }) =>
    `${formatGvk(to)} takes its place, but ${releases.join(', ')} ${releases.length === 1 ? 'does' : 'do'} not serve it, or not by default. Choose another --target or --supports.`,
  'field-gone': ({ path }) =>
    `the new API has no field ${shown(path)}. Decide whether it is to go, take it out, and run this again.`,
  'field-new': ({ path }) =>
    `${shown(path)} has no effect now, since the old API does not have it, and would have one in the new API. Take it out, or move by hand.`,
  'type-differs': ({ path }) => `${shown(path)} is of another type in the new API. Rewrite it by hand.`,
  required: ({ path }) => `the new API requires ${shown(path)}, and nothing here says what it is.`,
  decide: ({ path, question }) => `${shown(path)}: ${ASKED[question]}`,
  'no-schema': ({ gvk }) => `no schema of ${formatGvk(gvk)} is known, so nothing can be shown to stay the same.`,
  layout: ({ path, why }) =>
    why === 'comments'
      ? losesComments(path)
      : `${path.length === 0 ? 'it' : shown(path)} is written in a way (an anchor, a merge key) that cannot be edited without touching more. Edit it by hand.`,
  'part-layout': ({ path, why }) =>
    why === 'comments'
      ? losesComments(path)
      : `${shown(path)} is written in a way that cannot be edited without touching more, such as with an anchor or a merge key. Edit it by hand.`,
  directives: ({ path }) =>
    `${path[0] === 'apiVersion' ? '' : `${shown(path)}: `}comments of the object are directives of a template, so that not all of what it gives stands here. Edit the template, then fix what it renders to check.`,
  template: ({ to }) =>
    `${formatApiVersion(to)} takes its place, but the rest of the object is not known before the template is rendered, or the template tells releases apart. Edit the template, then fix what it renders to check.`,
  'in-tree': ({ path, driver, successor }) =>
    `${shown(path)} rests on ${driver}, which moves out of Kubernetes.${successor === null ? '' : ` Decide how to migrate to ${successor}.`}`,
  'exec-plugin': ({ path, api, to }) =>
    `${shown(path)} asks the plugin for ${formatApiVersion(api)}, and only the plugin knows which other versions it speaks.${to === null ? '' : ` Find out whether it speaks ${formatApiVersion(to)}, and write that.`}`,
  config: ({ to }) =>
    `it is a configuration file, and no schema of it is published to compare.${to === null ? '' : ` Move it to ${formatGvk(to)} by hand, or with the tool that reads it.`}`,
  'add-on': ({ to }) =>
    `it belongs to an add-on whose schemas are not bundled.${to === null ? '' : ` Its successor is ${formatGvk(to)}.`}`,
  found: ({ finding }) => `${messageOf(finding)} ${whereToChange(finding)}`,
} as const satisfies { [Key in Reason['reason']]: (reason: Extract<Reason, { reason: Key }>) => string };

const ASKED = {
  'selector-from-labels':
    'the old API took the labels of the Pod template for a selector, but there are none that can be copied. Write the selector.',
  patch:
    'there are containers without an image, so this is a patch. The defaults of the old API belong into what it patches: move both by hand, together.',
  relabelled:
    'the old API took the labels of the Pods for the selector, and a kustomization changes them, or the selector. Write the selector that the object has in the cluster, and run this again.',
  rollback:
    'it rolls back to an older revision, which the new API cannot do. Take it out, and use kubectl rollout undo.',
  'empty-selector':
    'an empty selector chose no Pod in the old API and chooses every Pod of the namespace in the new one. Say which Pods are meant.',
  'side-effects':
    'the new API takes None or NoneOnDryRun only. Find out whether calls of the webhook have side effects, and write it.',
  'webhook-names': 'the new API wants each webhook to have a name of its own.',
  'preserve-unknown-fields':
    'the new API drops fields that the schema does not name, the old one kept them. Decide: preserveUnknownFields: false, with a schema that names all, or x-kubernetes-preserve-unknown-fields: true in the schema.',
  'api-approved': 'CRDs of a group below k8s.io need the annotation api-approved.kubernetes.io in the new API.',
  'signer-name': 'the new API wants a signer, and has no kubernetes.io/legacy-unknown. Name the signer.',
  usages: 'the new API wants the usages to be written, each once.',
  'unknown-usage': 'the new API takes none but the usages that it knows. Take out what the signer does not need.',
  'event-fields':
    'the new API wants action, reason, reportingController, reportingInstance, eventTime and a type of Normal or Warning, and takes none of the deprecated fields. Let what reports the event write it.',
  topology: 'only the host name and the zone have a place in the new API. Decide what becomes of the rest.',
  'service-port': 'the new API wants the name of a Service and its port, a number or a name that is no number.',
  metric: 'the metric has no target, or more than one. Choose one.',
  versions: 'spec.version and spec.versions must name the version, and agree.',
  'both-set': 'it is set for all versions and for a single one. Decide which counts.',
  'label-twice': 'the label that takes its place stands beside it with another value. Decide which counts.',
  'patch-target':
    'it chooses objects of an API that moves, but some of them stay, or stand elsewhere, or what the move changes is read or written there. Change it by hand, together with them.',
  'patched-object': 'this is a patch for an object that stays at this API. Move both by hand, together.',
  'recreate-patch':
    'what it patches gets the limits of a rolling update, the defaults of the old API, and the server takes no Recreate beside them. Write rollingUpdate: null below type: Recreate, and run this again.',
  'ingress-class':
    'spec.ingressClassName takes its place where the cluster has an IngressClass of that name, and none stands in the input. Add it to the input, or decide by hand.',
  profile: 'this profile, or the container it is for, is not known. Write it into the securityContext by hand.',
} as const satisfies Record<Question, string>;

/** A path for people: `spec.rules[0].http`, and `metadata.annotations["a.b/c"]` where a key has dots. */
function shown(path: Path): string {
  if (path.length === 0) return 'the object';
  return path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/[^\w-]/.test(step)) return `["${step}"]`;
      return at === 0 ? step : `.${step}`;
    })
    .join('');
}
