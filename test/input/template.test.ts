// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates are what is read here.
import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import type { Reading } from '../../lib/input/reading.ts';
import { readLines, seen } from './helpers.ts';

function computed(reading: Reading): string[] {
  return reading.computed.map(({ line, column, text }) => `${text} @${line}:${column}`);
}

describe('templates that are not rendered', () => {
  it('gives the literal pair of a Helm template with its line, marked as come by text', () => {
    const reading = readLines(
      '{{- if .Values.ingress.enabled }}',
      'apiVersion: extensions/v1beta1',
      'kind: Ingress',
      'metadata:',
      '  name: {{ include "shop.fullname" . }}',
      '  labels:',
      '{{ include "shop.labels" . | indent 4 }}',
      'spec:',
      '  {{- with .Values.ingress.tls }}',
      '  tls: {{ toYaml . | nindent 4 }}',
      '  {{- end }}',
      '{{- end }}',
    );
    assert.deepEqual(seen(reading), ['extensions/v1beta1 Ingress @2:13']);
    const [resource] = reading.resources;
    assert.deepEqual(
      [resource?.via, resource?.node, resource?.path, resource?.offsetPath, resource?.document],
      ['template', null, '', '/apiVersion', 0],
    );
    assert.deepEqual([reading.template, reading.errors, reading.passedOver], [true, [], null]);
  });

  it('finds the pair in either order, quoted, commented, indented, with CRLF', () => {
    const story = (...lines: string[]) =>
      seen(readText('t.yaml', `${lines.join('\r\n')}\r\nspec: {{ .Values.spec }}\r\n`));
    assert.deepEqual(story('kind: Ingress', 'apiVersion: extensions/v1beta1'), ['extensions/v1beta1 Ingress @2:13']);
    assert.deepEqual(story('apiVersion: "apps/v1"', "kind: 'DaemonSet'"), ['apps/v1 DaemonSet @1:14']);
    assert.deepEqual(story('apiVersion: apps/v1 # since 1.9', 'kind: DaemonSet   # one a node'), [
      'apps/v1 DaemonSet @1:13',
    ]);
    assert.deepEqual(story('"apiVersion":   apps/v1', 'kind  : DaemonSet'), ['apps/v1 DaemonSet @1:17']);
    assert.deepEqual(
      seen(readLines('{{ if .a }}', '  apiVersion: v1', '  kind: Pod', '  spec:', '    a: {{ .b }}', '{{ end }}')),
      ['v1 Pod @2:15'],
    );
  });

  it('takes name and namespace where they are literal', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: Secret',
      'metadata:',
      '  labels:',
      '    name: {{ .Release.Name }}',
      '  namespace: kube-system',
      '  name: token',
      'data: {{ .Values.data }}',
    );
    assert.deepEqual(seen(reading), ['v1 Secret kube-system/token @1:13']);
  });

  it('pairs each alternative apiVersion with the kind after it', () => {
    const reading = readLines(
      '{{- if semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version }}',
      'apiVersion: networking.k8s.io/v1',
      '{{- else if semverCompare ">=1.14-0" .Capabilities.KubeVersion.Version }}',
      'apiVersion: networking.k8s.io/v1beta1',
      '{{- else }}',
      'apiVersion: extensions/v1beta1',
      '{{- end }}',
      'kind: Ingress',
    );
    assert.deepEqual(seen(reading), [
      'networking.k8s.io/v1 Ingress @2:13',
      'networking.k8s.io/v1beta1 Ingress @4:13',
      'extensions/v1beta1 Ingress @6:13',
    ]);
  });

  it('pairs alternatives that stand in one line', () => {
    assert.deepEqual(
      seen(readLines('{{ if .a }}apiVersion: v1{{ else }}apiVersion: v1beta1{{ end }}', 'kind: Event')),
      ['v1 Event @1:24', 'v1beta1 Event @1:48'],
    );
    assert.deepEqual(
      seen(readLines('apiVersion: {{ if .a }}apps/v1{{ else }}apps/v1beta2{{ end }}', 'kind: Deployment')),
      ['apps/v1 Deployment @1:24', 'apps/v1beta2 Deployment @1:41'],
    );
    assert.deepEqual(
      seen(readLines('apiVersion: apps/v1', 'kind: {{ if .a -}} StatefulSet {{- else -}} Deployment {{- end }}')),
      ['apps/v1 StatefulSet @1:13', 'apps/v1 Deployment @1:13'],
    );
  });

  it('never pairs what no rendering puts together', () => {
    const reading = readLines(
      '{{- if .Values.stateful }}',
      'apiVersion: apps/v1beta1',
      'kind: StatefulSet',
      '{{- else }}',
      'apiVersion: extensions/v1beta1',
      'kind: Deployment',
      '{{- end }}',
    );
    assert.deepEqual(seen(reading), ['apps/v1beta1 StatefulSet @2:13', 'extensions/v1beta1 Deployment @5:13']);
  });

  it('tells objects apart that stand in two conditions of one document', () => {
    const reading = readLines(
      '{{- if .Values.a }}',
      'apiVersion: v1',
      'kind: ServiceAccount',
      '{{- end }}',
      '{{- if .Values.b }}',
      'apiVersion: rbac.authorization.k8s.io/v1beta1',
      'kind: Role',
      '{{- end }}',
    );
    assert.deepEqual(seen(reading), ['v1 ServiceAccount @2:13', 'rbac.authorization.k8s.io/v1beta1 Role @6:13']);
  });

  it('pairs in their order what the separator of a range would part', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', '{{ $sep }}', 'kind: Role', 'apiVersion: rbac/v1');
    assert.deepEqual(seen(reading), ['v1 Pod @1:13', 'rbac/v1 Role @5:13']);
  });

  it('reads each document of a range, with separators before or behind an action', () => {
    const reading = readLines(
      '{{- range .Values.shops }}',
      '---',
      'apiVersion: v1',
      'kind: Service',
      'metadata: {name: {{ . }}}',
      '{{- end }}',
      '{{ if .x }}---{{ end }}',
      'apiVersion: policy/v1beta1',
      'kind: PodDisruptionBudget',
    );
    assert.deepEqual(seen(reading), ['v1 Service @3:13', 'policy/v1beta1 PodDisruptionBudget @8:13']);
    assert.deepEqual(
      reading.resources.map(({ document }) => document),
      [0, 1],
    );
  });

  it('parses the documents of a template that need no rendering', () => {
    const reading = readLines('apiVersion: v1', 'kind: Pod', 'spec: {{ .a }}', '---', 'apiVersion: v1', 'kind: Node');
    assert.deepEqual(
      reading.resources.map(({ via, document, gvk }) => [via, document, gvk.kind]),
      [
        ['template', 0, 'Pod'],
        ['resource', 1, 'Node'],
      ],
    );
    assert.ok(reading.resources[1]?.node);
  });

  it('parses a template whose actions stand in quotes, comments and blocks alone', () => {
    const reading = readLines(
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: "{{ .Release.Name }}"}',
      '# {{ if .Values.more }}',
      'data:',
      '  alert: |',
      '    {{ $labels.instance }} is down',
    );
    assert.deepEqual([reading.resources[0]?.via, reading.template, reading.documents], ['resource', false, 1]);
  });

  it('lists an apiVersion and a kind that are computed, as written', () => {
    const reading = readLines(
      'apiVersion: {{ include "shop.ingress.apiVersion" . }}',
      'kind: Ingress',
      '---',
      'apiVersion: rbac.authorization.k8s.io/{{ .Values.rbac.version }} # see values',
      'kind: {{ .Values.rbac.kind | quote }}',
    );
    assert.deepEqual(seen(reading), []);
    assert.deepEqual(computed(reading), [
      '{{ include "shop.ingress.apiVersion" . }} @1:13',
      'rbac.authorization.k8s.io/{{ .Values.rbac.version }} @4:13',
      '{{ .Values.rbac.kind | quote }} @5:7',
    ]);
    assert.deepEqual([reading.template, reading.passedOver], [true, null]);
  });

  it('reads what is filled in between at signs, which does not parse, and lists it where it is the API', () => {
    const lines = ['kind: Deployment', 'metadata: {name: web}', 'spec:', '  image: @IMAGE@'];
    const reading = readLines('apiVersion: extensions/v1beta1', ...lines);
    assert.deepEqual([seen(reading), reading.errors], [['extensions/v1beta1 Deployment @1:13'], []]);
    assert.deepEqual(computed(readLines('apiVersion: @API@', ...lines)), ['@API@ @1:13']);
    assert.deepEqual(computed(readLines('apiVersion: "@API@"', 'kind: Pod')), ['@API@ @1:14']);
    assert.equal(readLines('apiVersion: v1', 'kind: Pod', 'mail: @home').errors.length, 1);
  });

  it('reads what has lines that are to be filled in, or braces with more behind them, neither of which parses', () => {
    const head = ['apiVersion: extensions/v1beta1', 'kind: Deployment', 'metadata: {name: web}', 'spec:'];
    for (const lines of [
      ['  replicas: 1', '  ${EXTRA_FIELDS}'],
      ['  image: {HUB}/web:{TAG}'],
      ['  - ${arg}', '  ${more}\r'],
      ['  zones: [${ZONES}, "${MORE}"]'],
      ['  replicas: ${small ? 1 : 3}'],
    ]) {
      const reading = readLines(...head, ...lines);
      assert.deepEqual([seen(reading), reading.errors], [['extensions/v1beta1 Deployment @1:13'], []]);
      assert.ok(reading.template);
    }
    const broken = [
      '  a: {b} c: d',
      '  ${TWO} words',
      '  a: [${b}',
      '  ${MORE}\n  a: b: c',
      '  a: |\n    ${RUN}\n  - b',
    ];
    for (const line of broken) assert.equal(readLines(...head, '  replicas: 1', line).errors.length, 1, line);
  });

  it('lists a computed apiVersion in quotes, which parses', () => {
    const reading = readLines('apiVersion: "{{ .Values.apiVersion }}"', 'kind: Pod');
    assert.deepEqual([seen(reading), computed(reading)], [[], ['{{ .Values.apiVersion }} @1:14']]);
    assert.deepEqual([reading.template, reading.passedOver], [true, null]);
  });

  it('gives the literal alternative beside a computed one', () => {
    const reading = readLines(
      '{{ if .a }}',
      'apiVersion: {{ .b }}',
      '{{ else }}',
      'apiVersion: v1',
      '{{ end }}',
      'kind: Pod',
    );
    assert.deepEqual([seen(reading), computed(reading)], [['v1 Pod @4:13'], ['{{ .b }} @2:13']]);
  });

  it('lists what prints a whole document', () => {
    const reading = readLines('{{- include "common.deployment" (list . "web") -}}');
    assert.deepEqual(computed(reading), ['{{- include "common.deployment" (list . "web") -}} @1:1']);
    assert.deepEqual([reading.template, reading.passedOver], [true, null]);
  });

  it('lists it where it stands, behind the comments before it, and no check that prints nothing', () => {
    const comments = ['# Copyright of the harbour', '#', '{{- required "set a name" "" }}'];
    const reading = readLines(...comments, '{{- include "quay.monitor" (list . "zk") }}');
    assert.deepEqual(computed(reading), ['{{- include "quay.monitor" (list . "zk") }} @4:1']);
    assert.deepEqual(computed(readLines(...comments)), []);
    const value = '{{ required "set a manifest" .Values.manifest }}';
    assert.deepEqual(computed(readLines(value)), [`${value} @1:1`]);
  });

  it('takes no call before a literal object for a document', () => {
    const reading = readLines(
      '{{ template "vault.mode" . }}',
      '{{ if .a }}',
      '---',
      'apiVersion: v1',
      'kind: Pod',
      '{{ end }}',
    );
    assert.deepEqual([seen(reading), computed(reading)], [['v1 Pod @4:13'], []]);
  });

  it('takes references, nested objects and embedded manifests for no objects', () => {
    const reading = readLines(
      'apiVersion: autoscaling/v2beta1',
      'kind: HorizontalPodAutoscaler',
      'metadata:',
      '  name: {{ .a }}',
      '  ownerReferences:',
      '  - apiVersion: extensions/v1beta1',
      '    kind: Deployment',
      'spec:',
      '  scaleTargetRef:',
      '    apiVersion: extensions/v1beta1',
      '    kind: Deployment',
      '  volumeClaimTemplates:',
      '  - apiVersion: v1',
      '    kind: PersistentVolumeClaim',
      'data:',
      '  a.yaml: |',
      '    apiVersion: v1',
      '    kind: Pod',
      '{{- if .b }}',
      '    ---',
      '    apiVersion: v1',
      '{{- end }}',
      '    kind: Secret',
      '  b.yaml: >-',
      '      apiVersion: v1',
      '      kind: Node',
    );
    assert.deepEqual(seen(reading), ['autoscaling/v2beta1 HorizontalPodAutoscaler @1:13']);
  });

  it('gives the items of a list, with what a typed list says of them', () => {
    const list = readLines(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '{{- range .Values.shops }}',
      '- apiVersion: extensions/v1beta1',
      '  kind: Ingress',
      '  metadata: {name: {{ . }}}',
      '  spec:',
      '    ref: {apiVersion: v1}',
      '- kind: Secret',
      '  apiVersion: v1',
      '{{- end }}',
    );
    assert.deepEqual(seen(list), ['extensions/v1beta1 Ingress @5:15', 'v1 Secret @11:15']);
    assert.equal(list.resources[1]?.path, '/items/1');
    const typed = readLines(
      'apiVersion: batch/v1beta1',
      'kind: CronJobList',
      'items:',
      '  - metadata:',
      '      name: a',
      '    spec: {{ .s }}',
    );
    assert.deepEqual(seen(typed), ['batch/v1beta1 CronJob a @4:5']);
  });

  it('reads a definition as a text of its own', () => {
    const reading = readLines(
      '{{- define "shop.labels" -}}',
      'app: shop',
      '{{- end }}',
      '{{- define "shop.pdb" }}',
      '  apiVersion: policy/v1beta1',
      '  kind: PodDisruptionBudget',
      '  {{- template "shop.labels" . }}',
      '{{- end -}}',
    );
    assert.deepEqual(seen(reading), ['policy/v1beta1 PodDisruptionBudget @5:15']);
  });

  it('does not read what is commented out', () => {
    const reading = readLines(
      '{{- /*',
      'apiVersion: v1',
      'kind: Pod',
      '---',
      'apiVersion: v1',
      'kind: Secret',
      '---',
      '*/ -}}',
      'apiVersion: v1',
      'kind: Service',
      '# kind: Node',
      'spec: {{ .Values.spec }}',
    );
    assert.deepEqual(seen(reading), ['v1 Service @9:13']);
  });

  it('reads past delimiters in strings of an action, and actions of several lines', () => {
    const reading = readLines(
      '{{- $x := dict "a" "}}"',
      '     "kind" `',
      'kind: Pod`',
      '}}',
      'apiVersion: v1',
      'kind: Service',
      'spec: {{ $x }}',
    );
    assert.deepEqual(seen(reading), ['v1 Service @5:13']);
  });

  it('reads a template of JSON', () => {
    const reading = readText(
      'web.json.tmpl',
      '{\n{{ if .a }}\n  "apiVersion": "apps/v1",\n{{ end }}\n  "kind": "Deployment",\n  "metadata": {"name": "{{ index .n "x" }}"},\n  "spec": {"replicas": {{ .r }}, "t": {"apiVersion": "v1", "kind": "Pod"}}\n}\n',
    );
    assert.deepEqual(seen(reading), ['apps/v1 Deployment @3:18']);
    assert.deepEqual([reading.resources[0]?.via, reading.template], ['template', true]);
    const unknown = readText('web.json.tmpl', '{"apiVersion": "{{ .v }}", "kind": "Pod", "spec": {{ .s }}}');
    assert.deepEqual([seen(unknown), computed(unknown)], [[], ['{{ .v }} @1:17']]);
  });

  it('reads a template of JSON that does not parse with its actions taken out', () => {
    const reading = readText(
      'web.json.tmpl',
      '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment"\n  {{ if .a }}, "spec": {}{{ end }}\n  {{ .more }}\n}\n',
    );
    assert.deepEqual(seen(reading), ['apps/v1 Deployment @2:18']);
  });

  it('reads what a template of JSON lists where the commas are left to its actions', () => {
    const old = '{"kind": "Ingress", "apiVersion": "extensions/v1beta1", "metadata": {"name": "a\\"} {"}}';
    const lists = [
      `{% for n in nodes %}\n  ${old}\n  {% endfor %}\n  {{ more }}`,
      `${old}{{ comma }}\n  {"kind": "Pod", "apiVersion": "v1"} {{ more }}`,
      `{"kind": "Pod", "apiVersion": "v1"}\n  ${old}\r\n  "{{ x }}" {{ y }} {{ z }}`,
    ];
    for (const items of lists) {
      const reading = readText('all.json.j2', `{\n"apiVersion": "v1", "kind": "List", "items": [\n  ${items}\n]}\n`);
      const found = reading.resources.map(({ gvk, name }) => `${gvk.kind} ${name}`);
      assert.ok(found.includes('Ingress a"} {'), `${items} gives ${found}`);
      assert.deepEqual([reading.errors, reading.template], [[], true]);
    }
  });

  it('reads Jinja and ERB', () => {
    const jinja = readLines(
      '{% if legacy %}',
      'apiVersion: extensions/v1beta1',
      '{% else %}',
      'apiVersion: apps/v1',
      '{% endif %}',
      'kind: Deployment',
      '{# kind: Pod #}',
      'metadata:',
      '  name: {{ endpoint }}',
    );
    assert.deepEqual(seen(jinja), ['extensions/v1beta1 Deployment @2:13', 'apps/v1 Deployment @4:13']);
    const erb = readLines('<% shops.each do |shop| -%>', '---', 'apiVersion: v1', 'kind: Service', '<% end %>');
    assert.deepEqual(seen(erb), ['v1 Service @3:13']);
  });

  it('reads the directives of Terraform, and nothing that looks like them', () => {
    const reading = readLines(
      '%{ if legacy ~}',
      '---',
      'apiVersion: extensions/v1beta1',
      '%{~ else ~}',
      'apiVersion: apps/v1',
      '%{endif}',
      'kind: Deployment',
      'metadata:',
      '  name: ${name}',
      '  labels:',
      '%{ for key, value in labels }',
      '    ${key}: ${value}',
      '%{ endfor ~}',
    );
    assert.deepEqual(seen(reading), ['extensions/v1beta1 Deployment @3:13', 'apps/v1 Deployment @5:13']);
    assert.deepEqual([reading.errors, reading.template], [[], true]);
    const one = ['%{if a}', 'apiVersion: v1', '%{endif}', '%{if b}', 'kind: Pod', '%{endif}'];
    assert.deepEqual(seen(readLines(...one)), ['v1 Pod @2:13']);
    for (const line of ['%{format}: a', '%%{ if a }'])
      assert.equal(readLines('apiVersion: v1', 'kind: Pod', line).errors.length, 1, line);
  });

  it('passes over templates that hold nothing of Kubernetes', () => {
    for (const lines of [
      ['upstream: {{ host }}', 'port: {{ port }}'],
      ['{% for host in hosts %}', '- {{ host }}', '{% endfor %}'],
      ['{{- define "shop.name" -}}', '{{ .Chart.Name }}', '{{- end -}}'],
    ]) {
      const reading = readLines(...lines);
      assert.deepEqual(
        [reading.passedOver, reading.template, reading.errors, reading.computed],
        ['unparsable-not-kubernetes', false, [], []],
        lines.join('\n'),
      );
    }
  });

  it('takes expressions of workflows and alerts for no template', () => {
    const reading = readLines('jobs:', '  a: {env: "${{ secrets.kind }}", apiVersion: x}', 'alert: "{{ $value }}"');
    assert.deepEqual([reading.passedOver, reading.template], ['not-kubernetes', false]);
  });

  it('is not slowed down by delimiters that are never closed', () => {
    for (const opener of ['{{', '{{/*', '{% ', '<%', '{#', '{{ "', '{{ `']) {
      const reading = readText('a.yaml', `apiVersion: v1\nkind: Pod\nspec: [${opener.repeat(50_000)}\n`);
      assert.equal(reading.passedOver, null);
    }
  });
});

