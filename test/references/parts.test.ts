import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { entry } from '../../lib/model/node.ts';
import { partsOf } from '../../lib/references/parts.ts';

function parts(text: string): string[] {
  const [resource] = readText('it.yaml', text).resources;
  assert.ok(resource?.node);
  return partsOf(resource, resource.node).map(({ gvk, node, path, at }) => {
    const { line, column } = resource.source.lines.position(at(entry(node, 'kind')?.value.start ?? -1));
    return `${formatGvk(gvk)} ${line}:${column} ${path}`;
  });
}

describe('partsOf', () => {
  it('gives the resource itself, and the objects in the texts of a ConfigMap where they stand', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: a.example/v1\n    kind: A\n    ---\n    apiVersion: b.example/v1\n    kind: B\n  c: plain text\n';
    assert.deepEqual(parts(text), ['v1 ConfigMap 2:7 ', 'a.example/v1 A 6:11 /data/a', 'b.example/v1 B 9:11 /data/a']);
  });

  it('reads the files of machines that Cluster API describes, and no text of other objects', () => {
    const body = 'spec:\n  files:\n    - content: |\n        apiVersion: a.example/v1\n        kind: A\n';
    assert.equal(parts(`apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfig\n${body}`).length, 2);
    assert.equal(parts(`apiVersion: shop.example/v1\nkind: Shelf\n${body}`).length, 1);
  });
});
