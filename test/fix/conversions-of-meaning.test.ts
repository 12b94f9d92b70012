import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';

/** A resource that is called `quay`. */
function resource(gvk: string, ...lines: readonly string[]): string {
  const [apiVersion, kind] = gvk.split(' ');
  return [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata: {name: quay}', ...lines, ''].join('\n');
}

/** The lines of the one resource below its metadata, once it is fixed; nothing of it is left. */
function fixedLines(text: string): readonly string[] {
  const result = fix(text);
  assert.deepEqual(result.left, []);
  return result.text.trimEnd().split('\n').slice(3);
}

describe('what an API alone took for something else', () => {
  it('makes the group of all who are known of a user who was called by a star', () => {
    const subjects = (...lines: readonly string[]) => [
      'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}',
      'subjects:',
      ...lines,
      '- {kind: User, name: mara}',
    ];
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      const text = resource(
        `rbac.authorization.k8s.io/v1alpha1 ${kind}`,
        ...subjects('- kind: User', '  name: "*"', '- {kind: ServiceAccount, name: a, namespace: b}'),
      );
      assert.deepEqual(
        fixedLines(text),
        subjects('- kind: Group', '  name: "system:authenticated"', '- {kind: ServiceAccount, name: a, namespace: b}'),
      );
    }
  });

  it('writes out what an admission policy does without its parameters', () => {
    for (const sort of ['Mutating', 'Validating']) {
      const binding = (reference: string) => [
        'spec:',
        '  policyName: quay',
        ...(sort === 'Validating' ? ['  validationActions: [Deny]'] : []),
        `  paramRef: ${reference}`,
      ];
      const gvk = `admissionregistration.k8s.io/v1alpha1 ${sort}AdmissionPolicyBinding`;
      assert.deepEqual(
        fixedLines(resource(gvk, ...binding('{name: a, namespace: b}'))),
        binding('{name: a, namespace: b, parameterNotFoundAction: Deny}'),
      );
      for (const same of ['{name: a, parameterNotFoundAction: Allow}', 'null']) {
        assert.deepEqual(fixedLines(resource(gvk, ...binding(same))), binding(same));
      }
    }
  });

  it('keeps zero shares that are meant', () => {
    const level = (version: string, annotation: string, shares: string) =>
      [
        `apiVersion: flowcontrol.apiserver.k8s.io/${version}`,
        'kind: PriorityLevelConfiguration',
        `metadata: {name: quay, annotations: {${annotation}: ""}}`,
        `spec: {type: Limited, limited: {limitResponse: {type: Reject}${shares}}}`,
        '',
      ].join('\n');
    const meant = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares';
    const zero = ', nominalConcurrencyShares: 0';
    assert.equal(fix(level('v1beta3', meant, zero)).text, level('v1', meant, zero));
    assert.equal(fix(level('v1beta3', meant, '')).text, level('v1', meant, zero));
    assert.equal(fix(level('v1beta3', 'other', zero)).text, level('v1', 'other', ', nominalConcurrencyShares: 30'));
    assert.equal(fix(level('v1beta3', 'other', '')).text, level('v1', 'other', ''));
  });
});
