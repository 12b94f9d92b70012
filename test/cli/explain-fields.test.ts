import assert from 'node:assert/strict';
import { run } from '../support/cli.ts';

describe('api-audit explain, of a field', () => {
  it('shows what a field was at which releases', async () => {
    const { code, stdout } = await run(['explain', 'pod.spec.resources']);
    assert.equal(code, 0);
    assert.match(stdout, /^spec\.resources of v1 Pod\. It came in 1\.32\./);
    assert.match(stdout, /1\.32 - 1\.33 *│ alpha *│ PodLevelResources \(off\)/);
  });

  it('takes a field of a GroupVersionKind, and the marks of lists', async () => {
    const { stdout } = await run(['explain', 'apps/v1/Deployment.spec.template.spec.containers[].image']);
    assert.match(stdout, /^spec\.template\.spec\.containers\[\]\.image of apps\/v1 Deployment\. It came in 1\.9\./);
  });

  it('shows values that need a gate of a field that is GA', async () => {
    const { stdout } = await run(['explain', 'autoscaling/v2/HorizontalPodAutoscaler.spec.minReplicas']);
    assert.match(stdout, /GA .*0: alpha, HPAScaleToZero \(off\)/);
  });

  it('shows values that are deprecated of a field that is not', async () => {
    const { stdout } = await run(['explain', 'v1/Service.spec.trafficDistribution']);
    assert.match(stdout, /1\.35 - .*PreferClose: deprecated since/);
    const json = await run(['explain', 'v1/Service.spec.trafficDistribution', '--format', 'json', '--target', '1.36']);
    assert.deepEqual(JSON.parse(json.stdout).fields[0].atTarget.deprecatedValues, [
      { value: { equals: 'PreferClose' }, deprecated: '1.35', replacement: 'PreferSameZone' },
    ]);
  });

  it('says when a field went, and that the Target does not have it', async () => {
    const { stdout } = await run(['explain', 'service.spec.topologyKeys', '--target', '1.30']);
    assert.match(stdout, /It came in 1\.17\. 1\.22 no longer has it\. 1\.30 does not have it\.\n/);
    const before = await run(['explain', 'service.spec.topologyKeys', '--target', '1.16']);
    assert.match(before.stdout, /1\.22 no longer has it\. 1\.16 does not have it yet\.\n/);
  });

  it('ends the life of a field with that of its API, though later documents still have it', async () => {
    const { stdout } = await run(['explain', 'extensions/v1beta1/PodSecurityPolicy.spec.fsGroup']);
    assert.match(stdout, /1\.16 no longer has it\. /);
    assert.match(stdout, /1\.6 - 1\.15/);
  });

  it('takes the short name of a resource', async () => {
    const { stdout } = await run(['explain', 'po.spec.hostUsers']);
    assert.match(stdout, /^spec\.hostUsers of v1 Pod\./);
  });

  it('says where it is not known whether the Target has it', async () => {
    const { stdout } = await run(['explain', 'v1/Pod.spec.nodeName', '--target', '1.4']);
    assert.match(stdout, /v1 Pod\. 1\.4 does not have it, or its fields are not known\.\n/);
  });

  it('says from when a field drives nothing of its own', async () => {
    const { stdout } = await run(['explain', 'node.spec.configSource']);
    assert.match(stdout, /since 1\.22; no effect of its own from /);
    const json = await run(['explain', 'node.spec.configSource', '--format', 'json']);
    assert.equal(JSON.parse(json.stdout).fields[0].atTarget.withoutEffect, '1.24');
  });

  it('gives it as JSON too', async () => {
    const { stdout } = await run(['explain', 'pod.spec.hostUsers', '--format', 'json', '--target', '1.30']);
    const { target, fields } = JSON.parse(stdout);
    assert.equal(target, '1.30');
    const [{ kind, field, introduced, removed, atTarget }] = fields;
    assert.deepEqual([kind, field, introduced, removed], ['Pod', 'spec.hostUsers', '1.25', null]);
    assert.deepEqual(
      [atTarget.stability, atTarget.gates, atTarget.enabledByDefault],
      ['beta', ['UserNamespacesSupport'], false],
    );
  });

  it('names the nearest field where there is none of the name, and fails', async () => {
    const { code, stderr } = await run(['explain', 'pod.spec.hostUser']);
    assert.equal(code, 2);
    assert.match(stderr, /No release has a field spec\.hostUser of pod\. Did you mean pod\.spec\.hostUsers\?/);
  });
});
