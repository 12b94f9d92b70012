import assert from 'node:assert/strict';
import { hostOf, Programs } from '../../../lib/input/source/programs.ts';
import { parseProgram, TooManyNodes } from '../../../lib/input/source/ts-parser.ts';
import { loadTypeScript } from '../../../lib/input/source/typescript.ts';
import { read } from './helpers.ts';

const CRON_JOB = "const a = { apiVersion: 'batch/v1beta1', kind: 'CronJob' };";

/** What the parser goes through more often than once, and how often it stands in a row. */
const TRIED: readonly (readonly [opening: string, times: number])[] = [
  ['a<', 250],
  ['some.name <\n', 250],
  ['({[', 250],
  ['(a=(', 200],
  ['new a<', 250],
  // Without a limit these two would not end.
  ['async(', 60],
  ['async(a => async({[', 40],
];

describe('parseProgram', () => {
  for (const [opening, times] of TRIED) {
    it(`gives up ${times} of ${JSON.stringify(opening)}`, async () => {
      const typescript = await loadTypeScript();
      assert.throws(
        () => parseProgram(typescript, 'a.ts', opening.repeat(times), typescript.ScriptKind.TS),
        TooManyNodes,
      );
    });
  }

  it('takes what real programs hold', async () => {
    const typescript = await loadTypeScript();
    const { TS, TSX, JSX } = typescript.ScriptKind;
    const nested = (open: string, inner: string, close: string, times: number) =>
      open.repeat(times) + inner + close.repeat(times);
    const texts: readonly (readonly [string, number])[] = [
      [`let a: ${nested('Map<string, ', 'number', '>', 20)};`, TS],
      [`f(${nested('a<', 'b', '>', 20)}(1));`, TS],
      [`a = ${nested('[', '1', ']', 100)};`, TS],
      [`a = ${nested('({a:[', '1', ']})', 50)};`, TS],
      [`${nested('async () => { await f(', 'async function () {}', ') }', 30)};`, TS],
      [`a = ${nested('<div a={b < c}>', 'text', '</div>', 60)};`, TSX],
      [`if(${'a<b&&c<d||'.repeat(2000)}1)for(var i=0;i<n;i++)for(;j<m;);`, JSX],
      [`${'for(var i=0;i<n;i++)a[i<b?c<d:e<f]=[a<b,c<d];'.repeat(2000)}`, TS],
    ];
    for (const [text, kind] of texts) {
      const file = parseProgram(typescript, 'a.ts', text, kind);
      assert.deepEqual((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics, [], text.slice(0, 80));
    }
  });

  it('leaves nothing of a text that it gave up in the next one, nor a change of the compiler', async () => {
    const typescript = await loadTypeScript();
    const parse = (text: string) => parseProgram(typescript, 'a.ts', text, typescript.ScriptKind.TS);
    const makers = { ...(typescript as unknown as { objectAllocator: object }).objectAllocator };
    // Where `(` began no arrow function in the first, it does in the second.
    for (const [unread, error] of [
      [`(a = 1);${'async('.repeat(60)}`, TooManyNodes],
      [`(a = 1);${'('.repeat(100_000)}`, RangeError],
    ] as const) {
      assert.throws(() => parse(unread), error);
      const { parseDiagnostics } = parse('(a = 1) => 1;') as unknown as { parseDiagnostics: unknown[] };
      assert.deepEqual(parseDiagnostics, []);
    }
    assert.deepEqual({ ...(typescript as unknown as { objectAllocator: object }).objectAllocator }, makers);
  });
});

describe('a program that the parser gives up', () => {
  it('is an error at its place, and what stands before is read', async () => {
    const { uses, errors } = await read({ 'a.ts': `${CRON_JOB}\n\n  ${'async('.repeat(60)}\n` });
    assert.deepEqual(uses, ['1:25 batch/v1beta1 CronJob']);
    assert.equal(errors.length, 1);
    assert.match(
      errors[0] as string,
      /^3:\d+ this program does not parse.*: too much stands in one another here.*split it/,
    );
  });

  it('is not read at all where what stands before is of the same sort', async () => {
    const { uses, errors } = await read({ 'a.js': `/* k8s */${'async(\n'.repeat(60)}${CRON_JOB}` });
    assert.deepEqual(uses, []);
    assert.equal(errors.length, 1);
    assert.match(errors[0] as string, /too much stands in one another here/);
  });

  it('does not keep the others from being read', async () => {
    const files = [
      { path: 'a.ts', text: `/* k8s */ ${'({['.repeat(600)}` },
      { path: 'b.ts', text: CRON_JOB },
    ];
    const programs = new Programs(hostOf(files));
    const readings = [];
    for (const { path, text } of files) readings.push(await programs.read(path, path, text));
    assert.deepEqual(
      readings.map(({ errors, program }) => [errors.length, program?.uses.length]),
      [
        [1, 0],
        [0, 1],
      ],
    );
  });
});
