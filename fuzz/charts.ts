import type { ChartFiles } from './chart-shapes.ts';
import { CHART_SHAPES } from './chart-shapes.ts';
import { mutated, ODD } from './mutate.ts';
import type { Random } from './random.ts';
import { hardSize } from './shape.ts';
import type { Shares } from './shares.ts';

/** How charts are made, and how often; see {@link pickShare}. */
export const CHART_SHARES = {
  /** Charts with a few changes in some of their files. */
  chart: 3,
  /** Hard charts; some of them changed. */
  'shape of a chart': 1,
} as const satisfies Shares;

type ChartSort = keyof typeof CHART_SHARES;

/** The files of one chart to be audited from its folder, and how they were made. */
export interface ChartCase {
  readonly sort: ChartSort;
  readonly files: ChartFiles;
}

/** What breaks readers of templates: the signs of Go's, the words that open, part and close, and what charts ask for. */
const MARKS = [
  ...['{{', '{{-', '}}', '-}}', '{{/*', '*/}}', '/*', '*/', '|', '(', ')', '"', '`', '\\"', '.', '$', ':=', '{{ . }}'],
  ...['{{ include "a" . }}', '{{ template "a" . }}', 'include "lighthouse.ingress.apiVersion" .', 'include "a" .'],
  ...['{{ define "a" }}', '{{- define "lighthouse.name" -}}', '{{ block "a" . }}', '{{ end }}', '{{- end -}}', 'end'],
  ...['{{ range .a }}', '{{ with .a }}', '{{ if .a }}', '{{ else }}', '{{ else if .a }}', '{{ else with .a }}', 'if '],
  ...['{{ if .Capabilities.APIVersions.Has "extensions/v1beta1" }}', '.Capabilities.KubeVersion.Version', 'not ('],
  ...[
    'semverCompare ">=1.19-0" ',
    'ternary "v1" "v1beta1" (',
    '| quote',
    '| default "v1"',
    '{{ "v1" }}',
    '{{ $a := 1 }}',
  ],
  ...['apiVersion: {{ include "a" . }}\nkind: Ingress\n', 'alias: a\n', 'dependencies:\n', 'name: a\n'],
];
const ODD_MARKS = [...MARKS, ...MARKS, ...ODD];

/** Files that every chart gets: two that matter to what its templates print, and one that a fix changes. */
const COMMON: ChartFiles = {
  'values.yaml': 'replicas: 2\n',
  'templates/_helpers.tpl': '{{ define "a" }}v1{{ end }}\n',
  'templates/old.yaml': [
    '{{- if .Values.role }}\napiVersion: rbac.authorization.k8s.io/v1beta1 # old\nkind: Role\nmetadata:\n',
    '  name: {{ .Release.Name }}\n{{- else }}\napiVersion: "storage.k8s.io/v1beta1"\nkind: StorageClass\n{{- end }}\n',
    '---\nkind: List\napiVersion: v1\nitems:\n{{- range .Values.names }}\n- kind: RoleBinding\n',
    '  apiVersion: rbac.authorization.k8s.io/v1alpha1\n  metadata: {name: {{ . }}}\n{{- end }}\n',
  ].join(''),
};

/** A chart of a sort. */
export function chartCase(sort: ChartSort, random: Random, charts: readonly ChartFiles[]): ChartCase {
  if (sort === 'chart') return { sort, files: mutatedChart({ ...COMMON, ...random.pick(charts) }, charts, random) };
  const files = random.pick(CHART_SHAPES).make(hardSize(random));
  return { sort, files: random.once(3) ? mutatedChart(files, charts, random) : files };
}

/** Changes one to three files of a chart; its names stay, for it is a chart by them. */
function mutatedChart(chart: ChartFiles, charts: readonly ChartFiles[], random: Random): ChartFiles {
  const files = { ...chart };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const path = random.pick(Object.keys(files));
    const other = random.pick(Object.values(random.pick(charts)));
    files[path] = mutated(files[path] as string, other, random, ODD_MARKS);
  }
  return files;
}
