import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { bundledFieldTypes } from '../../lib/schema/field-types.ts';
import { fieldsOf } from '../../lib/schema/walk.ts';

/** The fields worth a look in a manifest, as `path` for known and `path?` for unknown ones. */
function fields(yaml: string, release = '1.36'): readonly string[] {
  const [resource] = readText('a.yaml', yaml).resources;
  assert.ok(resource?.node != null);
  const type = bundledFieldTypes(release)?.of(resource.gvk);
  assert.ok(type != null);
  return fieldsOf(resource.node, type)
    .filter(({ field }) => field === null || field.facts !== null)
    .map(({ field, path }) => (field === null ? `${path}?` : path));
}

function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: quay}\nspec: ${spec}\n`;
}

describe('fieldsOf', () => {
  it('finds what the schema does not have, in lists too', () => {
    assert.deepEqual(fields(pod('{containers: [{name: a, Image: b}], restartpolicy: Never}')), [
      'spec.containers[].Image?',
      'spec.restartpolicy?',
    ]);
  });

  it('passes over what SOPS puts beside what it encrypts, and not what only has its name', () => {
    const secret = (sops: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: token}\nsops: ${sops}\n`;
    assert.deepEqual(
      fields(secret('{age: [], lastmodified: "2026-01-09T12:51:07Z", mac: "ENC[data:x]", version: 3.9.4}')),
      [],
    );
    assert.deepEqual(fields(secret('{nope: a}')), ['sops?']);
    assert.deepEqual(fields(secret('a')), ['sops?']);
    assert.deepEqual(fields(pod('{containers: [], sops: {mac: a}}')), ['spec.sops?']);
  });

  it('does not take keys of maps for fields', () => {
    assert.deepEqual(
      fields(
        pod('{nodeSelector: {disk: ssd}, containers: [{name: a, resources: {limits: {"example.com/crane": 1}}}]}'),
      ),
      [],
    );
  });

  it('goes into no value whose form does not fit: another tool tells of that', () => {
    assert.deepEqual(fields(pod('{containers: {name: a, nope: b}, securityContext: [nope], hostname: {nope: b}}')), []);
  });

  it('passes over texts where objects are to be, in lists and in maps', () => {
    assert.deepEqual(fields(pod('{containers: [text, {name: a, nope: b}]}')), ['spec.containers[].nope?']);
    const crd = [
      'apiVersion: apiextensions.k8s.io/v1',
      'kind: CustomResourceDefinition',
      'spec: {versions: [{name: v1, schema: {openAPIV3Schema: {properties: {a: text, b: {nope: c}}}}}]}',
      '',
    ].join('\n');
    assert.deepEqual(fields(crd), []);
  });

  it('takes the last of the fields with one name, among many as among few', () => {
    const many = Array.from({ length: 60 }, (_, at) => `unknown${at % 50}: ${at}`);
    const found = fields(pod(`{${many.join(', ')}}`));
    assert.equal(found.length, 50);
    assert.equal(new Set(found).size, 50);
  });

  it('takes int-or-string, quantities and times for scalars', () => {
    assert.deepEqual(
      fields(pod('{containers: [{name: a, livenessProbe: {httpGet: {port: http}}, resources: {limits: {cpu: 0.5}}}]}')),
      [],
    );
  });

  it('passes over status, of templates too, and what servers write', () => {
    const deployment = [
      'apiVersion: apps/v1',
      'kind: StatefulSet',
      'metadata:',
      '  name: quay',
      '  creationTimestamp: null',
      '  selfLink: /apis/apps/v1/quay',
      '  managedFields: [{manager: kubectl, fieldsV1: {"f:spec": {}}}]',
      'spec:',
      '  template: {metadata: {creationTimestamp: null}, spec: {containers: []}, status: {nope: 1}}',
      '  volumeClaimTemplates: [{metadata: {name: a}, spec: {}, status: {phase: Pending, nope: 1}}]',
      'status: {nope: 1}',
    ].join('\n');
    assert.deepEqual(fields(deployment), []);
    assert.deepEqual(fields(`${pod('{}')}status: {nope: 1}\n`), []);
  });

  it('passes over what servers of other releases write', () => {
    const yaml = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, managedFields: [], selfLink: /a, labls: {}}\n';
    assert.deepEqual(fields(yaml, '1.10'), ['metadata.labls?']);
  });

  it('passes over directives of patches and names that a template makes', () => {
    assert.deepEqual(fields(pod('{$patch: replace, "{{ name }}": 1, "$(NAME)": 1, containers: []}')), []);
  });

  it('does not look into objects that are free in form', () => {
    const review = [
      'apiVersion: apps/v1',
      'kind: ControllerRevision',
      'metadata: {name: a}',
      'revision: 1',
      'data: {anything: {goes: here}}',
    ].join('\n');
    for (const release of ['1.10', '1.15', '1.36']) assert.deepEqual(fields(review, release), []);
  });

  it('knows no unknown field in the JSON schemas of CRDs, and gives a gated one once', () => {
    const crd = [
      'apiVersion: apiextensions.k8s.io/v1',
      'kind: CustomResourceDefinition',
      'metadata: {name: berths.harbour.example}',
      'spec:',
      '  versions:',
      '    - name: v1',
      '      schema:',
      '        openAPIV3Schema:',
      '          "x-of-its-own": 1',
      '          properties:',
      '            spec: {properties: {a: {x-kubernetes-validations: [{rule: self > 0}]}}}',
      '            more: {x-kubernetes-validations: [{rule: self > 0}]}',
    ].join('\n');
    assert.deepEqual(fields(crd, '1.36'), []);
    assert.deepEqual(fields(crd, '1.25'), [
      'spec.versions[].schema.openAPIV3Schema.properties.*.properties.*.x-kubernetes-validations',
    ]);
  });

  it('goes through anchors and merge keys, and lets a later duplicate hide an earlier one', () => {
    const yaml = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: a}',
      'spec:',
      '  containers:',
      '    - &base {name: a, nope: 1}',
      '    - {<<: *base, name: b}',
      '    - *base',
      '  initContainers: [{nope: 1}]',
      '  initContainers: []',
    ].join('\n');
    assert.deepEqual(fields(yaml), ['spec.containers[].nope?', 'spec.containers[].nope?', 'spec.containers[].nope?']);
  });

  it('gives the place as a JSON pointer', () => {
    const [resource] = readText('a.yaml', pod('{containers: [{name: a}, {"a/b": 1}]}')).resources;
    const type = bundledFieldTypes('1.36')?.of({ group: '', version: 'v1', kind: 'Pod' });
    assert.ok(resource?.node != null && type != null);
    const [found] = fieldsOf(resource.node, type).filter(({ field }) => field === null);
    assert.equal(found?.pointer, '/spec/containers/1/a~1b');
    assert.equal(found?.parent, 'containers');
  });
});
