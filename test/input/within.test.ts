// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates are what is read here.
import assert from 'node:assert/strict';
import { readObjects } from '../../lib/input/objects.ts';
import { readText } from '../../lib/input/read-text.ts';
import { readLines, seen } from './helpers.ts';

describe('objects within something else', () => {
  it('reads what a task of Ansible applies, each at its own line', () => {
    const reading = readLines(
      '- hosts: cluster',
      '  tasks:',
      '    - name: the shop',
      '      kubernetes.core.k8s:',
      '        definition:',
      '          apiVersion: extensions/v1beta1',
      '          kind: Deployment',
      '          metadata: {name: web, namespace: shop}',
      '    - name: the rest',
      '      kubernetes.core.k8s:',
      '        definition:',
      '          - {apiVersion: v1, kind: Service, metadata: {name: "{{ name }}"}}',
    );
    assert.deepEqual(seen(reading), ['extensions/v1beta1 Deployment shop/web @6:23', 'v1 Service {{ name }} @12:26']);
    assert.deepEqual(
      reading.resources.map(({ path, offsetPath }) => [path, offsetPath]),
      [
        ['/0/tasks/0/kubernetes.core.k8s/definition', '/0/tasks/0/kubernetes.core.k8s/definition/apiVersion'],
        ['/0/tasks/1/kubernetes.core.k8s/definition/0', '/0/tasks/1/kubernetes.core.k8s/definition/0/apiVersion'],
      ],
    );
    assert.equal(reading.resources[0]?.node?.entries.length, 3);
    assert.deepEqual([reading.passedOver, reading.documents], [null, 1]);
  });

  it('leaves the examples of OpenAPI documents alone', () => {
    const example = ['example:', '  apiVersion: batch/v1beta1', '  kind: CronJob', '  metadata: {name: a}'];
    for (const head of ['openapi: 3.0.1', 'swagger: "2.0"']) {
      const { resources, passedOver } = readLines(head, ...example);
      assert.deepEqual([resources, passedOver], [[], 'not-kubernetes']);
    }
    assert.equal(readLines('info: 1', ...example).resources.length, 1);
  });

  it('reads them in values, and the items of a list among them', () => {
    const reading = readLines(
      'replicas: 2',
      'extraObjects:',
      '  - apiVersion: v1',
      '    kind: List',
      '    items:',
      '      - {apiVersion: policy/v1beta1, kind: PodDisruptionBudget}',
      '  - kind: CronJob',
      '    metadata:',
      '      name: night',
      '    apiVersion: batch/v1beta1',
    );
    assert.deepEqual(seen(reading), ['policy/v1beta1 PodDisruptionBudget @6:22', 'batch/v1beta1 CronJob night @10:17']);
    assert.equal(reading.resources[0]?.path, '/extraObjects/0/items/0');
  });

  it('reads them in JSON, in flow style, behind merge keys, and in what was parsed already', () => {
    const ingress = { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { name: 'a' } };
    const holder = { Kind: 'Template', apiVersion: 'v1', objects: [ingress] };
    for (const reading of [readText('a.json', JSON.stringify(holder)), readObjects('a', [holder])]) {
      assert.deepEqual(
        reading.resources.map(({ apiVersion, path }) => [apiVersion, path]),
        [['extensions/v1beta1', '/objects/0']],
      );
    }
    assert.deepEqual(
      seen(readLines('base: &b {kind: Ingress, metadata: {name: a}}', 'one: {<<: *b, apiVersion: extensions/v1beta1}')),
      ['extensions/v1beta1 Ingress a @2:27'],
    );
  });

  it('reads one that an alias stands for where it is written, once', () => {
    assert.deepEqual(
      seen(readLines('a: &a', '  apiVersion: v1', '  kind: Pod', '  metadata: {name: x}', 'b: *a', 'c: [*a, *a]')),
      ['v1 Pod x @2:15'],
    );
  });

  it('does not go into an object it has found', () => {
    assert.deepEqual(
      seen(
        readLines(
          'job:',
          '  apiVersion: v1',
          '  kind: Pod',
          '  metadata: {name: a}',
          '  spec: {of: {apiVersion: v1, kind: Service, metadata: {name: b}}}',
        ),
      ),
      ['v1 Pod a @2:15'],
    );
  });

  it('tells of apiVersions that are yet to be filled in', () => {
    const reading = readLines('apply:', '  apiVersion: ${API}', '  kind: Ingress', '  metadata: {name: a}');
    assert.deepEqual(reading.computed, [{ file: 'manifest.yaml', line: 2, column: 15, text: '${API}' }]);
  });

  it('leaves alone what names an object, expects one, or only has the keys', () => {
    for (const lines of [
      ['target: {apiVersion: apps/v1beta1, kind: Deployment, name: web}'],
      ['asserts:', '  - containsDocument: {kind: PodDisruptionBudget, apiVersion: policy/v1beta1, name: web}'],
      ['properties: {apiVersion: {type: string}, kind: {type: string}, metadata: {type: object}}'],
      ['a: {apiVersion: "2019-01-01", kind: StorageV2, metadata: {name: a}}'],
      ['a: {apiVersion: v1, kind: dashboards, metadata: {name: a}}'],
      ['a: {apiVersion: v1, kind: Pod, metadata: name}'],
      ['a: {apiVersion: v1, metadata: {name: a}}'],
    ]) {
      const reading = readLines(...lines);
      assert.deepEqual([seen(reading), reading.errors, reading.passedOver], [[], [], 'not-kubernetes'], lines[0]);
    }
  });

  it('does not look for them beside objects of the same document', () => {
    assert.deepEqual(
      seen(readLines('- {apiVersion: v1, kind: Pod}', '- job: {apiVersion: v1, kind: Secret, metadata: {name: a}}')),
      ['v1 Pod @1:16'],
    );
  });
});

