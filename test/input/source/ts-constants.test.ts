import assert from 'node:assert/strict';
import { read } from './helpers.ts';

/** What is known of the apiVersion of a CronJob that is the expression, after these lines and beside these files. */
async function version(
  expression: string,
  lines: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const text = [...lines, `send({ apiVersion: ${expression}, kind: 'CronJob' });`].join('\n');
  const { uses, unresolved } = await read({ 'src/a.ts': text, ...files });
  if (uses.length > 0) return uses.map((use) => use.split(' ')[1]).join(' or ');
  return unresolved.length > 0 ? 'unknown' : 'nothing';
}

describe('an apiVersion in a program', () => {
  const known: readonly [expression: string, ...lines: string[]][] = [
    ["process.env.V || 'batch/v1beta1'"],
    ["given ?? 'batch/v1beta1'"],
    ["<string>'batch/v1beta1'"],
    ["('batch/v1beta1' as string)!"],
    ['v', "let v = 'batch/v1beta1';"],
    ['v', "const { v } = { v: 'batch/v1beta1' };"],
    ['v', "const { version: v } = { version: 'batch/v1beta1' };"],
    ['Version.Batch', "enum Version { None, Batch = 'batch/v1beta1' }"],
    ['names.batch', "const names = Object.freeze({ batch: 'batch/v1beta1' });"],
    ["names['batch']", "const names = { 'batch': 'batch/v1beta1' };"],
    ['names[KEY]', "const KEY = 'batch';", "const names = { [KEY]: 'batch/v1beta1' };"],
    ['names.a', "const names = { [names.a]: 'x', a: 'batch/v1beta1' };"],
    ['v', "const v = w + 'v1beta1', w = 'batch' + '/';"],
    ['All.batch', "class All { static batch = 'batch/v1beta1'; }"],
    ['v', "let v = 'batch/v1beta1';", "if (old) { let w = 'v'; w = 'batch/v1'; }"],
    ['names.a', "const names = { a: 'batch/v1beta1' };", "names.b = 'x'; other.a = 'x';"],
    ['names.a', "const names = { a: 'batch/v1beta1' };", 'function fill(names) { names.a = read(); }'],
  ];
  for (const [expression, ...lines] of known) {
    it(`is known: ${[...lines, expression].join(' ')}`, async () =>
      assert.equal(await version(expression, lines), 'batch/v1beta1'));
  }

  const unknown: readonly [expression: string, ...lines: string[]][] = [
    ["old ? version() : 'batch/v1beta1'"],
    ["'batch/v1' - 'beta1'"],
    ['v', "let v = 'batch/v1';", "v = 'batch/v1beta1';"],
    ['v', "let v = 'batch/v1';", '[v] = pick();'],
    ['v', "let v = 'batch/v1';", '({ v } = load());'],
    ['v', "let v = 'batch/v1';", '({ version: v, ...rest } = load());'],
    ['v', "let v = 'batch/v1';", 'for (v of list) run();'],
    ['v', "let v = 'batch/v1';", 'v ??= given;'],
    ['v', "let { v } = { v: 'batch/v1' };", 'v = given;'],
    ['v', "var v = 'batch/v1';", "if (old) { var v = 'batch/v1beta1'; }"],
    ['names.batch', "const names = { batch: 'batch/v1' };", 'names.batch = process.env.BATCH;'],
    ['names.batch', "const names = { batch: 'batch/v1' };", "names['batch'] = process.env.BATCH;"],
    ['names.batch', "const names = { batch: 'batch/v1' };", '[names.batch] = pick();'],
    ['batch', "const names = { batch: 'batch/v1' };", 'names.batch = read();', 'const { batch } = names;'],
    ['names.batch.v', "const names = { batch: { v: 'batch/v1' } };", 'names.batch.v = read();'],
    ['names.batch.v', "const names = { batch: { v: 'batch/v1' } };", 'names.batch = read();'],
    ['All.batch', "class All { static batch = 'batch/v1'; }", 'All.batch = read();'],
    ['v', "const [v] = ['batch/v1beta1'];"],
    ['v', "const { names: { v } } = { names: { v: 'batch/v1beta1' } };"],
    ['v', 'const v = v;'],
    ['Version.None', 'enum Version { None }'],
    ['Version.Other', "enum Version { Batch = 'batch/v1beta1' }"],
    ['All.other', 'class All { other() {} }'],
    ['names.batch', "const names = { batch: 'batch/v1beta1', ...more };"],
    ['names.batch', "const names = { get batch() { return 'batch/v1beta1'; } };"],
    ['this.version'],
    ['v', "const v = '/'.concat(v), w = v + v;"],
    ['v + v', `const v = '${'x'.repeat(9000)}';`],
    ["(a ? 'x' : 'y') + (a ? 'x' : 'y') + (a ? 'x' : 'y') + (a ? 'x' : 'y') + (a ? 'x' : 'y')"],
  ];
  for (const [expression, ...lines] of unknown) {
    it(`is not known, and said to be: ${[...lines, expression].join(' ')}`, async () =>
      assert.equal(await version(expression, lines), 'unknown'));
  }

  it('is a member of the class around, where it is of this', async () => {
    const { uses } = await read({
      'a.ts': "class A { v = 'batch/v1beta1'; make() { return { apiVersion: this.v, kind: 'CronJob' }; } }",
    });
    assert.deepEqual(uses, ['1:62 batch/v1beta1 CronJob']);
  });

  it('is not known where the class around assigns to it', async () => {
    for (const set of ['this.v = given', '({ v: this.v } = given)', 'this.names.v = given']) {
      const of = set.includes('names') ? 'this.names.v' : 'this.v';
      const { uses, unresolved } = await read({
        'a.ts': `class A { v = 'batch/v1'; names = { v: 'batch/v1' }; constructor(given) { ${set}; } make() { return { apiVersion: ${of}, kind: 'Job' }; } }`,
      });
      assert.deepEqual(uses, [], set);
      assert.equal(unresolved.length, 1, set);
    }
  });

  it('is a member of its own class, whatever another one assigns to', async () => {
    const { uses } = await read({
      'a.ts':
        "class A { #v = 'batch/v1beta1'; make() { return { apiVersion: this.#v, kind: 'CronJob' }; } }\nclass B { #v = 'batch/v1'; set(v) { this.#v = v; } }",
    });
    assert.deepEqual(uses, ['1:63 batch/v1beta1 CronJob']);
  });

  it('is not the constant outside, where what is caught has its name', async () => {
    const { uses, unresolved } = await read({
      'a.ts':
        "const v = 'batch/v1';\ntry { run(); } catch (v) { send({ apiVersion: v, kind: 'CronJob' }); }\ntry { run(); } catch { send({ apiVersion: v, kind: 'Job' }); }",
    });
    assert.deepEqual([uses, unresolved], [['3:43 batch/v1 Job'], ['2:47 v']]);
  });

  it('is not known where another file, or this one, assigns to a member of what one of them exports', async () => {
    const set = 'names.batch = process.env.BATCH;';
    const names = "export const names = { batch: 'batch/v1' };";
    const lines = ["import { names } from './constants';"];
    assert.equal(await version('names.batch', lines, { 'src/constants.ts': names }), 'batch/v1');
    assert.equal(await version('names.batch', [...lines, set], { 'src/constants.ts': names }), 'unknown');
    assert.equal(await version('names.batch', lines, { 'src/constants.ts': `${names} ${set}` }), 'unknown');
  });

  const files: Readonly<Record<string, string>> = {
    'src/names.ts': "export const V = 'batch/v1beta1';",
    'src/again.ts':
      "export { V as W } from './names';\nexport * as all from './names';\nconst own = 'batch/v1beta1';\nexport { own as X };\nexport { Y } from 'package';\nexport default own;",
    'src/common.js': "'use strict';\nexports.V = 'batch/v1beta1';\nmodule.exports.W = 'batch/v1beta1';",
    'src/whole.js': "module.exports = 'batch/v1beta1';",
    'src/object.js': "module.exports = { V: 'batch/v1beta1' };",
    'src/spread.js': "module.exports = { V: 'batch/v1beta1', ...more };",
  };
  const imported: readonly [expression: string, line: string, isKnown: boolean][] = [
    ['V', "import { V } from './names';", true],
    ['names.V', "import * as names from './names';", true],
    ['names.other', "import * as names from './names';", false],
    ['names.V', "const names = await import('./names');", true],
    ['W', "import { W } from './again';", true],
    ['X', "import { X } from './again';", true],
    ['Y', "import { Y } from './again';", false],
    ['V', "import V, { type T } from './again';", true],
    ['V', "import V from './none';", false],
    ['V', "import { V } from './common';", true],
    ['W', "import { W } from './common';", true],
    ['X', "import { X } from './common';", false],
    ['all.V', "const all = require('./common');", true],
    ['V', "const { V } = require('./common');", true],
    ['W', "const { V: W } = require('./object');", true],
    ['X', "const { X } = require('./common');", false],
    ['V', "import V from './whole';", true],
    ['V', "import { V } from './whole';", false],
    ['V', "import { V } from './object';", true],
    ['V', "import { V } from './spread';", false],
  ];
  for (const [expression, line, isKnown] of imported) {
    it(`is ${isKnown ? '' : 'not '}known: ${line} ${expression}`, async () =>
      assert.equal(await version(expression, [line], files), isKnown ? 'batch/v1beta1' : 'unknown'));
  }
});

