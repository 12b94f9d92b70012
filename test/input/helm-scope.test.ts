import assert from 'node:assert/strict';
import { expandTemplate } from '../../lib/input/helm-expand.ts';

const CAPABILITIES = {
  release: '1.36',
  apis: new Set(['policy/v1']),
  groups: new Set(['policy', 'extensions']),
} as const;

/** What the guard makes of a place in a template: the word `here`. */
function guard(text: string) {
  const context = { helpers: new Map<string, string>(), capabilities: CAPABILITIES };
  return expandTemplate(text, context, { prune: false }).guardAt(text.indexOf('here'));
}

const IS_OLD = 'semverCompare "<1.25-0" $v';

describe('a variable of a template', () => {
  const cases: readonly (readonly [what: string, text: string, guarded: ReturnType<typeof guard>])[] = [
    ['holds the version', `{{- $v := .Capabilities.KubeVersion.Version }}{{ if ${IS_OLD} }}here{{ end }}`, 'not-taken'],
    [
      'holds whether an API is there',
      '{{- $hasV1 := .Capabilities.APIVersions.Has "policy/v1" }}{{ if not $hasV1 }}here{{ end }}',
      'not-taken',
    ],
    [
      'holds the version, where a value does not override it',
      `{{- $v := .Values.kubeVersion | default .Capabilities.KubeVersion.Version | trimPrefix "v" }}{{ if ${IS_OLD} }}here{{ end }}`,
      'not-taken',
    ],
    ['holds the version of another', `{{- $v := .Values.ksm.version }}{{ if ${IS_OLD} }}here{{ end }}`, null],
    [
      'is named as the version, and holds another',
      '{{- $kubeStateMetricsVersion := .Values.ksm.version }}{{ if semverCompare "<1.9.0" $kubeStateMetricsVersion }}here{{ end }}',
      null,
    ],
    [
      'holds what has the version in it',
      '{{- $kube := .Capabilities.KubeVersion }}{{ if lt (int $kube.Minor) 25 }}here{{ end }}',
      'not-taken',
    ],
    [
      'holds the root',
      '{{- $root := . }}{{ if not ($root.Capabilities.APIVersions.Has "policy/v1") }}here{{ end }}',
      'not-taken',
    ],
    [
      'holds another variable',
      `{{- $a := $.Capabilities.KubeVersion.Version }}{{- $v := $a }}{{ if ${IS_OLD} }}here{{ end }}`,
      'not-taken',
    ],
    [
      'is set where the version is old, and never later',
      '{{- $old := false }}{{- if semverCompare "<1.25-0" .Capabilities.KubeVersion.Version }}{{- $old = true }}{{- end }}{{ if and $old (.Capabilities.APIVersions.Has "policy/v1") }}here{{ end }}',
      'not-taken',
    ],
    [
      'is set where a value says so',
      `{{- $v := .Capabilities.KubeVersion.Version }}{{- if .Values.v }}{{- $v = .Values.v }}{{- end }}{{ if ${IS_OLD} }}here{{ end }}`,
      'taken',
    ],
    [
      'is set in a loop',
      `{{- $v := .Capabilities.KubeVersion.Version }}{{- range .Values.all }}{{- $v = "1.20.0" }}{{- end }}{{ if ${IS_OLD} }}here{{ end }}`,
      'taken',
    ],
    [
      'ends with its arm',
      `{{- $v := .Capabilities.KubeVersion.Version }}{{- if .Values.a }}{{- $v := "1.20.0" }}{{- end }}{{ if ${IS_OLD} }}here{{ end }}`,
      'not-taken',
    ],
    [
      'is declared in a condition',
      `{{- if $v := .Capabilities.APIVersions.Has "policy/v1" }}{{ else }}here{{ end }}`,
      'not-taken',
    ],
    [
      'is one of a loop',
      `{{- $v := .Capabilities.KubeVersion.Version }}{{- range $i, $v := .Values.all }}{{ if ${IS_OLD} }}here{{ end }}{{ end }}`,
      null,
    ],
    ['is not there', `{{ if ${IS_OLD} }}here{{ end }}`, null],
  ];
  for (const [what, text, guarded] of cases) {
    it(`${what}: ${guarded}`, () => assert.equal(guard(text), guarded));
  }
});
