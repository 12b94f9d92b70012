import assert from 'node:assert/strict';
import { CROWDS } from '../../fuzz/crowds.ts';
import { SHAPES } from '../../fuzz/shapes.ts';
import { audit, fix } from '../../lib/index.ts';
import { readObjects } from '../../lib/input/objects.ts';
import { readText } from '../../lib/input/read-text.ts';
import type { GridOptions } from '../../lib/report/grid.ts';
import { grid } from '../../lib/report/grid.ts';
import { run } from '../support/cli.ts';

/** More of them than a call can have arguments. */
const MANY = 200_000;

describe('a hostile text', () => {
  for (const { name, make } of SHAPES) {
    it(`ends in a report: ${name}`, async () => {
      const { summary } = await audit({ file: 'a.yaml', text: make(20_000) }, { target: '1.25' });
      assert.equal(summary.audited + summary.passedOver + summary.templates + summary.unread, 1);
    });

    it(`is fixed once and for all: ${name}`, () => {
      const { text } = fix({ file: 'a.yaml', text: make(5000) }, { target: '1.30' });
      assert.deepEqual(fix({ file: 'a.yaml', text }, { target: '1.30' }).changes, []);
    });
  }

  it('may be a template of more lines than a call has arguments', () => {
    const { resources } = readText('a.yaml', `{{ if }}\napiVersion: v1\nkind: Pod\n${'a: b\n'.repeat(MANY)}`);
    assert.equal(resources.length, 1);
  });

  it('may merge more mappings than a call has arguments', () => {
    const { resources } = readText('a.yaml', `x: &a {b: c}\n<<: [${'*a,'.repeat(MANY)}]\napiVersion: v1\nkind: Pod\n`);
    assert.equal(resources[0]?.node?.merged.length, MANY);
  });

  it('may chain more merge keys than the stack is deep', async () => {
    const make = CROWDS.find(({ name }) => name === 'an item at the end of a chain of merge keys')?.make;
    const text = make?.(1_000_000) ?? '';
    const { errors } = await audit({ file: 'a.yaml', text }, { target: '1.30' });
    assert.match(errors[0]?.message ?? '', /aliases stand for more than 1,000,000 values/);
    assert.deepEqual(fix({ file: 'a.yaml', text }, { target: '1.30' }).changes, []);
  });

  it('may have aliases stand for more text than anybody reads', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: &a "${'b'.repeat(100_000)}"\n${Array.from({ length: 21 }, (_, at) => `  b${at}: *a\n`).join('')}`;
    const { errors } = await audit({ file: 'a.yaml', text }, { target: '1.30' });
    assert.match(errors[0]?.message ?? '', /aliases stand for more than 2,000,000 letters of text/);
    assert.equal(errors[0]?.line, 25);
    const fewer = await audit({ file: 'a.yaml', text: text.replace('  b20: *a\n', '') }, { target: '1.30' });
    assert.deepEqual(fewer.errors, []);
  });

  it('may give a pod more volumes than a call has arguments', async () => {
    const volumes = '  - {name: a, emptyDir: {}}\n'.repeat(MANY);
    const text = `apiVersion: v1\nkind: Pod\nspec:\n  containers: [{name: a}]\n  volumes:\n${volumes}`;
    const { summary } = await audit({ file: 'a.yaml', text }, { target: '1.36' });
    assert.equal(summary.audited, 1);
  });

  it('may nest the lists of a template deeper than the stack is', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}items:\n${' '.repeat(at)}- kind: List\n`);
    readText('a.yaml', `{{ if }}\napiVersion: v1\nkind: List\n${lines.join('')}`);
  });

  it('gives a template no more than the pairs that can be meant', () => {
    const arms = Array.from(
      { length: 3000 },
      (_, at) => `{{ if .a${at} }}\napiVersion: v${at + 1}\n{{ else }}\nkind: K${at}\n{{ end }}\n`,
    );
    const { resources } = readText('a.yaml', arms.join(''));
    assert.ok(resources.length > 3000 && resources.length < 100_000, `${resources.length}`);
  });

  it('is an error where a string in a template is longer than the stack can hold', async () => {
    const text = `apiVersion: v1\nkind: Pod\na: {{ if "${'a'.repeat(10_000_000)}" }}{{ end }}\n`;
    const { errors, summary } = await audit({ file: 'a.yaml', text }, { target: '1.36' });
    assert.match(errors[0]?.message ?? '', /something in it is too long/);
    assert.equal(summary.unread, 1);
  });

  it('may have a key as long as a book', async () => {
    const { code, stdout } = await run(['-', '--target', '1.25'], {
      stdin: `apiVersion: apps/v1\nkind: Deployment\nspec:\n  ${':'.repeat(200_000)}: a\n`,
    });
    assert.equal(code, 0);
    assert.ok(stdout.length < 50_000, `${stdout.length}`);
  });

  it('may ask for more kinds of findings than anybody reads', async () => {
    const fields = Array.from({ length: 3000 }, (_, at) => `  k${at}: v\n`).join('');
    const stdin = `apiVersion: apps/v1\nkind: Deployment\nspec:\n${fields}`;
    const { stdout } = await run(['-', '--target', '1.25'], { stdin });
    assert.match(stdout, /\.\.\. and 2500 more findings \(--all, or another --format\)\./);
    const { stdout: json } = await run(['-', '--target', '1.25', '--format', 'json'], { stdin });
    assert.equal(JSON.parse(json).findings.length, 3000);
  });

  it('may call a kind by a name that objects have', async () => {
    const ref = '{apiVersion: extensions/v1beta1, kind: Ingress, name: a}';
    for (const kind of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const text = `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {ref: ${ref}}\n`;
      const { findings } = await audit({ file: 'a.yaml', text }, { target: '1.25' });
      assert.ok(
        findings.some(({ rule }) => rule === 'removed-api'),
        kind,
      );
    }
  });
});

describe('a hostile object', () => {
  it('may have more neighbours that cannot be read than a call has arguments', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const { errors } = await audit({ file: 'a', objects: Array.from({ length: MANY }, () => cyclic) });
    assert.equal(errors.length, MANY);
  });

  it('may be a List of more than a call has arguments', () => {
    const items = Array.from({ length: MANY }, () => ({ apiVersion: 'v1', kind: 'Pod' }));
    assert.equal(readObjects('a', [{ apiVersion: 'v1', kind: 'List', items }]).resources.length, MANY);
  });
});

describe('a table', () => {
  const options: GridOptions = { width: 100 };

  it('shows a thousand places of a finding, and counts the others', async () => {
    const stdin = 'apiVersion: extensions/v1beta1\nkind: Ingress\n---\n'.repeat(1200);
    const { stdout } = await run(['-', '--target', '1.25', '--all'], { stdin });
    assert.match(stdout, /\.\.\. and 200 more \(another --format\)/);
  });

  it('breaks a long line where words end, else after signs, else anywhere', () => {
    const drawn = grid(['a'], [[`${'word '.repeat(30)}${'part/'.repeat(30)}${'x'.repeat(150)}`]], options);
    const cells = drawn.split('\n').filter((line) => line.includes('w') || line.includes('p') || line.includes('x'));
    assert.ok(cells.every((line) => line.length <= 100));
    assert.ok(cells.some((line) => /word +│?$|word {0,4}.$/.test(line)));
    assert.equal(drawn.replace(/[^x]/g, '').length, 150);
    assert.equal(drawn.split('part/').length - 1, 30);
  });
});
