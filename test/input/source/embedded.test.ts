import assert from 'node:assert/strict';
import { usesIn } from './helpers.ts';

const KUBECONFIG = [
  'apiVersion: v1',
  'kind: Config',
  'users:',
  '- name: harbour',
  '  user:',
  '    exec:',
  '      apiVersion: client.authentication.k8s.io/v1alpha1',
  '      command: harbour-login',
];

describe('a manifest in a string of a program', () => {
  it('has the exec plugin of its kubeconfig, in any language', async () => {
    const found = ['2:13 v1 Config', '8:19 client.authentication.k8s.io/v1alpha1 ExecCredential'];
    assert.deepEqual(await usesIn('a.py', 'login = """', ...KUBECONFIG, '"""'), found);
    assert.deepEqual(await usesIn('a.sh', 'cat > config <<EOF', ...KUBECONFIG, 'EOF'), found);
    assert.deepEqual(await usesIn('a.tf', 'locals { login = <<EOT', ...KUBECONFIG, 'EOT', '}'), found);
    const lines = KUBECONFIG.map((line) => line.replace('harbour', `\${name}`));
    assert.deepEqual(await usesIn('a.ts', 'export const login = (name: string) => `', ...lines, '`;'), found);
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'Config', users: [{ user: { exec: { apiVersion: 'a' } } }] });
    assert.deepEqual(await usesIn('b.py', `login = '${json}'`), ['1:25 v1 Config']);
  });

  it('has the objects that an object names or holds, and none that a server recorded', async () => {
    const lines = [
      'apiVersion: autoscaling/v2',
      'kind: HorizontalPodAutoscaler',
      'metadata: { name: quay }',
      'spec:',
      '  scaleTargetRef: { apiVersion: extensions/v1beta1, kind: Deployment, name: quay }',
      'status:',
      '  last: { apiVersion: extensions/v1beta1, kind: ReplicaSet }',
    ];
    assert.deepEqual(await usesIn('a.py', 'quay = """', ...lines, '"""'), [
      '2:13 autoscaling/v2 HorizontalPodAutoscaler',
      '6:33 extensions/v1beta1 Deployment',
    ]);
  });

  it('has an object of a list once', async () => {
    const lines = ['apiVersion: v1', 'kind: List', 'items:', '- apiVersion: batch/v1beta1', '  kind: CronJob'];
    assert.deepEqual(await usesIn('a.py', 'jobs = """', ...lines, '"""'), ['5:15 batch/v1beta1 CronJob']);
  });
});
