import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { wayOf } from '../../lib/model/release.ts';
import { routeOf } from '../../lib/upgrade/route.ts';
import { gvkOf } from '../support/findings.ts';

const catalog = new Catalog();

/** The moves as lines: what is written, from when to when, and where the window is empty what is missing. */
function route(gvk: string, from: string, to: string) {
  const { moves, lostAt } = routeOf(catalog, gvkOf(gvk), wayOf(from, to));
  const lines = moves.map(
    (move) =>
      `${formatGvk(move.to)} ${move.from}-${move.until}${move.missing === null ? '' : ` missing ${move.missing}`}`,
  );
  return lostAt === null ? lines : [...lines, `lost at ${lostAt}`];
}

describe('routeOf', () => {
  it('has no moves where the API is served all the way', () => {
    assert.deepEqual(route('apps/v1 Deployment', '1.15', '1.36'), []);
    assert.deepEqual(route('extensions/v1beta1 Ingress', '1.15', '1.21'), []);
  });

  it('gives the window from the first release of the new to the last of the old', () => {
    assert.deepEqual(route('extensions/v1beta1 Ingress', '1.15', '1.36'), ['networking.k8s.io/v1 Ingress 1.19-1.21']);
    assert.deepEqual(route('batch/v1beta1 CronJob', '1.22', '1.25'), ['batch/v1 CronJob 1.22-1.24']);
  });

  it('skips versions that need not be gone through', () => {
    // v2beta2 would do from 1.15 on, and be one edit more.
    assert.deepEqual(route('autoscaling/v2beta1 HorizontalPodAutoscaler', '1.15', '1.36'), [
      'autoscaling/v2 HorizontalPodAutoscaler 1.23-1.24',
    ]);
  });

  it('goes through as few versions as bridge the way where one alone cannot', () => {
    assert.deepEqual(route('flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema', '1.22', '1.36'), [
      'flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema 1.23-1.25',
      'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema 1.26-1.28',
      'flowcontrol.apiserver.k8s.io/v1 FlowSchema 1.29-1.31',
    ]);
  });

  it('does not offer a version of another family, though it would last', () => {
    // autoscaling/v1 is served at every release, and has none of the metrics.
    assert.ok(!route('autoscaling/v2beta2 HorizontalPodAutoscaler', '1.15', '1.36').join().includes('/v1 '));
  });

  it('says where the new comes in the very release that takes the old away', () => {
    assert.deepEqual(route('resource.k8s.io/v1alpha2 ResourceClaimTemplate', '1.29', '1.31'), [
      'resource.k8s.io/v1alpha3 ResourceClaimTemplate 1.31-1.31 missing 1.31',
    ]);
  });

  it('says where nothing takes its place', () => {
    assert.deepEqual(route('policy/v1beta1 PodSecurityPolicy', '1.22', '1.36'), ['lost at 1.25']);
  });

  it('mends at the start what is gone by then', () => {
    assert.deepEqual(route('extensions/v1beta1 Deployment', '1.20', '1.22'), ['apps/v1 Deployment 1.20-1.20']);
  });

  it('finds the older version for a way back', () => {
    assert.deepEqual(route('networking.k8s.io/v1 Ingress', '1.20', '1.17'), [
      'networking.k8s.io/v1beta1 Ingress 1.20-1.19',
    ]);
    assert.deepEqual(route('batch/v1 CronJob', '1.22', '1.19'), ['batch/v1beta1 CronJob 1.22-1.21']);
  });
});
