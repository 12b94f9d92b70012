import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { fixture } from '../support/cli.ts';
import { auditTexts } from '../support/findings.ts';

const KUBELET = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates:\n';

async function judged(gate: string, target: string): Promise<string> {
  const { findings } = await auditTexts({ 'it.yaml': `${KUBELET}  ${gate}\n` }, { target });
  const [finding, ...more] = findings.filter(({ rule }) => rule === 'feature-gate');
  assert.deepEqual(more, []);
  return finding === undefined
    ? 'nothing'
    : `${finding.severity} ${finding.stability} ${finding.details.gate?.standing}`;
}

describe('feature-gate', () => {
  const cases: readonly [gate: string, target: string, expected: string][] = [
    ['SidecarContainers: true', '1.27', 'error alpha not-yet'],
    ['SidecarContainers: true', '1.28', 'warning alpha alpha'],
    ['SidecarContainers: false', '1.28', 'nothing'],
    ['SidecarContainers: true', '1.29', 'note beta beta'],
    ['SidecarContainers: false', '1.29', 'note beta beta'],
    ['SidecarContainers: true', '1.33', 'note ga stable'],
    ['SidecarContainers: false', '1.33', 'error ga stable'],
    ['UserNamespacesSupport: false', '1.30', 'nothing'],
    ['UserNamespacesSupport: true', '1.30', 'note beta beta'],
    ['WindowsHostNetwork: true', '1.30', 'warning alpha alpha'],
    ['WindowsHostNetwork: false', '1.30', 'note alpha alpha'],
    ['AdvancedAuditing: true', '1.20', 'note ga stable'],
    ['AdvancedAuditing: false', '1.20', 'warning ga stable'],
    ['DynamicKubeletConfig: true', '1.22', 'warning beta deprecated'],
    ['DynamicKubeletConfig: true', '1.26', 'error beta gone'],
    ['DynamicKubeletConfig: false', '1.26', 'error beta gone'],
    ['KMSv1: true', '1.29', 'warning ga deprecated'],
    ['SidecarContainers: true', '1.37', 'error ga gone'],
    ['AllAlpha: true', '1.30', 'warning alpha alpha'],
    ['AllBeta: true', '1.16', 'error beta not-yet'],
    ['AllBeta: true', '1.17', 'note beta beta'],
    ['PodReadinessGates: true', '1.11', 'note beta beta'],
    ['ShopLights: true', '1.30', 'nothing'],
    ['SidecarContainers: "$(SIDECARS)"', '1.28', 'nothing'],
  ];
  for (const [gate, target, expected] of cases) {
    it(`says of ${gate} at ${target}: ${expected}`, async () => assert.equal(await judged(gate, target), expected));
  }

  it('finds gates in flags, in kubeadm, in unit files and in configurations held as text, each at its place', async () => {
    const { findings } = await audit(['.', 'kubeadm.conf'], {
      cwd: fixture('boundaries/control-plane'),
      target: '1.30',
    });
    assert.deepEqual(
      findings
        .filter(({ rule }) => rule === 'feature-gate')
        .map(({ subject, location: { file, line, column } }) => `${subject.gate} ${file}:${line}:${column}`),
      [
        'SidecarContainers kube-apiserver.yaml:14:27',
        'JobPodReplacementPolicy kube-apiserver.yaml:14:50',
        'UserNamespacesSupport kube-apiserver.yaml:14:79',
        'IPv6DualStack kubeadm.conf:5:3',
        'CSIMigration kubeadm.conf:8:21',
        'MemoryQoS kubeadm.conf:16:15',
        'DynamicKubeletConfig node-files.yaml:12:23',
        'GracefulNodeShutdown node-files.yaml:17:7',
      ],
    );
  });

  it('places what objects without a text say at line 1, column 1', async () => {
    const containers = [{ image: 'kube-proxy:1', args: ['--v=2', '--feature-gates=MemoryQoS=true,CSIMigration=true'] }];
    const objects = [{ apiVersion: 'v1', kind: 'Pod', spec: { containers } }];
    const { findings } = await audit({ file: 'objects', objects }, { target: '1.30' });
    assert.deepEqual(
      findings.map(({ rule, location: { line, column } }) => `${rule} ${line}:${column}`),
      ['feature-gate 1:1', 'feature-gate 1:1'],
    );
  });

  it('takes the gates of kubeadm itself for its own, not for those of the components', async () => {
    const text =
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nfeatureGates:\n  CSIMigration: true\n';
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.30', rules: { 'beta-api': 'off' } });
    assert.deepEqual(findings, []);
  });

  it('knows what became of the gates of kubeadm', async () => {
    const text = (gate: string) =>
      `apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\nfeatureGates:\n  ${gate}: true\n`;
    const found = async (gate: string, target: string) => {
      const { findings } = await auditTexts({ 'it.yaml': text(gate) }, { target });
      return findings.filter(({ rule }) => rule === 'feature-gate').map(({ details }) => details.gate?.standing);
    };
    assert.deepEqual(await found('CoreDNS', '1.10'), ['beta']);
    assert.deepEqual(await found('CoreDNS', '1.12'), ['stable']);
    assert.deepEqual(await found('CoreDNS', '1.17'), ['deprecated']);
    assert.deepEqual(await found('HighAvailability', '1.36'), ['gone']);
  });

  it('finds gates in the descriptions of clusters that other tools read', async () => {
    const gates = 'featureGates: { CSIMigration: true }';
    const kubeadm = 'clusterConfiguration: { featureGates: { CoreDNS: true } }';
    const objects = [
      `apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec: { ${kubeadm} }`,
      `apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlaneTemplate\nspec:\n  template: { spec: { kubeadmConfigSpec: { ${kubeadm} } } }`,
      `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2\nkind: KubeadmConfigTemplate\nspec:\n  template: { spec: { ${kubeadm} } }`,
      `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nnodeGroups:\n  - kubeletExtraConfig: { ${gates} }`,
      `apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nspec:\n  kubernetes: { kubeAPIServer: { ${gates} } }\n  provider: { workers: [{ kubernetes: { kubelet: { ${gates} } } }] }`,
      `apiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nspec:\n  kubelet: { ${gates} }`,
      'apiVersion: k3d.io/v1alpha5\nkind: Simple\noptions:\n  k3s:\n    extraArgs:\n      - arg: --kubelet-arg=feature-gates=CSIMigration=true',
      'apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nspec:\n  rkeConfig:\n    machineGlobalConfig: { kube-apiserver-arg: ["feature-gates=CSIMigration=true"] }\n    machineSelectorConfig:\n      - config: { kubelet-arg: feature-gates=CSIMigration=true }',
    ];
    const { findings } = await auditTexts({ 'it.yaml': objects.join('\n---\n') }, { target: '1.36' });
    assert.deepEqual(
      findings
        .filter(({ rule }) => rule === 'feature-gate')
        .map(({ subject, details, location: { line } }) => `${line} ${subject.gate} ${details.gate?.component}`),
      [
        '4 CoreDNS kubeadm',
        '9 CoreDNS kubeadm',
        '14 CoreDNS kubeadm',
        '19 CSIMigration kubelet',
        '24 CSIMigration kube-apiserver',
        '25 CSIMigration kubelet',
        '30 CSIMigration kubelet',
        '37 CSIMigration kubelet',
        '43 CSIMigration kube-apiserver',
        '45 CSIMigration kubelet',
      ],
    );
  });

  it('finds gates in what k0s and nodeadm make clusters and nodes of', async () => {
    const k0s = (indent: string) =>
      [
        'api: { extraArgs: { feature-gates: CSIMigration=true } }',
        'network: { kubeProxy: { extraArgs: { feature-gates: IPv6DualStack=true } } }',
        'featureGates: [{ name: CSIMigrationAWS, enabled: true, components: [kubelet] }, { name: Accelerators }]',
        'workerProfiles: [{ name: tug, values: { featureGates: { DynamicKubeletConfig: true } } }]',
      ]
        .map((line) => `${indent}${line}\n`)
        .join('');
    const text = [
      `apiVersion: k0s.k0sproject.io/v1beta1\nkind: ClusterConfig\nspec:\n${k0s('  ')}`,
      `apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec:\n  k0s:\n    config:\n      spec:\n${k0s('        ')}`,
      'apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config: { featureGates: { Accelerators: true } }\n    flags: [--v=2, --feature-gates=CSIMigration=true]\n',
    ].join('---\n');
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.34' });
    assert.deepEqual(
      findings.map(({ subject, details, location: { line } }) => `${line} ${subject.gate} ${details.gate?.component}`),
      [
        '4 CSIMigration kube-apiserver',
        '5 IPv6DualStack kube-proxy',
        '6 CSIMigrationAWS every component',
        '7 DynamicKubeletConfig kubelet',
        '15 CSIMigration kube-apiserver',
        '16 IPv6DualStack kube-proxy',
        '17 CSIMigrationAWS every component',
        '18 DynamicKubeletConfig kubelet',
        '24 Accelerators kubelet',
        '25 CSIMigration kubelet',
      ],
    );
  });

  it('reads the patches of kind, whose kind alone says what they are of', async () => {
    const text = `apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
kubeadmConfigPatches:
  - |
    # comes before the kind
    kind: ClusterConfiguration
    apiServer:
      extraArgs:
        feature-gates: CSIMigration=true
  - |
    kind: KubeletConfiguration
    featureGates:
      DynamicKubeletConfig: true
nodes:
  - role: worker
    kubeadmConfigPatches:
      - |
        kind: JoinConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            feature-gates: "A=true,EphemeralContainers=true"
`;
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.36' });
    assert.deepEqual(
      findings.map(({ subject, details, location: { line, column } }) => {
        return `${line}:${column} ${subject.gate} ${details.gate?.component}`;
      }),
      ['9:24 CSIMigration kube-apiserver', '13:7 DynamicKubeletConfig kubelet', '21:36 EphemeralContainers kubelet'],
    );
  });

  it('counts the GA resources that use alpha and beta gates, and not those that turn them off', async () => {
    const scheduler = (name: string, gates: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - image: x\n      command: [kube-scheduler, "--feature-gates=${gates}"]\n`;
    const { summary } = await auditTexts(
      {
        'a.yaml': scheduler('a', 'SidecarContainers=true,UserNamespacesSupport=true'),
        'b.yaml': scheduler('b', 'SidecarContainers=true,MemoryQoS=true'),
        'c.yaml': scheduler('c', 'SidecarContainers=false'),
      },
      { target: '1.30' },
    );
    assert.deepEqual(summary.underneath, { alpha: 1, beta: 1 });
    assert.equal(summary.boundaries.config.findings.note, 4);
    assert.equal(summary.boundaries.rest.resources.ga, 3);
  });

  it('tells where the gate stands, and what becomes of it', async () => {
    const { findings } = await auditTexts({ 'it.yaml': `${KUBELET}  SidecarContainers: true\n` }, { target: '1.28' });
    assert.deepEqual(
      findings.find(({ rule }) => rule === 'feature-gate'),
      {
        rule: 'feature-gate',
        severity: 'warning',
        boundary: 'config',
        via: 'resource',
        subject: {
          group: 'kubelet.config.k8s.io',
          version: 'v1beta1',
          kind: 'KubeletConfiguration',
          gate: 'SidecarContainers',
        },
        holder: {
          apiVersion: 'kubelet.config.k8s.io/v1beta1',
          kind: 'KubeletConfiguration',
          namespace: null,
          name: null,
        },
        location: { file: 'it.yaml', line: 4, column: 3, document: 0, path: '/featureGates/SidecarContainers' },
        stability: 'alpha',
        lifecycle: { introduced: '1.28', deprecated: null, removed: '1.37' },
        replacement: null,
        evidence: 'declared',
        details: {
          target: '1.28',
          gate: {
            standing: 'alpha',
            isOn: true,
            default: false,
            locked: false,
            component: 'kubelet',
            beta: '1.29',
            ga: '1.33',
          },
        },
      },
    );
  });

  it('is told in whole sentences', async () => {
    const { findings } = await auditTexts({ 'it.yaml': `${KUBELET}  CSIMigration: true\n` }, { target: '1.30' });
    const finding = findings.find(({ rule }) => rule === 'feature-gate');
    assert.ok(finding !== undefined);
    assert.equal(
      messageOf(finding),
      'Kubernetes 1.30 does not know the feature gate CSIMigration: 1.27 removed it; its feature is GA since 1.25. kubelet does not start with it. Leave it out.',
    );
  });
});
