import assert from 'node:assert/strict';
import { usesIn } from './helpers.ts';

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
