import assert from 'node:assert/strict';
import { read } from './helpers.ts';

const IMPORT = "import * as k8s from '@kubernetes/client-node';";
const CALL = 'listNamespacedCronJob("a");';

/** Whether the last line of a program is a call whose client is known, and of which class. */
async function receiver(...lines: readonly string[]): Promise<string> {
  const { uses, unresolved } = await read({ 'a.ts': [IMPORT, ...lines].join('\n') });
  const last = `${lines.length + 1}:`;
  const known = uses.filter((use) => use.startsWith(last) && use.endsWith('CronJob'));
  const open = unresolved.filter((use) => use.startsWith(last));
  assert.equal(known.length + open.length, 1, JSON.stringify({ uses, unresolved }));
  return known[0]?.split(' ')[1] ?? 'unknown';
}

describe('the receiver of a call', () => {
  const made = 'kc.makeApiClient(k8s.BatchV1beta1Api)';
  const known: readonly [what: string, ...lines: string[]][] = [
    ['a client that is made with new', `const api = new k8s.BatchV1beta1Api(path); api.${CALL}`],
    ['a client that is made where it is called', `new k8s.BatchV1beta1Api().${CALL}`],
    [
      'a class that is imported by another name',
      `import { BatchV1beta1Api as Jobs } from '@kubernetes/client-node';`,
      `kc.makeApiClient(Jobs).${CALL}`,
    ],
    ['what a function returns', `function make() { log(); return ${made}; }`, `make().${CALL}`],
    ['what a function says that it returns', 'declare function make(): k8s.BatchV1beta1Api;', `make().${CALL}`],
    ['a variable that may be undefined', 'let api: k8s.BatchV1beta1Api | undefined;', `api!.${CALL}`],
    ['a variable that gets its value later', 'let api;', `api = ${made};`, `api.${CALL}`],
    ['a cast to nothing of the client', `(${made} as any).${CALL}`],
    ['a promise, and what satisfies a type', `(await (${made} satisfies Jobs)).${CALL}`],
    ['a member of a constant object', `const clients = { jobs: ${made} };`, `clients.jobs.${CALL}`],
    [
      'a member by the name of a variable',
      `const jobs = ${made};`,
      'const clients = { jobs };',
      `clients.jobs.${CALL}`,
    ],
    ['what is taken out of an object', `const { jobs } = { jobs: ${made} };`, `jobs.${CALL}`],
    ['a getter', `class A { get api(): k8s.BatchV1beta1Api { return x; } run() { this.api.${CALL} } }`],
    ['a property', `class A { api = ${made}; run() { this.api.${CALL} } }`],
    ['a private property', `class A { #api = ${made}; run() { this.#api.${CALL} } }`],
    ['a property of what is declared to be of the class', `class A { api = ${made}; }`, `(a: A) => a.api.${CALL}`],
    ['a property of a class below', `class A { api = ${made}; } class B extends A {}`, `(b: B) => b.api.${CALL}`],
    ['a property of a class below an interface', `class A implements I { api = ${made}; }`, `(i: I) => i.api.${CALL}`],
    ['a property of what is made of the class', `class A { api = ${made}; }`, `const a = new A(); a.api.${CALL}`],
    [
      'a property of one of two classes',
      `class A { api = ${made}; } class B { api = kc.makeApiClient(k8s.AppsV1Api); }`,
      `(a: A) => a.api.${CALL}`,
    ],
    ['a property behind an alias', `class A { api = ${made}; } type T = Readonly<A>;`, `(t: T) => t.api.${CALL}`],
    ['a property behind a type parameter', `class A { api = ${made}; }`, `<T extends A>(t: T) => t.api.${CALL}`],
    ['a property of what may be undefined', `class A { api = ${made}; }`, `(a: A | undefined) => a.api.${CALL}`],
    [
      'a property of what mixes a class in',
      `class A { api = ${made}; } class B extends mix(A) {}`,
      `(b: B) => b.api.${CALL}`,
    ],
    [
      'a property of an object that is declared to be of an interface',
      'interface Deps { api: any }',
      `const deps: Deps = { api: ${made} };`,
      `deps.api.${CALL}`,
    ],
    ['a field of an interface', 'interface Deps { cron: k8s.BatchV1beta1Api }', `(d: Deps) => d.cron.${CALL}`],
    ['a variable of a loop', `for (let api = ${made}; ; ) api.${CALL}`],
    ['a variable of a case', `switch (a) { case 1: const api = ${made}; api.${CALL} }`],
    ['a variable of a namespace', `namespace N { const api = ${made}; api.${CALL} }`],
  ];
  for (const [what, ...lines] of known) {
    it(`is known where it is ${what}`, async () => assert.equal(await receiver(...lines), 'batch/v1beta1'));
  }

  const unknown: readonly [what: string, ...lines: string[]][] = [
    ['what nobody declares', `make().${CALL}`],
    ['what a file that is not there exports', "import { make } from './x';", `make().${CALL}`],
    ['a class that is called', 'class Make {}', `Make().${CALL}`],
    ['a function without a body', 'declare function make(): unknown;', `make().${CALL}`],
    [
      'one of two clients',
      `function make() { return ${made}; return kc.makeApiClient(k8s.BatchV1Api); }`,
      `make().${CALL}`,
    ],
    ['of one of two types', 'let api: k8s.BatchV1beta1Api | k8s.BatchV1Api;', `api.${CALL}`],
    ['made of what a run tells', `kc.makeApiClient(pick()).${CALL}`],
    ['made of nothing', `kc.makeApiClient().${CALL}`],
    ['made of another constant', 'const X = 1;', `kc.makeApiClient(X).${CALL}`],
    [
      'made of another class of the library',
      "import { KubeConfig } from '@kubernetes/client-node';",
      `kc.makeApiClient(KubeConfig).${CALL}`,
    ],
    ['a default client of something else', 'const api = pool.defaultClient();', `api.${CALL}`],
    ['taken out by a computed name', `const { ['jobs']: jobs } = { jobs: ${made} };`, `jobs.${CALL}`],
    ['an item of a list', `for (const api of [${made}]) api.${CALL}`],
    ['a member of another class, by its name', `class A { api = ${made}; }`, `(x: Other) => x.api.${CALL}`],
    [
      'a member of another class of the file',
      `class A { api = ${made}; } class Other { api = connect(); }`,
      `(x: Other) => x.api.${CALL}`,
    ],
    [
      'a member of a class of a package',
      "import { Pool as Other } from 'pool';",
      `class A { api = ${made}; run(x: Other) {`,
      `x.api.${CALL} } }`,
    ],
    ['a member of what is made of another class', `class A { api = ${made}; }`, `const x = new Other(); x.api.${CALL}`],
    [
      'taken out of another class',
      `class A { api = ${made}; }`,
      `function run(x: Other) { const { api } = x; api.${CALL} }`,
    ],
    [
      'a private property of another class',
      `class A { #api = ${made}; }`,
      `class B { #api = connect(); run() { this.#api.${CALL} } }`,
    ],
    ['a variable that refers to itself', 'const api = api;', `api.${CALL}`],
  ];
  for (const [what, ...lines] of unknown) {
    it(`is not known, and said to be, where it is ${what}`, async () =>
      assert.equal(await receiver(...lines), 'unknown'));
  }

  it('is of the core group where the first releases of the client made it', async () => {
    const { uses } = await read({ 'a.ts': `${IMPORT}\nk8s.Config.defaultClient().listNamespacedPod("a");` });
    assert.deepEqual(uses, ['2:28 v1 Pod']);
  });

  it('is a member of the class that another file exports, and of no other', async () => {
    const classes = `${IMPORT}\nexport class Kube { api = ${made}; }\nexport class Pool { api = connect(); }\nexport default class Deps extends Kube {}`;
    const lines = (of: string, from: string) =>
      `import Deps, { Kube, Pool, Kube as Client } from '${from}';\nexport const run = (it: ${of}) => it.api.${CALL}`;
    const known: readonly [of: string, isKnown: boolean][] = [
      ['Kube', true],
      ['Client', true],
      ['Deps', true],
      ['Pool', false],
    ];
    for (const [of, isKnown] of known) {
      for (const from of ['./classes', './all']) {
        const { uses, unresolved } = await read({
          'a.ts': lines(of, from),
          'classes.ts': classes,
          'all.ts': "export * from './classes';\nexport { default } from './classes';",
        });
        assert.deepEqual([uses.length, unresolved.length], isKnown ? [1, 0] : [0, 1], `${of} ${from}`);
      }
    }
  });

  it('is known through files that import each other, and asked for once', async () => {
    const { uses } = await read({
      'a.ts':
        "import { clients } from './b';\nclients.cron.listNamespacedCronJob('a');\nclients.cron.readNamespacedCronJob('a');",
      'b.ts': "export * from './a';\nexport { clients } from './c';",
      'c.ts': `${IMPORT}\nexport * from './b';\nexport const clients = { cron: kc.makeApiClient(k8s.BatchV1beta1Api) };`,
    });
    assert.deepEqual(uses, ['2:14 batch/v1beta1 CronJob', '3:14 batch/v1beta1 CronJob']);
  });
});

