import type { Node } from '../model/node.ts';
import { text } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import { select, selectTexts } from './select.ts';
import { referencesOfSelections } from './selections.ts';

/** Where the objects of admission say which requests they are for. */
const RULES = [
  { kind: 'ValidatingWebhookConfiguration', holder: 'webhooks[]', rules: 'rules[]' },
  { kind: 'MutatingWebhookConfiguration', holder: 'webhooks[]', rules: 'rules[]' },
  { kind: 'ValidatingAdmissionPolicy', holder: 'spec.matchConstraints', rules: 'resourceRules[]' },
  { kind: 'MutatingAdmissionPolicy', holder: 'spec.matchConstraints', rules: 'resourceRules[]' },
  { kind: 'ValidatingAdmissionPolicyBinding', holder: 'spec.matchResources', rules: 'resourceRules[]' },
  { kind: 'MutatingAdmissionPolicyBinding', holder: 'spec.matchResources', rules: 'resourceRules[]' },
] as const;

/** The groups, versions and resources that webhooks and admission policies are for. */
export const admissionRules: ReferenceReader = {
  isFor: ({ group }) => group === 'admissionregistration.k8s.io',
  *read(resource, root, context) {
    for (const { holder, rules } of RULES.filter(({ kind }) => kind === resource.gvk.kind)) {
      for (const { node, path } of select(root, holder, resource.path)) {
        yield* matches(node, path, rules, resource, context);
      }
    }
  },
};

/** The groups and kinds that a constraint of Gatekeeper is for. */
export const constraintMatches: ReferenceReader = {
  isFor: ({ group }) => group === 'constraints.gatekeeper.sh',
  read(resource, root, context) {
    const selections = select(root, 'spec.match.kinds[]', resource.path).map(({ node, path }) => ({
      groups: selectTexts(node, 'apiGroups[]', path),
      versions: null,
      resources: [],
      kinds: selectTexts(node, 'kinds[]', path),
    }));
    return referencesOfSelections(selections, { sort: 'match', exact: false }, context);
  },
};

/** A webhook, or a policy, is asked when any of its rules matches: they count together. */
function* matches(
  holder: Node,
  path: string,
  rules: string,
  { gvk }: Resource,
  context: ReferenceContext,
): Generator<Reference> {
  const selections = select(holder, rules, path).map(({ node, path: at }) => ({
    groups: selectTexts(node, 'apiGroups[]', at),
    versions: selectTexts(node, 'apiVersions[]', at),
    resources: selectTexts(node, 'resources[]', at),
  }));
  // admissionregistration.k8s.io/v1beta1 webhooks had Exact as the default, all else has Equivalent.
  const isOldWebhook = gvk.version === 'v1beta1' && gvk.kind.endsWith('WebhookConfiguration');
  const exact = (text(holder, 'matchPolicy') ?? (isOldWebhook ? 'Exact' : 'Equivalent')) === 'Exact';
  yield* referencesOfSelections(selections, { sort: 'match', exact }, context);
}
