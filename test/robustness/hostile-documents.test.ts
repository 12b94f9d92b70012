import assert from 'node:assert/strict';
import { checkComponents } from '../../lib/catalog/vendor.ts';
import { snapshotFromV3 } from '../../lib/snapshot/from-v3.ts';
import type { Run } from '../support/cli.ts';
import { runIn } from '../support/run-in.ts';

const GVK = { group: 'example.com', version: 'v1', kind: 'Foo' };
const NAME = 'com.example.v1.Foo';
const FOO = 'apiVersion: example.com/v1\nkind: Foo\nmetadata: {name: a}\nspec: {a: {b: 1}}\n';

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI v2 document of 1.30 that serves Foo; its schema is the first of the definitions. */
function documentOf(foo: Json, definitions: Json = {}, paths: Json = {}): string {
  return JSON.stringify({
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.30.0' },
    paths: { '/apis/example.com/v1/foos': { get: stated('list', GVK) }, ...paths },
    definitions: { [NAME]: { 'x-kubernetes-group-version-kind': [GVK], ...foo }, ...definitions },
  });
}

function stated(action: string, gvk: Json): Json {
  return { 'x-kubernetes-action': action, 'x-kubernetes-group-version-kind': gvk };
}

function audited(document: string, args: readonly string[] = []): Promise<Run> {
  return runIn({ 'foo.yaml': FOO, 'api.json': document }, '.', ['foo.yaml', '--snapshot', 'api.json', ...args]);
}

/** Entries of an object, by their numbers. */
function many(count: number, make: (at: number) => readonly [string, unknown]): Json {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)));
}

const ref = (name: string): Json => ({ $ref: `#/definitions/${name}` });
const SPEC = { properties: { spec: ref('a.v1.A0') } };

