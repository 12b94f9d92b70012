import assert from 'node:assert/strict';
import { readRendered, readUnrendered } from '../../lib/input/chart-rendered.ts';
import { collectHelpers } from '../../lib/input/helm-helpers.ts';

const COUNT = 8000;
const document = (at: number) =>
  `---\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: quay-${at}\n`;

describe('readUnrendered', () => {
  for (const section of ['crds', 'templates'] as const) {
    it(`reads a large file of ${section} in portions, each at its place`, () => {
      const printed = Array.from({ length: COUNT }, (_, at) => document(at)).join('');
      const text = section === 'crds' ? printed : printed.replaceAll('name: quay', 'name: {{ .Release.Name }}');
      const file = { file: 'quay/a.yaml', section, sources: [], content: Buffer.from(text) };
      const capabilities = { release: '1.25', apis: new Set<string>(), groups: new Set<string>() } as const;
      const readings = [...readUnrendered([file], { helpers: collectHelpers([text]), capabilities })];
      assert.ok(readings.length > 1);
      assert.deepEqual(
        readings.map(({ continues }) => continues === true),
        readings.map((_, at) => at < readings.length - 1),
      );
      const resources = readings.flatMap((reading) => reading.resources);
      assert.deepEqual(
        resources.map(({ document: index, source, offset }) => [index, source.lines.position(offset).line]),
        Array.from({ length: COUNT }, (_, at) => [at, 5 * at + 2]),
      );
    });
  }

  it('takes a byte order mark before a document of a template for nothing', () => {
    const text = `${document(0)}---\n\uFEFFapiVersion: batch/v1beta1\nkind: CronJob\nspec: {{ .Values.tide }}\n`;
    const capabilities = { release: '1.25', apis: new Set<string>(), groups: new Set<string>() } as const;
    for (const section of ['crds', 'templates'] as const) {
      const file = { file: 'quay/a.yaml', section, sources: [], content: Buffer.from(text) };
      const [reading] = [...readUnrendered([file], { helpers: collectHelpers([text]), capabilities })];
      assert.deepEqual(
        reading?.resources.map(({ gvk, source, offset }) => [gvk.kind, source.lines.position(offset)]),
        [
          ['PodDisruptionBudget', { line: 2, column: 13 }],
          ['CronJob', { line: 7, column: 13 }],
        ],
      );
    }
  });
});

describe('a template whose conditions do not hold at the Target', () => {
  const BUDGET = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n';
  const OLD = '{{- if semverCompare "<1.21-0" .Capabilities.KubeVersion.Version }}\n';
  const NEW = OLD.replace('<', '>=');

  function passedOver(text: string) {
    const file = { file: 'quay/a.yaml', section: 'templates', sources: [], content: Buffer.from(text) } as const;
    const capabilities = { release: '1.25', apis: new Set<string>(), groups: new Set<string>() } as const;
    const [reading] = readUnrendered([file], { helpers: collectHelpers([text]), capabilities });
    return reading?.passedOver;
  }

  it('is passed over for that', () => {
    assert.equal(passedOver(`${OLD}${BUDGET}{{- end }}\n`), 'not-taken');
    assert.equal(passedOver(`${OLD}{{ include "quay.budget" . }}\n{{- end }}\n`), 'not-taken');
  });

  it('is passed over for what it is where it holds no object all the same', () => {
    assert.equal(passedOver(`${OLD}tier: old\n{{- end }}\n`), 'not-kubernetes');
    assert.equal(passedOver(`{{ define "quay.v" }}${OLD}v1{{ end }}{{ end }}\n`), 'not-kubernetes');
  });

  it('is not passed over where they hold', () => assert.equal(passedOver(`${NEW}${BUDGET}{{- end }}\n`), null));
});

describe('what Helm printed of a template with a branch that the Target does not take', () => {
  const budget = (name: string, version = 'policy/v1beta1') =>
    `apiVersion: ${version}\nkind: PodDisruptionBudget\nmetadata:\n  name: ${name}\n`;
  const guarded = (guard: string, name = '{{ .Release.Name }}') =>
    `{{- if ${guard} }}\n${budget(name)}{{- end }}\n---\n`;
  const IS_OLD = 'semverCompare "<1.25-0" .Capabilities.KubeVersion.Version';
  const HAS_OLD = '.Capabilities.APIVersions.Has "policy/v1beta1/PodDisruptionBudget"';

  /** The guards of what Helm printed, and the lines it stands at. */
  function guards(template: string, ...names: readonly string[]) {
    const printed = names.map((name) => `---\n# Source: quay/templates/a.yaml\n${budget(name)}`).join('');
    const capabilities = { release: '1.25', apis: new Set(['policy/v1']), groups: new Set(['policy']) } as const;
    const file = {
      file: 'quay/templates/a.yaml',
      section: 'templates',
      sources: ['quay/templates/a.yaml'],
      content: Buffer.from(template),
    } as const;
    const [reading] = readRendered('quay', [file], [printed], { helpers: new Map(), capabilities });
    return reading?.resources.map(({ source, offset, name }) => {
      return [name, source.lines.position(offset).line, source.originOf?.(offset)?.guarded ?? null];
    });
  }

  it('was printed of that branch where Helm may have taken it, by its own list of APIs', () => {
    assert.deepEqual(guards(guarded(HAS_OLD), 'quay'), [['quay', 2, 'not-taken']]);
    assert.deepEqual(guards(guarded(HAS_OLD, 'quay'), 'quay'), [['quay', 2, 'not-taken']]);
    const beside = '{{ include "quay.more" . }}\n---\nkind: Tide\nspec: {{ .Values.tide }}\n';
    assert.deepEqual(guards(guarded(HAS_OLD) + beside, 'quay'), [['quay', 2, 'not-taken']]);
  });

  it('was printed elsewhere where Helm knows the same as the Target', () => {
    const template = guarded(IS_OLD) + budget('crane', '{{ .Values.api }}');
    assert.deepEqual(guards(template, 'crane'), [['crane', 8, null]]);
    const served = guarded('not (.Capabilities.APIVersions.Has "policy/v1")') + budget('crane', '{{ .Values.api }}');
    assert.deepEqual(guards(served, 'crane'), [['crane', 8, null]]);
  });

  it('was printed at any Target where a value has Helm take the branch', () => {
    const template = `{{- $v := default .Capabilities.KubeVersion.Version .Values.kubeVersion }}\n${guarded('semverCompare "<1.25-0" $v')}`;
    assert.deepEqual(guards(template, 'quay'), [['quay', 3, null]]);
  });

  it('may have been printed elsewhere where something there is computed, unless its name says otherwise', () => {
    const computed = budget('{{ .Values.name }}', '{{ .Values.api }}');
    assert.deepEqual(guards(guarded(HAS_OLD) + computed, 'crane'), [['crane', 2, null]]);
    assert.deepEqual(guards(guarded(HAS_OLD, 'quay') + computed, 'crane', 'quay'), [
      ['crane', 8, null],
      ['quay', 2, 'not-taken'],
    ]);
  });
});
