import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { loadSnapshot } from '../../lib/snapshot/store.ts';
import { deployment, fieldFindings, fieldLines, fieldMessages } from '../support/fields.ts';

const INGRESS = [
  'apiVersion: networking.k8s.io/v1',
  'kind: Ingress',
  'metadata: {name: quay}',
  'spec: {rules: [{http: {paths: [{path: /, backend: {serviceName: quay}}]}}]}',
  '',
].join('\n');

describe('the rule unknown-field', () => {
  it('names the field that was likely meant', async () => {
    assert.deepEqual(await fieldMessages('unknown-field', deployment(['nodeSelecter: {a: b}']), '1.36'), [
      'apps/v1 Deployment has no field spec.template.spec.nodeSelecter in Kubernetes 1.36: the server drops it. Did you mean nodeSelector?',
    ]);
  });

  it('sees that letters have the wrong case', async () => {
    const [message] = await fieldMessages('unknown-field', deployment(['hostname: a', 'HostNetwork: true']), '1.36');
    assert.match(message ?? '', /Did you mean hostNetwork\?$/);
  });

  it('says from when on the field is there', async () => {
    const [finding] = await fieldFindings('unknown-field', deployment(['hostUsers: false']), '1.22');
    assert.ok(finding !== undefined);
    assert.match(messageOf(finding), /in Kubernetes 1\.22: the server drops it\. It comes in 1\.25\.$/);
    assert.deepEqual(finding.lifecycle, { introduced: '1.25', deprecated: null, removed: null });
  });

  it('says which release took the field away', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {topologyKeys: ["*"]}\n';
    const [message] = await fieldMessages('unknown-field', service, '1.30');
    assert.match(message ?? '', /It was there until 1\.22 removed it\.$/);
  });

  it('says which version of the kind has the field', async () => {
    const [message] = await fieldMessages('unknown-field', INGRESS, '1.30');
    assert.match(message ?? '', /It is a field of networking\.k8s\.io\/v1beta1 Ingress\.$/);
  });

  it('says one thing: when it comes, else which version has it, else what was likely meant', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIPs: [10.0.0.1]}\n';
    const [coming] = await fieldFindings('unknown-field', service, '1.18');
    assert.deepEqual(coming?.lifecycle, { introduced: '1.20', deprecated: null, removed: null });
    assert.deepEqual(coming?.details, { target: '1.18' });

    const hpa =
      'apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {behavior: {}}\n';
    const [later] = await fieldFindings('unknown-field', hpa, '1.17');
    assert.deepEqual(later?.lifecycle, { introduced: '1.18', deprecated: null, removed: null });
    assert.deepEqual(later?.details, { target: '1.17' });

    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec: {version: v1}\n';
    const [elsewhere] = await fieldFindings('unknown-field', crd, '1.30');
    assert.deepEqual(elsewhere?.lifecycle, { introduced: null, deprecated: null, removed: null });
    assert.deepEqual(elsewhere?.details, {
      target: '1.30',
      fieldOf: { group: 'apiextensions.k8s.io', version: 'v1beta1', kind: 'CustomResourceDefinition' },
    });

    const [meant] = await fieldFindings('unknown-field', deployment(['nodeSelecter: {a: b}']), '1.36');
    assert.deepEqual(meant?.details, { target: '1.36', nearest: 'nodeSelector' });
    assert.equal(meant?.stability, 'unknown');
    assert.equal(meant?.evidence, 'snapshot');
  });

  it('says nothing of a field that is known, whatever else is to be said of it', async () => {
    const spec = ['hostUsers: false', 'serviceAccount: pilot', 'containers: [{name: a}]'];
    assert.deepEqual(await fieldLines('unknown-field', deployment(spec), '1.28'), []);
  });

  it('says no more than it knows', async () => {
    assert.deepEqual(await fieldMessages('unknown-field', deployment(['gangway: 1']), '1.30'), [
      'apps/v1 Deployment has no field spec.template.spec.gangway in Kubernetes 1.30: the server drops it.',
    ]);
  });

  it('says nothing of custom resources, whose schema it does not have', async () => {
    assert.deepEqual(
      await fieldLines('unknown-field', 'apiVersion: harbour.example/v1\nkind: Berth\nspec: {nope: 1}\n', '1.36'),
      [],
    );
  });

  it('looks into the items of lists', async () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  type: Opaque\n  dta: {a: b}\n';
    const [finding] = await fieldFindings('unknown-field', list, '1.36');
    assert.equal(finding?.location.path, '/items/0/dta');
    assert.equal(finding?.location.line, 7);
  });

  it('goes by the document that the user gives', async () => {
    const snapshot = loadSnapshot('1.24');
    const { findings } = await audit({ file: 'a.yaml', text: deployment(['hostUsers: false']) }, { snapshot });
    assert.deepEqual(
      findings.map(({ rule, details }) => [rule, details.target]),
      [['unknown-field', '1.24']],
    );
  });

  it('can be turned off', async () => {
    const { findings } = await audit(
      { file: 'a.yaml', text: deployment(['gangway: 1']) },
      { rules: { 'unknown-field': 'off' } },
    );
    assert.deepEqual(findings, []);
  });
});
