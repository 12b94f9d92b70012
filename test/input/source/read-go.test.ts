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

describe('a program in Go, in other words', () => {
  const K8S = 'import "k8s.io/client-go/kubernetes"';
  const programs: readonly [what: string, lines: readonly string[], uses: readonly string[]][] = [
    [
      'the core group as the first releases of the client had it',
      ['import "k8s.io/client-go/pkg/api/v1"', 'var a v1.Pod'],
      ['1:9 v1', '2:7 v1 Pod'],
    ],
    ['a package that a string only names', ['var a = "k8s.io/api/apps/v1beta1"'], []],
    ['a package whose name is no version', ['import "k8s.io/api/apps/vNext"'], []],
    [
      'what a package makes of the name of a kind, or of a resource',
      [
        'import ext "k8s.io/api/extensions/v1beta1"',
        'var a = ext.SchemeGroupVersion.WithKind("Ingress")',
        'var b = ext.SchemeGroupVersion.WithResource("ingresses")',
        'var c = ext.SchemeGroupVersion.Other("ingresses")',
        'var d = other.ext.Ingress{}',
      ],
      ['1:13 extensions/v1beta1', '2:9 extensions/v1beta1 Ingress', '3:9 extensions/v1beta1 Ingress'],
    ],
    [
      'a client of which nothing more is said',
      [K8S, 'clientset.ExtensionsV1beta1().RESTClient().Get()', 'clientset.Core().Pods("a")', 'other.Get()'],
      ['2:11 extensions/v1beta1'],
    ],
    [
      'a group and version, and a kind of the core group',
      [
        'import "k8s.io/apimachinery"',
        'var a = schema.GroupVersion{Group: "batch", Version: "v1beta1"}',
        'var b = schema.GroupVersionKind{Group: "", Version: "v1", Kind: "Pod"}',
        'var c = schema.GroupVersionKind{"", "v1", "Pod"}',
      ],
      ['2:37 batch/v1beta1', '3:41 v1 Pod'],
    ],
  ];
  for (const [what, lines, uses] of programs) {
    it(`${uses.length === 0 ? 'does not use' : 'uses'} ${what}`, async () =>
      assert.deepEqual(await usesIn('a.go', ...lines), uses));
  }

  it('is not known where a run tells a part', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'const group = "batch"',
        'var twice = "v1"',
        'func f() { twice = "v2" }',
        'var a = schema.GroupVersionResource{Group: group, Version: twice, Resource: "cronjobs"}',
        'var b = schema.GroupVersionResource{Group: group, Version: pre + "v1", Resource: "cronjobs"}',
        'var c = TypeMeta{APIVersion: "batch/v1beta1", Kind: kind}',
        'var d = TypeMeta{APIVersion: version, Kind: "CronJob"}',
        'var e = TypeMeta{APIVersion: fmt.Sprintf("%s/v1", group), Kind: "CronJob"}',
        'var f = TypeMeta{APIVersion: version, Kind: kind}',
      ].join('\n'),
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(
      unresolved.map((use) => use.split(':')[0]),
      ['4', '5', '6', '7', '8'],
    );
  });

  it('uses the manifests in its strings as far as they can be read', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'var a = `{"apiVersion": "batch/v1beta1", "kind": "CronJob"}`',
        'var b = "apiVersion: batch/v1beta1\\nkind: \\u0043ronJob\\x0a"',
        'var c = fmt.Sprintf("apiVersion: %s\\nkind: CronJob\\n", v)',
        'var d = `',
        'apiVersion: batch/v1beta1',
        'kind: CronJob',
        'spec: [`',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['1:26 batch/v1beta1 CronJob', '2:22 batch/v1beta1 CronJob']);
    assert.equal(unresolved.length, 2);
  });
});