describe('texts within something else', () => {
  const pod = (name: string) => ['apiVersion: v1', 'kind: Pod', `metadata: {name: ${name}}`];
  const indented = (lines: readonly string[], by: string) => lines.map((line) => by + line);

  it('are read for manifests, each at its own line', () => {
    const reading = readLines(
      '- k8s:',
      '    definition: |',
      ...indented([...pod('a'), '---', ...pod('b')], '      '),
      '- extraDeploy:',
      '    - |',
      ...indented(pod('c'), '      '),
      `- json: '{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {"name": "d"}}'`,
    );
    assert.deepEqual(seen(reading), [
      'v1 Pod a @3:19',
      'v1 Pod b @7:19',
      'v1 Pod c @12:19',
      'batch/v1beta1 CronJob d @15:26',
    ]);
    assert.deepEqual(
      reading.resources.map(({ source, offset }) => source.originOf?.(offset)?.within),
      [
        { document: 0, path: '/0/k8s/definition' },
        { document: 0, path: '/0/k8s/definition' },
        { document: 0, path: '/1/extraDeploy/0' },
        { document: 0, path: '/2/json' },
      ],
    );
    assert.deepEqual([reading.documents, reading.errors, reading.passedOver], [1, [], null]);
  });

  it('are read beside objects, and not within these', () => {
    const reading = readLines(
      'object:',
      ...indented([...pod('a'), 'data: |', ...indented(pod('b'), '  ')], '  '),
      'text: |',
      ...indented(pod('c'), '  '),
    );
    assert.deepEqual(seen(reading).sort(), ['v1 Pod a @2:15', 'v1 Pod c @10:15']);
  });

  it('may be templates', () => {
    const reading = readLines(
      'extraDeploy:',
      '  - |',
      '    apiVersion: v1',
      '    kind: Pod',
      '    {{- if .a }}',
      '    {{- end }}',
    );
    assert.deepEqual(seen(reading), ['v1 Pod @3:17']);
  });

  it('are left alone where they are prose, scripts, or objects of others', () => {
    for (const lines of [
      ['Write apiVersion: v1 and kind: Pod.'],
      ['kubectl apply -f - <<EOF', ...pod('a'), 'EOF'],
      ['apiVersion: v1', 'kind: Pod'],
      ['apiVersion: "2019-01-01"', 'kind: StorageV2', 'metadata: {name: a}'],
      [...pod('a'), '  : ['],
    ]) {
      const reading = readLines('text: |', ...indented(lines, '  '));
      assert.deepEqual([seen(reading), reading.errors, reading.passedOver], [[], [], 'not-kubernetes'], lines[0]);
    }
  });

  it('are read once where an alias stands for them', () => {
    assert.deepEqual(seen(readLines('a: &a |', ...indented(pod('a'), '  '), 'b: *a', 'c: [*a]')), ['v1 Pod a @2:15']);
  });

  it('may stand in one another three times', () => {
    const nested = (deep: number): string[] => (deep === 0 ? pod('a') : ['a: |', ...indented(nested(deep - 1), ' ')]);
    assert.deepEqual(seen(readLines(...nested(3))), ['v1 Pod a @4:16']);
    assert.equal(readLines(...nested(4)).passedOver, 'not-kubernetes');
  });
});
