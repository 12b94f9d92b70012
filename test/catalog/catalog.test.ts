import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { gvkOf } from '../support/findings.ts';

const catalog = new Catalog();

function at(text: string, release: string) {
  return catalog.state(gvkOf(text), release);
}

describe('Catalog.state', () => {
  it('says of a beta when it came, that it is served, deprecated, and gone', () => {
    assert.equal(at('batch/v1beta1 CronJob', '1.7').serving, 'not-yet');
    const served = at('batch/v1beta1 CronJob', '1.20');
    assert.equal(served.serving, 'by-default');
    assert.equal(served.deprecated, false);
    assert.equal(at('batch/v1beta1 CronJob', '1.21').deprecated, true);
    assert.equal(at('batch/v1beta1 CronJob', '1.24').serving, 'by-default');
    const removed = at('batch/v1beta1 CronJob', '1.25');
    assert.equal(removed.serving, 'removed');
    assert.deepEqual(removed.lifecycle, { introduced: '1.8', deprecated: '1.21', removed: '1.25' });
    assert.deepEqual(removed.replacement, gvkOf('batch/v1 CronJob'));
    assert.equal(removed.advice.from, '1.21');
    assert.equal(removed.evidence, 'guide');
  });

  it('holds extensions/v1beta1 workloads for removed in 1.16, though documents of 1.16 and 1.17 still have them', () => {
    for (const api of [
      'extensions/v1beta1 Deployment',
      'apps/v1beta1 StatefulSet',
      'apps/v1beta2 ControllerRevision',
    ]) {
      assert.equal(at(api, '1.15').serving, 'by-default', api);
      assert.equal(at(api, '1.15').lifecycle.removed, '1.16', api);
      for (const release of ['1.16', '1.17']) {
        assert.equal(at(api, release).serving, 'when-enabled', api);
        assert.equal(at(api, release).enableableUntil, '1.17', api);
      }
      assert.equal(at(api, '1.18').serving, 'removed', api);
    }
  });

  it('goes by what documents show where an alpha went before its tag', () => {
    const state = at('resource.k8s.io/v1alpha3 ResourceClaim', '1.34');
    assert.equal(state.serving, 'removed');
    assert.equal(state.lifecycle.removed, '1.34');
    assert.equal(state.evidence, 'snapshot');
    assert.equal(catalog.entry(gvkOf('resource.k8s.io/v1alpha3 ResourceClaim'))?.declared?.removed, '1.37');
  });

  it('still serves at 1.37 what is only declared to go in 1.39', () => {
    const state = at('resource.k8s.io/v1beta2 DeviceClass', '1.37');
    assert.equal(state.serving, 'when-enabled');
    assert.equal(state.deprecated, true);
    assert.equal(state.lifecycle.removed, '1.39');
    assert.equal(at('resource.k8s.io/v1beta2 DeviceClass', '1.39').serving, 'removed');
    assert.equal(at('resource.k8s.io/v1beta2 DeviceClass', '1.39').evidence, 'declared');
  });

  it('turns alphas off by default, and betas whose kind became beta in 1.24 or later', () => {
    assert.equal(at('networking.k8s.io/v1alpha1 ClusterCIDR', '1.27').serving, 'when-enabled');
    assert.equal(at('networking.k8s.io/v1beta1 IPAddress', '1.31').enabledByDefault, false);
    assert.equal(at('policy/v1beta1 PodDisruptionBudget', '1.24').enabledByDefault, true);
  });

  it('knows which alphas were on by default, and which betas off, against the rule', () => {
    const kinds = ['rbac.authorization.k8s.io/v1alpha1 Role', 'extensions/v1beta1 PodSecurityPolicy'] as const;
    const on = (kind: string, release: string) => at(kind, release).enabledByDefault;
    assert.deepEqual(
      ['1.5', '1.6', '1.7', '1.8'].map((release) => kinds.map((kind) => on(kind, release))),
      [
        [true, false],
        [true, true],
        [true, true],
        [false, true],
      ],
    );
    assert.equal(at('rbac.authorization.k8s.io/v1alpha1 Role', '1.7').serving, 'by-default');
    assert.equal(at('apidiscovery.k8s.io/v2beta1 APIGroupDiscovery', '1.30').serving, 'by-default');
    assert.equal(at('apidiscovery.k8s.io/v2beta1 APIGroupDiscovery', '1.33').serving, 'when-enabled');
  });

  it('leaves a later beta of a kind on that was beta before 1.24', () => {
    assert.equal(at('flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema', '1.26').serving, 'by-default');
  });

  it('says that it knows nothing of an API that no release had, and takes its stability from its name alone', () => {
    const state = at('example.com/v1alpha1 Widget', '1.30');
    assert.equal(state.serving, 'unknown');
    assert.equal(state.stability, 'alpha');
    assert.equal(state.enabledByDefault, null);
    assert.equal(state.evidence, 'name');
    assert.equal(at('example.com/2019-01-01 Widget', '1.30').stability, 'unknown');
  });
});

