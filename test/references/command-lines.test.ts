import assert from 'node:assert/strict';
import { flagsOfText } from '../../lib/references/command-lines.ts';

/** `component name=value` of each flag, after its value was found at its offset. */
function flags(script: string): string[] {
  return [...flagsOfText(script)].map(({ component, name, value, at }) => {
    assert.equal(script.slice(at, at + value.length), value);
    return `${component} ${name}=${value}`;
  });
}

describe('flagsOfText', () => {
  const found: Readonly<Record<string, readonly string[]>> = {
    'kubelet --feature-gates=A=true': ['kubelet feature-gates=A=true'],
    'exec /usr/bin/kube-proxy --v=2 --feature-gates A=true,B=false': [
      'kube-proxy v=2',
      'kube-proxy feature-gates=A=true,B=false',
    ],
    'ExecStart=/usr/bin/kubelet \\\n  --root-dir=/var/lib/kubelet \\\n  --cloud-provider=aws\n': [
      'kubelet root-dir=/var/lib/kubelet',
      'kubelet cloud-provider=aws',
    ],
    'Environment="KUBELET_EXTRA_ARGS=--cloud-provider=aws --v=3"': ['kubelet cloud-provider=aws', 'kubelet v=3'],
    "KUBE_API_ARGS='--feature-gates=A=true'": ['kube-apiserver feature-gates=A=true'],
    'hyperkube kubelet --v="4"': ['kubelet v=4'],
    'sudo kubeadm init --feature-gates=A=true && echo --v=2': ['kubeadm feature-gates=A=true'],
  };
  for (const [script, expected] of Object.entries(found)) {
    it(`finds the flags of ${JSON.stringify(script)}`, () => assert.deepEqual(flags(script), expected));
  }

  const none = [
    'csi-provisioner --feature-gates=Topology=true',
    'csi-provisioner --kubelet-dir=/var/lib/kubelet --feature-gates=Topology=true',
    'csi-provisioner --kubelet-dir /var/lib/kubelet --feature-gates=Topology=true',
    'cluster-autoscaler --cloud-provider=aws',
    'kubelet --v=2; csi-provisioner --feature-gates=Topology=true',
    'kubelet --v=2\ncsi-provisioner --feature-gates=Topology=true',
    '# kubelet --feature-gates=A=true',
    'echo the kubelet-like --feature-gates=A=true',
    'the feature gates of the kubelet',
  ];
  for (const script of none) {
    it(`hands no gate or provider to Kubernetes in ${JSON.stringify(script)}`, () =>
      assert.deepEqual(
        flags(script).filter((flag) => !flag.endsWith('v=2')),
        [],
      ));
  }
});
