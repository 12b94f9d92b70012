import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatGvk } from '../../lib/model/gvk.ts';
import type { Upgrade } from '../../lib/upgrade/dry-run.ts';
import { dryRun, needsWork } from '../../lib/upgrade/dry-run.ts';
import { fixture } from '../support/cli.ts';
import { manifest } from '../support/findings.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, tool } from '../support/tools.ts';

function run(folder: string, from: string, to: string): Promise<Upgrade> {
  return dryRun('.', { from, to, cwd: fixture(`upgrade/${folder}`) });
}

function runTexts(text: string, from: string, to: string): Promise<Upgrade> {
  return dryRun({ file: 'it.yaml', text }, { from, to });
}

function apiServer(flag: string): string {
  return `${manifest('v1 Pod')}spec:\n  containers: [{ name: it, image: it, command: [kube-apiserver, ${flag}] }]\n`;
}

/** The plan, a word and an API a step. */
function plan(upgrade: Upgrade): readonly string[] {
  return upgrade.plan.map((step) => {
    if (step.do === 'hop') return `hop to ${step.to}`;
    if (step.do === 'migrate-stored') return `${step.at} ${step.do} ${step.stored.version}`;
    if (step.do === 'nodes') return `${step.at} ${step.do} to ${step.nodes.to}`;
    const what = step.do === 'rewrite' ? step.move.to : step.change.finding.subject;
    return `${step.at} ${step.do} ${formatGvk(what)}`;
  });
}

