import assert from 'node:assert/strict';
import { collectHelpers } from '../../lib/input/helm-helpers.ts';
import { scopeIn } from '../../lib/input/helm-printed.ts';

const CAPABILITIES = {
  release: '1.36',
  apis: new Set(['policy/v1']),
  groups: new Set(['policy', 'extensions']),
} as const;

const VERSION = '.Capabilities.KubeVersion.Version';

/** What is known of a helper of this body: what it prints, and whether it asks for the cluster. */
function printed(body: string, ...others: readonly string[]) {
  const helpers = collectHelpers([`{{ define "a" }}${body}{{ end }}`, ...others]);
  const known = scopeIn({ helpers, capabilities: CAPABILITIES }).helper('a');
  return known && [known.value, known.asks];
}

describe('what a helper prints', () => {
  const cases: readonly (readonly [body: string, value: string | undefined, asks: boolean])[] = [
    [`{{ if .Values.on }}{{ .Values.on }}{{ end }}`, undefined, false],
    [`{{ if .Values.on }}yes{{ else }}{{ .Values.on }}{{ end }}`, undefined, false],
    [`{{- ${VERSION} -}}`, 'v1.36.0', true],
    [`{{ default ${VERSION} .Values.kubeVersion }}`, 'v1.36.0', true],
    [`{{ if .Values.v }}{{ .Values.v }}{{ else }}{{ ${VERSION} }}{{ end }}`, 'v1.36.0', true],
    [
      `{{- if .Values.global.kubeVersion }}{{- .Values.global.kubeVersion -}}{{- else }}{{ ${VERSION} }}{{ end }}`,
      'v1.36.0',
      true,
    ],
    [`{{ with .Values.v }}{{ . }}{{ else }}{{ ${VERSION} }}{{ end }}`, 'v1.36.0', true],
    [
      `{{- if .Values.global }}{{- if .Values.global.v }}{{- .Values.global.v -}}{{- else }}{{- default ${VERSION} .Values.v -}}{{- end }}{{- else }}{{- default ${VERSION} .Values.v -}}{{- end }}`,
      'v1.36.0',
      true,
    ],
    [`{{- $v := ${VERSION} }}{{ $v }}`, 'v1.36.0', true],
    [`{{ semverCompare "<1.25-0" ${VERSION} }}`, 'false', true],
    [`{{ if semverCompare "<1.25-0" ${VERSION} }}true{{ end }}`, '', true],
    [`{{ if semverCompare "<1.25-0" ${VERSION} }}\n  true\n{{ else }}\n  false\n{{ end }}`, 'false', true],
    [`{{ if and .Values.old (.Capabilities.APIVersions.Has "policy/v1") }}true{{ end }}`, undefined, true],
    [`{{ if .Values.a }}1.20.0{{ else }}{{ ${VERSION} }}{{ end }}`, undefined, true],
    [
      `{{- $v := ${VERSION} -}}{{- if or (empty $v) (semverCompare "<1.25-0" $v) -}}\n  {{- true -}}\n{{- end -}}`,
      '',
      true,
    ],
    ['{{ .Values.kubectl.version }}', undefined, false],
    ['{{ define "b" }}1{{ end }}2', '2', false],
    ['{{ include "b" . }}', 'v1.36.0', true],
    ['{{ template "b" . }}', 'v1.36.0', true],
    ['{{ include "a" . }}', undefined, false],
    [`{{ range .Values.a }}x{{ end }}`, undefined, false],
    ['x'.repeat(300), undefined, false],
    [Array.from({ length: 9 }, (_, at) => `{{ if .a${at} }}${at}{{ end }}`).join(''), undefined, false],
  ];
  for (const [body, value, asks] of cases) {
    it(`is ${JSON.stringify(value)}: ${body.slice(0, 100)}`, () =>
      assert.deepEqual(printed(body, `{{ define "b" }}{{ ${VERSION} }}{{ end }}`), [value, asks]));
  }

  it('is not known of what is not there', () =>
    assert.equal(scopeIn({ helpers: new Map(), capabilities: CAPABILITIES }).helper('a'), undefined));
});
