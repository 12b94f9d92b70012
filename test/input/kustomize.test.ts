import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { filesNamedBy, isKustomizationName } from '../../lib/input/kustomize-files.ts';
import { fixture } from '../support/cli.ts';
import { RUNS_HERE, tool } from '../support/tools.ts';

const cwd = fixture('helm');

describe('filesNamedBy', () => {
  it('gives what lies beside a kustomization, and no address', () => {
    const text = [
      'resources: [a.yaml, ../base/, https://quay.example/b.yaml, github.com/quay/base?ref=v1, git@quay.example:c]',
      'bases: [../old]',
      'components: [../extra]',
      'patchesStrategicMerge: ["d.yaml", "kind: A\\nname: b\\n"]',
      'patches: [{ path: e.yaml }, { patch: "kind: A" }]',
      'patchesJson6902: [{ path: f.yaml }]',
    ].join('\n');
    assert.deepEqual(filesNamedBy(Buffer.from(text)).names, [
      'a.yaml',
      '../base',
      '../old',
      '../extra',
      'd.yaml',
      'e.yaml',
      'f.yaml',
    ]);
  });

  it('tells components, and bears what is no kustomization', () => {
    assert.equal(filesNamedBy(Buffer.from('kind: Component\n')).isComponent, true);
    for (const text of ['', 'resources: a', '- a', ': : :', '{'])
      assert.deepEqual(filesNamedBy(Buffer.from(text)).names, []);
  });
});

describe('isKustomizationName', () => {
  it('knows the names that kustomize looks for', () => {
    for (const name of ['kustomization.yaml', 'a/kustomization.yml', 'a/Kustomization'])
      assert.ok(isKustomizationName(name));
    for (const name of ['my-kustomization.yaml', 'kustomization.json', 'kustomization.yaml.bak']) {
      assert.ok(!isKustomizationName(name), name);
    }
  });
});

describe('kustomizations', function () {
  this.timeout(60_000);
  const auditAll = (paths: string[], render = {}) => audit(paths, { cwd, target: '1.25', render });
  const resources = (report: Awaited<ReturnType<typeof auditAll>>) =>
    report.findings
      .filter(({ via }) => via === 'resource')
      .map(({ location, holder }) => `${location.file}:${location.line} ${holder.name}`);

  it('are audited file by file where nobody asks for more', async () => {
    const report = await auditAll(['overlay/base', 'overlay/prod']);
    assert.deepEqual(resources(report), ['overlay/base/quay.yaml:2 quay', 'overlay/base/storm.yaml:1 storm']);
    assert.deepEqual(report.charts, []);
  });

  it('are audited as they are rendered, at the places of what they are made of', async function () {
    if (!RUNS_HERE) this.skip();
    const kustomize = { ...tool('kubectl'), args: ['kustomize'] };
    const report = await auditAll(['overlay/base', 'overlay/prod'], { kustomize });
    assert.deepEqual(resources(report), ['overlay/base/quay.yaml:2 prod-quay']);
    assert.deepEqual(
      report.passedOver.map(({ file, reason }) => [file, reason]),
      [['overlay/base/storm.yaml', 'not-rendered']],
    );
    assert.equal(report.summary.files, 4);
  });

  it('place what is in none of their files at the kustomization itself', async () => {
    const output = [
      '# a comment and no object',
      '---',
      'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: made-by-a-generator }',
      '---',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: prod-quay }',
    ].join('\n');
    const kustomize = {
      path: process.execPath,
      env: {},
      args: ['-e', `process.stdout.write(${JSON.stringify(output)})`],
    };
    const report = await auditAll(['overlay/base', 'overlay/prod'], { kustomize });
    assert.deepEqual(resources(report), [
      'overlay/base/quay.yaml:2 prod-quay',
      'overlay/prod/kustomization.yaml:1 made-by-a-generator',
    ]);
    assert.deepEqual(report.errors, []);
  });

  it('are audited file by file where the program says more than anybody reads', async () => {
    const script = 'for (let at = 0; at < 300; at++) process.stdout.write("#".repeat(1024 * 1024))';
    const kustomize = { path: process.execPath, env: {}, args: ['-e', script] };
    const report = await auditAll(['overlay/base', 'overlay/prod'], { kustomize });
    assert.equal(report.charts[0]?.rendered, false);
    assert.equal(report.charts[0]?.reason, 'it printed more than 256 MB');
    assert.deepEqual(resources(report), ['overlay/base/quay.yaml:2 quay', 'overlay/base/storm.yaml:1 storm']);
  });

  it('are audited file by file where one cannot be rendered, and the report says why', async function () {
    if (!RUNS_HERE) this.skip();
    const kustomize = { ...tool('kubectl'), args: ['kustomize'] };
    const report = await auditAll(['overlay/remote'], { kustomize });
    assert.deepEqual(resources(report), ['overlay/remote/local.yaml:1 local']);
    const [entry] = report.charts;
    assert.deepEqual([entry?.type, entry?.file, entry?.rendered], ['kustomize', 'overlay/remote', false]);
    assert.match(entry?.reason ?? '', /harbour\.example/);
    assert.ok(!entry?.reason?.includes(cwd), 'no absolute path');
  });
});
