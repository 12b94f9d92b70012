import assert from 'node:assert/strict';
import { messageOf } from '../../lib/report/messages.ts';
import { auditTexts } from '../support/findings.ts';

async function labels(text: string, target = '1.36'): Promise<string[]> {
  const { findings } = await auditTexts({ 'it.yaml': text }, { target });
  return findings
    .filter(({ rule }) => rule === 'deprecated-label')
    .map(({ severity, subject, location }) => `${severity} ${subject.label} ${location.line} ${location.path}`);
}

function deployment(podSpec: string, metadata = ''): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'spec:',
    '  template:',
    `    metadata: { labels: { app: shop } ${metadata} }`,
    '    spec:',
    '      containers: [{ name: shop, image: shop }]',
    `      ${podSpec}`,
    '',
  ].join('\n');
}

describe('deprecated-label', () => {
  const at = '/spec/template/spec';
  const places: readonly [podSpec: string, found: string][] = [
    [
      'nodeSelector: { beta.kubernetes.io/os: linux }',
      `warning beta.kubernetes.io/os 8 ${at}/nodeSelector/beta.kubernetes.io~1os`,
    ],
    [
      'tolerations: [{ key: node-role.kubernetes.io/master, operator: Exists }]',
      `warning node-role.kubernetes.io/master 8 ${at}/tolerations/0/key`,
    ],
    [
      'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: failure-domain.beta.kubernetes.io/zone }]',
      `warning failure-domain.beta.kubernetes.io/zone 8 ${at}/topologySpreadConstraints/0/topologyKey`,
    ],
    [
      'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: beta.kubernetes.io/arch, operator: Exists }] }] } } }',
      `warning beta.kubernetes.io/arch 8 ${at}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/key`,
    ],
  ];
  for (const [podSpec, found] of places) {
    it(`is found in ${podSpec.slice(0, podSpec.indexOf(':'))}`, async () =>
      assert.deepEqual(await labels(deployment(podSpec)), [found]));
  }

  it('is found on objects and templates of the kinds it applies to, patterns too', async () => {
    const metadata = ', annotations: { container.apparmor.security.beta.kubernetes.io/shop: runtime/default }';
    assert.deepEqual(await labels(deployment('', metadata)), [
      'warning container.apparmor.security.beta.kubernetes.io/shop 5 /spec/template/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1shop',
    ]);
    const ingress = (apiVersion: string) =>
      `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata:\n  annotations:\n    kubernetes.io/ingress.class: nginx\n`;
    assert.equal((await labels(ingress('networking.k8s.io/v1'))).length, 1);
    assert.deepEqual(await labels(ingress('networking.internal.knative.dev/v1alpha1')), []);
    assert.deepEqual(await labels(ingress('networking.k8s.io/v1'), '1.17'), []);
  });

  it('is not a label of the users, nor one that only looks like it', async () => {
    assert.deepEqual(
      await labels(deployment('nodeSelector: { job-name: x, shop.example/os: linux, kubernetes.io/os: linux }')),
      [],
    );
    assert.deepEqual(
      await labels(
        'apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    kubernetes.io/ingress.class: nginx\n',
      ),
      [],
    );
    assert.deepEqual(await labels('apiVersion: v1\nkind: ConfigMap\ndata:\n  beta.kubernetes.io/os: linux\n'), []);
  });

  it('is a note where what took its place stands beside it', async () => {
    const tolerations =
      'tolerations: [{ key: node-role.kubernetes.io/master }, { key: node-role.kubernetes.io/control-plane }]';
    assert.deepEqual(
      (await labels(deployment(tolerations))).map((found) => found.split(' ')[0]),
      ['note'],
    );
  });

  it('is a note where only its name says alpha or beta', async () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-type: nlb\n';
    const { findings } = await auditTexts({ 'it.yaml': text });
    assert.equal(findings[0]?.severity, 'note');
    assert.match(
      messageOf(findings[0] as (typeof findings)[0]),
      /is beta by its own name, though nothing deprecates it\.$/,
    );
  });

  it('says what a gone label of nodes means to those that choose by it', async () => {
    const { findings } = await auditTexts(
      { 'it.yaml': deployment('nodeSelector: { node-role.kubernetes.io/master: "" }') },
      { target: '1.24' },
    );
    assert.equal(
      messageOf(findings[0] as (typeof findings)[0]),
      'The label node-role.kubernetes.io/master is no longer set or heeded by Kubernetes 1.24. No new node carries it, so that nothing matches. Write node-role.kubernetes.io/control-plane instead.',
    );
  });

  it('is a resource name in requests too', async () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: x\n      resources: { limits: { alpha.kubernetes.io/nvidia-gpu: 1 } }\n';
    assert.deepEqual(await labels(text), [
      'warning alpha.kubernetes.io/nvidia-gpu 6 /spec/containers/0/resources/limits/alpha.kubernetes.io~1nvidia-gpu',
    ]);
  });
});
