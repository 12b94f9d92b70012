import assert from 'node:assert/strict';
import { directivesIn } from '../../lib/fix/directives.ts';
import { fix } from '../../lib/fix/fix.ts';
import { rootsOf } from '../../lib/input/roots.ts';
import type { MappingNode } from '../../lib/model/node.ts';

/** A Deployment that is to get defaults, with more lines in its spec. */
function deployment(...lines: readonly string[]): string {
  return [
    'apiVersion: extensions/v1beta1',
    'kind: Deployment',
    'metadata: {name: quay}',
    'spec:',
    '  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}',
    ...lines,
    '',
  ].join('\n');
}

const CONDITION = ['  # {{- if .Values.limit }}', '  revisionHistoryLimit: 3', '  # {{- end }}'];

describe('a comment that a template engine acts on', () => {
  for (const [what, ...lines] of [
    ['a condition of Helm', ...CONDITION],
    ['a loop of Jinja', '  # {% for a in b %}', '  replicas: 2', '  # {% endfor %}'],
    ['a block of ytt', '  #@ if data.values.big:', '  replicas: 2', '  #@ end'],
    ['a value of ytt', '  replicas: 2 #@ data.values.replicas'],
    ['what is included', '  # {{- include "quay.more" . | nindent 2 }}'],
  ] as const) {
    it(`has the object left, and named: ${what}`, () => {
      const text = deployment(...lines);
      const result = fix(text);
      assert.equal(result.text, text);
      assert.deepEqual(
        result.left.map(({ reason }) => reason),
        [{ reason: 'directives', path: ['apiVersion'] }],
      );
    });
  }

  it('has the object left where it stands above it', () => {
    for (const above of ['#@overlay/match by=overlay.all\n---\n', '# {{- if .Capabilities.APIVersions.Has "a" }}\n']) {
      const text = above + deployment();
      assert.equal(fix(text).text, text);
    }
  });

  it('leaves a move alone that changes nothing but the name of the API', () => {
    const role = (version: string, above = '') =>
      `${above}apiVersion: rbac.authorization.k8s.io/${version}\nkind: Role\nmetadata: {name: a}\nrules:\n# {{- range .Values.rules }}\n- {apiGroups: [extensions], resources: [ingresses], verbs: [get]}\n# {{- end }}\n`;
    const { text, left } = fix(role('v1beta1'));
    assert.equal(text, role('v1'));
    assert.deepEqual(
      left.map(({ reason }) => reason),
      [{ reason: 'directives', path: ['rules', 0, 'resources', 0] }],
    );
    const asking = role('v1beta1', '# {{- if .Capabilities.KubeVersion }}\n');
    assert.equal(fix(asking).text, asking);
  });

  it('is that of the item of a list that it stands above', () => {
    const item = (name: string, version: string) =>
      `- apiVersion: rbac.authorization.k8s.io/${version}\n  kind: RoleBinding\n  metadata: {name: ${name}}\n`;
    const list = (first: string) =>
      `apiVersion: v1\nkind: List\nitems:\n${item('a', first)}# {{- if .b }}\n${item('b', 'v1alpha1')}# {{- end }}\n`;
    assert.equal(fix(list('v1alpha1')).text, list('v1'));
  });

  it('is none in a string, in a block, and where it says nothing to do', () => {
    for (const lines of [
      ['  paused: false # see {{ .Values.a }} and {{/* if */}}'],
      ['  x: "a # {{ if .b }}"', '  y: "#@ c"'],
      ['  x: |', '    # {{ if .b }}', '    #@ c', '  y: 1'],
      ['  x: 1 # an issue: #@home'],
      ['  x: 1 # an issue: " "  #home', '  y: {a: "{{ b }}"}'],
    ]) {
      const text = deployment(...lines);
      assert.equal(directivesIn(text)(rootsOf(text)[0] as MappingNode), false, lines.join());
    }
  });

  it('is found behind a string with a sign for comments in it', () => {
    for (const comment of ['# {{ if .b }}', '#@ c', '## {{ if .b }}', '# " " #@ c']) {
      const text = deployment(`  x: "a # b" ${comment}`);
      assert.equal(directivesIn(text)(rootsOf(text)[0] as MappingNode), true);
    }
  });

  it('has the other objects of the text mended', () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: a}\nrules: []\n';
    const text = `${deployment(...CONDITION)}---\n${role}`;
    assert.equal(fix(text).text, text.replace('k8s.io/v1beta1', 'k8s.io/v1'));
  });
});
