import type { Shape } from './shape.ts';
import { numbered, repeated } from './shape.ts';

/** The files of a chart, by their paths from its folder. */
export type ChartFiles = Readonly<Record<string, string>>;

/** A chart that is hard to read, of about so many characters. */
export interface ChartShape {
  readonly name: string;
  readonly make: (size: number) => ChartFiles;
}

const CHART = 'apiVersion: v2\nname: a\nversion: 1.0.0\n';
/** An object whose apiVersion the helper `a` prints. */
const INGRESS = 'apiVersion: {{ include "a" . }}\nkind: Ingress\n';
/** An object whose apiVersion a fix moves, for nothing but its name changes. */
const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\n';
const HAS = '.Capabilities.APIVersions.Has "extensions/v1beta1"';

/** A chart of one template. */
const template = (name: string, make: Shape['make']): ChartShape => ({
  name,
  make: (size) => ({ 'Chart.yaml': CHART, 'templates/a.yaml': make(size) }),
});

/** A chart whose helpers are hard, and of which one, `a`, is asked. */
const helpers = (name: string, make: Shape['make'], use = INGRESS): ChartShape => ({
  name,
  make: (size) => ({ 'Chart.yaml': CHART, 'templates/_helpers.tpl': make(size), 'templates/a.yaml': use }),
});

/** A chart in which another file is hard. */
const file = (path: string, name: string, make: Shape['make']): ChartShape => ({
  name,
  make: (size) => ({ 'Chart.yaml': CHART, 'templates/a.yaml': INGRESS, [path]: make(size) }),
});

const define = (name: string, body: string) => `{{ define "${name}" }}${body}{{ end }}\n`;

const HELPERS: readonly ChartShape[] = [
  helpers(
    'helpers in a chain',
    numbered((at) => define(`a${at}`, `{{ include "a${at + 1}" . }}`), define('a', '{{ include "a0" . }}')),
  ),
  helpers(
    'helpers in a chain backwards',
    numbered((at) => define(`a${at + 1}`, `{{ include "a${at}" . }}`), define('a', '{{ include "a9" . }}')),
  ),
  helpers(
    'helpers that include each other',
    repeated(`${define('b', '{{ include "a" . }}')}${define('a', '{{ include "b" . }}')}`, ''),
  ),
  helpers(
    'a helper that includes itself',
    repeated('{{ if .a }}{{ include "a" . }}{{ end }}', '{{ define "a" }}', '{{ end }}\n'),
  ),
  helpers('helpers of which each includes all', (size) => {
    const count = Math.ceil(Math.sqrt(size / 40));
    const body = Array.from({ length: count }, (_, at) => `{{ if .b }}{{ include "a${at}" . }}{{ end }}`).join('');
    return define('a', body) + Array.from({ length: count }, (_, at) => define(`a${at}`, body)).join('');
  }),
  helpers('a helper of arms that print nothing', repeated('{{ if .a }} {{ end }}', '{{ define "a" }}', '{{ end }}\n')),
  helpers(
    'a helper of arms that print values',
    repeated('{{ if .a }}{{ .b }}{{ end }}', '{{ define "a" }}', '{{ end }}\n'),
  ),
  helpers(
    'a helper of else arms',
    numbered((at) => `{{ else if .a${at} }}v${at + 1}`, '{{ define "a" }}{{ if .a }}v1', '{{ end }}{{ end }}\n'),
  ),
  helpers(
    'a helper of arms that ask the cluster',
    repeated(`{{ if ${HAS} }} {{ end }}`, '{{ define "a" }}', '{{ end }}\n'),
  ),
  helpers(
    'a helper of deep arms',
    (size) => `{{ define "a" }}${'{{ if .a }}'.repeat(size / 20)}v1${'{{ end }}'.repeat(size / 20)}{{ end }}\n`,
  ),
  helpers('a helper of comments', repeated('{{/* a */}}\n', '{{ define "a" }}', 'v1{{ end }}\n')),
  helpers(
    'helpers in one another',
    numbered((at) => `{{ define "a${at}" }}`, '{{ define "a" }}'),
  ),
  helpers('helpers in one another that end', (size) =>
    define('a', `${'{{ define "a" }}'.repeat(size / 28)}v1${'{{ end }}'.repeat(size / 28)}`),
  ),
  helpers('a helper that comes again', repeated(define('a', '{{ .b }}v1'), '')),
  helpers(
    'a helper with a long name',
    (size) => define('a'.repeat(size / 2), 'v1'),
    `apiVersion: {{ include "${'a'.repeat(1000)}" . }}\nkind: Pod\n`,
  ),
  {
    name: 'helpers, each included',
    make: (size) => ({
      'Chart.yaml': CHART,
      'templates/_helpers.tpl': numbered((at) => define(`a${at}`, 'extensions/v1beta1'), '')(size / 2),
      'templates/a.yaml': numbered((at) => `apiVersion: {{ include "a${at}" . }}\nkind: Ingress\n---\n`, '')(size / 2),
    }),
  },
  {
    name: 'a helper of many versions, included again',
    make: (size) => ({
      'Chart.yaml': CHART,
      'templates/_helpers.tpl': define(
        'a',
        `{{ if ${HAS} }}v1{{ end }}${numbered((at) => `{{ if .a }}v${at + 1}{{ end }}`, '')(300)}`,
      ),
      'templates/a.yaml': repeated(`${INGRESS}---\n`, '')(size),
    }),
  },
];

