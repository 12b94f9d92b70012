import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { destinationOf } from '../../lib/fix/destination.ts';
import { formatApiVersion, parseApiVersion } from '../../lib/model/gvk.ts';

const catalog = new Catalog();

/** The apiVersion that an API moves to, the reason why it does not, or `null`. */
function destination(apiVersion: string, kind: string, ...releases: readonly string[]): string | null {
  const gvk = { ...(parseApiVersion(apiVersion) as { group: string; version: string }), kind };
  const found = destinationOf(catalog, gvk, { target: releases.at(-1) as string, releases });
  if (found === null) return null;
  return 'to' in found ? formatApiVersion(found.to) : found.reason.reason;
}

describe('destinationOf', () => {
  it('goes as far as the Target serves', () => {
    assert.equal(destination('extensions/v1beta1', 'Ingress', '1.36'), 'networking.k8s.io/v1');
    assert.equal(destination('extensions/v1beta1', 'Ingress', '1.18'), 'networking.k8s.io/v1beta1');
    assert.equal(
      destination('flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', '1.28'),
      'flowcontrol.apiserver.k8s.io/v1beta3',
    );
  });

  it('goes only as far as all releases serve', () => {
    assert.equal(destination('extensions/v1beta1', 'Ingress', '1.16', '1.18', '1.21'), 'networking.k8s.io/v1beta1');
    assert.equal(destination('extensions/v1beta1', 'Ingress', '1.16', '1.22'), 'not-served');
  });

  it('leaves what is stable, and what has nothing better yet', () => {
    assert.equal(destination('apps/v1', 'Deployment', '1.36'), null);
    assert.equal(destination('batch/v1beta1', 'CronJob', '1.20'), null);
  });

  it('never goes back to an older major version', () => {
    assert.equal(destination('autoscaling/v2beta1', 'HorizontalPodAutoscaler', '1.22'), 'autoscaling/v2beta2');
    assert.equal(destination('autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.22'), null);
  });

  it('says why what goes has nowhere to go', () => {
    assert.equal(destination('policy/v1beta1', 'PodSecurityPolicy', '1.25'), 'no-successor');
    assert.equal(destination('kubescheduler.config.k8s.io/v1beta3', 'KubeSchedulerConfiguration', '1.36'), 'config');
  });

  it('names the version of a configuration file that all releases read', () => {
    const named = (...releases: readonly string[]) => {
      const gvk = { group: 'kubeadm.k8s.io', version: 'v1beta2', kind: 'ClusterConfiguration' };
      const found = destinationOf(catalog, gvk, { target: releases.at(-1) as string, releases });
      if (found === null || 'to' in found || !('to' in found.reason)) return null;
      return `${found.reason.reason} ${found.reason.to === null ? '' : formatApiVersion(found.reason.to)}`;
    };
    assert.equal(named('1.25'), 'config kubeadm.k8s.io/v1beta3');
    assert.equal(named('1.31'), 'config kubeadm.k8s.io/v1beta4');
    assert.equal(named('1.25', '1.31'), 'config kubeadm.k8s.io/v1beta3');
    assert.equal(named('1.21', '1.31'), 'not-served kubeadm.k8s.io/v1beta4');
  });

  it('has no opinion of what nothing knows', () => {
    assert.equal(destination('example.com/v1alpha1', 'Shop', '1.36'), null);
  });
});
