import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { componentFlags } from '../../lib/references/component-flags.ts';

/** `line:column component name=value` of each flag in the first resource of a text. */
function flags(text: string): string[] {
  const [resource] = readText('it.yaml', text).resources;
  assert.ok(resource?.node);
  return componentFlags(resource, resource.node).map(({ component, name, value, offset }) => {
    const { line, column } = resource.source.lines.position(offset);
    return `${line}:${column} ${component} ${name}=${value}`;
  });
}

function pod(container: string): string {
  return `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - ${container}\n`;
}

describe('componentFlags', () => {
  it('knows a component by its command, wherever its program lies', () => {
    assert.deepEqual(flags(pod('{ image: x, command: [/usr/local/bin/kube-proxy, --feature-gates=A=true] }')), [
      '5:72 kube-proxy feature-gates=A=true',
    ]);
  });

  it('knows a component by its image where it is the entry point', () => {
    assert.deepEqual(
      flags(pod('{ image: "r.example/kube-scheduler-amd64:v1.9.0", args: [--feature-gates, A=true] }')),
      ['5:81 kube-scheduler feature-gates=A=true'],
    );
  });

  it('follows hyperkube to the component', () => {
    assert.deepEqual(
      flags(pod('{ image: hyperkube, command: [/hyperkube, kubelet, --cloud-provider=aws] }')).length,
      1,
    );
  });

  it('reads a shell script in a block, at its line', () => {
    const text = `${pod('image: x')}      command: [sh, -c]\n      args:\n        - |\n          set -e\n          exec kube-proxy --feature-gates=A=true\n`;
    assert.deepEqual(flags(text), ['10:43 kube-proxy feature-gates=A=true']);
  });

  it('reads what k3s and RKE2 pass on to a component', () => {
    assert.deepEqual(flags(pod('{ image: k3s, args: [server, --kubelet-arg=feature-gates=A=true] }')), [
      '5:64 kubelet feature-gates=A=true',
    ]);
    assert.deepEqual(
      flags(
        pod('{ image: k3s, args: [server, --kube-apiserver-arg, --feature-gates=A=true, --node-arg=feature-gates=B] }'),
      ),
      [],
    );
    assert.deepEqual(flags(pod('{ image: k3s, args: [server, --kube-apiserver-arg, feature-gates=A=true] }')), [
      '5:72 kube-apiserver feature-gates=A=true',
    ]);
    const text =
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  k3s.service: |\n    ExecStart=/usr/local/bin/k3s server --kube-scheduler-arg "feature-gates=A=true"\n';
    assert.deepEqual(flags(text), ['5:77 kube-scheduler feature-gates=A=true']);
  });

  it('leaves the flags of other programs alone', () => {
    assert.deepEqual(flags(pod('{ image: csi-provisioner, args: [--feature-gates=Topology=true] }')), []);
    assert.deepEqual(
      flags(pod('{ image: cluster-autoscaler, command: [./cluster-autoscaler, --cloud-provider=aws] }')),
      [],
    );
    assert.deepEqual(flags(pod('{ image: x, args: ["--kubelet-dir", /var/lib/kubelet, --feature-gates=A=true] }')), []);
  });

  it('reads the extraArgs of kubeadm, as a mapping and as a list', () => {
    const head = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n';
    assert.deepEqual(flags(`${head}apiServer:\n  extraArgs: { feature-gates: A=true }\n`), [
      '4:31 kube-apiserver feature-gates=A=true',
    ]);
    assert.deepEqual(flags(`${head}scheduler:\n  extraArgs:\n    - { name: feature-gates, value: A=true }\n`), [
      '5:37 kube-scheduler feature-gates=A=true',
    ]);
  });

  it('reads the extraArgs that Cluster API embeds, and those of no other object', () => {
    const body =
      'spec:\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      controllerManager: { extraArgs: { cloud-provider: gce } }\n';
    const of = (apiVersion: string) => `apiVersion: ${apiVersion}\nkind: KubeadmControlPlane\n${body}`;
    assert.deepEqual(flags(of('controlplane.cluster.x-k8s.io/v1beta1')), [
      '6:57 kube-controller-manager cloud-provider=gce',
    ]);
    assert.deepEqual(flags(of('shop.example/v1')), []);
  });
});
