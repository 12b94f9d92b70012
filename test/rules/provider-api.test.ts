import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { fixture } from '../support/cli.ts';
import { auditTexts } from '../support/findings.ts';

async function providers(text: string, target: string): Promise<string[]> {
  const { findings } = await auditTexts({ 'it.yaml': text }, { target });
  return findings
    .filter(({ rule }) => rule === 'provider-api')
    .map(({ severity, subject, location }) => `${severity} ${subject.provider} ${location.line} ${location.path}`);
}

function pod(volume: string): string {
  return `apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: a, image: a }]\n  volumes:\n    - { name: v, ${volume} }\n`;
}

function storageClass(provisioner: string): string {
  return `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: ${provisioner}\n`;
}

describe('provider-api', () => {
  const cases: readonly [what: string, text: string, target: string, found: readonly string[]][] = [
    ['a volume before its deprecation', pod('awsElasticBlockStore: { volumeID: x }'), '1.18', []],
    [
      'a volume that is handed to a CSI driver',
      pod('awsElasticBlockStore: { volumeID: x }'),
      '1.27',
      ['warning awsElasticBlockStore 6 /spec/volumes/0/awsElasticBlockStore'],
    ],
    ['a volume that is gone', pod('glusterfs: { path: x }'), '1.26', ['error glusterfs 6 /spec/volumes/0/glusterfs']],
    ['a volume that stays', pod('emptyDir: {}'), '1.36', []],
    [
      'the volume of a PersistentVolume',
      'apiVersion: v1\nkind: PersistentVolume\nspec:\n  cephfs: { monitors: [x] }\n',
      '1.30',
      ['warning cephfs 4 /spec/cephfs'],
    ],
    ['a provisioner', storageClass('kubernetes.io/gce-pd'), '1.28', ['warning kubernetes.io/gce-pd 4 /provisioner']],
    ['a provisioner that makes nothing', storageClass('kubernetes.io/no-provisioner'), '1.36', []],
    ['a CSI driver', storageClass('ebs.csi.aws.com'), '1.36', []],
    [
      'the provisioner of another group',
      'apiVersion: shop.example/v1\nkind: StorageClass\nprovisioner: kubernetes.io/gce-pd\n',
      '1.36',
      [],
    ],
    [
      'a CNI configuration in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  cni.json: |\n    {\n      "cniVersion": "0.3.1"\n    }\n',
      '1.36',
      ['note 0.3.1 6 /data/cni.json'],
    ],
  ];
  for (const [what, text, target, found] of cases) {
    it(`${found.length === 0 ? 'passes over' : 'finds'} ${what} at ${target}`, async () =>
      assert.deepEqual(await providers(text, target), found));
  }

  it('finds cloud providers in flags, and the socket of dockershim in the configuration of kubeadm', async () => {
    const { findings } = await audit(['.', 'kubeadm.conf'], {
      cwd: fixture('boundaries/control-plane'),
      target: '1.30',
    });
    assert.deepEqual(
      findings
        .filter(({ rule }) => rule === 'provider-api')
        .map(({ severity, subject, location: { file, line } }) => `${severity} ${subject.provider} ${file}:${line}`),
      ['error aws kube-apiserver.yaml:16', 'warning dockershim kubeadm.conf:13'],
    );
  });

  it('says what to use instead, and nothing where nobody knows', async () => {
    const flag = (name: string) =>
      `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a, command: [kube-controller-manager, --cloud-provider=${name}] }] }\n`;
    const uses: readonly [text: string, target: string, use: string | undefined, standing: string][] = [
      [pod('awsElasticBlockStore: { volumeID: x }'), '1.27', 'the CSI driver ebs.csi.aws.com', 'removed'],
      [pod('flexVolume: { driver: a/b }'), '1.30', 'a CSI driver', 'deprecated'],
      [pod('gitRepo: { repository: x }'), '1.32', 'initContainers with an emptyDir volume', 'deprecated'],
      [pod('gitRepo: { repository: x }'), '1.33', 'initContainers with an emptyDir volume', 'off'],
      [pod('cephfs: { monitors: [x] }'), '1.28', undefined, 'deprecated'],
      [flag('vsphere'), '1.29', "--cloud-provider=external with the provider's cloud-controller-manager", 'off'],
    ];
    for (const [text, target, use, standing] of uses) {
      const { findings } = await auditTexts({ 'it.yaml': text }, { target });
      const { details, severity } = findings.find(({ rule }) => rule === 'provider-api') ?? assert.fail(text);
      assert.equal(details.use, use);
      assert.equal('use' in details, use !== undefined);
      assert.equal(details.provider?.standing, standing);
      assert.equal(severity, 'warning');
    }
  });

  it('tells when a driver is off by default, and what becomes of its users', async () => {
    const { findings } = await auditTexts({ 'it.yaml': pod('gitRepo: { repository: x }') }, { target: '1.30' });
    assert.deepEqual(
      findings.find(({ rule }) => rule === 'provider-api'),
      {
        rule: 'provider-api',
        severity: 'warning',
        boundary: 'provider',
        via: 'resource',
        subject: { group: '', version: 'v1', kind: 'Pod', provider: 'gitRepo' },
        holder: { apiVersion: 'v1', kind: 'Pod', namespace: null, name: null },
        location: { file: 'it.yaml', line: 6, column: 18, document: 0, path: '/spec/volumes/0/gitRepo' },
        stability: 'ga',
        lifecycle: { introduced: null, deprecated: '1.11', removed: '1.36' },
        replacement: null,
        evidence: 'declared',
        details: {
          target: '1.30',
          provider: {
            category: 'volume',
            standing: 'deprecated',
            afterRemoval: 'non-functional',
            off: '1.33',
            handedOn: null,
            isSocket: false,
          },
          use: 'initContainers with an emptyDir volume',
        },
      },
    );
    const cloud =
      'apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a, command: [kube-apiserver, --cloud-provider=gce] }] }\n';
    const gone = await auditTexts({ 'it.yaml': cloud }, { target: '1.30' });
    assert.deepEqual(gone.findings.find(({ rule }) => rule === 'provider-api')?.details.provider, {
      category: 'cloud-provider',
      standing: 'off',
      afterRemoval: null,
      off: '1.29',
      handedOn: null,
      isSocket: false,
    });
  });

  it('is an error where the volume can no longer be mounted, whatever is enabled', async () => {
    const { findings } = await auditTexts({ 'it.yaml': pod('gitRepo: { repository: x }') }, { target: '1.36' });
    const { severity, details } = findings.find(({ rule }) => rule === 'provider-api') ?? assert.fail();
    assert.deepEqual([severity, details.provider?.standing], ['error', 'removed']);
  });

  it('says from when on a CSI driver must be there, which is before the in-tree driver goes', async () => {
    const said = async (text: string, target: string) => {
      const { findings } = await auditTexts({ 'it.yaml': text }, { target });
      return messageOf(findings.find(({ rule }) => rule === 'provider-api') ?? assert.fail());
    };
    assert.equal(
      await said(storageClass('kubernetes.io/aws-ebs'), '1.23'),
      'The in-tree provisioner kubernetes.io/aws-ebs is deprecated since 1.19; 1.27 removes it. Since 1.23, Kubernetes hands its volumes to the CSI driver by default, which must be installed. Use the CSI driver ebs.csi.aws.com.',
    );
    assert.match(
      await said(pod('azureFile: { shareName: x }'), '1.23'),
      / From 1\.24 on, Kubernetes hands its volumes to the CSI driver/,
    );
    assert.doesNotMatch(await said(pod('rbd: { image: x }'), '1.30'), /handed/);
  });

  it('is told in whole sentences', async () => {
    const { findings } = await auditTexts({ 'it.yaml': storageClass('kubernetes.io/aws-ebs') }, { target: '1.30' });
    assert.equal(
      messageOf(findings[0] as (typeof findings)[0]),
      'The in-tree provisioner kubernetes.io/aws-ebs is not in Kubernetes 1.30: 1.27 removed it. Kubernetes hands its volumes to the CSI driver, which must be installed. Use the CSI driver ebs.csi.aws.com.',
    );
  });
});