describe('a hostile OpenAPI document', () => {
  for (const [what, foo, definitions] of [
    ['an object that is itself', { type: 'object', ...ref(NAME) }, {}],
    ['an object that is all of itself', { allOf: [ref(NAME)] }, {}],
    ['a list of itself', SPEC, { 'a.v1.A0': { items: ref('a.v1.A0') } }],
    ['a map of itself', SPEC, { 'a.v1.A0': { additionalProperties: ref('a.v1.A0') } }],
    ['two that are each other', SPEC, { 'a.v1.A0': { type: 'x', ...ref('a.v1.A1') }, 'a.v1.A1': ref('a.v1.A0') }],
    ['a chain', SPEC, many(20_000, (at) => [`a.v1.A${at}`, { type: 'x', ...ref(`a.v1.A${at + 1}`) }])],
    ['a chain of lists', SPEC, many(20_000, (at) => [`a.v1.A${at}`, { items: ref(`a.v1.A${at + 1}`) }])],
  ] as const) {
    it(`may have references in a circle or without end: ${what}`, async () => {
      const { code, stderr } = await audited(documentOf(foo, definitions));
      assert.deepEqual([code, stderr.includes('fault')], [0, false], stderr);
    });
  }

  it('still shows what stands at the end of a chain of references, lists and maps', async () => {
    const chain = {
      'a.v1.A0': ref('a.v1.A1'),
      'a.v1.A1': { type: 'array', items: { additionalProperties: ref('a.v1.A2') } },
      'a.v1.A2': { type: 'object', ...ref('a.v1.A3') },
      'a.v1.A3': { type: 'object', properties: { known: { type: 'string' } } },
    };
    const foo = FOO.replace('{a: {b: 1}}', '[{x: {known: a, unknown: b}}]');
    const files = { 'foo.yaml': foo, 'api.json': documentOf(SPEC, chain) };
    const { stdout } = await runIn(files, '.', ['foo.yaml', '--snapshot', 'api.json', '--format', 'json']);
    const [found, ...more] = JSON.parse(stdout).findings;
    assert.deepEqual([found.subject.field, more], ['spec[].*.unknown', []]);
  });

  it('is refused where it is nested too deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const document of [
      documentOf({ enum: [] }).replace('"enum":[]', `"enum":[${deep},1]`),
      documentOf({ items: 0 }).replace('"items":0', `"items":${'{"items":'.repeat(1000)}0${'}'.repeat(1000)}`),
    ]) {
      const { code, stderr } = await audited(document);
      assert.equal(code, 2);
      assert.match(stderr, /^api-audit: .*api\.json: its nesting exceeds 400 levels\. Name an OpenAPI v2 document/);
    }
  });

  it('may name a definition, a path, an action and a resource like members that all objects have', async () => {
    const proto = { 'x-kubernetes-group-version-kind': [{ ...GVK, kind: 'Proto' }], type: 'object' };
    const document = documentOf({ properties: { spec: ref('__proto__') } }, {}, {})
      .replace('"definitions":{', `"definitions":{"__proto__":${JSON.stringify(proto)},`)
      .replace('"paths":{', '"paths":{"__proto__":{"get":{}},"/x/{__proto__}":{},')
      .replace('"list"', '"constructor"');
    const { stdout, stderr } = await runIn({ 'api.json': document }, '.', ['snapshot', 'build', 'api.json']);
    const built = JSON.parse(stdout);
    assert.equal(stderr, '');
    assert.equal(Object.getOwnPropertyDescriptor(built.definitions, '__proto__')?.value.type, 'object');
    assert.ok(Object.hasOwn(built.paths, '__proto__') && Object.hasOwn(built.parameters, '__proto__'));
    assert.deepEqual(built['x-api-audit'].resources[0].verbs, []);
    const list = JSON.stringify({ release: '1.30', resources: [{ ...GVK, plural: 'constructor' }] });
    const listed = await runIn({ 'list.json': list }, '.', ['snapshot', 'build', 'list.json']);
    assert.equal(JSON.parse(listed.stdout)['x-api-audit'].resources[0].name, 'constructor');
  });

  for (const [what, paths] of [
    [
      'one definition that many resources answer with',
      many(10_000, (at) => [
        `/apis/example.com/v1/foo${at}s`,
        {
          get: {
            'x-kubernetes-action': 'get',
            operationId: `readExampleV1Foo${at}`,
            responses: { 200: { schema: ref(NAME) } },
          },
        },
      ]),
    ],
    [
      'many subresources whose parents are not served',
      many(10_000, (at) => [
        `/apis/g${at}.com/v1/foos/{name}/scale`,
        { get: stated('get', { ...GVK, group: `g${at}.com` }) },
      ]),
    ],
    ['a path of braces', { [`/apis/x/v1/${'{'.repeat(200_000)}`]: {} }],
    ['a long operation id', { '/apis/x/v1/bars': { get: { operationId: `readV1V1${'V1'.repeat(100_000)}!` } } }],
  ] as const) {
    it(`is read, however large: ${what}`, async () => {
      const files = { 'api.json': documentOf({}, {}, paths) };
      const { code, stderr } = await runIn(files, '.', ['snapshot', 'build', 'api.json', '-o', 'out.json']);
      assert.equal(code, 0, stderr);
    });
  }

  it('is compared, however many versions a kind has', async () => {
    const versions = (name: (at: number) => string) =>
      documentOf(
        {},
        {},
        many(6000, (at) => [
          `/apis/example.com/${name(at)}/foos`,
          { get: stated('list', { ...GVK, version: name(at) }) },
        ]),
      );
    const files = { 'a.json': versions((at) => `v${at + 2}`), 'b.json': versions((at) => `v${at + 2}beta1`) };
    assert.equal((await runIn(files, '.', ['diff', 'a.json', 'b.json', '-o', 'out.txt'])).code, 0);
  });

  it('is shown, however long a name of any letters is', async () => {
    const files = {
      'a.json': documentOf({ properties: {} }),
      'b.json': documentOf({ properties: { ['é'.repeat(90_000)]: { type: 'string' } } }),
    };
    const { stdout } = await runIn(files, '.', ['diff', 'a.json', 'b.json']);
    assert.equal(stdout.split('é').length - 1, 90_000);
  });

  it('is compared in little space, however long a chain of types is', async () => {
    const chain = (more: Json) =>
      documentOf(
        SPEC,
        many(4000, (at) => [`a.v1.A${at}`, { properties: { x: ref(`a.v1.A${at + 1}`), ...more } }]),
      );
    const files = { 'a.json': chain({}), 'b.json': chain({ y: { type: 'string' } }) };
    const { stdout } = await runIn(files, '.', ['diff', 'a.json', 'b.json', '--format', 'json']);
    assert.ok(stdout.length < 10_000_000, `${stdout.length} characters`);
    assert.match(stdout, /spec\.x\.x\.x/);
  });

  it('may be a folder of many that state a kind of one type each', async () => {
    const documents = Object.values(
      many(3000, (at) => {
        const gvk = { group: `g${at}.com`, version: 'v1', kind: 'DeleteOptions' };
        const schemas = { 'a.v1.DeleteOptions': { 'x-kubernetes-group-version-kind': [gvk] } };
        const document = {
          openapi: '3.0.0',
          info: { title: 'Kubernetes', version: 'v1.30.0' },
          components: { schemas },
        };
        return [String(at), document];
      }),
    ) as readonly Json[];
    const facts = { lifecycle: [], gates: [], markedFields: [], describedFields: [], deprecatedFields: [] };
    const origin = { form: 'openapi-v3', file: 'api', sha256: '' } as const;
    const { definitions } = snapshotFromV3({ documents, origin }, { release: '1.30', facts });
    assert.equal(definitions['a.v1.DeleteOptions']?.['x-kubernetes-group-version-kind']?.length, 3000);
  });

  it('is read from a folder with links that lead nowhere but to themselves', async function () {
    if (process.platform === 'win32') this.skip();
    const { symlink } = await import('node:fs/promises');
    const { inTemporaryFolder } = await import('../support/temporary.ts');
    const { run } = await import('../support/cli.ts');
    await inTemporaryFolder(async (folder) => {
      await symlink('loop.json', `${folder}/loop.json`);
      for (const path of ['.', 'loop.json']) {
        const { code, stderr } = await run(['snapshot', 'build', path], { cwd: folder });
        assert.equal(code, 2);
        assert.doesNotMatch(stderr, /fault in api-audit/);
      }
    });
  });
});

