import assert from 'node:assert/strict';
import { readUnrendered } from '../../lib/input/chart-rendered.ts';
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
