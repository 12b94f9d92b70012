import type { Shape } from './shape.ts';
import { numbered, repeated } from './shape.ts';

/** What an API server writes of a request, a line of its audit log. */
const event = (more: object = {}): string =>
  `${JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    verb: 'create',
    userAgent: 'kubectl/v1.21.0 (linux/amd64)',
    user: { username: 'ada' },
    objectRef: { resource: 'cronjobs', namespace: 'a', apiGroup: 'batch', apiVersion: 'v1beta1' },
    ...more,
  })}\n`;

const OLD = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\n';
const LOG = (mark: 'START' | 'END') => `==== ${mark} logs for container a of pod b/c ====\n`;
const SOURCE = '---\n# Source: a/templates/web.yaml\n';
const COUNT =
  'apiVersion: apiserver.openshift.io/v1\nkind: APIRequestCount\nmetadata: {name: cronjobs.v1beta1.batch}\n';
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const MOVE = '{op: replace, path: /apiVersion, value: extensions/v1beta1}';

/** A release as `helm status -o json` prints it. */
const release = (manifest: string, version = 1): string =>
  `${JSON.stringify({ name: 'a', info: { status: 'deployed' }, version, manifest, hooks: [{ path: 'a/templates/b.yaml', manifest: OLD }] })}\n`;

/** What clusters and tools print, to be mutated as manifests are: there are no such files among the fixtures. */
export const OUTPUTS: readonly string[] = [
  event() +
    event({ requestObject: { apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'a' } } }) +
    event(),
  `${COUNT}status:\n  currentHour:\n    byNode:\n    - byUser: [{userAgent: kubectl/v1, username: ada}]\n  requestCount: 3\n`,
  `{"apiVersion": "v1", "kind": "Pod"}\n${LOG('START')}${OLD}${LOG('END')}{"apiVersion": "extensions/v1beta1", "kind": "Ingress"}\n`,
  `NAME: a\nSTATUS: deployed\nUSER-SUPPLIED VALUES:\nkind: a\nHOOKS:\n${SOURCE}${OLD}MANIFEST:\n${SOURCE}${OLD}NOTES:\nkind: [\n`,
  release(SOURCE + OLD) + release(OLD, 2),
  `${KUSTOMIZATION}commonLabels: {a: b}\npatches:\n- target: {kind: Ingress}\n  patch: |\n    - ${MOVE}\n- target: {kind: Job}\n  patch: [${MOVE}]\n`,
];

/** Lines of such outputs, in the wrong place in anything else. */
export const OUTPUT_MARKS: readonly string[] = [
  ...[LOG('START'), LOG('END'), 'HOOKS:\n', 'MANIFEST:\n', 'NOTES:\n', SOURCE, '"objectRef": {"apiVersion": "v1"},'],
  ...[`patches:\n- {target: {kind: Ingress}, patch: [${MOVE}]}\n`, 'target: {kind: __proto__}\n', '/~0~1/', event()],
];

/** Outputs that are hard to read. */
export const OUTPUT_SHAPES: readonly Shape[] = [
  { name: 'requests', make: repeated(event(), '') },
  { name: 'requests, each broken', make: repeated(`${event().slice(0, 200)}\n`, '') },
  { name: 'requests in one line', make: repeated(event().trim(), '') },
  { name: 'a request of a large object', make: (size) => event({ requestObject: { a: 'b'.repeat(size) } }) },
  {
    name: 'a request of a long client',
    make: (size) => event({ userAgent: 'a'.repeat(size), user: { username: ' \t' } }),
  },
  {
    name: 'a request of a deep object',
    make: (size) =>
      event({ requestObject: 0 }).replace('0}', `${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`) + event(),
  },
  {
    name: 'counted clients',
    make: numbered(
      (at) => `    - byUser: [{userAgent: a${at}, username: b}]\n`,
      `${COUNT}status:\n  currentHour:\n    byNode:\n`,
    ),
  },
  {
    name: 'logs in a dump',
    make: repeated(`${LOG('START')}${OLD}${LOG('END')}{"apiVersion":"v1","kind":"Pod"}\n`, ''),
  },
  { name: 'logs in a dump that do not end', make: repeated(LOG('START') + OLD, '') },
  { name: 'a log whose end goes on', make: repeated(LOG('END').trim(), LOG('START'), 'x\n') },
  {
    name: 'releases as Helm prints them',
    make: repeated(`HOOKS:\n${SOURCE}${OLD}MANIFEST:\n${SOURCE}${OLD}NOTES:\n`, ''),
  },
  { name: 'headings of Helm in the wrong order', make: repeated(`NOTES:\nMANIFEST:\nHOOKS:\n${SOURCE}${OLD}`, '') },
  { name: 'a comment of Helm with blanks', make: repeated(' ', SOURCE.trimEnd(), `x\n${OLD}`) },
  { name: 'comments of Helm with blanks', make: repeated(`${SOURCE.trimEnd()}${' '.repeat(1900)}x\n${OLD}`, '') },
  { name: 'releases in JSON', make: numbered((at) => release(OLD, at), '') },
  { name: 'a release in JSON', make: (size) => release(`${SOURCE}${OLD}`.repeat(Math.ceil(size / 90))) },
  {
    name: 'operations of a JSON patch',
    make: repeated(`    - ${MOVE}\n`, `${KUSTOMIZATION}patches:\n- target: {kind: Ingress}\n  patch: |\n`),
  },
  {
    name: 'JSON patches',
    make: repeated(`- {target: {kind: Ingress}, patch: [${MOVE}]}\n`, `${KUSTOMIZATION}patches:\n`),
  },
  {
    name: 'aliases to a text of manifests',
    make: (size) =>
      `apiVersion: v1\nkind: ConfigMap\nx: &a |\n${`  ---\n${OLD.replace(/^/gm, '  ').trimEnd()}\n`.repeat(size / 200)}data:\n${numbered((at) => `  b${at}: *a\n`, '')(size / 2)}`,
  },
  {
    name: 'aliases to an object with a text of manifests',
    make: (size) =>
      `apiVersion: v1\nkind: List\nx: &a {apiVersion: v1, kind: ConfigMap, data: {a: "${'---\\napiVersion: extensions/v1beta1\\nkind: Ingress\\n'.repeat(size / 100)}"}}\nitems:\n${'- *a\n'.repeat(size / 10)}`,
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template of ours.
  { name: 'lines that are filled in', make: repeated('  ${A}\n', `${OLD}spec: [\n`) },
  { name: 'values that are filled in', make: repeated('  a: {R}/b\n', `${OLD}spec:\n`) },
];
