import assert from 'node:assert/strict';
import { PROGRAM_CROWDS } from '../../fuzz/program-crowds.ts';
import { HEADS, PROGRAM_SHAPES } from '../../fuzz/program-shapes.ts';
import { seeds } from '../../fuzz/seeds.ts';
import { audit } from '../../lib/index.ts';
import { GO, HCL } from '../../lib/input/source/languages.ts';
import { membersOf, tokensOf, Unreadable } from '../../lib/input/source/tokens.ts';

describe('a hostile program', () => {
  for (const { name, ending, make } of [...PROGRAM_SHAPES, ...PROGRAM_CROWDS]) {
    it(`ends in a report: ${name} in .${ending}`, async () => {
      const { summary } = await audit({ file: `a.${ending}`, text: make(20_000) }, { target: '1.30' });
      assert.equal(summary.audited + summary.passedOver + summary.unread, 1);
    });
  }

  it('is made of one that uses an API, in each language', async () => {
    const { programs } = seeds();
    const endings = [...new Set(programs.map(({ ending }) => ending))].sort();
    assert.deepEqual(endings, ['cue', 'go', 'java', 'js', 'jsonnet', 'py', 'rb', 'rs', 'sh', 'tf', 'ts']);
    for (const { ending, text } of programs.filter(({ text }) => text.length > 100)) {
      const { summary } = await audit({ file: `a.${ending}`, text }, { target: '1.30' });
      assert.ok(summary.uses > 0, text);
    }
  });

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
    for (const [ending, open] of [
      ['rs', 'r#"'],
      ['rs', '\\"\n'],
      ['jsonnet', "\\'\n"],
      ['rb', '<<~A\n'],
      ['rb', '\\"\\\n'],
      ['java', '\\"\\\n'],
      ['kt', "\\'\\\n"],
      ['py', "\\'\\\n"],
    ] as const) {
      const opened = await audit({ file: `a.${ending}`, text: `k8s ${open.repeat(20_001)}` }, { target: '1.30' });
      assert.match(opened.errors[0]?.message ?? '', /not read: too many strings or comments/, open);
    }
    assert.throws(() => tokensOf('/* '.repeat(1000), GO), Unreadable);
    assert.equal(tokensOf('/* '.repeat(10), GO).length, 20);
  });

  it('may shift bits as often as it likes, and have texts of nothing: these are no strings without an end', async () => {
    const shifts = Array.from({ length: 500 }, (_, at) => `var flag${at} = 1 << ${at % 32} + len(\`\`)\n`).join('');
    for (const [ending, text] of [
      ['go', `${HEADS.go}${shifts}var job v1beta1.CronJob\n`],
      ['py', `${HEADS.py}${'flag = 1 << 3\n'.repeat(500)}api = client.BatchV1beta1Api()\n`],
      ['rb', `${'jobs << job << JOB\n'.repeat(500)}api = Kubernetes::BatchV1beta1Api.new\n`],
      ['cs', `${'var a = @""; var b = $"";\n'.repeat(500)}var job = new V1beta1CronJob(); // k8s\n`],
      ['rs', `${"let a = r#\"\"#; let b = ''; let c: &'static str;\n".repeat(500)}V1beta1CronJob; // k8s\n`],
    ] as const) {
      const { errors, findings } = await audit({ file: `a.${ending}`, text }, { target: '1.30' });
      assert.deepEqual(errors, []);
      assert.ok(findings.length > 0);
    }
  });

  it('may have a string that is millions of letters long: it is named for what it is, and the others are read', async () => {
    const text = `# kubernetes\ntext = "${'a'.repeat(9_900_000)}"\n`;
    const old = { file: 'old.yaml', text: 'apiVersion: batch/v1beta1\nkind: CronJob\n' };
    const { errors, findings } = await audit([{ file: 'a.py', text }, old], { target: '1.30' });
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['this program was not read: a string or comment in it is too long; split it, or leave it out'],
    );
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['removed-api'],
    );
  });

  it('may have more escapes in a string than a call has arguments', async () => {
    const escapes = '\\x41'.repeat(200_000);
    for (const [ending, text] of [
      ['ts', `${HEADS.ts}const a = \`/apis/batch/v1beta1/cronjobs ${escapes}\${b}\`;\n`],
      ['py', `${HEADS.py}a = f"/apis/batch/v1beta1/cronjobs ${escapes}{b}"\n`],
    ] as const) {
      const { errors, findings } = await audit({ file: `a.${ending}`, text }, { target: '1.30' });
      assert.deepEqual(errors, []);
      assert.ok(findings.length > 0);
    }
  });

  it('has words with dashes where its language has', () => {
    assert.deepEqual(
      tokensOf('a-b', GO).map(({ text }) => text),
      ['a', '-', 'b'],
    );
    assert.deepEqual(
      tokensOf('a-b c-', HCL, true).map(({ text }) => text),
      ['a-b', 'c', '-'],
    );
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
