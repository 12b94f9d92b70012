import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { wayOf } from '../../lib/model/release.ts';
import { componentsOf, nodeSteps } from '../../lib/upgrade/version-skew.ts';

function node(name: string, kubelet: string, proxy = ''): string {
  return `apiVersion: v1\nkind: Node\nmetadata: { name: ${name} }\nstatus:\n  nodeInfo: { kubeletVersion: ${kubelet}, kubeProxyVersion: "${proxy}" }\n`;
}

function steps(texts: readonly string[], from: string, to: string) {
  const components = texts.flatMap((text) => readText('nodes.yaml', text).resources.flatMap(componentsOf));
  return nodeSteps(components, wayOf(from, to)).map(
    ({ component, nodes, is, at, before, to: release, why }) =>
      `${at}: ${component} of ${nodes} ${is} to ${release}, before ${before}, ${why}`,
  );
}

describe('componentsOf', () => {
  it('reads what a Node says that it runs', () => {
    const [resource] = readText('nodes.yaml', node('north', 'v1.24.9-eks-1', 'v1.24.9')).resources;
    assert.ok(resource !== undefined);
    assert.deepEqual(componentsOf(resource), [
      { node: 'north', component: 'kubelet', release: '1.24' },
      { node: 'north', component: 'kube-proxy', release: '1.24' },
    ]);
  });

  it('makes nothing of the version of what was built without its tags', () => {
    const [resource] = readText('nodes.yaml', node('north', 'v1.24.9', 'v0.0.0-master+$Format:%H$')).resources;
    assert.ok(resource !== undefined);
    assert.deepEqual(
      componentsOf(resource).map(({ component }) => component),
      ['kubelet'],
    );
  });

  it('finds nothing in a Node without its status, nor in anything else', () => {
    const texts = ['apiVersion: v1\nkind: Node\nmetadata: { name: n }\n', node('x', 'v1.24.1').replace('Node', 'Pod')];
    const resources = texts.flatMap((text) => readText('x.yaml', text).resources);
    assert.equal(resources.length, texts.length);
    assert.deepEqual(resources.flatMap(componentsOf), []);
  });
});

describe('nodeSteps', () => {
  it('lets a kubelet be two releases older before 1.28, and three from then on', () => {
    assert.deepEqual(steps([node('n', 'v1.24.0')], '1.24', '1.26'), []);
    assert.deepEqual(steps([node('n', 'v1.24.0')], '1.24', '1.27'), [
      '1.26: kubelet of n 1.24 to 1.26, before 1.27, too-old',
    ]);
    assert.deepEqual(steps([node('n', 'v1.25.0')], '1.27', '1.28'), []);
    assert.deepEqual(steps([node('n', 'v1.25.0')], '1.27', '1.29'), [
      '1.28: kubelet of n 1.25 to 1.28, before 1.29, too-old',
    ]);
  });

  it('tells what is done at the same release in the order in which it can be done', () => {
    assert.deepEqual(steps([node('n', 'v1.32.0')], '1.30', '1.29'), [
      '1.30: kubelet of n 1.32 to 1.30, before 1.30, newer',
      '1.30: kubelet of n 1.30 to 1.29, before 1.29, newer',
    ]);
  });

  it('brings nodes along again on a long way, those together that are alike', () => {
    assert.deepEqual(steps([node('b', 'v1.28.1'), node('a', 'v1.28.3'), node('c', 'v1.31.0')], '1.31', '1.36'), [
      '1.31: kubelet of a,b 1.28 to 1.31, before 1.32, too-old',
      '1.34: kubelet of a,b,c 1.31 to 1.34, before 1.35, too-old',
    ]);
  });

  it('lets nothing on a node be newer than the API server, at the start or on a way back', () => {
    assert.deepEqual(steps([node('n', 'v1.31.0')], '1.30', '1.31'), [
      '1.30: kubelet of n 1.31 to 1.30, before 1.30, newer',
    ]);
    assert.deepEqual(steps([node('n', 'v1.30.0')], '1.30', '1.29'), [
      '1.30: kubelet of n 1.30 to 1.29, before 1.29, newer',
    ]);
  });
});