/** Helpers that ask each other in conditions, and a template that asks the first. */
const ASKED: readonly ChartShape[] = [
  helpers(
    'helpers that ask the next one',
    numbered((at) => define(`a${at}`, `{{ if include "a${at + 1}" . }}true{{ end }}`), ''),
    `{{ if include "a0" . }}\n${INGRESS}{{ end }}\n`,
  ),
  helpers(
    'helpers of which each asks all',
    (size) => {
      const count = Math.ceil(Math.sqrt(size / 40));
      const body = Array.from({ length: count }, (_, at) => `{{ if include "a${at}" . }}{{ .b }}{{ end }}`).join('');
      return Array.from({ length: count }, (_, at) => define(`a${at}`, body)).join('');
    },
    `{{ if include "a0" . }}\n${INGRESS}{{ end }}\n`,
  ),
  helpers(
    'a helper that is asked, of arms',
    repeated('{{ if .a }}v1{{ else }}v2{{ end }}', '{{ define "a" }}', '{{ end }}\n'),
    `{{ if semverCompare ">1" (include "a" .) }}\n${INGRESS}{{ end }}\n`,
  ),
  helpers(
    'a helper that is asked, of deep arms',
    (size) => `{{ define "a" }}${'{{ if .a }}1'.repeat(size / 20)}${'{{ end }}'.repeat(size / 20)}{{ end }}\n`,
    `{{ if include "a" . }}\n${INGRESS}{{ end }}\n`,
  ),
];

/** A CustomResourceDefinition whose label is computed. */
const DEFINITION = [
  'apiVersion: apiextensions.k8s.io/v1beta1',
  'kind: CustomResourceDefinition',
  'metadata: {labels: {a: {{ .b }}}}',
  'spec: {group: a.b, names: {kind: C}, version: v1}',
  '',
].join('\n');

