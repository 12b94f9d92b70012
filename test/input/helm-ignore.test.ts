import assert from 'node:assert/strict';
import { ignoredBy } from '../../lib/input/helm-ignore.ts';

// What Helm 3 leaves out of a chart with such a .helmignore.
const CASES: readonly (readonly [rules: string, ignored: readonly string[], kept: readonly string[]])[] = [
  ['', [], ['templates/a.yaml']],
  ['# templates\n\n', [], ['templates/a.yaml']],
  ['*.bak', ['a.bak', 'templates/b/a.bak'], ['templates/a.bak.yaml']],
  ['old', ['old', 'templates/old', 'templates/old/a.yaml'], ['templates/older']],
  ['templates/*.yaml', ['templates/a.yaml'], ['templates/b/a.yaml', 'charts/a/templates/a.yaml']],
  ['/templates/old', ['templates/old/a.yaml'], ['charts/templates/old']],
  ['old/', ['templates/old/a.yaml'], ['templates/old']],
  ['templates/old/\r\n?.md', ['templates/old/a.yaml', 'a.md'], ['ab.md', 'old/a.yaml']],
  ['a*b*c.yaml', ['abc.yaml', 'templates/a1b2c.yaml', 'abbc.yaml'], ['ac.yaml', 'abc.yml']],
  ['!*.yaml', ['templates', 'a.txt'], ['a.yaml']],
  ['[ab].yaml\n\\a\n**/a', [], ['a.yaml', 'b/a']],
];

describe('ignoredBy', () => {
  for (const [rules, ignored, kept] of CASES) {
    it(`knows what ${JSON.stringify(rules)} leaves out`, () => {
      const isIgnored = ignoredBy(rules);
      assert.deepEqual([...ignored, ...kept].filter(isIgnored), ignored);
    });
  }

  it('takes a time that does not explode with the stars of a rule', () => {
    assert.equal(ignoredBy(`${'a*'.repeat(1000)}b`)('a'.repeat(5000)), false);
  });
});
