import assert from 'node:assert/strict';
import { read } from './helpers.ts';

const GO = 'import "k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"';

async function inGo(...lines: readonly string[]) {
  const { uses, unresolved } = await read({ 'a.go': [GO, ...lines].join('\n') });
  return { uses, unresolved };
}

describe('an object whose apiVersion and kind are given by statements', () => {
  it('is a use in Go, in every form', async () => {
    const { uses } = await inGo(
      'web.SetAPIVersion("extensions/v1beta1")',
      'web.SetKind("Ingress")',
      'job.Kind = "CronJob"',
      'job.APIVersion = "batch/v1beta1"',
      'policy["apiVersion"] = "policy/v1beta1"',
      'policy["kind"] = "PodSecurityPolicy"',
      'all[0].TypeMeta.APIVersion = "apps/v1beta2"',
      'all[0].TypeMeta.Kind = "Deployment"',
    );
    assert.deepEqual(uses, [
      '2:20 extensions/v1beta1 Ingress',
      '5:19 batch/v1beta1 CronJob',
      '6:25 policy/v1beta1 PodSecurityPolicy',
      '8:31 apps/v1beta2 Deployment',
    ]);
  });

  it('is a use in Python', async () => {
    const { uses } = await read({
      'a.py':
        'import kubernetes\nbody["apiVersion"] = "batch/v1beta1"\nbody["kind"] = "CronJob"\nbody["kind"] == "Job"',
    });
    assert.deepEqual(uses, ['2:23 batch/v1beta1 CronJob']);
  });

  it('takes the nearest kind of the same object', async () => {
    const { uses, unresolved } = await inGo(
      'if old {',
      '  web.SetAPIVersion("batch/v1beta1")',
      '  web.SetKind("CronJob")',
      '} else {',
      '  web.SetAPIVersion("batch/v1")',
      '  web.SetKind("Job")',
      '  other.SetKind("Pod")',
      '}',
    );
    assert.deepEqual([uses, unresolved], [['3:22 batch/v1beta1 CronJob', '6:22 batch/v1 Job'], []]);
  });

  it('is not known where a run tells one of them', async () => {
    assert.deepEqual(await inGo('web.SetAPIVersion(given)', 'web.SetKind("Ingress")'), {
      uses: [],
      unresolved: ['2:19 given'],
    });
    assert.deepEqual(await inGo('web.APIVersion = version.Of(old).String()', 'web.Kind = "Ingress"'), {
      uses: [],
      unresolved: ['2:18 version.Of(old).String()'],
    });
    assert.deepEqual(await inGo('web.SetAPIVersion("batch/v1beta1")', 'web.SetKind(given)'), {
      uses: [],
      unresolved: ['3:13 given'],
    });
  });

  it('is not known where no kind is near', async () => {
    const { uses, unresolved } = await inGo(
      'web.SetAPIVersion("extensions/v1beta1")',
      ...Array.from({ length: 4 }, () => 'wait()'),
      'web.SetKind("Ingress")',
    );
    assert.deepEqual([uses, unresolved], [[], ['2:20 extensions/v1beta1']]);
  });
});

describe('a call in Go that makes a GroupVersionKind of two texts', () => {
  it('is a use', async () => {
    const { uses } = await inGo('kind := schema.FromAPIVersionAndKind("extensions/v1beta1", "Ingress")');
    assert.deepEqual(uses, ['2:39 extensions/v1beta1 Ingress']);
  });
});