describe('the GVKs of templates', () => {
  it('are one object for all that name the same, so that none keeps the text of its template', () => {
    const text = 'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {{ .meta }}\n';
    const [one, other] = [readText('a.yaml', text), readText('b.yaml', `# other\n${text}`)];
    assert.equal(one.resources[0]?.via, 'template');
    assert.ok(one.resources[0].gvk === other.resources[0]?.gvk);
  });
});

describe('a line of a template', () => {
  const PAIR = ['apiVersion: extensions/v1beta1', 'kind: Ingress'];
  const found = (...lines: readonly string[]) => seen(readText('t.yaml', `${lines.join('\n')}\n`));

  const passedBy: readonly [what: string, before: readonly string[], after: readonly string[]][] = [
    ['an action in an action', [], ['a: {{ if {{ .X }}', 'b: 1']],
    ['quotes that do not match', [], ['a: {{ "x }}', 'b: {{ .Y }}']],
    ['a backtick that does not match', [], ['a: {{ `x }}', 'b: {{ .Y }}']],
    ['an action that is never closed', [], ['a: {{ .X', 'b: {{ .Y }}']],
    ['a file that Jinja includes', ['{% include "a.j2" %}'], []],
    ['a value that Jinja sets', ['{% set a = 1 %}'], ['b: {{ a }}']],
    ['code of ERB that prints, and code that does not', ['<% puts 1 %>', '<%= render("a") %>'], []],
    ['a block of Ruby', ['<% [1, 2].each do |x| %>'], ['<% end %>']],
    ['a block scalar at the top', ['|', '  apiVersion: a/v1'], ['b: {{ .Y }}']],
  ];
  for (const [what, before, after] of passedBy) {
    it(`is read beside ${what}`, () =>
      assert.deepEqual(found(...before, ...PAIR, ...after), [`extensions/v1beta1 Ingress @${before.length + 1}:13`]));
  }

  it('may have its key in quotes', () => {
    assert.deepEqual(found('"apiVersion": extensions/v1beta1', "'kind': Ingress", 'a: {{ .X }}'), [
      'extensions/v1beta1 Ingress @1:15',
    ]);
  });

  it('names no API where its value is none', () => {
    for (const [apiVersion, kind] of [
      ['"extensions/v1beta1', '"Ingress"'],
      ['"extensions\\/v1beta1"', 'Ingress'],
      ['extensions/v1beta1', "'Ing''ress'"],
      ['""', 'Ingress'],
      ['null', 'Ingress'],
      ['a/b/c', 'Ingress'],
      ['[extensions/v1beta1]', 'Ingress'],
    ])
      assert.deepEqual(found(`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'a: {{ .X }}'), [], apiVersion);
  });

  it('ends a block scalar of a list with the next dash', () => {
    assert.deepEqual(
      found('- |', '  apiVersion: a/v1', '  kind: B', '- a: {{ .X }}', ...PAIR.map((line) => `  ${line}`)),
      ['extensions/v1beta1 Ingress @5:15'],
    );
  });

  it('pairs with the kind of any arm that one rendering may put beside it', () => {
    const arms = [
      '{{ if .a }}',
      '{{ if .b }}',
      PAIR[0] as string,
      '{{ else }}',
      'apiVersion: networking.k8s.io/v1',
      '{{ end }}',
      '{{ end }}',
    ];
    assert.deepEqual(found(...arms, 'kind: Ingress'), [
      'extensions/v1beta1 Ingress @3:13',
      'networking.k8s.io/v1 Ingress @5:13',
    ]);
  });
});
