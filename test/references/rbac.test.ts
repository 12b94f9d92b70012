import assert from 'node:assert/strict';
import { auditTexts } from '../support/findings.ts';
import { countIn, linesIn, sentencesIn } from '../support/references.ts';

const FILE = 'rbac/roles.yaml';

describe('the permissions of roles', () => {
  it('warns of an old group before it goes, where nothing else in the role grants the resource, and notes what has no heir', async () => {
    assert.deepEqual(await linesIn(FILE, '1.21'), [
      '6 warning deprecated-api permission extensions/v1beta1 Ingress',
      '22 note deprecated-api permission policy/v1beta1 PodSecurityPolicy',
    ]);
  });

  it('calls it an error once the group is gone, and what is left over beside its heir a note', async () => {
    assert.deepEqual(await linesIn(FILE, '1.22'), [
      '6 error removed-api permission extensions/v1beta1 Ingress',
      '14 note removed-api permission extensions/v1beta1 Ingress',
      '22 note deprecated-api permission policy/v1beta1 PodSecurityPolicy',
      '31 note removed-api permission extensions/v1beta1 Ingress',
    ]);
  });

  it('warns of a permission for what is gone without an heir', async () => {
    assert.deepEqual(await linesIn(FILE, '1.25'), [
      '6 error removed-api permission extensions/v1beta1 Ingress',
      '14 note removed-api permission extensions/v1beta1 Ingress',
      '22 warning removed-api permission policy/v1beta1 PodSecurityPolicy',
      '31 note removed-api permission extensions/v1beta1 Ingress',
    ]);
  });

  it('says which group to grant, or that the permission can go', async () => {
    const [only, both, policy] = await sentencesIn(FILE, '1.25');
    assert.match(only ?? '', /Grant ingresses in the group networking\.k8s\.io instead\.$/);
    assert.match(
      both ?? '',
      /The role already has a permission for ingresses of networking\.k8s\.io: remove this one\.$/,
    );
    assert.match(policy ?? '', /No API takes its place; use Pod Security Admission\. Remove the permission\.$/);
  });

  it('says nothing of wildcards, of what is served in some version, of what is deprecated for ever, and of other groups', async () => {
    assert.deepEqual(
      (await linesIn(FILE, '1.36')).filter((line) => Number.parseInt(line, 10) > 31),
      [],
    );
    assert.equal(await countIn(FILE, '1.36'), 10);
  });

  it('says nothing of the roles that the API server makes in every cluster, and all of a copy', async () => {
    const role = (name: string) =>
      [
        'apiVersion: rbac.authorization.k8s.io/v1',
        'kind: ClusterRole',
        'metadata:',
        `  name: ${name}`,
        '  labels: { kubernetes.io/bootstrapping: rbac-defaults }',
        'rules:',
        '- { apiGroups: [extensions], resources: [deployments], verbs: [get] }',
        '',
      ].join('\n');
    const roles = { 'own.yaml': role('system:heapster'), 'copy.yaml': role('heapster') };
    const { findings, summary } = await auditTexts(roles, { target: '1.36' });
    assert.deepEqual(
      findings.map(({ location, rule }) => `${location.file} ${rule}`),
      ['copy.yaml removed-api'],
    );
    assert.equal(summary.references, 2);
  });
});
