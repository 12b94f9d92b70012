import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';

/** A template of one object that is of one kind or another. */
const either = (apiVersion: string, one: string, other: string) =>
  `apiVersion: ${apiVersion}\n{{ if .a }}\nkind: ${one}\n{{ else }}\nkind: ${other}\n{{ end }}\nmetadata: {name: {{ .b }}}\n`;

describe('fix, of an apiVersion in a template that stands for two kinds,', () => {
  it('writes what takes its place for both, once', () => {
    const text = either('rbac.authorization.k8s.io/v1beta1', 'Role', 'ClusterRole');
    const { changes, edits, left, ...result } = fix(text);
    assert.equal(result.text, either('rbac.authorization.k8s.io/v1', 'Role', 'ClusterRole'));
    assert.deepEqual([changes.length, edits.length, left.length], [2, 1, 0]);
  });

  it('leaves it where it is to be another for each of them, be it that one is to stay', () => {
    for (const [text, to] of [
      [either('extensions/v1beta1', 'Deployment', 'NetworkPolicy'), ['apps', 'networking.k8s.io']],
      [either('networking.k8s.io/v1beta1', 'IngressClass', 'Shop'), ['networking.k8s.io']],
    ] as const) {
      const { left, ...result } = fix(text, { target: '1.25' });
      assert.equal(result.text, text);
      assert.deepEqual(
        left.map(({ reason }) => reason.reason === 'template' && reason.to.group),
        to,
      );
    }
  });
});
