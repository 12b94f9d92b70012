import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { jsonReport } from '../../lib/report/json.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { whole } from '../../lib/report/reporter.ts';
import { fixture } from '../support/cli.ts';
import { auditTexts } from '../support/findings.ts';
import { linesIn, referencesIn } from '../support/references.ts';

const jsonReporter = whole(jsonReport);

describe('manifests that stand as text in others', () => {
  it('says nothing of prose, of what is served, and of what is not known', async () => {
    assert.deepEqual(await linesIn('manifests/good.yaml', '1.36'), []);
  });

  it('finds them, and what they name in turn, at the line of the outer file', async () => {
    assert.deepEqual(await linesIn('manifests/bad.yaml', '1.25'), [
      '9 error removed-api embedded extensions/v1beta1 Ingress',
      '18 error removed-api object apps/v1beta1 Deployment',
      '19 error removed-api embedded batch/v1beta1 CronJob',
      '26 error removed-api embedded policy/v1beta1 PodDisruptionBudget',
      '36 error removed-api applied extensions/v1beta1 Deployment',
      '47 error removed-api embedded batch/v1beta1 CronJob',
    ]);
  });

  it('points into literal blocks to the column, and at the beginning of texts that are written otherwise', async () => {
    const columns = (await referencesIn('manifests/bad.yaml', '1.25')).map(({ location }) => location.column);
    assert.deepEqual(columns, [17, 21, 18, 19, 22, 21]);
  });

  it('gives no place to what stands in a text within such a text, where its offsets do not count', async () => {
    const text = [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: outer}',
      'data:',
      '  config: |',
      '    policy: enabled',
      '    templates: |',
      '      apiVersion: policy/v1beta1',
      '      kind: PodDisruptionBudget',
      '      metadata: {name: inner}',
    ].join('\n');
    const { findings } = await audit({ file: 'outer.yaml', text }, { target: '1.25' });
    assert.deepEqual(findings, []);
  });

  it('shows nothing of a Secret but the API', async () => {
    const report = await audit('manifests/bad.yaml', { target: '1.25', cwd: fixture('references') });
    const text = jsonReporter(report, { tool: { name: 't', version: '1' }, width: 80, color: false, all: true });
    assert.match(text, /"\/stringData\/pdb\.yaml"/);
    assert.doesNotMatch(text, /token-abc123/);
  });

  it('says of what kubectl apply was last given where to change it, and makes a note of it in the revisions kept', async () => {
    const annotations = `  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"extensions/v1beta1","kind":"DaemonSet","metadata":{"name":"shop"}}
`;
    const text = [
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: shop\n${annotations}`,
      `apiVersion: apps/v1\nkind: ControllerRevision\nmetadata:\n  name: shop-1\n${annotations}data:\n  apiVersion: policy/v1beta1\n  kind: PodSecurityPolicy\n  spec: {}\n`,
    ].join('---\n');
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.25' });
    const said = findings.map((finding) => [
      finding.location.line,
      finding.severity,
      messageOf(finding).split('. ').at(-1),
    ]);
    assert.deepEqual(said, [
      [7, 'error', 'It is what kubectl apply was last given: change the manifest that it came from, and apply that.'],
      [
        15,
        'note',
        'It is what kubectl apply was given once: a revision is kept for rollbacks, and does not need to change.',
      ],
      [17, 'note', 'No API takes its place; use Pod Security Admission.'],
    ]);
  });

  it('says nothing of what kubectl apply was last given where the object is in that API itself', async () => {
    const text = `apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: shop
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"extensions/v1beta1","kind":"Ingress","metadata":{"name":"shop"}}
`;
    const { findings, summary } = await auditTexts({ 'it.yaml': text }, { target: '1.22' });
    assert.deepEqual([findings.map(({ via }) => via), summary.references], [['resource'], 1]);
  });

  it('finds them in the files of the machines that Cluster API and kops make', async () => {
    const file = (indent: string) =>
      `${indent}- path: /etc/audit.yaml\n${indent}  content: |\n${indent}    apiVersion: audit.k8s.io/v1beta1\n${indent}    kind: Policy\n`;
    const text = [
      `apiVersion: bootstrap.cluster.x-k8s.io/v1beta2\nkind: KubeadmConfigTemplate\nspec:\n  template:\n    spec:\n      files:\n${file('        ')}`,
      `apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec:\n    files:\n${file('      ')}`,
      `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nspec:\n  fileAssets:\n${file('    ')}`,
    ].join('---\n');
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.24' });
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'removed-api').map(({ location: { line } }) => line),
      [9, 19, 28],
    );
  });

  it('finds them in the items of a typed list, which need not say their own API', async () => {
    const text = `apiVersion: v1
kind: ConfigMapList
items:
  - metadata: { name: a }
    data:
      cron.yaml: |
        apiVersion: batch/v1beta1
        kind: CronJob
  - metadata: { name: b }
`;
    assert.deepEqual(await embeddedIn(text), ['7 CronJob']);
  });

  it('finds what stands there in other letters, or behind an alias', async () => {
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
    const escaped = `${head}data:\n  cron: "\\x61piVersion: batch/v1beta1\\nkind: CronJob\\n"\n`;
    assert.deepEqual(await embeddedIn(escaped), ['5 CronJob']);
    const item = '- apiVersion: v1\n  kind: ConfigMap\n  data: ';
    const text = '&data\n    cron: |\n      apiVersion: batch/v1beta1\n      kind: CronJob\n';
    const aliased = `apiVersion: v1\nkind: List\nitems:\n${item}${text}${item}*data\n`;
    assert.deepEqual(await embeddedIn(aliased), ['8 CronJob', '8 CronJob']);
  });

  it('finds them in the text of any field', async () => {
    const pdb = (indent: string) => `|\n${indent}apiVersion: policy/v1beta1\n${indent}kind: PodDisruptionBudget\n`;
    const kinds: readonly (readonly [head: string, at: number])[] = [
      ['apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  template:\n    data:\n      pdb: ', 7],
      ['apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - value: ', 8],
      ['apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n  patches:\n  - patch: ', 6],
      ['apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args:\n    - ', 7],
    ];
    for (const [head, at] of kinds) {
      assert.deepEqual(await embeddedIn(head + pdb(' '.repeat(10))), [`${at} PodDisruptionBudget`], head);
    }
  });

  it('leaves what is recorded, schemas, and what is a Resource itself', async () => {
    const cron = '|\n          apiVersion: batch/v1beta1\n          kind: CronJob\n';
    for (const head of [
      'apiVersion: v1\nkind: Pod\nstatus:\n  said: ',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  versions:\n  - description: ',
    ]) {
      assert.deepEqual(await embeddedIn(head + cron), [], head);
    }
    const map = 'objects:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: ';
    const template = `apiVersion: template.openshift.io/v1\nkind: Template\n${map}${cron}`;
    assert.deepEqual(await embeddedIn(template), ['8 CronJob']);
  });

  it('finds them in the here-documents of scripts', async () => {
    const script = [
      'kubectl apply -f - <<EOF',
      'apiVersion: batch/v1beta1',
      'kind: CronJob',
      '---',
      'apiVersion: policy/v1beta1',
      'kind: PodDisruptionBudget',
      'EOF',
      'if true; then',
      "  cat <<-'END' | kubectl apply -f -",
      '\tapiVersion: extensions/v1beta1',
      '\tkind: Ingress',
      '\tEND',
      'fi',
      'cat <<NEVER',
      'apiVersion: batch/v1beta1',
      'kind: CronJob',
    ];
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args: [-c]\n    command:\n    - |\n';
    const text = `${pod}${script.map((line) => `      ${line}\n`).join('')}`;
    assert.deepEqual(await embeddedIn(text), ['9 CronJob', '12 PodDisruptionBudget', '17 Ingress']);
  });
});

/** The lines and kinds of what stands as text in objects, of which the Target does not have the API any more. */
async function embeddedIn(text: string): Promise<string[]> {
  const { findings } = await audit({ file: 'a.yaml', text }, { target: '1.25' });
  return findings
    .filter(({ details }) => details.reference === 'embedded')
    .map(({ location, subject }) => `${location.line} ${subject.kind}`);
}