const TEMPLATES: readonly ChartShape[] = [
  template(
    'variables of variables',
    numbered((at) => `{{ $a${at + 1} := $a${at} }}\n`, `{{ $a0 := ${HAS} }}\n`, `{{ if $a9 }}\n${INGRESS}{{ end }}\n`),
  ),
  template(
    'a variable whose path grows',
    repeated('{{ $a := $a.b }}\n', '{{ $a := .b }}\n', `{{ if $a }}\n${INGRESS}{{ end }}\n`),
  ),
  template(
    'a variable that is set in arms',
    repeated(`{{ if ${HAS} }}{{ $a = 1 }}{{ end }}\n`, '{{ $a := 0 }}\n', INGRESS),
  ),
  template('variables in arms in one another', repeated('{{ if $a := .b }}\n', INGRESS)),
  template('a value in pieces', repeated('{{ if .a }}a{{ else }}b{{ end }}', 'apiVersion: ', '/v1\nkind: Pod\n')),
  template(
    'a value of many arms, and more',
    repeated('{{ else if .a }}b', 'apiVersion: {{ if .a }}a', '{{ end }}/v1\nkind: Pod\n'),
  ),
  template('a value in deep pieces', (size) => {
    const depth = Math.ceil(size / 25);
    return `apiVersion: v1\nkind: ${'{{ if .a }}P'.repeat(depth)}${'od{{ end }}'.repeat(depth)}\n`;
  }),
  template(
    'values in pieces',
    repeated(`apiVersion: {{ if .a }}a{{ end }}v1\nkind: {{ if .a }}A{{ end }}Pod\n---\n`, ''),
  ),
  template('pieces in lines', repeated('{{ if .a }}a{{ end }}\n/', 'apiVersion:\n', 'v1\nkind: Pod\n')),
  template(
    'arms of the same conditions',
    numbered(
      (at) =>
        `{{ if .a${at} }}\napiVersion: v${at + 1}\n{{ else if .b }}\nkind: Pod\n{{ else }}\nkind: Job\n{{ end }}\n`,
      '',
    ),
  ),
  template('CRDs with actions', repeated(`${DEFINITION}---\n`, '')),
  template('CRDs with actions in arms', repeated(`{{ else if .a }}\n${DEFINITION}`, '{{ if .a }}\n', '{{ end }}\n')),
  template('a CRD with many actions', repeated('{{ .b }}', `${DEFINITION}a: `, '\n')),
  template('a CRD with many lines of actions before its spec', repeated(' {{ .b }}\n', 'a:\n', DEFINITION)),
  template('checks that print nothing', repeated('{{ required "a" "" }}\n', '')),
  ...[
    '{{',
    '{{-',
    '}}',
    '{{/*',
    '*/}}',
    '{{ "',
    '{{ `',
    '{{ (',
    '{{ end }}',
    '{{ else }}',
    '{{ if }}',
    '{{ | }}',
    '{{ . }}',
  ].map((unit) => template(`a template of nothing but ${unit}`, repeated(unit, INGRESS))),
  ...['if .a', 'with .a', 'range .a', 'block "a" .', 'define "a"', `if ${HAS}`, `if not (${HAS})`].flatMap((word) => [
    template(`nothing but {{ ${word} }}`, repeated(`{{ ${word} }}\n`, INGRESS)),
    template(`{{ ${word} }} in one another`, (size) => {
      const depth = Math.ceil(size / (word.length + 16));
      return `${`{{ ${word} }}\n`.repeat(depth)}${INGRESS}${'{{ end }}\n'.repeat(depth)}`;
    }),
    template(`{{ ${word} }} one after the other`, repeated(`{{ ${word} }}\n---\n${INGRESS}{{ end }}\n`, '')),
  ]),
  template('arms that ask the cluster', repeated(`{{ else if ${HAS} }}\n${INGRESS}`, '{{ if .a }}\n', '{{ end }}\n')),
  template('objects that a fix moves', repeated(`---\n${ROLE}metadata: {name: {{ .a }}}\n`, '')),
  template('objects that a fix moves, in one line', (size) => {
    const object =
      '{"apiVersion": "rbac.authorization.k8s.io/v1beta1", "kind": "Role", "metadata": {"name": "{{ .a }}"}}';
    return repeated(`${object},\n`, '{"apiVersion": "v1", "kind": "List", "items": [\n', '{}]}\n')(size);
  }),
  template('arms that a fix moves', repeated(`{{ else if .a }}\n${ROLE}`, '{{ if .a }}\n', '{{ end }}\n')),
  template(
    'kinds in arms that a fix moves',
    repeated(
      `---\n${ROLE.replace(/kind.*\n/, '')}{{ if .a }}\nkind: ClusterRole\n{{ else }}\nkind: Role\n{{ end }}\n`,
      '',
    ),
  ),
  template('deep arms that a fix moves', (size) => {
    const depth = Math.ceil(size / 90);
    return `${`{{ if .a }}\n${ROLE}`.repeat(depth)}${'{{ end }}\n'.repeat(depth)}`;
  }),
  template(
    'items that a fix moves',
    repeated(
      `- ${ROLE.replace('\nk', '\n  k')}`,
      'apiVersion: v1\nkind: List\nitems:\n{{ range .a }}\n',
      '{{ end }}\n',
    ),
  ),
  template(
    'comments on what a fix moves',
    repeated(`{{ if .a }}\n# api-audit: ignore removed-api\n${ROLE}{{ end }}\n`, ''),
  ),
  template(
    'apiVersions of one object',
    repeated('{{ if .a }}\napiVersion: rbac.authorization.k8s.io/v1beta1\n{{ end }}\n', 'kind: Role\n'),
  ),
  template('includes', repeated(`${INGRESS}---\n`, '')),
  template('literals', repeated('apiVersion: {{ "extensions/v1beta1" }}\nkind: {{ print "Ingress" }}\n---\n', '')),
  template('ternaries', repeated(`apiVersion: {{ ternary "v1" "v1beta1" (${HAS}) }}\nkind: Ingress\n---\n`, '')),
  template(
    'values',
    numbered((at) => `  key${at}: {{ .Values.a${at} }}\n`, `${INGRESS}spec:\n`),
  ),
  template('a long pipeline', repeated(' | quote', 'apiVersion: {{ include "a" .', ' }}\nkind: Pod\n')),
  template('a long pipeline of a condition', repeated(' | not', `{{ if ${HAS}`, ` }}\n${INGRESS}{{ end }}\n`)),
  template(
    'a condition of parentheses',
    (size) => `{{ if ${HAS} ${'('.repeat(size / 2)}${')'.repeat(size / 2)} }}\n${INGRESS}{{ end }}\n`,
  ),
  template(
    'a condition of parentheses, as deep as they are read',
    (size) =>
      `{{ if ${'(not '.repeat(Math.min(160, size / 8))}${HAS}${')'.repeat(Math.min(160, size / 8))} }}\n${INGRESS}{{ end }}\n`,
  ),
  template('a condition of quotes', repeated('\\"', `{{ if ${HAS} "`, `" }}\n${INGRESS}{{ end }}\n`)),
  template('a condition of quotes in backquotes', repeated('"\\"', `{{ if ${HAS} \``, `\` }}\n${INGRESS}{{ end }}\n`)),
  template(
    'a long constraint',
    repeated('>=1.19-0 || ', '{{ if semverCompare "', `" .Capabilities.KubeVersion.Version }}\n${INGRESS}{{ end }}\n`),
  ),
  template(
    'a constraint of digits',
    repeated('1', '{{ if semverCompare ">=', `x" .Capabilities.KubeVersion.Version }}\n${INGRESS}{{ end }}\n`),
  ),
  template(
    'a constraint of numbers and dots',
    repeated('1.', '{{ if semverCompare "', `" .Capabilities.KubeVersion.Version }}\n${INGRESS}{{ end }}\n`),
  ),
  template(
    'a constraint of blanks',
    repeated(' ', '{{ if semverCompare "1', `x" .Capabilities.KubeVersion.Version }}\n${INGRESS}{{ end }}\n`),
  ),
  template('blanks in an action', repeated(' ', 'apiVersion: {{ include "a"', '(b) }}\nkind: Pod\n')),
  template('blanks in an action of no words', repeated(' ', 'apiVersion: {{', '}}\nkind: Pod\n')),
  template('blanks and dashes in an action', repeated(' -', 'apiVersion: {{', 'a }}\nkind: Pod\n')),
  template('blanks in an action of Ruby', repeated(' ', `${INGRESS}<% do`, 'a %>\n')),
  template('blanks behind a literal', repeated(' ', 'apiVersion: {{ "v1"', 'a }}\nkind: Pod\n')),
  template('blanks in a ternary', repeated(' ', 'apiVersion: {{ ternary "v1"', '"v2" }}\nkind: Pod\n')),
  template('bars behind an include', repeated('| ', 'apiVersion: {{ include "a" . ', 'a }}\nkind: Pod\n')),
  template('an action of many lines', repeated('a\n', 'apiVersion: {{ ', ' }}\nkind: Pod\n')),
  template('words in a condition', repeated('.a ', `{{ if ${HAS} `, ` }}\n${INGRESS}{{ end }}\n`)),
];

