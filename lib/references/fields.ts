import type { ReferenceSort, Severity } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Node } from '../model/node.ts';
import { isServed, representative } from './family.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import type { SelectedText } from './select.ts';
import { selectKeys, selectTexts } from './select.ts';

/** A field that names an API by a text of a form of its own. */
interface NamingField {
  /** The group of the Resource; the core group is empty. */
  readonly group: string;
  readonly kinds: readonly string[];
  /** A path for `select`. */
  readonly fields: string;
  /** Read the keys of the mapping there, and not the values. */
  readonly keys?: true;
  readonly form: keyof typeof FORMS;
}

const WEBHOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
const CRD = { group: 'apiextensions.k8s.io', kinds: ['CustomResourceDefinition'] };
const KYVERNO = { group: 'kyverno.io', kinds: ['ClusterPolicy', 'Policy'] };

/** Every field of this sort. To have another one read, add a line. */
const FIELDS: readonly NamingField[] = [
  {
    group: 'admissionregistration.k8s.io',
    kinds: WEBHOOKS,
    fields: 'webhooks[].admissionReviewVersions',
    form: 'admissionReview',
  },
  { ...CRD, fields: 'spec.conversion.webhook.conversionReviewVersions', form: 'conversionReview' },
  { ...CRD, fields: 'spec.conversion.conversionReviewVersions', form: 'conversionReview' },
  { group: '', kinds: ['ResourceQuota'], fields: 'spec.hard', keys: true, form: 'quota' },
  { ...KYVERNO, fields: 'spec.rules[].match.resources.kinds[]', form: 'kind' },
  { ...KYVERNO, fields: 'spec.rules[].match.any[].resources.kinds[]', form: 'kind' },
  { ...KYVERNO, fields: 'spec.rules[].match.all[].resources.kinds[]', form: 'kind' },
  { ...KYVERNO, fields: 'spec.rules[].exclude.resources.kinds[]', form: 'kind' },
  { ...KYVERNO, fields: 'spec.rules[].exclude.any[].resources.kinds[]', form: 'kind' },
  { ...KYVERNO, fields: 'spec.rules[].exclude.all[].resources.kinds[]', form: 'kind' },
  { group: 'velero.io', kinds: ['Backup', 'Restore'], fields: 'spec.includedResources[]', form: 'resource' },
  { group: 'velero.io', kinds: ['Schedule'], fields: 'spec.template.includedResources[]', form: 'resource' },
  ...(['includedClusterScopedResources[]', 'includedNamespaceScopedResources[]'] as const).flatMap((fields) => [
    { group: 'velero.io', kinds: ['Backup'], fields: `spec.${fields}`, form: 'resource' } as const,
    { group: 'velero.io', kinds: ['Schedule'], fields: `spec.template.${fields}`, form: 'resource' } as const,
  ]),
];

/** What a text in one of the forms names. */
interface Named {
  /** The versions that are meant, of one kind. */
  readonly versions: readonly GroupVersionKind[];
  readonly sort: ReferenceSort;
  readonly atMost?: Severity;
}

/** How texts name APIs; `null` where one names none that Kubernetes ever had. */
const FORMS = {
  /** Object counts of a quota: `count/deployments.extensions`, `count/services`. */
  quota: (text, context) => {
    const [, resource, group = ''] = /^count\/([a-z]+)(?:\.([a-z0-9.-]+))?$/.exec(text) ?? [];
    if (resource === undefined) return null;
    return { versions: context.catalog.versionsOfResource(group, resource), sort: 'quota', atMost: 'warning' };
  },
  /** `ingresses.extensions`, or the resource alone, which may be of any group and so says too little. */
  resource: (text, context) => {
    const [, resource, group] = /^([a-z]+)\.([a-z0-9.-]+)$/.exec(text) ?? [];
    if (resource === undefined || group === undefined) return null;
    return { versions: context.catalog.versionsOfResource(group, resource), sort: 'quota', atMost: 'warning' };
  },
  /** Kyverno's `extensions/v1beta1/Ingress`, with `*` for any version; the kind alone is of any group. */
  kind: (text, context) => {
    const [, group, version, kind] = /^(?:([a-z0-9.-]+)\/)?(v\w+|\*)\/([A-Z]\w*)(?:\/\w+)?$/.exec(text) ?? [];
    if (version === undefined || kind === undefined) return null;
    const versions = context.catalog.versionsOf(group ?? '', kind);
    return {
      versions: version === '*' ? versions : versions.filter((gvk) => gvk.version === version),
      sort: 'match',
      atMost: 'warning',
    };
  },
  admissionReview: (text) => review('admission.k8s.io', text, 'AdmissionReview'),
  conversionReview: (text) => review('apiextensions.k8s.io', text, 'ConversionReview'),
} as const satisfies Record<string, (text: string, context: ReferenceContext) => Named | null>;

function review(group: string, version: string, kind: string): Named {
  return { versions: [{ group, version, kind }], sort: 'review', atMost: 'warning' };
}

/** The References in the fields of the table. */
export const namingFields: ReferenceReader = {
  isFor: ({ group, kind }) => FIELDS.some((field) => field.group === group && field.kinds.includes(kind)),
  *read(resource, root, context) {
    const { group, kind } = resource.gvk;
    for (const field of FIELDS) {
      if (field.group !== group || !field.kinds.includes(kind)) continue;
      if (field.form === 'admissionReview' || field.form === 'conversionReview') {
        yield* reviews(field, root, resource.path, context);
        continue;
      }
      const texts = field.keys === true ? selectKeys : selectTexts;
      for (const at of texts(root, field.fields, resource.path)) yield* referencesAt(at, field, context);
    }
  },
};

/** Of the reviews a webhook takes, the API server sends the first it knows: what comes after a v1 is never sent. */
function* reviews(field: NamingField, root: Node, base: string, context: ReferenceContext): Generator<Reference> {
  const taken = selectTexts(root, `${field.fields}[]`, base);
  for (const at of taken) {
    const list = at.path.slice(0, at.path.lastIndexOf('/'));
    const silent = taken.some(({ node, path }) => node.value === 'v1' && path.startsWith(`${list}/`));
    for (const reference of referencesAt(at, field, context)) {
      yield { ...reference, silent: silent || reference.silent };
    }
  }
}

function* referencesAt({ node, path }: SelectedText, { form }: NamingField, context: ReferenceContext) {
  const named = FORMS[form](node.value, context);
  if (named === null) return;
  const { versions, ...rest } = named;
  const state = representative(versions, context);
  if (state === null) return;
  // What a release's webhooks can take no better than, and names that hold in any version, are fine as they stand. A review
  // that is deprecated is not, though it is sent at every release so far.
  const isLasting = !state.deprecated || (state.lifecycle.removed === null && named.sort !== 'review');
  const silent = isServed(state) && isLasting;
  yield { gvk: state.gvk, offset: node.start, path, quietWhenUnknown: true, silent, ...rest } satisfies Reference;
}
