import assert from 'node:assert/strict';
import { readObjects, readText } from '../../lib/input/read.ts';
import { podSpecsIn } from '../../lib/references/pod-specs.ts';

/** The pointers to the PodSpecs of each object of a text. */
function found(yaml: string): string[][] {
  return readText('a.yaml', yaml).resources.map((resource) => {
    assert.ok(resource.node !== null);
    return podSpecsIn(resource, resource.node).map(({ path }) => path);
  });
}

const POD = 'apiVersion: v1\nkind: Pod\n';
const THING = 'apiVersion: example.com/v1\nkind: Thing\n';

describe('podSpecsIn', () => {
  it('finds what has a list of containers with an image or a name, wherever it stands', () => {
    assert.deepEqual(found(`${POD}spec: {containers: [{name: web}]}\n`), [['/spec']]);
    const jobs = 'jobs:\n- [{containers: [{image: web}]}]\n- pods/x: {containers: [{image: web}]}\n';
    assert.deepEqual(found(THING + jobs), [['/jobs/0/0', '/jobs/1/pods~1x']]);
    assert.deepEqual(found(`${THING}containers: {name: web}\na: {containers: [web]}\n`), [[]]);
  });

  it('shows what an alias stands for where it is written', () => {
    assert.deepEqual(found(`${THING}a: &a {b: &b {containers: [{name: web}]}}\nc: *a\nd: [*b, *a]\n`), [['/a/b']]);
  });

  it('shows what is written in another object at the first alias', () => {
    const list = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, spec: &spec {containers: &all [{name: web}], more: &more {containers: *all}}}
- {apiVersion: v1, kind: Pod, spec: *spec, again: *spec, more: *more}
`;
    assert.deepEqual(found(list), [
      ['/spec', '/spec/more'],
      ['/spec', '/spec/more'],
    ]);
  });

  it('finds those of objects without a text', () => {
    const spec = { containers: [{ name: 'web' }] };
    const [resource] = readObjects('a', [{ apiVersion: 'v1', kind: 'Pod', spec, more: [spec] }]).resources;
    assert.ok(resource?.node);
    assert.deepEqual(
      podSpecsIn(resource, resource.node).map(({ path }) => path),
      ['/spec', '/more/0'],
    );
  });

  it('takes none from what describes them', () => {
    const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';
    assert.deepEqual(found(`${crd}spec: {containers: [{name: web}]}\n`), [[]]);
  });
});
