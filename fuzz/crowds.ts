import type { Shape } from './shape.ts';
import { HEAD, numbered, repeated } from './shape.ts';

const LIST = 'apiVersion: v1\nkind: List\nitems:\n';
const OLD = 'apiVersion: batch/v1beta1\nkind: CronJob\n';
const POD = `${HEAD}spec:\n  template:\n    spec:\n`;

/** Texts in which there are many of what is rarely there twice: who looks each up among all of them is found out. */
export const CROWDS: readonly Shape[] = [
  { name: 'old objects', make: numbered((at) => `---\n${OLD}metadata: {name: a${at}}\n`, '') },
  {
    name: 'old objects that are suppressed',
    make: numbered((at) => `---\n# api-audit:ignore removed-api until ${at}\n${OLD}metadata: {name: a${at}}\n`, ''),
  },
  {
    name: 'old objects in a List',
    make: numbered((at) => `- apiVersion: batch/v1beta1\n  kind: CronJob\n  metadata: {name: a${at}}\n`, LIST),
  },
  {
    name: 'old objects in a List in one line',
    make: numbered(
      (at) => `{apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: a${at}}}, `,
      '{apiVersion: v1, kind: List, items: [',
      '{}]}\n',
    ),
  },
  {
    name: 'old objects in arms',
    make: numbered((at) => `{{ if .Values.a${at} }}\n---\n${OLD}metadata:\n  name: {{ .Values.n }}\n{{ end }}\n`, ''),
  },
  {
    name: 'aliases of one old object',
    make: repeated('- *a\n', 'apiVersion: v1\nkind: List\nx: &a {apiVersion: batch/v1beta1, kind: CronJob}\nitems:\n'),
  },
  {
    name: 'an item at the end of a chain of merge keys',
    make: (size) => {
      const links = Array.from({ length: size / 30 }, (_, at) => `- &a${at + 1}\n  <<: *a${at}\n`);
      const item = `items:\n- <<: *a${links.length}\n  apiVersion: batch/v1beta1\n  kind: CronJob\n`;
      return `apiVersion: v1\nkind: List\nx:\n- &a0 {b: c}\n${links.join('')}${item}`;
    },
  },
  {
    name: 'versions of a CRD, each of them used',
    make: (size) => {
      const numbers = Array.from({ length: size / 90 }, (_, at) => at + 1);
      const versions = numbers.map((number) => `  - {name: v${number}, served: true, storage: false}\n`);
      const uses = numbers.map((number) => `---\napiVersion: a.example/v${number}\nkind: A\n`);
      const head =
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: a.example\n  names: {kind: A}\n  versions:\n';
      return `${head}${versions.join('')}${uses.join('')}`;
    },
  },
  {
    name: 'texts of manifests in what is no object',
    make: numbered((at) => `t${at}: |\n  apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n`, 'a: b\n'),
  },
  {
    name: 'texts of manifests in one another, in what is no object',
    make: (size) => {
      const deep = Math.floor(Math.sqrt(2 * size));
      const lines = Array.from({ length: deep }, (_, at) => `${' '.repeat(at)}a: |\n`);
      const end = ' '.repeat(deep);
      return `${lines.join('')}${end}apiVersion: v1\n${end}kind: Pod\n${end}metadata: {name: a}\n`;
    },
  },
  {
    name: 'versions of a CRD, in each of which something is stored',
    make: (size) => {
      const numbers = Array.from({ length: size / 70 }, (_, at) => at + 1);
      const versions = numbers.map((number) => `  - {name: v${number}, served: true, storage: ${number === 1}}\n`);
      const stored = numbers.map((number) => `  - v${number}\n`);
      const head =
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: a.example\n  names: {kind: A}\n  versions:\n';
      return `${head}${versions.join('')}status:\n  storedVersions:\n${stored.join('')}`;
    },
  },
  {
    name: 'old node labels, the same again',
    make: repeated('        beta.kubernetes.io/os: linux\n', `${POD}      nodeSelector:\n`),
  },
  {
    name: 'old node labels, the same again, in one line',
    make: repeated('beta.kubernetes.io/os: linux, ', `${POD}      nodeSelector: {`, 'a: b}\n'),
  },
  {
    name: 'terms of old node labels',
    make: repeated(
      '            - matchExpressions: [{key: beta.kubernetes.io/os, operator: In, values: [linux]}]\n',
      `${POD}      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n`,
    ),
  },
  {
    name: 'paths of an old Ingress',
    make: numbered(
      (at) => `      - path: /a${at}\n        backend: {serviceName: a, servicePort: 80}\n`,
      'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n',
    ),
  },
  {
    name: 'metrics of an old HorizontalPodAutoscaler',
    make: repeated(
      '  - type: Resource\n    resource:\n      name: cpu\n      targetAverageUtilization: 80\n',
      'apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nspec:\n  metrics:\n',
    ),
  },
];
