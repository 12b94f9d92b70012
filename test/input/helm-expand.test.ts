import assert from 'node:assert/strict';
import { expandTemplate } from '../../lib/input/helm-expand.ts';
import { collectHelpers } from '../../lib/input/helm-helpers.ts';

const CAPABILITIES = {
  release: '1.25',
  apis: new Set(['networking.k8s.io/v1', 'policy/v1']),
  groups: new Set(['networking.k8s.io', 'extensions', 'policy']),
};

const HELPERS = `
{{- define "quay.name" }}{{ .Release.Name }}{{ end }}
{{- define "quay.apiVersion" -}}
{{- if .Capabilities.APIVersions.Has "networking.k8s.io/v1" -}}
networking.k8s.io/v1
{{- else -}}
{{- print "extensions/v1beta1" -}}
{{- end -}}
{{- end -}}
{{- define "quay.either" }}{{ if .Values.old }}v1beta1{{ else }}v1{{ end }}{{ end }}
{{- define "quay.outer" }}{{ template "quay.apiVersion" . }}{{ end }}
{{- define "quay.override" }}{{ if .Values.v }}{{ .Values.v }}{{ else }}v1{{ end }}{{ end }}
{{- define "quay.loop" }}{{ include "quay.loop" . }}{{ end }}
{{- define "quay.quoted" -}}
"policy/v1beta1"
{{- end -}}
{{- define "quay.kind" }}{{ if .Values.all }}Cluster{{ end }}Role{{ end }}
{{- define "quay.nested" }}{{ if .a }}{{ if .b }}Cluster{{ end }}Role{{ end }}{{ end }}
{{- define "quay.joined" }}v1{{ .Values.suffix }}{{ end }}
`;

function expand(text: string, prune = true) {
  return expandTemplate(text, { helpers: collectHelpers([HELPERS]), capabilities: CAPABILITIES }, { prune });
}

