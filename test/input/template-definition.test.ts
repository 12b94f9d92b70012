import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '../../lib/audit.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const SPEC = [
  'spec:',
  '  group: harbour.example.com',
  '  scope: Namespaced',
  '  names:',
  '    kind: Berth',
  '    plural: berths',
  '  versions:',
  '    - name: v1',
  '      served: true',
  '      storage: true',
  '      schema:',
  '        openAPIV3Schema:',
  '          type: object',
];
const HEAD = ['apiVersion: apiextensions.k8s.io/v1', 'kind: CustomResourceDefinition', 'metadata:', '  name: berths'];
const LABELS = ['  labels:', '    chart: {{ .Chart.Name }}', '    {{- include "quay.labels" . | nindent 4 }}'];

/** What is said of a Berth of a version, beside a template of these lines. */
async function rules(lines: readonly string[], version = 'v1'): Promise<string[]> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'crd.yaml'), `${lines.join('\n')}\n`);
    await writeFile(join(folder, 'berth.yaml'), `apiVersion: harbour.example.com/${version}\nkind: Berth\n`);
    const { findings } = await audit('.', { cwd: folder, target: '1.30' });
    return findings.map(({ rule, location }) => `${location.file} ${rule}`);
  });
}

describe('a CustomResourceDefinition in a template', () => {
  const known: readonly (readonly [what: string, lines: readonly string[]])[] = [
    ['a value in a label', [...HEAD, '  labels:', '    chart: {{ .Chart.Name }}', ...SPEC]],
    ['labels that a helper prints', [...HEAD, ...LABELS, ...SPEC]],
    [
      'labels that a helper prints behind their key',
      [...HEAD, '  labels: {{- include "quay.labels" . | nindent 4 }}', '    dock: ""', ...SPEC],
    ],
    ['a condition around it', ['{{- if .Values.crds.install }}', ...HEAD, ...LABELS, ...SPEC, '{{- end }}']],
    [
      'a condition in it',
      [...HEAD, ...SPEC, '{{- if .Values.convert }}', '  conversion:', '    strategy: Webhook', '{{- end }}', ...['']],
    ],
    ['a value in its schema', [...HEAD, ...SPEC, '          description: {{ .Values.text }}']],
    [
      'a document before it',
      ['apiVersion: v1', 'kind: Secret', 'metadata: {{ .Values.a }}', '---', ...HEAD, ...LABELS, ...SPEC],
    ],
  ];
  for (const [what, lines] of known) {
    it(`is known with ${what}`, async () => {
      assert.deepEqual(await rules(lines), []);
      assert.deepEqual(await rules(lines, 'v2'), ['berth.yaml unavailable-api']);
    });
  }

  const others: readonly (readonly [what: string, lines: readonly string[]])[] = [
    ['its group is computed', SPEC.map((line) => line.replace('harbour.example.com', '{{ .Values.group }}'))],
    ['its kind is computed', SPEC.map((line) => line.replace('Berth', '{{ .Values.kind }}'))],
    ['a version is computed', SPEC.map((line) => line.replace('name: v1', 'name: {{ .Values.version }}'))],
    ['its versions are computed', [...SPEC.slice(0, 6), '  versions: {{ toYaml .Values.versions | nindent 4 }}']],
    ['a helper prints more of its spec', [...SPEC, '  {{- include "quay.more" . | nindent 2 }}']],
    ['it has no spec', ['data: {{ .Values.data }}']],
  ];
  for (const [what, lines] of others) {
    it(`is not known where ${what}`, async () =>
      assert.deepEqual(await rules([...HEAD, ...LABELS, ...lines]), ['berth.yaml unknown-api']));
  }
});