/** Subcharts that the chart above them knows by many names, each of which has others so. */
const aliased: ChartShape = {
  name: 'subcharts of many names in one another',
  make: (size) => {
    const dependencies = (name: string) =>
      `dependencies:\n${numbered((at) => `- {name: ${name}, alias: ${name}${at}}\n`, '')(size / 3)}`;
    const chart = (name: string, below: string) => `name: ${name}\n${dependencies(below)}`;
    return {
      'Chart.yaml': chart('a', 'b'),
      'charts/b/Chart.yaml': chart('b', 'c'),
      'charts/b/charts/c/Chart.yaml': chart('c', 'd'),
      'charts/b/charts/c/charts/d/Chart.yaml': 'name: d\n',
      'charts/b/charts/c/charts/d/templates/a.yaml': INGRESS,
    };
  },
};

/** Charts whose helpers, templates, values or names are hard to read. */
export const CHART_SHAPES: readonly ChartShape[] = [
  ...HELPERS,
  ...ASKED,
  ...TEMPLATES,
  file(
    'values.yaml',
    'thousands of values',
    numbered((at) => `a${at}: {b: ${at}}\n`, ''),
  ),
  file('values.yaml', 'deep values', (size) => '{a: '.repeat(size / 5) + '}'.repeat(size / 5)),
  file(
    'values.yaml',
    'values that double',
    numbered((at) => `x${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`, 'x0: &a0 [b]\n'),
  ),
  file('.helmignore', 'rules of stars', repeated('*a*a*a*b\n?/*/**/c\n!*\n', '')),
  file('.helmignore', 'a rule of stars', repeated('*a', '', 'b\n')),
  file('Chart.yaml', 'dependencies', repeated('- {name: a, alias: b}\n', `${CHART}dependencies:\n`)),
  file(
    'Chart.yaml',
    'dependencies that double',
    numbered((at) => `x${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`, `${CHART}x0: &a0 [b]\n`, 'dependencies: *a20\n'),
  ),
  file('Chart.yaml', 'a deep Chart.yaml', repeated('[', CHART)),
  file('Chart.yaml', 'a long name', repeated('a', 'name: ')),
  file(
    'requirements.yaml',
    'requirements',
    numbered((at) => `- {name: a${at}, alias: b}\n`, 'dependencies:\n'),
  ),
  file(
    'crds/a.yaml',
    'CRDs',
    repeated('---\napiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\n', ''),
  ),
  {
    name: 'templates',
    make: (size) => ({
      'Chart.yaml': CHART,
      'templates/_helpers.tpl': define('a', `{{ if ${HAS} }}extensions/v1beta1{{ end }}`),
      ...Object.fromEntries(
        Array.from({ length: Math.ceil(size / 600) }, (_, at) => [`templates/a${at}.yaml`, INGRESS]),
      ),
    }),
  },
  aliased,
];
