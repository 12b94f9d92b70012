import assert from 'node:assert/strict';
import type { ApiUse } from '../lib/model/report.ts';
import { boundariesOf, underneath } from '../lib/reliance.ts';
import type { Claim } from '../lib/rules/rule.ts';
import { auditTexts, findingOf, manifest } from './support/findings.ts';
import { stateOf } from './support/states.ts';

function claim(rule: Claim['rule'], stability: Claim['stability'], details?: Claim['details']): Claim {
  return {
    rule,
    stability,
    subject: { group: '', version: 'v1', kind: 'Pod' },
    boundary: 'rest',
    lifecycle: { introduced: null, deprecated: null, removed: null },
    replacement: null,
    evidence: 'declared',
    offset: 0,
    path: '',
    ...(details === undefined ? {} : { details }),
  };
}

describe('underneath', () => {
  const pod = stateOf('v1 Pod', '1.36');

  it('is the least stable of the fields and gates that a GA resource uses', () => {
    assert.equal(underneath(pod, [claim('beta-field', 'beta'), claim('alpha-field', 'alpha')]), 'alpha');
    assert.equal(underneath(pod, [claim('feature-gate', 'beta'), claim('feature-gate', 'ga')]), 'beta');
  });

  it('is nothing where only GA is used, or what is found is of another sort', () => {
    assert.equal(underneath(pod, []), null);
    assert.equal(underneath(pod, [claim('feature-gate', 'ga'), claim('deprecated-label', 'beta')]), null);
  });

  it('does not count what is turned off', () => {
    const gate = {
      standing: 'beta',
      isOn: false,
      default: true,
      locked: false,
      component: 'kubelet',
      beta: '1.29',
      ga: null,
    };
    assert.equal(underneath(pod, [claim('feature-gate', 'beta', { gate: { ...gate, standing: 'beta' } })]), null);
  });

  it('is nothing for a resource that is counted as beta already, or of which nothing is known', () => {
    assert.equal(underneath(stateOf('batch/v1beta1 CronJob', '1.24'), [claim('alpha-field', 'alpha')]), null);
    assert.equal(underneath(stateOf('shop.example/v1 Till', '1.36'), [claim('alpha-field', 'alpha')]), null);
  });
});

describe('boundariesOf', () => {
  it('sums up resources and findings by where the APIs live', () => {
    const use = (boundary: ApiUse['boundary'], stability: ApiUse['stability'], count: number): ApiUse => ({
      group: '',
      version: 'v1',
      kind: 'It',
      stability,
      boundary,
      count,
      lifecycle: { introduced: null, deprecated: null, removed: null },
      replacement: null,
      enabledByDefault: null,
    });
    const removed = findingOf('kubeadm.k8s.io/v1beta2 InitConfiguration', '1.30');
    assert.ok(removed !== null);
    const { rest, config, provider } = boundariesOf([use('rest', 'ga', 3), use('config', 'beta', 2)], [removed]);
    assert.deepEqual(rest.resources, { ga: 3, beta: 0, alpha: 0, unknown: 0 });
    assert.deepEqual(config.resources, { ga: 0, beta: 2, alpha: 0, unknown: 0 });
    assert.deepEqual(config.findings, { error: 1, warning: 0, note: 0 });
    assert.deepEqual(provider.findings, { error: 0, warning: 0, note: 0 });
  });

  it('tells the files of components and clients from what the API server serves, in a whole audit', async () => {
    const { summary } = await auditTexts({
      'pod.yaml': manifest('v1 Pod'),
      'kustomization.yaml': manifest('kustomize.config.k8s.io/v1beta1 Kustomization'),
      'kubelet.yaml': manifest('kubelet.config.k8s.io/v1beta1 KubeletConfiguration'),
    });
    assert.equal(summary.boundaries.rest.resources.ga, 1);
    assert.equal(summary.boundaries.config.resources.beta, 2);
  });
});
