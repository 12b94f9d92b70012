import { CROWDS } from './crowds.ts';
import { OUTPUT_SHAPES } from './outputs.ts';
import { RUNS } from './runs.ts';
import type { Shape } from './shape.ts';
import { HEAD, LITTLE, numbered, repeated } from './shape.ts';

/** Texts whose reading once was, or could be, slower than linear, deeper than the stack, or wider than an argument list. */
export const SHAPES: readonly Shape[] = [
  ...['[', '{', '- ', '? ', '!!', '|', '>', '&a', '&a ', '*a', '*a ', '"', "'", '`', '#', '%', '@', ':', ': ', ','].map(
    (unit): Shape => ({ name: `nothing but ${unit}`, make: repeated(unit) }),
  ),
  ...[
    '[',
    '{',
    '{"a":',
    '[{"a":',
    '[]',
    '{}',
    '"',
    '\\',
    '{"apiVersion":"v1","kind":"Pod"},',
    '1 ',
    '[1,\n',
    '{\n',
  ].map((unit): Shape => ({ name: `a text of nothing but ${unit.trim()}`, make: repeated(unit, '') })),
  ...[
    '{{',
    '}}',
    '{{ ',
    '{%',
    '{#',
    '<%',
    '{{/*',
    '{{- "',
    '{{ ` ',
    '{{ if }}',
    '{{ end }}',
    '{{ else }}',
    '{{ define }}',
  ].map((unit): Shape => ({ name: `a template of nothing but ${unit}`, make: repeated(unit) })),
  { name: 'nested ifs', make: numbered(() => '{{ if .Values.a }}\n', HEAD) },
  {
    name: 'nested ifs that end',
    make: (size) => HEAD + '{{ if .a }}\n'.repeat(size / 24) + '{{ end }}\n'.repeat(size / 24),
  },
  {
    name: 'arms of one if',
    make: numbered((at) => `{{ else if .v${at} }}\nkind: K${at}\napiVersion: v${at}\n`, '{{ if .a }}\n', '{{ end }}\n'),
  },
  {
    name: 'ifs one after the other',
    make: numbered((at) => `{{ if .a${at} }}\napiVersion: v${at}\n{{ else }}\nkind: K${at}\n{{ end }}\n`, ''),
  },
  {
    name: 'apiVersions before kinds in a template',
    make: (size) =>
      `{{ if .a }}\n${'apiVersion: apps/v1\n'.repeat(size / 40)}{{ end }}\n${'kind: Pod\n'.repeat(size / 20)}`,
  },
  {
    name: 'nested ifs with a pair in each',
    make: numbered((at) => `{{ if .v${at} }}\napiVersion: v${at}\nkind: K\n`, ''),
  },
  { name: 'defines', make: numbered((at) => `{{ define "a${at}" }}\n${LITTLE}{{ end }}\n`, '') },
  { name: 'printed values', make: numbered((at) => `  key${at}: {{ .Values.a${at} }}\n`, `${HEAD}data:\n`) },
  { name: 'an action of many lines', make: repeated('a\n', `${HEAD}x: {{ `, ' }}\n') },
  { name: 'actions with quotes that do not match', make: repeated('{{ " }}\n', HEAD) },
  { name: 'a template of deep dashes', make: repeated('- ', `${LITTLE}x: {{ y }}\nitems:\n`, 'a: b\n') },
  { name: 'a template of blanks', make: repeated(' ', `${LITTLE}x: {{ y }}`, 'z\n') },
  { name: 'a template with blanks behind a value', make: repeated(' ', `${LITTLE}a: b`, '|\nx: {{ y }}\n') },
  { name: 'a template with dashes before a bar', make: repeated('- ', LITTLE, '|\nx: {{ y }}\n') },
  { name: 'a template of simple values', make: repeated('a: b\n', LITTLE, 'x: {{ y }}\n') },
  { name: 'a template of block scalar heads', make: repeated('!a ', `${LITTLE}x: {{ y }}\nz: `, 'b\n') },
  { name: 'a template of metadata', make: repeated('metadata:\n', `{{ x }}\n${LITTLE}`) },
  {
    name: 'a template of lists in lists',
    make: numbered((at) => `${' '.repeat(at % 2000)}items:\n`, `{{ x }}\n${LITTLE}List\n`),
  },
  {
    name: 'a JSON template',
    make: numbered((at) => `"a${at}": {{ .b }},`, '{"apiVersion":"v1","kind":"Pod",', '"z":1}'),
  },
  { name: 'merge keys of one anchor', make: repeated('<<: *a\n', `a: &a {b: c}\n${LITTLE}`) },
  {
    name: 'merge keys in a chain',
    make: numbered((at) => `a${at + 1}: &a${at + 1}\n  <<: *a${at}\n  k${at}: v\n`, `${LITTLE}a0: &a0 {b: c}\n`),
  },
  {
    name: 'a merged chain as the spec',
    make: numbered(
      (at) => `x${at + 1}: &a${at + 1}\n  <<: *a${at}\n  k${at}: v\n`,
      `apiVersion: apps/v1\nkind: Deployment\nx0: &a0 {b: c}\n`,
      'spec:\n  <<: *a50\n',
    ),
  },
  {
    name: 'merges that double',
    make: numbered((at) => `x${at + 1}: &a${at + 1}\n  <<: [*a${at}, *a${at}]\n`, `${LITTLE}x0: &a0 {b: c}\n`),
  },
  {
    name: 'a merge that doubles, used',
    make: (size) =>
      `${numbered((at) => `x${at + 1}: &a${at + 1}\n  <<: [*a${at}, *a${at}]\n`, 'x0: &a0 {b: c}\n')(Math.min(size, 900))}apiVersion: v1\nkind: Pod\nspec:\n  <<: *a18\n  containers: []\n`,
  },
  {
    name: 'aliases that double',
    make: numbered((at) => `x${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`, `${LITTLE}x0: &a0 [b]\n`),
  },
  { name: 'aliases to one list', make: repeated('- *a\n', `apiVersion: v1\nkind: List\nx: &a [b, c]\nitems:\n`) },
  {
    name: 'aliases to one object as items',
    make: repeated(
      '- *a\n',
      `apiVersion: v1\nkind: List\nx: &a {apiVersion: extensions/v1beta1, kind: Ingress}\nitems:\n`,
    ),
  },
  { name: 'anchors', make: numbered((at) => `k${at}: &a${at} v\n`) },
  { name: 'keys', make: numbered((at) => `k${at}: v\n`) },
  { name: 'keys of a ConfigMap', make: numbered((at) => `  k${at}: v\n`, 'apiVersion: v1\nkind: ConfigMap\ndata:\n') },
  { name: 'known domains', make: repeated('beta.kubernetes.io/', `${HEAD}  labels:\n    `, ': a\n') },
  { name: 'slashes', make: repeated('/', `${HEAD}  labels:\n    `, ': a\n') },
  {
    name: 'schemas',
    make: numbered(
      (at) => `  - name: v${at}\n    schema:\n      openAPIV3Schema:\n        a: |2\n            b\n`,
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  versions:\n',
    ),
  },
  {
    name: 'schemas in schemas',
    make: numbered((at) => `${' '.repeat(at % 90)}openAPIV3Schema:\n`, LITTLE),
  },
  {
    name: 'manifests as texts in a List',
    make: numbered(
      (at) => `- {apiVersion: v1, kind: ConfigMap, data: {a${at}: "apiVersion: v1\\nkind: Pod\\n--feature-gates"}}\n`,
      'apiVersion: v1\nkind: List\nitems:\n',
    ),
  },
  { name: 'labels', make: numbered((at) => `    k${at}: v\n`, `${HEAD}  labels:\n`) },
  { name: 'unknown fields of a spec', make: numbered((at) => `  k${at}: v\n`, `${HEAD}spec:\n`) },
  {
    name: 'unknown fields in a list',
    make: numbered(
      (at) => `  - k${at}: v\n`,
      `${HEAD}spec:\n  template:\n    spec:\n      containers:\n`.replace('  - ', ''),
    ),
  },
  {
    name: 'containers',
    make: numbered(
      (at) => `      - {name: c${at}, image: i, args: ["--feature-gates=A${at}=true"]}\n`,
      `${HEAD}spec:\n  template:\n    spec:\n      containers:\n`,
    ),
  },
  {
    name: 'one long argument of feature gates',
    make: numbered(
      (at) => `A${at}=true,`,
      `${LITTLE}spec:\n  containers:\n  - command: [kube-apiserver, "--feature-gates=`,
      '"]\n',
    ),
  },
  { name: 'a key that comes again', make: repeated('spec: {a: b}\n') },
  { name: 'the same apiVersion again', make: repeated('apiVersion: v1\n', 'kind: Pod\n') },
  { name: 'documents', make: repeated(`---\n${LITTLE}`, '') },
  { name: 'documents with one that is broken', make: repeated(`---\n${LITTLE}`, '', '---\nkind: [\napiVersion: v1\n') },
  {
    name: 'documents with one that is a template',
    make: repeated(`---\n${LITTLE}`, '', '---\nkind: {{ x }}\napiVersion: v1\n'),
  },
  { name: 'documents that are all broken', make: repeated('---\nkind: [\napiVersion: v1\n', '') },
  { name: 'document markers', make: repeated('---\n') },
  { name: 'ends of documents', make: repeated('...\n') },
  { name: 'directives', make: repeated('%YAML 1.2\n', '') },
  {
    name: 'items of a List',
    make: repeated('- {apiVersion: v1, kind: Pod}\n', 'apiVersion: v1\nkind: List\nitems:\n'),
  },
  {
    name: 'items of a typed list',
    make: repeated('- {metadata: {name: a}}\n', 'apiVersion: batch/v1beta1\nkind: CronJobList\nitems:\n'),
  },
  {
    name: 'objects of a Template',
    make: repeated(
      '- {apiVersion: v1, kind: Pod}\n',
      'apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n',
    ),
  },
  {
    name: 'lists in lists',
    make: (size) =>
      `${'{"apiVersion":"v1","kind":"List","items":['.repeat(Math.min(190, size / 60))}${']}'.repeat(Math.min(190, size / 60))}`,
  },
  {
    name: 'Templates in Templates',
    make: (size) =>
      `${'{"apiVersion":"v1","kind":"Template","objects":['.repeat(Math.min(190, size / 60))}${']}'.repeat(Math.min(190, size / 60))}`,
  },
  {
    name: 'manifests in a ConfigMap',
    make: numbered(
      (at) => `  f${at}.yaml: |\n    apiVersion: extensions/v1beta1\n    kind: Ingress\n`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n',
    ),
  },
  {
    name: 'a stream of manifests in one value',
    make: repeated(
      '    ---\n    apiVersion: extensions/v1beta1\n    kind: Ingress\n',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |\n',
    ),
  },
  {
    name: 'RBAC rules',
    make: repeated(
      '- {apiGroups: [extensions, apps], resources: [ingresses, deployments], verbs: [get]}\n',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n',
    ),
  },
  {
    name: 'one RBAC rule of many',
    make: (size) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n- apiGroups: [${'extensions, '.repeat(size / 24)}]\n  resources: [${'ingresses, '.repeat(size / 24)}]\n`,
  },
  {
    name: 'versions of a CRD',
    make: numbered(
      (at) => `  - {name: v${at + 1}, served: true, storage: false}\n`,
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: a.example\n  names: {kind: A, plural: as}\n  versions:\n',
    ),
  },
  { name: 'a line', make: repeated('x', `${HEAD}x: `) },
  { name: 'a line of blanks', make: repeated(' ', `${HEAD}x: `, 'y\n') },
  { name: 'a line of blanks and quotes', make: repeated('" ', `${HEAD}x: `, '\n') },
  { name: 'a quoted scalar of many lines', make: repeated('x\n  ', `${HEAD}x: "`, '"\n') },
  { name: 'a quoted scalar of lines at the left', make: repeated('x\n', `${HEAD}x: "`, '"\n') },
  { name: 'quoted scalars of lines at the left', make: repeated("  a: 'b\nc'\n", `${HEAD}x:\n`) },
  { name: 'a list of lines at the left', make: repeated('x,\n', `${HEAD}x: [`, ']\n') },
  { name: 'lists in one another, each at the left', make: repeated('[\n', `${HEAD}x: `) },
  { name: 'a quoted scalar of escapes', make: repeated('\\u0041', `${HEAD}x: "`, '"\n') },
  { name: 'a quoted scalar of backslashes', make: repeated('\\\\', `${HEAD}x: "`) },
  { name: 'a plain scalar of many lines', make: repeated('  x\n', `${HEAD}x:\n`) },
  { name: 'a block scalar of blank lines', make: repeated('\n', `${HEAD}x: |\n`, '  a\n') },
  {
    name: 'a block scalar of deeper lines',
    make: numbered((at) => `${' '.repeat((at % 300) + 2)}x\n`, `${HEAD}x: |\n`),
  },
  { name: 'comments', make: repeated('# a\n') },
  { name: 'comments that suppress', make: repeated('# api-audit:ignore removed-api a\n', '', LITTLE) },
  { name: 'a comment', make: repeated('#', `${HEAD}x: y `) },
  { name: 'blank lines', make: repeated('\n') },
  { name: 'blank lines before a broken document', make: repeated('\n', HEAD, 'a: [\n') },
  { name: 'carriage returns', make: repeated('\r') },
  { name: 'tabs', make: repeated('\t') },
  { name: 'NUL', make: repeated('\0', HEAD.padEnd(9000, '# \n')) },
  { name: 'lone surrogates', make: repeated('\ud800', `${HEAD}x: `) },
  { name: 'a long kind', make: repeated('K', 'apiVersion: v1\nkind: ') },
  { name: 'a long group', make: repeated('g.', 'kind: Pod\napiVersion: ', 'x/v1\n') },
  { name: 'an apiVersion of slashes', make: repeated('/', 'kind: Pod\napiVersion: a') },
  { name: 'a long version', make: repeated('1', 'kind: Pod\napiVersion: v') },
  { name: 'a long name', make: repeated('n', 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: ') },
  { name: 'a long unknown field', make: repeated('n', `${HEAD}spec:\n  `, ': a\n') },
  { name: 'JSON objects one after the other', make: repeated('{"apiVersion":"v1","kind":"Pod"}\n', '') },
  { name: 'JSON objects, each broken', make: repeated('{"apiVersion":"v1","kind":}\n', '') },
  { name: 'JSON objects in one line, broken', make: repeated('{"apiVersion":"v1","kind":"Pod"} x ', '') },
  {
    name: 'a deep JSON object',
    make: (size) => `{"apiVersion":"v1","kind":"Pod","a":${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}}`,
  },
  {
    name: 'a deep JSON object, one value a line',
    make: (size) => `{"apiVersion":"v1","kind":"Pod","a":${'[\n'.repeat(size / 4)}${']\n'.repeat(size / 4)}}`,
  },
  { name: 'a JSON string that does not end', make: repeated('a\\"', '{"apiVersion":"v1","kind":"') },
  { name: 'numbers', make: repeated('- 1e999\n- .inf\n- -0x7fffffffffffffffffff\n', `${LITTLE}x:\n`) },
  { name: 'a number', make: repeated('9', `${HEAD}spec:\n  replicas: `) },
  {
    name: 'a kustomization of images',
    make: numbered(
      (at) => `- {name: i${at}, newTag: v1}\n`,
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages:\n',
    ),
  },
  {
    name: 'a command line of words',
    make: repeated(
      'kubectl get ingresses.v1beta1.extensions; ',
      `${LITTLE}spec:\n  containers:\n  - command: [sh, -c, "`,
      '"]\n',
    ),
  },
  {
    name: 'a command line of dashes',
    make: repeated('-', `${LITTLE}spec:\n  containers:\n  - command: [kube-apiserver, "`, '"]\n'),
  },
  {
    name: 'a command line of quotes',
    make: repeated(
      `'\\" `,
      `${LITTLE}spec:\n  containers:\n  - command:\n    - sh\n    - -c\n    - |\n      kubectl `,
      '\n',
    ),
  },
  {
    name: 'flags of a command in one line',
    make: repeated('--a=b ', `${LITTLE}spec:\n  containers:\n  - command: [sh, -c, "kube-apiserver `, '"]\n'),
  },
  { name: 'flags of a script', make: repeated('kubelet --feature-gates=A=true\n', `${LITTLE}x: |\n  `, '') },
  {
    name: 'flags of a script in many lines',
    make: repeated(
      '        --a=b \\\n',
      `${LITTLE}spec:\n  containers:\n  - command:\n    - sh\n    - -c\n    - |\n      kubelet \\\n`,
      '',
    ),
  },
  {
    name: 'definitions of the same custom resource',
    make: repeated(
      '---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: a.example, names: {kind: A, plural: as}, versions: [{name: v1, served: true}]}\n---\napiVersion: a.example/v1\nkind: A\n',
      '',
    ),
  },
  { name: 'custom resources', make: numbered((at) => `---\napiVersion: a${at}.example/v1\nkind: A${at}\n`, '') },
  {
    name: 'RBAC rules of groups that nobody has',
    make: (size) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n- apiGroups: [${Array.from({ length: size / 16 }, (_, at) => `g${at}`).join(', ')}]\n  resources: [${Array.from({ length: size / 16 }, (_, at) => `r${at}`).join(', ')}]\n`,
  },
  {
    name: 'kustomization patches',
    make: repeated(
      '- {target: {kind: Ingress, version: v1beta1, group: extensions}, path: a.yaml}\n',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n',
    ),
  },
  {
    name: 'webhook rules',
    make: repeated(
      '  - {apiGroups: [extensions], apiVersions: [v1beta1], resources: [ingresses], operations: [CREATE]}\n',
      'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nwebhooks:\n- name: a\n  rules:\n',
    ),
  },
  {
    name: 'runtime-config',
    make: numbered(
      (at) => `extensions/v1beta${at + 1}=true,`,
      `${LITTLE}spec:\n  containers:\n  - command: [kube-apiserver, "--runtime-config=`,
      '"]\n',
    ),
  },
  {
    name: 'steps of deep mappings',
    make: (size) => {
      const depth = Math.min(380, Math.floor(Math.sqrt(size)));
      return HEAD + Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join('');
    },
  },
  ...CROWDS,
  ...OUTPUT_SHAPES,
  ...RUNS,
];