describe('a call for custom objects', () => {
  const calls: readonly [call: string, uses: readonly string[], isOpen: boolean][] = [
    ['getNamespacedCustomObject()', [], false],
    [
      'listClusterCustomObject({ group: "berths.example", version: "v1", plural: "berths" })',
      ['berths.example/v1 berths'],
      false,
    ],
    ['listClusterCustomObject({ group: given, version: "v1", plural: "berths" })', [], true],
    ['listClusterCustomObject(params)', [], true],
    ['listClusterCustomObject("berths.example", "v1", plural)', [], true],
    ['listClusterCustomObject("berths.example", "latest", "berths")', [], false],
    ['listNamespacedCustomObject("berths.example", "v1", "ns", "berths")', ['berths.example/v1 berths'], false],
  ];
  for (const [call, uses, isOpen] of calls) {
    it(`${uses.length > 0 ? 'is understood' : isOpen ? 'is not known' : 'is none'}: ${call}`, async () => {
      const found = await read({ 'a.ts': `${IMPORT}\napi.${call};` });
      assert.deepEqual(
        found.uses.map((use) => use.slice(use.indexOf(' ') + 1)),
        uses,
      );
      assert.equal(found.unresolved.length, isOpen ? 1 : 0);
    });
  }
});

describe('a chain of the fluent client, computed', () => {
  it('is not known, and said to be, where a run tells the group or the version', async () => {
    for (const chain of ['client.apis[group].v1.things.get()', 'client.apis[group]["v1beta1"].things.get()']) {
      const { uses, unresolved } = await read({ 'a.js': `// kubernetes\n${chain};` });
      assert.deepEqual(uses, [], chain);
      assert.deepEqual(unresolved, ['2:1 client.apis[group]'], chain);
    }
    const other = await read({
      'a.js': '// kubernetes\nclient.apis[name].call();\nclient.apis.batch[version].jobs.get();',
    });
    assert.deepEqual([other.uses, other.unresolved], [[], []]);
  });
});

describe('a chain of the fluent client', () => {
  const chains: readonly [chain: string, uses: readonly string[]][] = [
    ['client.api.v1.namespaces("a").get()', ['v1 Namespace']],
    ['client.api.v1.watch.pods.getStream()', ['v1 Pod']],
    ['client.apis["batch"]["v1beta1"].cronjobs.get()', ['batch/v1beta1 CronJob']],
    ['client.apis.batch.v1beta1', ['batch/v1beta1']],
    ['client.apis.batch', []],
    ['client.apis.batch.latest.jobs', []],
    ['client.api', []],
  ];
  for (const [chain, uses] of chains) {
    it(`${uses.length === 0 ? 'is none' : 'is understood'}: ${chain}`, async () => {
      const found = await read({ 'a.js': `// kubernetes\n${chain};` });
      assert.deepEqual(
        found.uses.map((use) => use.slice(use.indexOf(' ') + 1)),
        uses,
      );
    });
  }
});
