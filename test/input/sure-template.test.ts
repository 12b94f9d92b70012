import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFailure } from '../../lib/input/events.ts';
import { partsOf } from '../../lib/input/parts.ts';
import { isSurelyTemplate } from '../../lib/input/sure-template.ts';
import { hasUnrenderedAction, parseYaml } from '../../lib/input/yaml.ts';

const JOB = 'apiVersion: batch/v1\nkind: Job\n';

/** Lines of all sorts of YAML, and of templates. */
const LINES = [
  'a: b',
  'a: {{ x }}',
  '  a: {{ x }}',
  '  a: b',
  '    a: b',
  '  a:',
  '- a: b',
  '- a: {{- x }}-y',
  '  - {{ x }}',
  '    {{ x }}: y',
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
  '{{ ',
  '{{ x }}: y',
  '{{ x: y }}',
  '{{ x }} # said',
  '{{ x }, y}: z',
  '{{ "x" }}: {{ y }}',
  'a: "{{ x "y" }}"',
  '  a: "b-{{ x "y" }}"',
  '- "{{ x "y" }}": b',
  'a: "{{ x " y" }}"',
  'a: "{{ x }}" # said',
  '"{{ x }}": a',
];

describe('isSurelyTemplate', () => {
  it('holds for what no parser takes, or finds an action in, and only for that', () => {
    let sure = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 9 }), fc.boolean(), (lines, returns) => {
        const text = lines.join(returns ? '\r\n' : '\n');
        if (!isSurelyTemplate(text)) return;
        sure++;
        const events = parseYaml(text);
        assert.ok(isFailure(events) || hasUnrenderedAction(events), text);
      }),
      { numRuns: 50_000 },
    );
    assert.ok(sure > 2500, `${sure} of 50,000`);
  });

  for (const [what, text] of [
    ['a mapping with an action at its left', `${JOB}{{- if .Values.on }}\nspec: {}\n{{- end }}\n`],
    ['an action, and then a mapping', `{{- if .Values.on }}\n${JOB}{{- end }}\n`],
    ['an action in the place of a key', `${JOB}{{ x }}: y\n`],
    ['an action at the end of it', `${JOB}spec: >\n  many words\n{{ end }}\n`],
    ['an action in the place of a value', `${JOB}metadata:\n  name: {{ include "shop.name" . }}-web\n`],
    ['an action among keys', `${JOB}metadata:\n  name: "web"\n  {{- if x }}\n  labels:\n`],
    [
      'an apiVersion in pieces',
      'apiVersion: policy/{{ if .Values.old }}v1beta1{{ else }}v1{{ end }}\nkind: PodDisruptionBudget\n',
    ],
    ['a kind in pieces', 'items:\n- kind: Cluster{{- with .x }}Role{{ end }}\n  apiVersion: v1\n'],
    ['an action in an item', 'items:\n- kind: Job\n  name: {{ x }}\n'],
    ['an action with quotes in quotes', `${JOB}metadata:\n  name: "{{ include "shop.name" . }}-web"\n`],
    ['lines that end in carriage returns', `${JOB}metadata:\n  name: {{ x }}\n`.replaceAll('\n', '\r\n')],
    ['comments and a marker before', `# said\n\n---\n# more\n${JOB}{{- end }}\n`],
  ] as const) {
    it(`holds for ${what}`, () => {
      assert.equal(isSurelyTemplate(text), true);
      assert.equal([...partsOf(text)].at(-1)?.type, 'template');
    });
  }

  for (const [what, text] of [
    ['actions in the text of a scalar', `${JOB}data: |\n  {{- if x }}\n`],
    ['words that go on to the right', `${JOB}metadata:\n  name: web\n   {{ x }}: y\n`],
    ['an item that goes on to the right', 'a:\n- words\n  {{ x }}\n'],
    ['words that go on in an action', 'some words\n{{- if x }}\n'],
    ['actions in the next document', `${JOB}---\nwords\n{{- if x }}\n`],
    ['actions behind the end of the document', `${JOB}...\nwords\n{{- if x }}\n`],
    ['no action at all', JOB],
  ] as const) {
    it(`does not hold for ${what}`, () => assert.equal(isSurelyTemplate(text), false));
  }
});
