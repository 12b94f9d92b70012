import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a typed client in a program in Go', () => {
  const K8S = 'import "k8s.io/client-go/kubernetes"';
  const ISTIO = 'import istio "istio.io/client-go/pkg/clientset/versioned"';
  const CALL = 'mesh.NetworkingV1beta1().Ingresses("shop").List(ctx, opts)';
  const ours = ['5:6 networking.k8s.io/v1beta1 Ingress'];

  for (const [what, uses, ...lines] of [
    ["is Kubernetes' own by its type", ours, K8S, ISTIO, '', 'func f(mesh kubernetes.Interface) {', CALL],
    ["is Kubernetes' own by what makes it", ours, K8S, ISTIO, '', 'mesh, err := kubernetes.NewForConfig(c)', CALL],
    ["is Kubernetes' own where nothing tells", ours, K8S, ISTIO, '', 'func f(mesh *shop.Framework) {', CALL],
    [
      "is Kubernetes' own by its last declaration",
      ours,
      K8S,
      ISTIO,
      'mesh := istio.New(c)',
      'mesh := kubernetes.New(c)',
      CALL,
    ],
    ["is another's by its type", [], K8S, ISTIO, '', 'func f(mesh istio.Interface) {', CALL],
    ["is another's by a type whose package nobody knows", [], K8S, '', '', 'func f(mesh *kruise.Clientset) {', CALL],
    ["is another's by what makes it", [], K8S, ISTIO, '', 'mesh, err := istio.NewForConfig(c)', CALL],
    ["is another's by a field below", [], K8S, ISTIO, '', '', CALL, 'type shop struct { mesh *istio.Clientset }'],
    ["is another's where the file has no other", [], 'import "k8s.io/klog"', ISTIO, '', '', CALL],
    [
      "is another's where it is made",
      [],
      K8S,
      ISTIO,
      '',
      '',
      'istio.NewForConfigOrDie(c).NetworkingV1beta1().Ingresses("a")',
    ],
  ] as const) {
    it(what, async () => assert.deepEqual(await usesIn('a.go', ...lines), uses));
  }
});

describe('a typed client in a program in Go that may be of another module', () => {
  const lines = (...more: readonly string[]) => ({ 'a.go': ['import "k8s.io/api/core/v1"', ...more].join('\n') });
  const OWN = 'import "shop.example.com/deploy/pkg/clientset"';

  it('is listed as not known, where Kubernetes has what is called and there is something to say of it', async () => {
    for (const file of [
      lines(
        OWN,
        'type shop struct { client clientset.Interface }',
        's.client.ExtensionsV1beta1().Ingresses(ns).List(o)',
      ),
      lines(
        OWN,
        'import "istio.io/client-go/pkg/clientset/versioned"',
        's.clients.ExtensionsV1beta1().Ingresses(ns).List(o)',
      ),
    ]) {
      const { uses, unresolved } = await read(file);
      assert.deepEqual([uses.slice(1), unresolved.length], [[], 1]);
      assert.match(unresolved[0] ?? '', /^4:\d+ ExtensionsV1beta1\(\)\.Ingresses$/);
    }
  });

  it('is listed in what other modules generate, too', async () => {
    const { uses, unresolved } = await read({
      'a.go':
        'package externalversions\nimport "k8s.io/client-go/tools/cache"\nf.Apps().V1beta1().StatefulSets().Informer()',
    });
    assert.deepEqual([uses, unresolved], [[], ['3:3 Apps().V1beta1().StatefulSets']]);
  });

  it('is passed over else', async () => {
    const calls = [
      'AppsV1().Deployments(ns)',
      'ExtensionsV1beta1().Shops(ns)',
      'ShopV1beta1().Ingresses(ns)',
      'BatchV1beta1().RESTClient()',
    ];
    const { unresolved } = await read(
      lines(OWN, 'func f(c clientset.Interface) {', ...calls.map((call) => `c.${call}.List(o)`)),
    );
    assert.deepEqual(unresolved, []);
  });
});

describe('a typed client of the first releases in a program in Go', () => {
  const K8S = 'import "k8s.io/client-go/kubernetes"';

  it('is used without a version, where all that there are of it are judged alike', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        K8S,
        'func f(c *kubernetes.Clientset) {',
        'c.Extensions().Ingresses(ns).List(o)',
        'c.Core().Pods(ns).List(o)',
        'c.Apps().StatefulSets(ns).List(o)',
        'c.Events().Publish(o)',
        'c.Policy().PodSecurityPolicies().List(o)',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['3:3 extensions/v1beta1 Ingress', '4:3 v1 Pod', '7:3 policy/v1beta1 PodSecurityPolicy']);
    assert.deepEqual(unresolved, ['5:3 Apps().StatefulSets']);
  });

  it('had a folder for each release', async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        'import "k8s.io/client-go/1.5/kubernetes"',
        'import "k8s.io/client-go/1.5/pkg/apis/extensions/v1beta1"',
        'var web v1beta1.Ingress',
        'import "k8s.io/client-go/1.4/pkg/api/v1"',
      ),
      ['2:9 extensions/v1beta1', '3:9 extensions/v1beta1 Ingress', '4:9 v1'],
    );
  });
});

describe('a typed client in a program in Go of what is only sent', () => {
  it('is of the kind that is called so', async () => {
    assert.deepEqual(
      await usesIn('a.go', 'import "k8s.io/client-go/kubernetes"', 'c.PolicyV1beta1().Evictions(ns).Evict(ctx, it)'),
      ['2:3 policy/v1beta1 Eviction'],
    );
  });
});
