import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
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

  it('is a selector that chooses objects by it, and not one that only looks like a label of nodes', async () => {
    const service = (label: string) =>
      `apiVersion: v1\nkind: Service\nspec:\n  selector: { ${label}: quay }\n  ports: [{ port: 80 }]\n`;
    assert.deepEqual(await labels(service('app.kubernetes.io/created-by')), [
      'warning app.kubernetes.io/created-by 4 /spec/selector/app.kubernetes.io~1created-by',
    ]);
    // The label of nodes is nothing that Kubernetes gives to pods: here it is the users' own.
    assert.deepEqual(await labels(service('beta.kubernetes.io/os')), []);
    assert.deepEqual(await labels(service('node-role.kubernetes.io/master')), []);
    assert.equal((await labels(service('apps.kubernetes.io/pod-index'))).length, 1);
    const node = deployment('nodeSelector: { alpha.service-controller.kubernetes.io/exclude-balancer: quay }');
    assert.equal((await labels(node)).length, 1);
    const claim =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  selector: { matchLabels: { failure-domain.beta.kubernetes.io/zone: a } }\n';
    assert.equal((await labels(claim)).length, 1);
    assert.deepEqual(await labels(claim.replace('failure-domain.beta', 'alpha.service-controller')), []);
  });

  const object = (gvk: string, name: 'labels' | 'annotations', key: string) => {
    const [apiVersion, kind] = gvk.split(' ');
    return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  ${name}: { ${key}: "true" }\n`;
  };
  const kinds: readonly [key: string, name: 'labels' | 'annotations', on: readonly string[], not: readonly string[]][] =
    [
      ['app.kubernetes.io/created-by', 'labels', ['v1 Service', 'harbour.example/v1 Berth'], []],
      ['applyset.kubernetes.io/tooling', 'annotations', ['v1 Secret', 'harbour.example/v1 Berth'], []],
      [
        'applyset.kubernetes.io/is-parent-type',
        'labels',
        ['apiextensions.k8s.io/v1 CustomResourceDefinition'],
        ['v1 Service', 'apps/v1 Deployment'],
      ],
      ['alpha.jobset.sigs.k8s.io/node-selector', 'annotations', ['batch/v1 Job', 'v1 Pod'], ['apps/v1 Deployment']],
      ['apps.kubernetes.io/pod-index', 'labels', ['v1 Pod'], ['v1 Service']],
      [
        'service.beta.kubernetes.io/aws-load-balancer-internal',
        'annotations',
        ['v1 Service'],
        ['networking.k8s.io/v1 Ingress'],
      ],
      [
        'kubernetes.io/ingress.class',
        'annotations',
        ['networking.k8s.io/v1 Ingress', 'extensions/v1beta1 Ingress'],
        ['networking.k8s.io/v1 IngressClass', 'harbour.example/v1 Ingress'],
      ],
      [
        'volumeattributesclass.alpha.kubernetes.io/is-default-class',
        'annotations',
        ['storage.k8s.io/v1 VolumeAttributesClass'],
        ['harbour.example/v1 VolumeAttributesClass', 'storage.k8s.io/v1 StorageClass'],
      ],
      [
        'beta.kubernetes.io/os',
        'labels',
        ['v1 Node'],
        ['harbour.example/v1 Node', 'v1 Pod', 'apps/v1 Deployment', 'metrics.k8s.io/v1beta1 NodeMetrics'],
      ],
      [
        'container.apparmor.security.beta.kubernetes.io/shop',
        'annotations',
        ['v1 Pod'],
        ['apps/v1 Deployment', 'harbour.example/v1 Pod', 'v1 Service'],
      ],
    ];
  for (const [key, name, on, not] of kinds) {
    it(`is ${key} on ${on.join(' and ')} only`, async () => {
      for (const gvk of on) assert.equal((await labels(object(gvk, name, key))).length, 1, gvk);
      for (const gvk of not) assert.deepEqual(await labels(object(gvk, name, key)), [], gvk);
      const other = name === 'labels' ? 'annotations' : 'labels';
      for (const gvk of on) assert.deepEqual(await labels(object(gvk, other, key)), [], `${other} of ${gvk}`);
    });
  }

  it('is a taint of a node', async () => {
    const node =
      'apiVersion: v1\nkind: Node\nspec:\n  taints: [{ key: node-role.kubernetes.io/master, effect: NoSchedule }]\n';
    assert.deepEqual(await labels(node), ['warning node-role.kubernetes.io/master 4 /spec/taints/0/key']);
  });

  it('is told of with what is known of it', async () => {
    const { findings } = await auditTexts(
      { 'it.yaml': deployment('nodeSelector: { beta.kubernetes.io/os: linux, kubernetes.io/os: linux }') },
      { target: '1.36' },
    );
    assert.deepEqual(findings, [
      {
        rule: 'deprecated-label',
        severity: 'note',
        boundary: 'rest',
        via: 'resource',
        subject: { group: 'apps', version: 'v1', kind: 'Deployment', label: 'beta.kubernetes.io/os' },
        holder: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: null, name: null },
        location: {
          file: 'it.yaml',
          line: 8,
          column: 23,
          document: 0,
          path: '/spec/template/spec/nodeSelector/beta.kubernetes.io~1os',
        },
        stability: 'beta',
        lifecycle: { introduced: null, deprecated: '1.14', removed: null },
        replacement: null,
        evidence: 'declared',
        details: {
          target: '1.36',
          label: { type: 'label', standing: 'deprecated', place: 'node' },
          use: 'kubernetes.io/os',
          replacementFrom: '1.14',
          covered: true,
        },
      },
    ]);
    const own = await auditTexts({ 'it.yaml': object('v1 Service', 'labels', 'app.kubernetes.io/created-by') });
    assert.equal(own.findings[0]?.stability, 'ga');
    assert.deepEqual(Object.keys(own.findings[0]?.details ?? {}), ['target', 'label']);
  });

  it('is found in objects that have no text', async () => {
    const objects = [{ apiVersion: 'v1', kind: 'Pod', spec: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } }];
    const { findings } = await audit({ file: 'objects', objects });
    assert.deepEqual(
      findings.map(({ rule, location }) => `${rule} ${location.path}`),
      ['deprecated-label /spec/nodeSelector/beta.kubernetes.io~1os'],
    );
  });

  it('stays a warning where what took its place stands somewhere else', async () => {
    const elsewhere = deployment(
      'nodeSelector: { beta.kubernetes.io/os: linux }\n      topologySpreadConstraints: [{ topologyKey: kubernetes.io/os }]',
    );
    assert.deepEqual(await labels(elsewhere), [
      'warning beta.kubernetes.io/os 8 /spec/template/spec/nodeSelector/beta.kubernetes.io~1os',
    ]);
  });

  it('is a note where what took its place stands beside it', async () => {
    const tolerations =
      'tolerations: [{ key: node-role.kubernetes.io/master }, { key: node-role.kubernetes.io/control-plane }]';
    assert.deepEqual(
      (await labels(deployment(tolerations))).map((found) => found.split(' ')[0]),
      ['note'],
    );
  });

  it('is one, too, where the facts name its successor in words, as what a controller writes beside it', async () => {
    const claim = (annotations: string) =>
      labels(
        `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: tide\n  annotations: { ${annotations} }\n`,
      );
    const [old, now] = ['volume.beta.kubernetes.io/storage-provisioner', 'volume.kubernetes.io/storage-provisioner'];
    const severities = [await claim(`${old}: x, ${now}: x`), await claim(`${old}: x`)].map(
      ([found]) => found?.split(' ')[0],
    );
    assert.deepEqual(severities, ['note', 'warning']);
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

  it('names no successor as what to write before it is there', async () => {
    const sentence = async (spec: string, target: string) => {
      const { findings } = await auditTexts({ 'it.yaml': deployment(spec) }, { target });
      const [found] = findings.filter(({ rule }) => rule === 'deprecated-label');
      return found === undefined ? null : messageOf(found);
    };
    assert.equal(
      await sentence('nodeSelector: { beta.kubernetes.io/os: linux }', '1.13'),
      'The label beta.kubernetes.io/os is beta by its own name; it will be deprecated in 1.14. ' +
        'From 1.14 on, kubernetes.io/os takes its place.',
    );
    assert.match(
      (await sentence('nodeSelector: { beta.kubernetes.io/os: linux }', '1.14')) ?? '',
      / is deprecated since 1\.14\. Write kubernetes\.io\/os instead\.$/,
    );
  });

  it('says that a key is alpha by its own name only where it is in its name', async () => {
    const text = object('v1 Secret', 'labels', 'applyset.kubernetes.io/id');
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.36' });
    assert.match(messageOf(findings[0] as (typeof findings)[0]), / is alpha, though nothing deprecates it\./);
  });

  it('says what a gone label of nodes means to those that choose by it', async () => {
    const { findings } = await auditTexts(
      { 'it.yaml': deployment('nodeSelector: { node-role.kubernetes.io/master: "" }') },
      { target: '1.24' },
    );
    assert.equal(
      messageOf(findings[0] as (typeof findings)[0]),
      'The label node-role.kubernetes.io/master is no longer set or used by Kubernetes 1.24. No new node has it, so nothing matches. Write node-role.kubernetes.io/control-plane instead.',
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
