import assert from 'node:assert/strict';
import { readLines, seen } from './helpers.ts';

/** What the object of some lines may be; one more line makes them a template in any case. */
function found(...lines: readonly string[]): string[] {
  return seen(readLines(...lines, 'spec: {{ .Values.spec }}'));
}

/** What is listed as computed in them. */
function computed(...lines: readonly string[]): string[] {
  return readLines(...lines, 'spec: {{ .Values.spec }}').computed.map(({ line, text }) => `${text} @${line}`);
}

describe('a value that actions cut in pieces', () => {
  it('is each of what its arms and the text behind them come to', () => {
    assert.deepEqual(
      found('apiVersion: {{ if .Values.old }}extensions{{ else }}apps{{ end }}/v1beta1', 'kind: Deployment'),
      ['extensions/v1beta1 Deployment @1:33', 'apps/v1beta1 Deployment @1:53'],
    );
  });

  it('may be without what is in an arm', () => {
    const role = ['apiVersion: rbac.authorization.k8s.io/v1beta1', 'kind: {{ if .Values.c }}Cluster{{ end }}Role'];
    assert.deepEqual(found(...role).sort(), [
      'rbac.authorization.k8s.io/v1beta1 ClusterRole @1:13',
      'rbac.authorization.k8s.io/v1beta1 Role @1:13',
    ]);
    const binding = ['apiVersion: v1', 'kind: {{ if .a }}Cluster{{ end }}Role{{ if .b }}Binding{{ end }}'];
    assert.deepEqual(found(...binding).sort(), [
      'v1 ClusterRole @1:13',
      'v1 ClusterRoleBinding @1:13',
      'v1 Role @1:13',
      'v1 RoleBinding @1:13',
    ]);
  });

  it('begins with text, in quotes or not', () => {
    const kind = 'kind: PodDisruptionBudget';
    const both = ['policy/v1beta1 PodDisruptionBudget', 'policy/v1 PodDisruptionBudget'];
    for (const apiVersion of [
      'policy/{{ if .Values.old }}v1beta1{{ else }}v1{{ end }}',
      'policy/v1{{ if .Values.old }}beta1{{ end }}',
      '"policy/{{ if .Values.old }}v1beta1{{ else }}v1{{ end }}"',
    ]) {
      const pairs = found(`apiVersion: ${apiVersion}`, kind).map((one) => one.replace(/ @.*/, ''));
      assert.deepEqual(pairs.sort(), [...both].sort(), apiVersion);
    }
  });

  it('goes on behind an arm that ends in a line of its own', () => {
    const lines = ['apiVersion: {{ if .a -}}', '  extensions', '{{- else -}}', '  apps', '{{- end }}/v1beta1'];
    assert.deepEqual(found(...lines, 'kind: Deployment'), [
      'extensions/v1beta1 Deployment @2:3',
      'apps/v1beta1 Deployment @4:3',
    ]);
  });

  it('keeps what its conditions ask, so that the kind in the same arm goes with it', () => {
    assert.deepEqual(
      found(
        'apiVersion: {{ if .a }}extensions{{ else }}apps{{ end }}/v1beta1',
        'kind: {{ if .a }}Ingress{{ else }}Deployment{{ end }}',
      ).map((one) => one.replace(/ @.*/, '')),
      ['extensions/v1beta1 Ingress', 'apps/v1beta1 Deployment'],
    );
  });

  it('is none without its arms where a helper prints one of them for certain', () => {
    const kind = 'kind: {{if .}}Cluster{{else if .}}Node{{end}}Role';
    assert.deepEqual(found('apiVersion: v1', kind), ['v1 ClusterRole @1:13', 'v1 NodeRole @1:13']);
  });

  it('is listed as computed where a value is part of it, or there are too many', () => {
    assert.deepEqual(
      computed('apiVersion: {{ if .a }}{{ .Values.group }}{{ else }}apps{{ end }}/v1', 'kind: Deployment'),
      ['{{ .Values.group }}/v1 @1'],
    );
    const parts = Array.from({ length: 6 }, (_, at) => `{{ if .a${at} }}a{{ else }}b{{ end }}`).join('');
    assert.deepEqual(computed(`apiVersion: ${parts}/v1`, 'kind: Deployment'), ['a... @1']);
  });

  it('is each of its pieces where one of them stands for all of it', () => {
    assert.deepEqual(
      found('apiVersion: v1', 'kind: {{ if .Values.a }}Role{{ end }}{{ if .Values.b }}ClusterRole{{ end }}'),
      ['v1 Role @1:13', 'v1 ClusterRole @1:13'],
    );
  });
});
