import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFailure } from '../../lib/input/events.ts';
import { isSurelyTemplate, partsOf } from '../../lib/input/parts.ts';
import { parseYaml } from '../../lib/input/yaml.ts';

const JOB = 'apiVersion: batch/v1\nkind: Job\n';

/** Lines of all sorts of YAML, and of templates. */
const LINES = [
  'a: b',
  'a: |',
  'a: >-',
  'a: "q',
  "a: 'q",
  'a: {',
  'a: [',
  'a: &x',
  'a: !t',
  'a:',
  'a: # said',
  '# said',
  '',
  '  deep',
  '  deep: er',
  '- item',
  '"',
  "'",
  '}',
  ']',
  'plain words',
  '? key',
  ': value',
  '---',
  '--- |',
  '--- "q',
  '--- # said',
  '...',
  '%YAML 1.2',
  '\t',
  '{{ y }}',
  '{{- if x }}',
  '{{- end }}',
  '{{- end -}}',
  '  {{- if x }}',
  '{{- ',
];

describe('isSurelyTemplate', () => {
  it('holds for what no parser takes, and only for that', () => {
    let sure = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 9 }), (lines) => {
        const text = lines.join('\n');
        if (!isSurelyTemplate(text)) return;
        sure++;
        assert.ok(isFailure(parseYaml(text)), text);
      }),
      { numRuns: 20_000 },
    );
    assert.ok(sure > 500, `${sure} of 20,000`);
  });

  for (const [what, text] of [
    ['a mapping with an action at its left', `${JOB}{{- if .Values.on }}\nspec: {}\n{{- end }}\n`],
    ['an action, and then a mapping', `{{- if .Values.on }}\n${JOB}{{- end }}\n`],
    ['comments and a marker before', `# said\n\n---\n# more\n${JOB}{{- end }}\n`],
  ] as const) {
    it(`holds for ${what}`, () => {
      assert.equal(isSurelyTemplate(text), true);
      assert.equal([...partsOf(text)].at(-1)?.type, 'template');
    });
  }

  for (const [what, text] of [
    ['actions in the text of a scalar', `${JOB}data: |\n  {{- if x }}\n`],
    ['an action that may be a key', `${JOB}{{ x }}: y\n`],
    ['words that go on in an action', 'some words\n{{- if x }}\n'],
    ['actions in the next document', `${JOB}---\nwords\n{{- if x }}\n`],
    ['no action at all', JOB],
  ] as const) {
    it(`does not hold for ${what}`, () => assert.equal(isSurelyTemplate(text), false));
  }
});