describe('a saved Snapshot that is not what it says', () => {
  const INFO = {
    release: '1.30',
    preliminary: null,
    madeFrom: [],
    knows: { fields: true, verbs: true, enums: true, subresources: true },
    resources: [{ ...GVK, name: 'foos', namespaced: true, verbs: ['list'] }],
  };
  const snapshotOf = (info: Json, more: Json = {}) =>
    JSON.stringify({
      swagger: '2.0',
      info: {},
      paths: {},
      definitions: {},
      'x-api-audit': { ...INFO, ...info },
      ...more,
    });
  const withFoo = (foo: unknown) => snapshotOf({}, { definitions: { [NAME]: foo } });

  it('is used where it is whole', async () => {
    const { code, stderr } = await audited(withFoo({ properties: { spec: { additionalProperties: true } } }));
    assert.equal(code, 0, stderr);
  });

  for (const [member, text] of [
    ['x-api-audit.release', snapshotOf({ release: '1.9999' })],
    ['x-api-audit.release', snapshotOf({ release: 'v1.30\u001b' })],
    ['x-api-audit.knows', snapshotOf({ knows: null })],
    ['x-api-audit.madeFrom', snapshotOf({ madeFrom: [1] })],
    ['x-api-audit.preliminary', snapshotOf({ preliminary: {} })],
    ['x-api-audit.resources[0]', snapshotOf({ resources: [null] })],
    ['x-api-audit.resources[0]', snapshotOf({ resources: [{ ...GVK, name: 5, namespaced: true, verbs: null }] })],
    ['definitions', snapshotOf({}, { definitions: null })],
    ['paths', snapshotOf({}, { paths: [] })],
    [`definitions["${NAME}"]`, withFoo(null)],
    [`definitions["${NAME}"]`, withFoo({ properties: { a: null } })],
    [`definitions["${NAME}"]`, withFoo({ properties: { a: { $ref: 5 } } })],
    [`definitions["${NAME}"]`, withFoo({ items: [1] })],
    [`definitions["${NAME}"]`, withFoo({ 'x-kubernetes-group-version-kind': [null] })],
    [`definitions["${NAME}"]`, withFoo({ properties: { a: { 'x-api-audit': { stability: 'x' } } } })],
  ] as const) {
    it(`is refused, and what is amiss is named: ${member}`, async () => {
      const { code, stderr } = await audited(text);
      assert.equal(code, 2);
      assert.ok(stderr.includes(`api.json: it is no whole snapshot (${member} is not what it should be)`), stderr);
    });
  }
});

describe('hostile facts and add-ons of the user', () => {
  it('may be many about one kind', async () => {
    const entries = Array.from({ length: 40_000 }, (_, at) => ({ component: `c${at % 3}`, ...GVK, removedIn: '1.1' }));
    checkComponents({ c1: '1.0' }, entries);
  });

  it('are refused where they are not known, by whatever name', async () => {
    const { code, stderr } = await runIn({ 'foo.yaml': FOO }, '.', ['foo.yaml', '--component', '__proto__=1.1']);
    assert.equal(code, 2);
    assert.match(stderr, /There is no known add-on '__proto__'/);
  });
});
