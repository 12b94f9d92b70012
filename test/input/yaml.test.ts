import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { get, text } from '../../lib/model/node.ts';
import { errorPlaces, readLines, seen } from './helpers.ts';

describe('reading YAML', () => {
  it('finds the apiVersion of each document with its line and column', () => {
    const reading = readLines(
      '# the shop',
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: web',
      '  namespace: shop',
      '---',
      'kind:   Service',
      'apiVersion:   v1',
      'metadata: {name: web}',
    );
    assert.deepEqual(seen(reading), ['apps/v1 Deployment shop/web @2:13', 'v1 Service web @9:15']);
    assert.deepEqual(
      reading.resources.map(({ document, path, offsetPath, via }) => ({ document, path, offsetPath, via })),
      [
        { document: 0, path: '', offsetPath: '/apiVersion', via: 'resource' },
        { document: 1, path: '', offsetPath: '/apiVersion', via: 'resource' },
      ],
    );
    assert.equal(reading.documents, 2);
    assert.equal(reading.passedOver, null);
  });

  it('points inside the quotes of a quoted apiVersion', () => {
    assert.deepEqual(seen(readLines('apiVersion: "apps/v1"', "kind: 'Deployment'")), ['apps/v1 Deployment @1:14']);
  });

  it('reads an apiVersion in a block scalar at its first letter', () => {
    assert.deepEqual(seen(readLines('apiVersion: |-', '  apps/v1', 'kind: >-', '  Deployment')), [
      'apps/v1 Deployment @2:3',
    ]);
  });

  it('reads an apiVersion and a kind behind escapes', () => {
    assert.deepEqual(seen(readLines('"\\u0061piVersion": "v1"', '"\\x6bind": Pod')), ['v1 Pod @1:21']);
    assert.deepEqual(seen(readLines('? "api\\', '  Version"', ': v1', 'kind: Pod')), ['v1 Pod @3:3']);
  });

  it('counts columns after a byte order mark as an editor does', () => {
    assert.deepEqual(seen(readText('bom.yaml', '\uFEFFapiVersion: v1\nkind: Pod\n')), ['v1 Pod @1:13']);
  });

  it('reads CRLF line endings without taking the CR into a value', () => {
    const reading = readText(
      'crlf.yaml',
      'kind: Pod\r\napiVersion: v1\r\nmetadata:\r\n  name: a\r\n---\r\napiVersion: v1\r\nkind: Secret\r\n',
    );
    assert.deepEqual(seen(reading), ['v1 Pod a @2:13', 'v1 Secret @6:13']);
  });

  it('ends a document at `...` as at `---`', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', '...', '---', 'apiVersion: v1', 'kind: Secret', '...');
    assert.deepEqual(seen(reading), ['v1 Pod @1:13', 'v1 Secret @5:13']);
  });

  it('takes a dashed comment and a PEM block for what they are', () => {
    const reading = readLines(
      'apiVersion: v1',
      '# ---------------',
      'kind: Secret',
      'stringData:',
      '  key: |',
      '    -----BEGIN KEY-----',
      '    -----END KEY-----',
    );
    assert.deepEqual(seen(reading), ['v1 Secret @1:13']);
  });

  it('does not take a manifest inside a block scalar for a resource', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: ConfigMap',
      'data:',
      '  ingress.yaml: |',
      '    apiVersion: extensions/v1beta1',
      '    kind: Ingress',
    );
    assert.deepEqual(seen(reading), ['v1 ConfigMap @1:13']);
  });

  it('does not count empty documents, and numbers the others without them', () => {
    const reading = readLines('---', '# nothing', '---', '', '---', 'apiVersion: v1', 'kind: Pod', '---');
    assert.deepEqual(seen(reading), ['v1 Pod @6:13']);
    assert.equal(reading.documents, 1);
    assert.equal(reading.resources[0]?.document, 0);
  });

  it('says that a file of comments and markers is empty', () => {
    for (const content of ['', '\n\n', '# to be done\n', '---\n# a\n---\n', '---\r\n']) {
      assert.equal(readText('a.yaml', content).passedOver, 'empty', JSON.stringify(content));
    }
  });

  it('passes over in silence what is no Kubernetes object', () => {
    for (const lines of [
      ['services:', '  web: {image: nginx}'],
      ['apiVersion: v2', 'name: a-chart', 'version: 1.0.0'],
      ['on: push', 'jobs: {build: {env: {kind: a, apiVersion: b}}}'],
      ['resources: [web.yaml]'],
      ['just a sentence about apiVersion and kind'],
      ['kind: Pod'],
      ['apiVersion:', 'kind: Pod'],
      ['apiVersion: ""', 'kind: Pod'],
      ['apiVersion: ~', 'kind: Pod'],
      ['apiVersion: {a: b}', 'kind: Pod'],
      ['apiVersion: v1', 'kind: [Pod]'],
    ]) {
      const reading = readLines(...lines);
      assert.deepEqual(
        { passedOver: reading.passedOver, errors: reading.errors, template: reading.template },
        { passedOver: 'not-kubernetes', errors: [], template: false },
        lines.join('\n'),
      );
    }
  });

  it('audits an object without metadata, and one whose name is a number or looks like a boolean', () => {
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: Pod')), ['v1 Pod @1:13']);
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: Pod', 'metadata: {name: 123}')), ['v1 Pod 123 @1:13']);
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: Pod', 'metadata: {name: no}')), ['v1 Pod no @1:13']);
    assert.deepEqual(seen(readLines('apiVersion: v1', 'kind: Pod', 'metadata: oops')), ['v1 Pod @1:13']);
  });

  it('takes the last of duplicate keys, as Kubernetes does', () => {
    const reading = readLines(
      'apiVersion: extensions/v1beta1',
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: a',
      '  name: b',
      '  labels: {app: a, app: b}',
    );
    assert.deepEqual(seen(reading), ['apps/v1 Deployment b @2:13']);
    assert.equal(text(reading.resources[0]?.node ?? undefined, 'metadata', 'labels', 'app'), 'b');
  });

  it('follows an alias for the apiVersion and shows the place of the alias', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - {apiVersion: &apps apps/v1, kind: Deployment}',
      '  - {apiVersion: *apps, kind: DaemonSet}',
    );
    assert.deepEqual(seen(reading), ['apps/v1 Deployment @4:24', 'apps/v1 DaemonSet @5:18']);
  });

  it('takes apiVersion and kind from a merge key, own keys first', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - &base',
      '    apiVersion: apps/v1',
      '    kind: Deployment',
      '    metadata: {name: a}',
      '  - <<: *base',
      '    kind: DaemonSet',
      '  - <<: [{kind: StatefulSet}, *base]',
    );
    assert.deepEqual(seen(reading), [
      'apps/v1 Deployment a @5:17',
      'apps/v1 DaemonSet a @5:17',
      'apps/v1 StatefulSet a @5:17',
    ]);
  });

  it('gives the nodes of a resource with the offsets of every field', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', '    - image: "nginx:1"');
    const image = get(get(reading.resources[0]?.node ?? undefined, 'spec', 'containers'));
    assert.equal(image?.type, 'sequence');
    const scalar = image?.type === 'sequence' ? get(image.items[0], 'image') : undefined;
    assert.ok(scalar?.type === 'scalar');
    assert.deepEqual(reading.resources[0]?.source.lines.position(scalar.start), { line: 5, column: 15 });
    assert.equal(reading.resources[0]?.source.text.slice(scalar.start, scalar.end), 'nginx:1');
    assert.equal(scalar.quoted, true);
  });

  it('builds the nodes of a resource once', () => {
    const [resource] = readLines('apiVersion: v1', 'kind: Pod').resources;
    assert.ok(resource?.node);
    assert.equal(resource.node, resource.node);
  });

  it('refuses aliases that stand for billions of values, and reads on', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const below =
        level === 0
          ? '[x, x, x, x, x, x, x, x, x]'
          : `[${Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')}]`;
      return `l${level}: &l${level} ${below}`;
    });
    const reading = readLines('apiVersion: v1', 'kind: ConfigMap', ...levels, '---', 'apiVersion: v1', 'kind: Pod');
    assert.deepEqual(seen(reading), ['v1 Pod @16:13']);
    assert.match(reading.errors[0]?.message ?? '', /aliases stand for more than/);
    assert.equal(reading.errors.length, 1);
  });

  it('refuses an alias to nothing where an apiVersion or a kind is to be', () => {
    const apiVersion = readLines('apiVersion: v1', 'kind: ConfigMap', '---', 'apiVersion: *a', 'kind: CronJob');
    assert.deepEqual([seen(apiVersion), errorPlaces(apiVersion)], [['v1 ConfigMap @1:13'], ['4:13']]);
    const kind = readLines('kind: *a', 'apiVersion: v1');
    assert.deepEqual([seen(kind), errorPlaces(kind)], [[], ['1:7']]);
    const item = readLines('- *a', '- apiVersion: v1', '  kind: Pod', '- apiVersion: *b', '  kind: Pod');
    assert.deepEqual([seen(item), errorPlaces(item)], [[], ['1:3']]);
  });

  it('passes over an alias to nothing in what cannot be Kubernetes', () => {
    const reading = readLines('password: *star', '---', 'apiVersion: v1', 'kind: Pod');
    assert.deepEqual([seen(reading), reading.errors], [['v1 Pod @3:13'], []]);
    // Braces make it one text to the parser; the words of the other document are not its own.
    const flow = readLines('{password: *star}', '---', '{apiVersion: v1, kind: Pod}');
    assert.deepEqual([seen(flow), flow.errors], [['v1 Pod @3:14'], []]);
  });

  it('refuses an alias to nothing and an alias to itself, with their place', () => {
    const lost = readLines('apiVersion: v1', 'kind: Pod', 'spec: *gone');
    assert.deepEqual([seen(lost), errorPlaces(lost)], [[], ['3:7']]);
    const loop = readLines('apiVersion: v1', 'kind: Pod', 'spec: &spec', '  again: *spec');
    assert.deepEqual([seen(loop), errorPlaces(loop)], [[], ['4:10']]);
    assert.equal(readLines('a: *gone', '# apiVersion kind').passedOver, 'not-kubernetes');
    assert.ok(!lost.errors[0]?.message.includes('gone'), 'a password that begins with a star');
  });

  it('gives an error where a document nests too deep', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', `spec: ${'['.repeat(5000)}${']'.repeat(5000)}`);
    assert.deepEqual([seen(reading), reading.errors.length], [[], 1]);
    assert.match(reading.errors[0]?.message ?? '', /nesting/);
  });

  it('builds a document that nests as deep as is allowed', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', `spec: ${'['.repeat(390)}${']'.repeat(390)}`);
    assert.equal(get(reading.resources[0]?.node ?? undefined, 'spec')?.type, 'sequence');
  });
});

