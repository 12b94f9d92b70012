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
      ['2:11 extensions/v1beta1', '3:11 v1 Pod'],
    ],
    [
      'a package whose names are those of the file',
      [
        'import . "k8s.io/api/extensions/v1beta1"',
        'var web = &Ingress{}',
        'var all []DaemonSet',
        'func roll(next Deployment) { other.ReplicaSet{}; roll(Deployment) }',
        'type Scale struct { Kind string }',
      ],
      [
        '1:11 extensions/v1beta1',
        '2:12 extensions/v1beta1 Ingress',
        '3:11 extensions/v1beta1 DaemonSet',
        '4:16 extensions/v1beta1 Deployment',
      ],
    ],
    [
      'clients, listers and informers of Kubernetes that have modules of their own',
      [
        'import (',
        '  crds "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset/typed/apiextensions/v1beta1"',
        '  listers "k8s.io/apiextensions-apiserver/pkg/client/listers/apiextensions/v1beta1"',
        '  informers "k8s.io/apiextensions-apiserver/pkg/client/informers/externalversions/apiextensions/v1beta1"',
        '  "k8s.io/kube-aggregator/pkg/client/clientset_generated/clientset/typed/apiregistration/v1beta1"',
        '  "k8s.io/client-go/kubernetes/typed/extensions/v1beta1/fake"',
        ')',
      ],
      [
        '2:9 apiextensions.k8s.io/v1beta1',
        '3:12 apiextensions.k8s.io/v1beta1',
        '4:14 apiextensions.k8s.io/v1beta1',
        '5:4 apiregistration.k8s.io/v1beta1',
        '6:4 extensions/v1beta1',
      ],
    ],
    [
      'packages that strings name outside of imports',
      [
        'import "k8s.io/klog/v2"',
        'func f() { klog.Info("k8s.io/api/batch/v1beta1") }',
        'var all = []string{',
        '  "k8s.io/api/policy/v1beta1",',
        '}',
      ],
      [],
    ],
    [
      'packages of others, whatever their paths look like',
      ['import jobs "github.com/berths/provider/apis/batch/v1beta1"', 'import "berths.example/apis/apps/v1beta1"'],
      [],
    ],
    [
      'fields by their places',
      [
        'import "k8s.io/apimachinery"',
        'var a = schema.GroupVersionResource{"extensions", "v1beta1", "ingresses"}',
        'var b = metav1.TypeMeta{"CronJob", "batch/v1beta1"}',
        'var c = []schema.GroupVersionResource{{"policy", "v1beta1", "podsecuritypolicies"}, {"batch"}}',
        'var d = map[string]*schema.GroupVersionKind{"a": {"batch", "v1beta1", "CronJob"}}',
        'func e() schema.GroupVersionKind { return f("batch"), g("v1beta1"), h("CronJob") }',
        'func i() []schema.GroupVersionKind { "batch", "v1beta1", "CronJob" }',
      ],
      [
        '2:38 extensions/v1beta1 Ingress',
        '3:37 batch/v1beta1 CronJob',
        '4:41 policy/v1beta1 PodSecurityPolicy',
        '5:52 batch/v1beta1 CronJob',
      ],
    ],
    [
      'a group and version, and a kind of the core group',
      [
        'import "k8s.io/apimachinery"',
        'var a = schema.GroupVersion{Group: "batch", Version: "v1beta1"}',
        'var b = schema.GroupVersionKind{Group: "", Version: "v1", Kind: "Pod"}',
        'var c = schema.GroupVersionKind{"", "v1", "Pod"}',
      ],
      ['2:37 batch/v1beta1', '3:41 v1 Pod', '4:34 v1 Pod'],
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

describe('a string in a program in Go', () => {
  it('is a manifest where fmt fills it, in quotes of either kind', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'var a = fmt.Sprintf(`apiVersion: extensions/v1beta1',
        'kind: Ingress',
        'metadata:',
        '  name: %s',
        '`, name)',
        'var b = fmt.Sprintf(`{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {"name": %q}}`, name)',
        'var c = fmt.Sprintf("apiVersion: policy/v1beta1\\nkind: PodDisruptionBudget\\nspec: [%t, %02d, %-5s, %[1]s, %x, %+v, %.2f, %%]", d)',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '1:34 extensions/v1beta1 Ingress',
      '6:38 batch/v1beta1 CronJob',
      '7:34 policy/v1beta1 PodDisruptionBudget',
    ]);
    assert.deepEqual(unresolved, []);
  });

  it('may be set in by tabs, as the program around it is', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'var a = heredoc.Doc(`',
        '\tapiVersion: extensions/v1beta1',
        '\tkind: Ingress',
        '',
        '\t---',
        '\tapiVersion: batch/v1beta1',
        '\tkind: CronJob',
        '\tmetadata:',
        '\t  name: nightly',
        '`)',
        'var b = heredoc.Doc(`apiVersion: policy/v1beta1',
        '\tkind: PodDisruptionBudget',
        '\tmetadata: {}`)',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '2:14 extensions/v1beta1 Ingress',
      '6:14 batch/v1beta1 CronJob',
      '11:34 policy/v1beta1 PodDisruptionBudget',
    ]);
    assert.deepEqual(unresolved, []);
  });

  it('goes on with what is added to it', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'const kind = "CronJob"',
        'var a = "apiVersion: batch/v1beta1\\n" +',
        '  "kind: CronJob"',
        'var b = "apiVersion: batch/v1beta1\\nkind: " + kind + "\\n"',
        'var c = "/apis/batch/v1beta1/namespaces/" + chart.namespace("/apis/policy/v1beta1/podsecuritypolicies") + "/cronjobs"',
        'var d = "/apis/" + group + "/v1/jobs"',
        'var e = "/apis/batch/v1beta1/cronjobs" + 1',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '2:22 batch/v1beta1 CronJob',
      '4:22 batch/v1beta1 CronJob',
      '5:10 batch/v1beta1 CronJob',
      '5:62 policy/v1beta1 PodSecurityPolicy',
      '7:10 batch/v1beta1 CronJob',
    ]);
    assert.deepEqual(unresolved, ['6:10 /apis/.../v1/jobs']);
  });
});
