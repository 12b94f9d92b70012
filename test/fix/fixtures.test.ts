import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../lib/audit.ts';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { fix } from '../../lib/fix/fix.ts';
import type { Migration } from '../../lib/fix/migrations.ts';
import { leftMessage } from '../../lib/report/fix-messages.ts';
import { fixture } from '../support/cli.ts';

const FOLDER = fixture('fix');
const names = readdirSync(FOLDER).sort();

/** What the cluster is said to have in the fixtures that turn on it. */
const KNOWN = { ingressClasses: new Set(['inner']) };

function contentOf(name: string, file: string): string | null {
  const path = join(FOLDER, name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** The text of a fixture, and the release that its first line names. */
function before(name: string): { readonly text: string; readonly options: { readonly target?: string } } {
  const text = contentOf(name, 'before.yaml') as string;
  const target = /^# target: (\S+)/.exec(text)?.[1];
  return { text, options: { ...(target === undefined ? {} : { target }) } };
}

describe('the fixtures of fix', () => {
  const migrations = bundledFacts<Migration>('migrations.json');

  it('have one for every move of the migration guide', () => {
    assert.ok(migrations.length > 50);
    const missing = migrations
      .map(({ from }) => from.toLowerCase().replace(/[/ ]/g, '-'))
      .filter((name) => !names.includes(name));
    assert.deepEqual(missing, []);
  });

  for (const { from, to, changes } of migrations.filter((migration) => migration.to !== null)) {
    if (changes.length > 0) continue;
    it(`change the apiVersion of ${from} alone`, () => {
      const name = from.toLowerCase().replace(/[/ ]/g, '-');
      const { text, options } = before(name);
      const { changes: made } = fix(text, options);
      const [move] = made.filter(({ step }) => step.ground === 'schemas-agree');
      assert.equal(move?.step.op === 'set' && move.step.value, to?.split(' ')[0]);
    });
  }
});

for (const name of names) {
  describe(`fix, of ${name}`, () => {
    const { text, options } = before(name);
    const after = contentOf(name, 'after.yaml');
    const result = fix({ file: 'before.yaml', text }, { ...options, known: KNOWN });

    it(after === null ? 'leaves the text as it is' : 'gives the text that is written down', () => {
      assert.equal(result.text, after ?? text);
      assert.equal(result.changes.length > 0, after !== null);
    });

    it('says what is left, and why', () => {
      const left = result.left.map((item) => `${leftMessage(item)}\n`).join('');
      assert.equal(left, contentOf(name, 'left.txt') ?? '');
    });

    it('changes nothing more the second time', () => {
      const again = fix(result.text, { ...options, known: KNOWN });
      assert.equal(again.text, result.text);
      assert.deepEqual(again.changes, []);
    });

    it('gives what an audit has nothing to say against that it did not leave', async () => {
      const { findings } = await audit({ file: 'after.yaml', text: result.text }, options);
      const wrong = findings
        .filter(({ via }) => via === 'resource' || via === 'template')
        .filter(
          ({ rule }) => rule === 'removed-api' || rule === 'unavailable-api' || (rule as string) === 'unknown-field',
        )
        .filter(({ subject }) => !result.left.some(({ gvk }) => gvk.kind === subject.kind));
      assert.deepEqual(wrong, []);
    });
  });
}
