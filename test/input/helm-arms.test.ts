import assert from 'node:assert/strict';
import { armIndex, armsOf, wordsOf } from '../../lib/input/helm-arms.ts';
import { actionsOf } from '../../lib/input/template-actions.ts';

const CAPABILITIES = { release: '1.25', apis: new Set(['policy/v1']), groups: new Set(['policy', 'extensions']) };

const has = (api: string) => `if .Capabilities.APIVersions.Has "${api}"`;

/** The guard of each letter of a template, and the beginning of the innermost arm that it stands in. */
function armsAt(text: string): Record<string, string> {
  const { guardAt, innermostAt } = armIndex(armsOf(text, actionsOf(text), CAPABILITIES));
  const plain = text.replace(/\{\{.*?\}\}/g, (action) => ' '.repeat(action.length));
  return Object.fromEntries(
    [...plain.matchAll(/\S/g)].map(({ 0: letter, index }) => [
      letter,
      `${guardAt(index)} ${text[innermostAt(index)?.start ?? -1] ?? ''}`.trim(),
    ]),
  );
}

describe('armIndex', () => {
  it('tells the innermost arm, and the guard of all that are around', () => {
    const text = `a{{ ${has('policy/v1')} }}b{{ if .x }}c{{ ${has('extensions/v1beta1')} }}d{{ if .y }}e{{ end }}f{{ else }}g{{ end }}h{{ end }}i{{ else }}j{{ end }}k`;
    assert.deepEqual(armsAt(text), {
      a: 'null',
      b: 'taken b',
      c: 'taken c',
      d: 'not-taken d',
      e: 'not-taken e',
      f: 'not-taken d',
      g: 'taken g',
      h: 'taken c',
      i: 'taken b',
      j: 'not-taken j',
      k: 'null',
    });
  });

  it('knows of an arm without a letter, and of none that does not end', () => {
    const text = `a{{ if .x }}{{ else if .y }}{{ end }}b{{ ${has('policy/v1')} }}c`;
    assert.deepEqual(armsAt(text), { a: 'null', b: 'null', c: 'null' });
    const { innermostAt } = armIndex(armsOf(text, actionsOf(text), CAPABILITIES));
    assert.equal(innermostAt(text.indexOf('{{ else'))?.end, text.indexOf('{{ else'));
  });
});

describe('wordsOf', () => {
  for (const [action, words] of [
    ['{{ a }}', 'a'],
    ['{{- a -}}', 'a'],
    ['{{-a-}}', 'a'],
    ['{{  -a }}', '-a'],
    ['{{-}}', ''],
    ['{{}}', ''],
  ] as const) {
    it(`gives ${JSON.stringify(words)} of ${action}`, () =>
      assert.equal(wordsOf(action, { start: 0, end: action.length, role: 'print', trims: false }), words));
  }
});
