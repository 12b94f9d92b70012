import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('an object in a program', () => {
  it('is a use at its apiVersion, whatever is written around it', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "const a = { apiVersion: 'batch/v1beta1', kind: 'CronJob' } as const;",
        "const b = { kind: 'Ingress', apiVersion: `networking.k8s.io/v1beta1` } satisfies Manifest;",
        "const c = <Manifest>{ 'apiVersion': 'v1', 'kind': 'Pod' };",
      ),
      ['1:25 batch/v1beta1 CronJob', '2:42 networking.k8s.io/v1beta1 Ingress', '3:37 v1 Pod'],
    );
  });

  it('is put together from spread objects, shorthands, enums, members and sums', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "const base = { apiVersion: 'policy/v1beta1' };",
        "enum Kind { Budget = 'PodDisruptionBudget' }",
        "const apiVersion = 'batch/v1beta1';",
        "const names = Object.freeze({ job: 'CronJob', batch: { group: 'batch' } });",
        'const a = { ...base, kind: Kind.Budget };',
        "const b = { apiVersion, kind: names['job'] };",
        `const c = { apiVersion: names.batch.group + '/' + \`\${'v1'}beta1\`, kind: names.job };`,
        "class It { static readonly version = 'batch/v1beta1'; make() { return { apiVersion: It.version, kind: 'CronJob' }; } }",
      ),
      [
        '5:28 policy/v1beta1 PodDisruptionBudget',
        '6:13 batch/v1beta1 CronJob',
        '7:25 batch/v1beta1 CronJob',
        '8:85 batch/v1beta1 CronJob',
      ],
    );
  });

  it('is several uses where it is a choice of several, or a list', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "const a = { apiVersion: old ? 'extensions/v1beta1' : 'networking.k8s.io/v1', kind: 'Ingress' };",
        "class Ingress { static kind = 'Ingress'; static apiVersion = ['networking.k8s.io/v1', 'extensions/v1beta1']; }",
      ),
      [
        '1:25 extensions/v1beta1 Ingress',
        '1:25 networking.k8s.io/v1 Ingress',
        '2:63 networking.k8s.io/v1 Ingress',
        '2:87 extensions/v1beta1 Ingress',
      ],
    );
  });

  it('is a use where a type or two assignments say what it is', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "interface Job { apiVersion: 'batch/v1beta1'; kind: 'CronJob'; spec: unknown }",
        "it.apiVersion = 'policy/v1beta1';",
        "it.kind = 'PodDisruptionBudget';",
      ),
      ['1:29 batch/v1beta1 CronJob', '2:17 policy/v1beta1 PodDisruptionBudget'],
    );
  });

  it('counts for its group and version where it has metadata and no kind', async () => {
    assert.deepEqual(await usesIn('a.ts', "send({ apiVersion: 'batch/v1beta1', metadata: {} });"), [
      '1:20 batch/v1beta1',
    ]);
  });

  it('is listed as not known where a run tells, and never guessed', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        "const a = (version: string) => ({ apiVersion: version, kind: 'CronJob' });",
        "let b = 'v1'; b = read();",
        "const c = { apiVersion: b, kind: 'Pod' };",
        'const d = { apiVersion: target.apiVersion, kind: target.kind };',
        `const e = { apiVersion: \`batch/\${version()}\`, kind: 'CronJob' };`,
      ].join('\n'),
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, ['1:47 version', '3:25 b', '4:25 target.apiVersion', `5:25 \`batch/\${version()}\``]);
  });

  it('is not known where its lists give more than anybody chose from', async () => {
    const list = (letter: string, count: number) =>
      `[${Array.from({ length: count }, (_, at) => `'${letter}${at + 1}'`).join(', ')}]`;
    const { uses, unresolved } = await read({
      'a.ts': [
        `const a = { apiVersion: ${list('v', 8)}, kind: ${list('K', 8)} };`,
        `const b = { apiVersion: ${list('v', 8)}, kind: ${list('K', 9)} };`,
        `const c = { group: ${list('g', 5)}, version: ${list('v', 5)}, plural: ${list('p', 5)} };`,
        `const d = { group: ${list('g', 100)}, version: [], plural: ${list('p', 5)} };`,
        `api.getClusterCustomObject(${list('g', 5)}, ${list('v', 5)}, ${list('p', 5)});`,
        `api.list(${list('v', 9)}, ${list('K', 9)});`,
      ].join('\n'),
    });
    assert.equal(uses.filter((use) => use.startsWith('1:')).length, 64);
    assert.equal(uses.length, 64);
    assert.deepEqual(
      unresolved.map((use) => use.split(':')[0]),
      ['2', '3', '5'],
    );
  });

  it('is none where a name is longer than names can be', async () => {
    const text = `const a = { apiVersion: 'v1', kind: '${'K'.repeat(400)}' };\nconst b = { group: '${'g'.repeat(400)}', version: 'v1', plural: 'ps' };`;
    assert.deepEqual(await read({ 'a.ts': text }), { uses: [], unresolved: [], errors: [] });
  });

  it('has the first kind that is assigned to it', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "a.kind = 'CronJob';",
        "b.kind = 'Job';",
        "a.kind = 'Pod';",
        "a.apiVersion = 'batch/v1beta1';",
      ),
      ['4:16 batch/v1beta1 CronJob'],
    );
  });

  it('is a use where it has a group, a version and a kind', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        "const a = { group: 'batch', version: 'v1beta1', kind: 'CronJob' };",
        "const b = { group: '', version: 'v1', kind: 'Pod' };",
        "const c = { group: 'Admins', version: 'v1', kind: 'User' };",
        "const d = { group: 'admins', version: 'v1', kind: 'user' };",
      ].join('\n'),
    });
    assert.deepEqual([uses, unresolved], [['1:11 batch/v1beta1 CronJob', '2:11 v1 Pod'], []]);
  });

  it('is of the group beside its apiVersion, where that is a version only', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        "const a = { apiGroup: 'extensions', apiVersion: 'v1beta1', kind: 'Ingress', plural: 'ingresses' };",
        "const b = { group: 'extensions', apiVersion: 'v1beta1', kind: 'Ingress' };",
        "const c = { group: '', apiVersion: 'v1', kind: 'Pod' };",
        "const d = { group: 'batch', apiVersion: 'extensions/v1beta1', kind: 'Ingress' };",
        "const e = { group: 'Workloads', apiVersion: 'v1', kind: 'Pod' };",
        "const f = { group: given, apiVersion: 'v1', kind: 'Pod' };",
        "const g = { apiGroup: given, apiVersion: 'v1beta1', kind: 'Ingress' };",
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '1:49 extensions/v1beta1 Ingress',
      '2:46 extensions/v1beta1 Ingress',
      '3:36 v1 Pod',
      '4:41 extensions/v1beta1 Ingress',
      '5:45 v1 Pod',
      '6:39 v1 Pod',
    ]);
    assert.deepEqual(unresolved, ["7:42 'v1beta1'"]);
  });

  it('is none where the words mean something else', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        'const schema = { apiVersion: { type: "string" }, kind: { type: "string" } };',
        'const joi = { apiVersion: string().required(), kind: string().required() };',
        'const nothing = { apiVersion: "", kind: "" };',
        'const other = { apiVersion: "2.0", kind: "thing" };',
      ].join('\n'),
    });
    assert.deepEqual([uses, unresolved], [[], []]);
  });

  it('is what a plugin of a kubeconfig is asked for, which has no kind', async () => {
    const { uses } = await read({
      'a.ts': [
        "const version = 'client.authentication.k8s.io/v1alpha1';",
        "const user = { exec: { apiVersion: 'client.authentication.k8s.io/v1alpha1', command: 'aws' } };",
        'const other = { exec: { apiVersion: version, command: "aws" } };',
        "const none = { apiVersion: 'v1', command: 'aws' };",
      ].join('\n'),
    });
    const { uses: taken } = await read({
      'a.ts': "import { version } from './b';\nconst exec = { apiVersion: version, args: [] };",
      'b.ts': "export const version = 'client.authentication.k8s.io/v1beta1';",
    });
    assert.deepEqual(uses, [
      '2:36 client.authentication.k8s.io/v1alpha1 ExecCredential',
      '3:37 client.authentication.k8s.io/v1alpha1 ExecCredential',
    ]);
    assert.deepEqual(taken, ['2:28 client.authentication.k8s.io/v1beta1 ExecCredential']);
  });
});
