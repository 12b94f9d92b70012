import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a program in Go', () => {
  it('uses the types that it imports, by whatever name', async () => {
    assert.deepEqual(
      await usesIn(
        'main.go',
        'package main',
        '',
        'import (',
        '\t"context"',
        '\textensions "k8s.io/api/extensions/v1beta1"',
        '\t"k8s.io/api/batch/v1beta1" // jobs',
        '\tmetav1 "k8s.io/apimachinery/pkg/apis/meta/v1"',
        ')',
        '',
        'var _ = &extensions.Ingress{ObjectMeta: metav1.ObjectMeta{}, Spec: extensions.IngressSpec{}}',
        'func job() v1beta1.CronJobList { return v1beta1.CronJobList{} }',
      ),
      [
        '5:14 extensions/v1beta1',
        '6:3 batch/v1beta1',
        '10:10 extensions/v1beta1 Ingress',
        '10:68 extensions/v1beta1 Ingress',
        '11:12 batch/v1beta1 CronJob',
        '11:41 batch/v1beta1 CronJob',
      ],
    );
  });

  it('uses what it calls through typed clients and informers', async () => {
    assert.deepEqual(
      await usesIn(
        'main.go',
        'import "k8s.io/client-go/kubernetes"',
        'list, err := clientset.ExtensionsV1beta1().Ingresses("shop").List(ctx, opts)',
        'factory.Policy().V1beta1().PodDisruptionBudgets().Informer()',
        'clientset.BatchV1beta1()',
      ),
      ['2:24 extensions/v1beta1 Ingress', '3:9 policy/v1beta1 PodDisruptionBudget', '4:11 batch/v1beta1'],
    );
  });

  it('uses what its literals name, constants resolved', async () => {
    const { uses, unresolved } = await read({
      'main.go': [
        'const group = "networking.k8s.io"',
        'var gvr = schema.GroupVersionResource{Group: group, Version: "v1beta1", Resource: "ingresses"}',
        'var gvk = schema.GroupVersionKind{Group: "batch", Version: "v1beta1", Kind: "CronJob"}',
        'var meta = metav1.TypeMeta{Kind: "PodDisruptionBudget", APIVersion: "policy/v1beta1"}',
        'var object = map[string]interface{}{"apiVersion": "batch/v1beta1", "kind": "CronJob"}',
        'var other = schema.GroupVersionKind{Group: cfg.Group, Version: "v1", Kind: "Thing"}',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '2:46 networking.k8s.io/v1beta1 Ingress',
      '3:43 batch/v1beta1 CronJob',
      '4:70 policy/v1beta1 PodDisruptionBudget',
      '5:52 batch/v1beta1 CronJob',
    ]);
    assert.deepEqual(unresolved, ['6:44 cfg.Groupv1']);
  });

  it('uses what its strings hold, and nothing that its comments do', async () => {
    assert.deepEqual(
      await usesIn(
        'main.go',
        '// see /apis/extensions/v1beta1/ingresses and k8s.io/api/apps/v1beta1',
        'var path = fmt.Sprintf("/apis/batch/v1beta1/namespaces/%s/cronjobs", ns)',
        'var text = `',
        'apiVersion: policy/v1beta1',
        'kind: PodDisruptionBudget`',
      ),
      ['2:25 batch/v1beta1 CronJob', '4:13 policy/v1beta1 PodDisruptionBudget'],
    );
  });
});