describe('the replacement that a Catalog advises', () => {
  it('follows the chain to the API that is served at the release', () => {
    const state = at('flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema', '1.36');
    assert.deepEqual(state.replacement, gvkOf('flowcontrol.apiserver.k8s.io/v1 FlowSchema'));
    assert.equal(state.advice.from, '1.29');
  });

  it('says what to write until the replacement is served', () => {
    const state = at('extensions/v1beta1 Ingress', '1.16');
    assert.deepEqual(state.replacement, gvkOf('networking.k8s.io/v1 Ingress'));
    assert.equal(state.advice.from, '1.19');
    assert.deepEqual(state.advice.meanwhile, gvkOf('networking.k8s.io/v1beta1 Ingress'));
  });

  it('names what to use where the last API of a kind is gone, also for an older version of it', () => {
    for (const api of ['policy/v1beta1 PodSecurityPolicy', 'extensions/v1beta1 PodSecurityPolicy']) {
      const state = at(api, '1.25');
      assert.equal(state.replacement, null, api);
      assert.match(state.advice.use ?? '', /Pod Security Admission/, api);
    }
    assert.deepEqual(
      at('extensions/v1beta1 PodSecurityPolicy', '1.20').replacement,
      gvkOf('policy/v1beta1 PodSecurityPolicy'),
    );
  });

  it('finds the same kind in a more stable version where nobody declares one, and says so', () => {
    const state = at('resource.k8s.io/v1beta1 DeviceClass', '1.36');
    assert.deepEqual(state.replacement, gvkOf('resource.k8s.io/v1 DeviceClass'));
    assert.equal(state.advice.derived, true);
    assert.equal(at('batch/v1beta1 CronJob', '1.24').advice.derived, false);
  });
});

describe('Catalog, the other way round', () => {
  it('lists what a release serves by default, and with what must be enabled', () => {
    const byDefault = catalog.servedAt('1.22').map(formatGvk);
    assert.ok(byDefault.includes('policy/v1beta1 PodSecurityPolicy'));
    assert.ok(!byDefault.includes('networking.k8s.io/v1beta1 Ingress'));
    assert.ok(!byDefault.includes('internal.apiserver.k8s.io/v1alpha1 StorageVersion'));
    const enabled = catalog.servedAt('1.22', { enabled: true }).map(formatGvk);
    assert.ok(enabled.includes('internal.apiserver.k8s.io/v1alpha1 StorageVersion'));
  });

  it('lists what changes in a release, also in one that is yet to come', () => {
    const changes = catalog.changesIn('1.25');
    assert.ok(changes.removed.map(formatGvk).includes('policy/v1beta1 PodSecurityPolicy'));
    assert.ok(changes.introduced.map(formatGvk).includes('networking.k8s.io/v1alpha1 ClusterCIDR'));
    assert.ok(catalog.changesIn('1.21').deprecated.map(formatGvk).includes('batch/v1beta1 CronJob'));
    assert.ok(catalog.changesIn('1.38').removed.map(formatGvk).includes('resource.k8s.io/v1beta1 ResourceClaim'));
  });

  it('lists the versions of a kind, the most stable and newest first', () => {
    const versions = catalog.versionsOf('autoscaling', 'HorizontalPodAutoscaler').map(({ version }) => version);
    assert.deepEqual(versions, ['v2', 'v1', 'v2beta2', 'v2beta1', 'v2alpha1']);
  });

  it('has 1.37 as its newest finished release, and 1.38 as preliminary', () => {
    assert.equal(catalog.newest, '1.37');
    assert.equal(catalog.releases.length, 39);
    assert.notEqual(catalog.releases.at(-1)?.preliminary, null);
  });
});