describe('reading YAML that is broken', () => {
  it('audits the neighbours of a broken document and names its line and column', () => {
    const reading = readLines(
      'apiVersion: extensions/v1beta1',
      'kind: Ingress',
      '---',
      'apiVersion: policy/v1beta1',
      'kind: PodDisruptionBudget',
      '---',
      'apiVersion: v1',
      'kind: Service',
      'metadata: {name: a',
      'spec: [',
      '---',
      'apiVersion: batch/v1beta1',
      'kind: CronJob',
    );
    assert.deepEqual(seen(reading), [
      'extensions/v1beta1 Ingress @1:13',
      'policy/v1beta1 PodDisruptionBudget @4:13',
      'batch/v1beta1 CronJob @12:13',
    ]);
    assert.deepEqual(
      reading.resources.map(({ document }) => document),
      [0, 1, 3],
    );
    assert.deepEqual(errorPlaces(reading), ['10:1']);
    assert.equal(reading.passedOver, null);
    assert.equal(reading.documents, 3);
  });

  it('keeps the offsets of every field in a document behind a broken one', () => {
    const reading = readLines('apiVersion: v1', 'kind: [', '---', 'apiVersion: v1', 'kind: Pod', 'spec: &a {x: "y"}');
    const scalar = get(reading.resources[0]?.node ?? undefined, 'spec', 'x');
    assert.equal(reading.resources[0]?.source.text.slice(scalar?.start, scalar?.end), 'y');
  });

  it('names a tab in the indentation', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', 'metadata:', '\tname: a');
    assert.deepEqual(errorPlaces(reading), ['4:1']);
    assert.match(reading.errors[0]?.message ?? '', /tab/);
  });

  it('takes a marker at the start of a line for the end of a block scalar', () => {
    const reading = readLines('apiVersion: v1', 'kind: Secret', 'a: |', '  x', '---', 'apiVersion: v1', 'kind: [');
    assert.deepEqual(seen(reading), ['v1 Secret @1:13']);
    assert.deepEqual(errorPlaces(reading), ['8:1']);
  });

  it('passes over a broken document that cannot be Kubernetes', () => {
    const alone = readLines('a: [', 'b');
    assert.deepEqual([alone.errors, alone.passedOver], [[], 'not-kubernetes']);
    const beside = readLines('apiVersion: v1', 'kind: Pod', '---', 'a: [', 'b');
    assert.deepEqual([seen(beside), beside.errors, beside.passedOver], [['v1 Pod @1:13'], [], null]);
    const unparsable = readLines('a: b # kind', '---', 'a: [', 'b # apiVersion');
    assert.deepEqual([unparsable.errors, unparsable.passedOver], [[], 'unparsable-not-kubernetes']);
  });

  it('refuses an apiVersion with two slashes, where a typo would else be silence', () => {
    const reading = readLines('apiVersion: extensions//v1beta1', 'kind: Ingress');
    assert.deepEqual([seen(reading), errorPlaces(reading)], [[], ['1:13']]);
    assert.match(reading.errors[0]?.message ?? '', /extensions\/\/v1beta1/);
  });

  it('names a zero byte behind the first kilobytes of a text', () => {
    const reading = readText('a.yaml', `apiVersion: v1\nkind: Pod\nspec: ${'x'.repeat(9000)}\0\n`);
    assert.deepEqual([reading.errors.length, reading.errors[0]?.line, reading.passedOver], [1, 3, null]);
  });
});
