import assert from 'node:assert/strict';
import { audit } from '../../lib/index.ts';
import { GO } from '../../lib/input/source/languages.ts';
import { membersOf, tokensOf, Unreadable } from '../../lib/input/source/tokens.ts';

/** What makes each language's reader look at a file at all. */
const HEADS = {
  ts: 'import * as k8s from "@kubernetes/client-node";\n',
  go: 'package a\nimport v1beta1 "k8s.io/api/batch/v1beta1"\n',
  py: 'from kubernetes import client\n',
  tf: 'apiVersion = 1\n',
} as const;

const UNITS = [
  '(',
  '{',
  '[',
  '"',
  "'",
  '`',
  '\\"',
  '/* ',
  '/*',
  '<<A\n',
  '"""',
  '"""\\',
  'f(a, ',
  '{kind: ',
  '${',
  'a.',
  '\0',
];

describe('a hostile program', () => {
  for (const [ending, head] of Object.entries(HEADS)) {
    for (const unit of UNITS) {
      it(`ends in a report: ${JSON.stringify(unit)} in .${ending}`, async () => {
        const text = head + unit.repeat(20_000 / unit.length);
        const { summary } = await audit({ file: `a.${ending}`, text }, { target: '1.30' });
        assert.equal(summary.audited + summary.passedOver + summary.unread, 1);
      });
    }
  }

  it('may be deeper than the stack is: it is named, and the others are read', async () => {
    const text = `${HEADS.ts}const o = { apiVersion: "batch/v1beta1"${' + "a"'.repeat(20_000)}, kind: "CronJob" };\n`;
    const old = { file: 'b.ts', text: 'const o = { apiVersion: "batch/v1beta1", kind: "CronJob" };\n' };
    const { errors, findings } = await audit([{ file: 'a.ts', text }, old], { target: '1.30' });
    assert.match(errors[0]?.message ?? '', /not read: expressions in it stand in one another/);
    assert.deepEqual(
      findings.map(({ location }) => location.file),
      ['b.ts'],
    );
  });

  it('may begin thousands of strings that do not end: it is given up, and named', async () => {
    const text = `${HEADS.go}${'/* '.repeat(20_000)}`;
    const { errors } = await audit({ file: 'a.go', text }, { target: '1.30' });
    assert.match(errors[0]?.message ?? '', /not read: too many strings or comments/);
    assert.throws(() => tokensOf('/* '.repeat(1000), GO), Unreadable);
    assert.equal(tokensOf('/* '.repeat(10), GO).length, 20);
  });

  it('may shift bits as often as it likes, and have texts of nothing: these are no strings without an end', async () => {
    const shifts = Array.from({ length: 500 }, (_, at) => `var flag${at} = 1 << ${at % 32} + len(\`\`)\n`).join('');
    for (const [ending, text] of [
      ['go', `${HEADS.go}${shifts}var job v1beta1.CronJob\n`],
      ['py', `${HEADS.py}${'flag = 1 << 3\n'.repeat(500)}api = client.BatchV1beta1Api()\n`],
    ] as const) {
      const { errors, findings } = await audit({ file: `a.${ending}`, text }, { target: '1.30' });
      assert.deepEqual(errors, []);
      assert.ok(findings.length > 0);
    }
  });

  it('does not look at each sign again for each that stands around it', () => {
    /** How often tokens are read to find the members of all parentheses. */
    const readsOf = (count: number): number => {
      let reads = 0;
      const tokens = new Proxy(tokensOf('('.repeat(count), GO), {
        get: (list, key, receiver) => {
          reads++;
          return Reflect.get(list, key, receiver);
        },
      });
      for (let at = 0; at < count; at++) membersOf(tokens, at, '');
      return reads;
    };
    const [few, many] = [readsOf(100), readsOf(400)];
    assert.ok(many < few * 5, `${few} reads of 100 parentheses, ${many} of 400`);
  });
});