describe('an object into which more is spread', () => {
  it('is what it says itself, wherever the spread stands', async () => {
    for (const text of [
      "send({ apiVersion: 'batch/v1beta1', kind: 'CronJob', ...rest });",
      "send({ ...rest, apiVersion: 'batch/v1beta1', kind: 'CronJob' });",
      "const kind = 'CronJob'; send({ apiVersion: 'batch/v1beta1', ...rest, kind, ...more });",
    ]) {
      const { uses, unresolved } = await read({ 'a.ts': text });
      assert.deepEqual(
        uses.map((use) => use.slice(use.indexOf(' ') + 1)),
        ['batch/v1beta1 CronJob'],
        text,
      );
      assert.deepEqual(unresolved, [], text);
    }
  });

  it('is none where only a run tells whether it has an apiVersion at all', async () => {
    for (const text of [
      "send({ ...rest, kind: 'CronJob' });",
      "send({ ...rest, metadata: { name: 'apiVersion' } });",
    ]) {
      const { uses, unresolved } = await read({ 'a.ts': text });
      assert.deepEqual([uses, unresolved], [[], []], text);
    }
  });

  it('is not known where it is said by what is no value', async () => {
    const { uses, unresolved } = await read({
      'a.ts': "send({ get apiVersion() { return 'batch/v1beta1'; }, kind: 'CronJob', ...rest });",
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, ["1:60 'CronJob'", '1:34 batch/v1beta1']);
  });

  it('is not known where what is spread has an apiVersion, and only a run tells which', async () => {
    for (const text of [
      "const base = { apiVersion: 'batch/v1' }; base.apiVersion = read(); send({ ...base, kind: 'CronJob' });",
      "const base = { apiVersion: 'batch/v1' }; send({ ...base, ...rest, kind: 'CronJob' });",
    ]) {
      const { uses, unresolved } = await read({ 'a.ts': text });
      assert.deepEqual(uses, [], text);
      assert.equal(unresolved.length, 1, text);
    }
  });

  it('is what the spread says, where the input tells', async () => {
    const { uses } = await read({
      'a.ts': "const base = { kind: 'Job' };\nsend({ apiVersion: 'batch/v1', kind: 'CronJob', ...base });",
    });
    assert.deepEqual(uses, ['2:20 batch/v1 Job']);
  });
});

describe('an object of which a part is known', () => {
  const heads: readonly [head: string, isOpen: boolean][] = [
    ["apiVersion: 'batch/v1beta1', kind: kinds[i]", true],
    ["apiVersion: versions[i], kind: 'CronJob'", true],
    [`apiVersion: \`\${g}/\${v}\`, kind: \`\${k}\``, true],
    ["apiVersion: a + b, kind: 'CronJob'", true],
    ["apiVersion: pick(), kind: 'CronJob'", true],
    ['apiVersion: pick(), kind: pick()', false],
    ["apiVersion: '', kind: 'CronJob'", false],
    ['apiVersion: v, kind: null', false],
  ];
  for (const [head, isOpen] of heads) {
    it(`${isOpen ? 'is' : 'is not'} listed as not known: { ${head} }`, async () => {
      const { uses, unresolved } = await read({ 'a.ts': `send({ ${head} });` });
      assert.deepEqual(uses, []);
      assert.equal(unresolved.length, isOpen ? 1 : 0);
    });
  }

  it('is none where a list of apiVersions has one that only a run tells, or a type says no more than that it is a text', async () => {
    for (const text of [
      "class A { static kind = 'CronJob'; static apiVersion = ['batch/v1beta1', v()]; }",
      "interface A { apiVersion: string; kind: 'CronJob' }",
      "class A { apiVersion() { return 'batch/v1beta1'; } kind = 'CronJob'; }",
      "it.apiVersion = 'batch/v1beta1'; other.kind = 'CronJob';",
      "if (it) it.apiVersion = 'batch/v1beta1';",
      "it['apiVersion'] = 'batch/v1beta1'; it['kind'] = 'CronJob';",
    ])
      assert.deepEqual((await read({ 'a.ts': text })).uses, [], text);
  });

  it('is known where types and assignments say it in other ways', async () => {
    for (const text of [
      "type Job = { apiVersion: 'batch/v1beta1'; kind: 'CronJob' };",
      "class Job { apiVersion: 'batch/v1beta1'; kind: 'CronJob' = 'CronJob'; }",
      "if (it) { it.apiVersion = 'batch/v1beta1'; it.kind = 'CronJob'; }",
    ])
      assert.equal((await read({ 'a.ts': text })).uses.length, 1, text);
  });

  it('is known in a table of resources', async () => {
    const { uses } = await read({
      'a.ts': [
        "const kinds = [{ group: 'batch', version: 'v1beta1', resource: 'cronjobs' },",
        "  { group: 'batch', version: given, plural: 'cronjobs' }, { ...more, plural: 'cronjobs' }];",
      ].join('\n'),
    });
    assert.deepEqual(uses, ['1:16 batch/v1beta1 CronJob']);
  });
});
