import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('lightkube in a program in Python', () => {
  it('is used by what is imported of its modules', async () => {
    const uses = await usesIn(
      'a.py',
      'from lightkube.resources.networking_v1beta1 import Ingress, IngressClass as Class',
      'from lightkube.models.policy_v1beta1 import (',
      '    PodDisruptionBudgetSpec,',
      ')',
      'from lightkube.resources import batch_v1beta1 as batch, core_v1',
      'import lightkube.resources.rbac_authorization_v1beta1',
      'from lightkube.core.exceptions import ApiError',
    );
    assert.deepEqual(uses, [
      '1:26 networking.k8s.io/v1beta1 Ingress',
      '1:26 networking.k8s.io/v1beta1 IngressClass',
      '2:23 policy/v1beta1 PodDisruptionBudget',
      '5:16 batch/v1beta1',
      '5:16 v1',
      '6:28 rbac.authorization.k8s.io/v1beta1',
    ]);
  });
});

describe('Kopf in a program in Python', () => {
  it('watches resources that its decorators name', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kopf',
        "@kopf.on.create('extensions', 'v1beta1', 'ingresses')",
        "@kopf.on.update('batch/v1beta1', 'cronjobs', retries=3)",
        "@kopf.timer('v1', 'pods', interval=5)",
        "@kopf.on.event(group='policy', version='v1beta1', plural='podsecuritypolicies')",
        "@kopf.on.delete('ingresses', when=lambda body, **_: True)",
        "@kopf.on.resume(GROUP, 'v1', 'things')",
        'def act(**_): pass',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '2:18 extensions/v1beta1 Ingress',
      '3:18 batch/v1beta1 CronJob',
      '4:14 v1 Pod',
      '5:23 policy/v1beta1 PodSecurityPolicy',
    ]);
    assert.deepEqual(unresolved, ['7:17 GROUP, v1, things']);
  });
});

describe('a class with an apiVersion and a kind in Python', () => {
  it('is a use, by the names that libraries have for them', async () => {
    const uses = await usesIn(
      'a.py',
      'class Web(NamespacedAPIObject):',
      '    version = "extensions/v1beta1"',
      '    endpoint = "ingresses"',
      '    kind = "Ingress"',
      '',
      '    def to_dict(self):',
      '        kind = "Pod"',
      '',
      'class Job(APIObject):',
      '    kind = "CronJob"',
      '    group = "batch"',
      '    api_version = "v1beta1"',
    );
    assert.deepEqual(uses, ['2:16 extensions/v1beta1 Ingress', '12:20 batch/v1beta1 CronJob']);
  });

  it('is none where its version is its own', async () => {
    assert.deepEqual(await usesIn('a.py', 'class Plugin:', '    version = "v1"', '    kind = "Filter"'), []);
  });
});