describe('expandTemplate', () => {
  it('writes out the helper that prints an apiVersion, as it is at the Target', () => {
    const text = 'apiVersion: {{ include "quay.apiVersion" . }}\nkind: Ingress\n';
    assert.equal(expand(text).text, 'apiVersion: networking.k8s.io/v1\nkind: Ingress\n');
    assert.match(expand('apiVersion: {{ template "quay.outer" $ }}').text, /: networking\.k8s\.io\/v1$/);
  });

  it('asks a helper once, whatever number of arms call it, in helpers that are called so too', () => {
    const calls = (at: number) =>
      Array.from({ length: 15 }, (_, arm) => `{{ if .a${arm} }}{{ include "h${at}" . }}{{ end }}`).join('');
    const helpers = Array.from({ length: 8 }, (_, at) => `{{ define "h${at}" }}${calls(at + 1)}{{ end }}`);
    const context = { helpers: collectHelpers([...helpers, HELPERS]), capabilities: CAPABILITIES };
    const text = 'apiVersion: {{ include "h0" . }}\n';
    assert.equal(expandTemplate(text, context, { prune: true }).text, text);
  });

  it('keeps both ways where values decide', () => {
    assert.equal(
      expand('apiVersion: {{ include "quay.either" . }}').text,
      'apiVersion: {{if .}}v1beta1{{else if .}}v1{{end}}',
    );
  });

  it('leaves out that users may override what a helper says', () => {
    assert.equal(expand('apiVersion: {{ include "quay.override" . | quote }}').text, 'apiVersion: v1');
  });

  it('takes the quotes around what a helper prints for those of YAML', () => {
    const text = 'apiVersion: {{ template "quay.quoted" . }}\nkind: PodDisruptionBudget\n';
    assert.equal(expand(text).text, 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n');
  });

  it('asks the variables of a template for the condition of a ternary', () => {
    const old = '{{- $old := not (.Capabilities.APIVersions.Has "policy/v1") }}';
    assert.match(expand(`${old}\napiVersion: {{ ternary "policy/v1beta1" "policy/v1" ($old) }}`).text, /: policy\/v1$/);
  });

  it('reads a ternary', () => {
    const text = 'apiVersion: {{ ternary "policy/v1" "policy/v1beta1" (.Capabilities.APIVersions.Has "policy/v1") }}';
    assert.equal(expand(text).text, 'apiVersion: policy/v1');
  });

  it('reads a helper that puts what it prints together', () => {
    const kinds = '{{if .}}ClusterRole{{else if .}}Role{{end}}';
    assert.equal(expand('kind: {{ include "quay.kind" . }}').text, `kind: ${kinds}`);
    assert.equal(expand('kind: {{ include "quay.nested" . }}').text, `kind: ${kinds}`);
  });

  it('writes out what a variable holds at the Target', () => {
    const chosen = (condition: string) =>
      expand(
        `{{ if .Values.on }}{{ $api := "policy/v1beta1" }}{{ if ${condition} }}{{ $api = "policy/v1" }}{{ end }}\napiVersion: {{ $api | quote }}{{ end }}`,
      ).text.split('\napiVersion: ')[1];
    assert.equal(chosen('.Capabilities.APIVersions.Has "policy/v1"'), 'policy/v1{{ end }}');
    assert.equal(chosen('.Capabilities.APIVersions.Has "extensions/v1beta1"'), 'policy/v1beta1{{ end }}');
    const either = '{{if .}}policy/v1beta1{{else if .}}policy/v1{{end}}{{ end }}';
    assert.equal(chosen('.Values.new'), either);
    const called = '{{- $v := include "quay.outer" . }}\napiVersion: ';
    assert.equal(expand(`${called}{{ $v }}`).text, `${called}networking.k8s.io/v1`);
    const unknown = '{{- $v := ternary "policy/v1" "policy/v1beta1" .Values.new }}\napiVersion: ';
    assert.equal(expand(`${unknown}{{ $v }}`).text, `${unknown}{{if .}}policy/v1{{else if .}}policy/v1beta1{{end}}`);
  });

  it('takes a literal for what is printed unless a value says otherwise', () => {
    for (const action of [
      'default "policy/v1" .Values.api',
      '.Values.api | default "policy/v1" | quote',
      'printf "%s/%s" "policy" "v1"',
    ]) {
      assert.equal(expand(`apiVersion: {{ ${action} }}`).text, 'apiVersion: policy/v1', action);
    }
    const held = '{{ $api := "policy/v1beta1" }}\napiVersion: ';
    assert.equal(expand(`${held}{{ $api | default "policy/v1" }}`).text, `${held}policy/v1beta1`);
    for (const computed of ['default .Values.b .Values.a', 'default "v1" $api']) {
      assert.equal(expand(`kind: {{ ${computed} }}`).text, `kind: {{ ${computed} }}`);
    }
  });

  it('writes out the default of a value in an apiVersion and a kind, and nowhere else', () => {
    const defaults = { text: (keys: readonly string[]) => (keys.join() === 'a,b' ? 'v1beta1' : undefined) };
    const context = { helpers: collectHelpers([]), capabilities: CAPABILITIES };
    const text = '- apiVersion: policy/{{ .Values.a.b }}\n  kind: {{ .Values.c }}\n  name: {{ .Values.a.b }}';
    assert.equal(
      expandTemplate(text, context, { prune: true, defaults }).text,
      text.replace('policy/{{ .Values.a.b }}', 'policy/v1beta1'),
    );
  });

  it('writes out both ways of a ternary with what decides', () => {
    const both = '{{if .Values.all}}ClusterRole{{else}}Role{{end}}';
    assert.equal(expand('kind: {{ ternary "ClusterRole" "Role" .Values.all }}').text, `kind: ${both}`);
    assert.equal(expand('kind: {{ .Values.all | ternary "ClusterRole" "Role" }}').text, `kind: ${both}`);
  });

  it('leaves alone what is computed, joined or without end', () => {
    for (const name of ['quay.name', 'quay.joined', 'quay.loop', 'quay.unknown']) {
      const text = `apiVersion: {{ include "${name}" . }}`;
      assert.equal(expand(text).text, text);
    }
  });

  it('puts blanks in place of the branches that the Target does not take', () => {
    const open = '{{ if semverCompare "<1.19-0" .Capabilities.KubeVersion.Version }}';
    const text = `${open}\nold\n{{ else }}\nnew\n{{ end }}`;
    assert.equal(expand(text).text, `${open}\n   \n{{ else }}\nnew\n{{ end }}`);
  });

  it('says of each place what its guards make of it', () => {
    const text = [
      '{{ if .Capabilities.APIVersions.Has "extensions/v1beta1" }}gone{{ else if .Values.x }}maybe{{ else }}there{{ end }}',
      '{{ if .Values.y }}plain{{ end }}',
    ].join('');
    const { guardAt } = expand(text, false);
    const at = (word: string) => guardAt(text.indexOf(word));
    assert.deepEqual([at('gone'), at('maybe'), at('there'), at('plain')], ['not-taken', 'taken', 'taken', null]);
  });

  it('has the guards of a helper where it is written out', () => {
    const { text, guardAt } = expand('apiVersion: {{ include "quay.apiVersion" . }}', false);
    assert.equal(guardAt(text.indexOf('networking')), 'taken');
    assert.equal(guardAt(text.indexOf('extensions')), 'not-taken');
    assert.equal(guardAt(0), null);
  });

  it('finds the places of the template again', () => {
    const { text, lines } = expand('a: {{ include "quay.apiVersion" . }}\nb: c\n');
    assert.deepEqual(lines.position(text.indexOf('networking') + 5), { line: 1, column: 4 });
    assert.deepEqual(lines.position(text.indexOf('c')), { line: 2, column: 4 });
  });
});
