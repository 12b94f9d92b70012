import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a path of the API server in a program', () => {
  it('is a use wherever the string stands, down to the resource', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "watch.watch('/apis/batch/v1beta1/cronjobs', {}, on);",
        "makeInformer(kc, '/api/v1/namespaces/default/pods', list);",
        "axios.get('https://10.0.0.1:6443/apis/extensions/v1beta1/namespaces/shop/ingresses/web/status?x=1');",
        "fetch('/apis/policy/v1beta1');",
      ),
      ['1:14 batch/v1beta1 CronJob', '2:19 v1 Pod', '3:33 extensions/v1beta1 Ingress', '4:8 policy/v1beta1'],
    );
  });

  it('is put together from templates and sums, with the constants in them', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        "const version = 'v1beta1';",
        `fetch(\`\${kc.server}/apis/batch/\${version}/namespaces/\${ns}/cronjobs/\${name}\`);`,
        "fetch(base + '/apis/extensions/' + version + '/ingresses');",
        `fetch(\`/apis/\${group}/v1/things\`);`,
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:20 batch/v1beta1 CronJob', '3:15 extensions/v1beta1 Ingress']);
    assert.deepEqual(unresolved, ['4:8 /apis/.../v1/things']);
  });

  it('is none where another server has such paths', async () => {
    const lines = [
      "'kubernetes'; fetch('/api/v1/users');",
      "fetch('/api/v1/services');",
      "import x from 'k8s.io/pkg/apis/meta/v1';",
    ];
    assert.deepEqual(await usesIn('a.ts', ...lines), []);
  });
});

describe('a manifest in a string of a program', () => {
  it('is read as a file would be, at its own lines', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        'const text = `',
        'apiVersion: v1',
        'kind: List',
        'items:',
        '  - apiVersion: extensions/v1beta1',
        '    kind: Ingress',
        '---',
        'apiVersion: batch/v1beta1',
        'kind: CronJob',
        '`;',
      ),
      ['5:17 extensions/v1beta1 Ingress', '8:13 batch/v1beta1 CronJob'],
    );
  });

  it('has its place where escapes come before it, and where it is JSON', async () => {
    assert.deepEqual(
      await usesIn(
        'a.js',
        "const a = 'kind: CronJob\\napiVersion: batch/v1beta1\\n';",
        'const b = JSON.parse(\'{"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"}\');',
      ),
      ['1:39 batch/v1beta1 CronJob', '2:39 policy/v1beta1 PodDisruptionBudget'],
    );
  });

  it('is read with what is put into it, even where that is several lines', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        "const version = 'v1beta1';",
        'const text = `',
        `apiVersion: batch/\${version}`,
        'kind: CronJob',
        'spec:',
        `\${indent(spec)}`,
        '---',
        `apiVersion: \${apiVersion}`,
        'kind: Ingress',
        '`;',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['3:13 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['8:15 apiVersion']);
  });
});

describe('a path in a program', () => {
  const paths: readonly [expression: string, found: string][] = [
    ['"/apis/batch/v1beta1/" + ("cron" + "jobs")', 'batch/v1beta1 CronJob'],
    ['"/apis/batch/v1beta1/watch/cronjobs"', 'batch/v1beta1 CronJob'],
    ['"/apis/batch/v1beta1/namespaces/a/cronjobs/b/status"', 'batch/v1beta1 CronJob'],
    [`\`/api/v1/namespaces/\${ns}/pods/\${pod}/log\``, 'v1 Pod'],
    ['"/api/v1/nodes/a/proxy"', 'v1 Node'],
    ['"/api/v1/watch/namespaces"', 'v1 Namespace'],
    ['"/api/v1/namespaces/a/finalize"', 'v1 Namespace'],
    ['("/apis/" + group) + "/v1/things"', 'open /apis/.../v1/things'],
    [`\`/api/v1/namespaces/a/\${resource}\``, 'open /api/v1/namespaces/a/...'],
    ['"/api/v1/users"', 'nothing'],
    ['"/apis/Foo/v1/x"', 'nothing'],
    ['"/apis/foo/latest/x"', 'nothing'],
  ];
  for (const [expression, expected] of paths) {
    it(`is ${expected}: ${expression}`, async () => {
      const { uses, unresolved } = await read({ 'a.ts': `get(${expression});` });
      const found = [
        ...uses.map((use) => use.slice(use.indexOf(' ') + 1)),
        ...unresolved.map((use) => `open ${use.slice(use.indexOf(' ') + 1)}`),
      ];
      assert.deepEqual(found, expected === 'nothing' ? [] : [expected]);
    });
  }
});

describe('a manifest in a string that is odd', () => {
  it('is read with its escapes undone, in the forms that languages share', async () => {
    for (const text of [
      '"apiVersion: batch/v1beta1\\nkind: CronJob\\n"',
      '"apiVersion: batch/v1beta1\\nkind: \\u0043ronJo\\u{62}\\x0a"',
      '"apiVersion: batch/v1beta1\\nkind: Cron\\\nJob"',
      '"apiVersion: batch/v1beta1\\nkind: CronJob\\nmetadata: {name: " + name + "}"',
    ])
      assert.deepEqual(
        (await read({ 'a.ts': `apply(${text});` })).uses.map((use) => use.slice(use.indexOf(' ') + 1)),
        ['batch/v1beta1 CronJob'],
        text,
      );
  });

  it('is read as far as it parses, and the rest is said not to be known', async () => {
    const { uses, unresolved } = await read({
      'a.ts': 'apply("apiVersion: batch/v1beta1\\nkind: CronJob\\n---\\napiVersion: v1\\nkind: [");',
    });
    assert.deepEqual(uses, ['1:20 batch/v1beta1 CronJob']);
    assert.equal(unresolved.length, 1);
    const code = await read({ 'a.ts': 'log("no apiVersion: and no kind: [ here");' });
    assert.deepEqual([code.uses, code.unresolved], [[], []]);
  });

  it('is not known where a run puts a part of its API in', async () => {
    const { uses, unresolved } = await read({ 'a.ts': `apply(\`apiVersion: \${v}\nkind: CronJob\`);` });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, ['1:22 ... CronJob']);
  });
});