describe('dryRun', () => {
  it('takes a folder of 1.15 to 1.36 with the fewest edits, each at the earliest moment', async () => {
    const upgrade = await run('old-harbour', '1.15', '1.36');
    assert.deepEqual(
      plan(upgrade).filter((step) => !step.startsWith('hop')),
      [
        '1.15 rewrite apps/v1 Deployment',
        '1.19 rewrite networking.k8s.io/v1 Ingress',
        '1.20 wait flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration',
        '1.21 rewrite batch/v1 CronJob',
        '1.23 rewrite autoscaling/v2 HorizontalPodAutoscaler',
        '1.23 rewrite flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration',
        '1.24 remove policy/v1beta1 PodSecurityPolicy',
        '1.26 rewrite flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration',
        '1.29 rewrite flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration',
      ],
    );
    assert.equal(plan(upgrade).filter((step) => step.startsWith('hop')).length, 21);
    assert.equal(needsWork(upgrade), true);
  });

  it('tells hop by hop what stops, and what is on its last release', async () => {
    const { hops } = await run('old-harbour', '1.20', '1.22');
    const names = hops.map(({ from, to, stops, last }) => [
      `${from}-${to}`,
      stops.map(({ finding }) => finding.subject.kind).join(),
      last.map(({ kind }) => kind).join(),
    ]);
    assert.deepEqual(names, [
      ['1.20-1.21', '', 'Ingress'],
      ['1.21-1.22', 'Ingress', ''],
    ]);
  });

  it('looks one release beyond the last hop for what is on its last release', async () => {
    const { hops } = await run('old-harbour', '1.20', '1.21');
    assert.deepEqual(
      hops.map(({ last }) => last.map(({ kind }) => kind)),
      [['Ingress']],
    );
  });

  it('puts an edit without a window right after the hop', async () => {
    const upgrade = await run('empty-window', '1.30', '1.31');
    assert.deepEqual(plan(upgrade), [
      '1.30 delete resource.k8s.io/v1alpha2 ResourceClaimTemplate',
      'hop to 1.31',
      '1.31 rewrite resource.k8s.io/v1alpha3 ResourceClaimTemplate',
    ]);
    assert.deepEqual(upgrade.range.releases, [['1.27', '1.30']]);
  });

  it('has hops only where all is served throughout', async () => {
    const upgrade = await run('fine-throughout', '1.15', '1.36');
    assert.deepEqual(upgrade.changes, []);
    assert.equal(needsWork(upgrade), false);
    assert.deepEqual(upgrade.range.releases, [['1.9', '1.38']]);
  });

  it('migrates stored versions before the first hop, and brings nodes along', async () => {
    assert.deepEqual(plan(await run('nodes-and-crds', '1.26', '1.28')), [
      '1.26 migrate-stored v1alpha1',
      '1.26 migrate-stored v1beta1',
      '1.26 nodes to 1.26',
      'hop to 1.27',
      'hop to 1.28',
    ]);
  });

  it('does not take nodes that follow the control plane for work to do', async () => {
    const text =
      'apiVersion: v1\nkind: Node\nmetadata: { name: n }\nstatus: { nodeInfo: { kubeletVersion: v1.28.0 } }\n';
    const upgrade = await runTexts(text, '1.31', '1.32');
    assert.deepEqual(plan(upgrade), ['1.31 nodes to 1.31', 'hop to 1.32']);
    assert.equal(needsWork(upgrade), false);
  });

  it('says what a rollback would lose', async () => {
    const upgrade = await runTexts(manifest('batch/v1 CronJob'), '1.22', '1.20');
    assert.equal(upgrade.direction, 'down');
    assert.deepEqual(plan(upgrade), ['1.22 rewrite batch/v1beta1 CronJob', 'hop to 1.21', 'hop to 1.20']);
    assert.deepEqual(
      upgrade.hops.map(({ stops }) => stops.length),
      [0, 1],
    );
  });

  it('mends what is gone before the first hop', async () => {
    const upgrade = await runTexts(manifest('extensions/v1beta1 Ingress'), '1.24', '1.25');
    assert.deepEqual(plan(upgrade), ['1.24 mend extensions/v1beta1 Ingress', 'hop to 1.25']);
    assert.equal(upgrade.changes[0]?.before, null);
  });

  it('leaves a whole group and version in the flags up to the release before the one that takes it', async () => {
    // What it turns on may be needed up to the end: taken out at once, the objects of the ResourceClaim could not be deleted.
    const text = `${apiServer('--runtime-config=resource.k8s.io/v1alpha2=true')}---\n${manifest('resource.k8s.io/v1alpha2 ResourceClaim')}`;
    assert.deepEqual(plan(await runTexts(text, '1.29', '1.31')), [
      'hop to 1.30',
      '1.30 delete resource.k8s.io/v1alpha2 ResourceClaim',
      '1.30 remove resource.k8s.io/v1alpha2',
      'hop to 1.31',
      '1.31 rewrite resource.k8s.io/v1alpha3 ResourceClaim',
    ]);
  });

  it('deletes nothing for what only names an alpha API', async () => {
    const text = `${manifest('rbac.authorization.k8s.io/v1 ClusterRole')}rules:\n  - { apiGroups: [networking.k8s.io], resources: [ipaddresses], verbs: [get] }\n`;
    assert.ok((await runTexts(text, '1.30', '1.31')).plan.every((step) => step.do !== 'delete'));
  });

  it('knows what comes on the way but has to be turned on', async () => {
    const { plan: steps, changes } = await runTexts(
      manifest('admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy'),
      '1.33',
      '1.35',
    );
    assert.deepEqual([changes[0]?.heals, changes[0]?.whenEnabled], ['1.34', true]);
    assert.deepEqual(
      steps.map((step) => step.do),
      ['hop', 'wait', 'hop'],
    );
    const usual = await runTexts(manifest('autoscaling/v2 HorizontalPodAutoscaler'), '1.22', '1.24');
    assert.deepEqual([usual.changes[0]?.heals, usual.changes[0]?.whenEnabled], ['1.23', false]);
  });

  it('does not say of a permission that it works again where what it is for is gone for good', async () => {
    const text = `${manifest('rbac.authorization.k8s.io/v1 ClusterRole')}rules:\n  - { apiGroups: [extensions], resources: [podsecuritypolicies], verbs: [use] }\n`;
    const now = await runTexts(text, '1.21', '1.26');
    assert.deepEqual(plan(now).slice(0, 2), ['1.21 mend extensions/v1beta1 PodSecurityPolicy', 'hop to 1.22']);
    assert.deepEqual(
      [now.changes[0]?.heals, now.hops.flatMap(({ starts }) => starts), now.plan.filter((step) => step.do === 'wait')],
      [null, [], []],
    );
    assert.deepEqual(
      plan(await runTexts(text, '1.15', '1.26')).filter((step) => !step.startsWith('hop')),
      ['1.15 rewrite policy/v1beta1 PodSecurityPolicy'],
    );
  });

  it('tells at which hop goes what it warned of before, and once', async () => {
    const text = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: { name: a, annotations: { seccomp.security.alpha.kubernetes.io/pod: runtime/default } }',
      'spec:',
      '  containers: [{ name: a, image: a }]',
      '  nodeSelector: { node-role.kubernetes.io/master: "" }',
      '  volumes: [{ name: v, awsElasticBlockStore: { volumeID: x } }]',
      '',
    ].join('\n');
    const warned = async (from: string, to: string) =>
      (await runTexts(text, from, to)).hops.flatMap((hop) =>
        hop.warns.map(({ finding: { subject }, stage }) => `${hop.to} ${subject.label ?? subject.provider} ${stage}`),
      );
    assert.deepEqual(await warned('1.21', '1.28'), [
      '1.23 awsElasticBlockStore handed-on',
      '1.24 node-role.kubernetes.io/master removed',
      '1.27 seccomp.security.alpha.kubernetes.io/pod removed',
      '1.27 awsElasticBlockStore removed',
    ]);
    assert.deepEqual(await warned('1.28', '1.26'), []);
  });

  it('knows where a whole group and version that a program names is served, and its last release', async () => {
    const text =
      "import * as k8s from '@kubernetes/client-node';\nnew k8s.KubeConfig().makeApiClient(k8s.BatchV1beta1Api);\n";
    const { range, hops } = await dryRun({ file: 'cron.ts', text }, { from: '1.23', to: '1.25' });
    assert.deepEqual([range.unknown, range.releases], [0, [['1.8', '1.24']]]);
    assert.deepEqual(
      hops.map(({ last }) => last.map(formatGvk)),
      [['batch/v1beta1'], []],
    );
  });

  it('does without nothing before it has begun to work', async () => {
    const { plan: steps } = await runTexts(
      apiServer('--feature-gates=UserNamespacesStatelessPodsSupport=true'),
      '1.23',
      '1.29',
    );
    assert.deepEqual(
      steps.filter((step) => step.do !== 'hop').map((step) => [step.do, step.at, step.do === 'remove' && step.until]),
      [
        ['wait', '1.25', false],
        ['remove', '1.25', '1.27'],
      ],
    );
  });

  it('puts places together where the same thing breaks at the same release', async () => {
    const text = [1, 2, 3].map((at) => manifest('batch/v1beta1 CronJob', `job-${at}`)).join('---\n');
    const { changes } = await runTexts(text, '1.24', '1.25');
    assert.deepEqual(
      changes.map(({ places }) => places.map(({ holder }) => holder.name)),
      [['job-1', 'job-2', 'job-3']],
    );
  });

  it('asks a CRD of the input, wherever it stands', async () => {
    const crd = [
      'apiVersion: apiextensions.k8s.io/v1',
      'kind: CustomResourceDefinition',
      'metadata: { name: berths.harbour.example }',
      'spec:',
      '  group: harbour.example',
      '  names: { kind: Berth, plural: berths }',
      '  versions: [{ name: v1, served: true, storage: true }, { name: v1beta1, served: false, storage: false }]',
      '',
    ].join('\n');
    const upgrade = await runTexts(`${manifest('harbour.example/v1beta1 Berth')}---\n${crd}`, '1.30', '1.31');
    assert.deepEqual(plan(upgrade), ['1.30 mend harbour.example/v1beta1 Berth', 'hop to 1.31']);
  });

  it('knows at which releases a chart does not let itself be rendered', async function () {
    if (!RUNS_HERE) this.skip();
    this.timeout(60_000);
    await inTemporaryFolder(async (cwd) => {
      await mkdir(join(cwd, 'templates'));
      await writeFile(
        join(cwd, 'Chart.yaml'),
        'apiVersion: v2\nname: quay\nversion: 0.1.0\nkubeVersion: ">=1.19-0 <1.26-0"\n',
      );
      await writeFile(join(cwd, 'templates', 'job.yaml'), manifest('batch/v1 Job'));
      const upgrade = await dryRun('.', { from: '1.24', to: '1.27', cwd, render: { helm: tool('helm-4') } });
      const [{ releases, isReadAsText, reason } = assert.fail(), ...others] = upgrade.unrendered;
      assert.deepEqual([releases, isReadAsText, others], [['1.26', '1.27'], true, []]);
      assert.match(reason, /kubeVersion/);
    });
  });

  it('refuses a way of no length, and releases of which nothing is known', async () => {
    const text = manifest('v1 Service');
    await assert.rejects(runTexts(text, '1.30', '1.30'), /different releases/);
    await assert.rejects(runTexts(text, '1.30', '2.90'), /beyond/);
  });
});
