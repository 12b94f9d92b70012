// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates are what is read here.
import assert from 'node:assert/strict';
import { text } from '../../lib/model/node.ts';
import { errorPlaces, readLines, seen } from './helpers.ts';

describe('lists', () => {
  it('gives the items of a List, each with its own line, and not the List', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- apiVersion: extensions/v1beta1',
      '  kind: Deployment',
      '  metadata: {name: old}',
      '- apiVersion: apps/v1',
      '  kind: Deployment',
      '  metadata: {name: new}',
    );
    assert.deepEqual(seen(reading), ['extensions/v1beta1 Deployment old @4:15', 'apps/v1 Deployment new @7:15']);
    assert.deepEqual(
      reading.resources.map(({ path, offsetPath }) => [path, offsetPath]),
      [
        ['/items/0', '/items/0/apiVersion'],
        ['/items/1', '/items/1/apiVersion'],
      ],
    );
    assert.equal(text(reading.resources[1]?.node ?? undefined, 'metadata', 'name'), 'new');
  });

  it('reads items that stand before the kind of their List', () => {
    assert.deepEqual(seen(readLines('items:', '- {apiVersion: v1, kind: Pod}', 'kind: List', 'apiVersion: v1')), [
      'v1 Pod @2:16',
    ]);
  });

  it('gives the items of a typed list what they lack, at their own place', () => {
    const reading = readLines(
      'apiVersion: batch/v1beta1',
      'kind: CronJobList',
      'items:',
      '  - metadata: {name: a}',
      '  - kind: CronJob',
      '    metadata: {name: b}',
    );
    assert.deepEqual(seen(reading), ['batch/v1beta1 CronJob a @4:5', 'batch/v1beta1 CronJob b @5:5']);
    assert.deepEqual(
      reading.resources.map(({ offsetPath }) => offsetPath),
      ['/items/0', '/items/1'],
    );
  });

  it('reads lists in lists', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- apiVersion: v1',
      '  kind: List',
      '  items:',
      '  - apiVersion: rbac.authorization.k8s.io/v1beta1',
      '    kind: RoleList',
      '    items:',
      '    - metadata: {name: deep, namespace: shop}',
    );
    assert.deepEqual(seen(reading), ['rbac.authorization.k8s.io/v1beta1 Role shop/deep @10:7']);
    assert.equal(reading.resources[0]?.path, '/items/0/items/0/items/0');
    assert.equal(text(reading.resources[0]?.node ?? undefined, 'metadata', 'name'), 'deep');
  });

  it('gives an OpenShift Template and its objects', () => {
    const reading = readLines(
      'apiVersion: template.openshift.io/v1',
      'kind: Template',
      'objects:',
      '- apiVersion: apps/v1',
      '  kind: Deployment',
      '  metadata: {name: "${NAME}"}',
      '- apiVersion: ${API}',
      '  kind: Ingress',
    );
    assert.deepEqual(seen(reading), ['template.openshift.io/v1 Template @1:13', 'apps/v1 Deployment ${NAME} @4:15']);
    assert.equal(reading.resources[1]?.path, '/objects/0');
    assert.deepEqual(reading.computed, [{ file: 'manifest.yaml', line: 7, column: 15, text: '${API}' }]);
  });

  it('takes an empty list for Kubernetes in which there is nothing to audit', () => {
    for (const kind of ['List', 'PodList']) {
      const reading = readLines('apiVersion: v1', `kind: ${kind}`, 'items: []');
      assert.deepEqual([reading.resources, reading.passedOver, reading.documents], [[], null, 1]);
    }
  });

  it('leaves out items that are no objects', () => {
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: List', 'items: [1, {apiVersion: v1, kind: Pod}, null]')), [
      'v1 Pod @3:25',
    ]);
  });

  it('takes `items` of an object that is no list for a field', () => {
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: ConfigMap', 'items: oops')), ['v1 ConfigMap @1:13']);
  });

  it("takes a user's own kind that ends in List for a resource", () => {
    for (const rest of [['spec: {}'], ['items: oops'], ['items: [{price: 1}]'], ['items: [a, b]']]) {
      assert.deepEqual(seen(readLines('apiVersion: shop.example.com/v1', 'kind: PriceList', ...rest)), [
        'shop.example.com/v1 PriceList @1:13',
      ]);
    }
  });

  it('reads the elements of a top-level sequence', () => {
    assert.deepEqual(seen(readLines('- apiVersion: v1', '  kind: Pod', '- op: replace')), ['v1 Pod @1:15']);
  });

  it('does not take a reference to an object for an object', () => {
    const reading = readLines(
      'apiVersion: autoscaling/v2',
      'kind: HorizontalPodAutoscaler',
      'spec: {scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment}}',
      'metadata: {ownerReferences: [{apiVersion: v1, kind: Pod}]}',
    );
    assert.deepEqual(seen(reading), ['autoscaling/v2 HorizontalPodAutoscaler @1:13']);
  });

  it('refuses a list whose aliases would give billions of items', () => {
    const levels = ['&a0 {apiVersion: v1, kind: Pod}'];
    for (let level = 1; level < 10; level++) {
      levels.push(
        `&a${level} {apiVersion: v1, kind: List, items: [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]}`,
      );
    }
    const reading = readLines('apiVersion: v1', 'kind: List', 'items:', ...levels.map((level) => `- ${level}`));
    assert.deepEqual([seen(reading), reading.errors.length], [[], 1]);
    assert.equal(errorPlaces(reading).length, 1);
  });
});
