import assert from 'node:assert/strict';
import { readLines, seen } from './helpers.ts';

/** Which apiVersion goes with which kind, in some lines before them and those of the two. */
function pairs(before: readonly string[], apiVersion: string, between: string, kind: string): string[] {
  const reading = readLines(...before, `apiVersion: ${apiVersion}`, between, `kind: ${kind}`, '{{- end }}');
  return seen(reading).map((one) => one.replace(/ @.*/, ''));
}

const GOES_TOGETHER = ['policy/v1beta1 PodSecurityPolicy', 'policy/v1 PodDisruptionBudget'];
const ALL = [
  'policy/v1beta1 PodSecurityPolicy',
  'policy/v1beta1 PodDisruptionBudget',
  'policy/v1 PodSecurityPolicy',
  'policy/v1 PodDisruptionBudget',
];

describe('arms of the same condition', () => {
  const same: readonly (readonly [what: string, apiVersion: string, kind: string])[] = [
    ['of one `if` and another', 'if .Values.psp', 'if .Values.psp'],
    ['with other blanks', 'if  eq .Values.a  "b"', 'if eq .Values.a "b"'],
    ['of the root', 'if $.Values.psp', 'if $.Values.psp'],
    ['of a variable', 'if $psp', 'if $psp'],
  ];
  for (const [what, one, other] of same) {
    it(`go together: ${what}`, () =>
      assert.deepEqual(
        pairs(
          ['{{- with .Values }}'],
          `{{${one}}}policy/v1beta1{{else}}policy/v1{{end}}`,
          'spec: {}',
          `{{${other}}}PodSecurityPolicy{{else}}PodDisruptionBudget{{end}}`,
        ),
        GOES_TOGETHER,
      ));
  }

  it('go together where the one asks for the opposite of the other', () => {
    for (const not of ['not .Values.psp', 'not (.Values.psp)']) {
      const kind = `{{if ${not}}}PodDisruptionBudget{{else}}PodSecurityPolicy{{end}}`;
      const apiVersion = '{{if .Values.psp}}policy/v1beta1{{else}}policy/v1{{end}}';
      assert.deepEqual(pairs(['{{- if .Values.on }}'], apiVersion, 'spec: {}', kind), GOES_TOGETHER);
    }
  });

  it('go together where the one has more arms', () => {
    const apiVersion = '{{if .a}}policy/v1beta1{{else if .b}}policy/v1{{else}}policy/v2{{end}}';
    const kind = '{{if .a}}PodSecurityPolicy{{else}}PodDisruptionBudget{{end}}';
    assert.deepEqual(pairs(['{{- if .on }}'], apiVersion, 'spec: {}', kind), [
      ...GOES_TOGETHER,
      'policy/v2 PodDisruptionBudget',
    ]);
  });

  const apart: readonly (readonly [what: string, condition: string, between: string])[] = [
    ['the variable is set between them', 'if $psp', '{{- $psp = .Values.other }}'],
    ['a value is set between them', 'if .Values.psp', '{{- $_ := set .Values "psp" true }}'],
    ['the conditions are not the same', 'if .Values.psp', '{{- end }}{{- with .Values.more }}'],
  ];
  for (const [what, condition, between] of apart) {
    it(`may be rendered with any other where ${what}`, () => {
      const apiVersion = `{{${condition}}}policy/v1beta1{{else}}policy/v1{{end}}`;
      const kind = `{{${condition}}}PodSecurityPolicy{{else}}PodDisruptionBudget{{end}}`;
      assert.deepEqual(pairs(['{{- with .Values.all }}'], apiVersion, between, kind), ALL);
    });
  }
});
