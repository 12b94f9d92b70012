import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

const SCHEMA = 'import "k8s.io/apimachinery/pkg/runtime/schema"';

describe('a call in a program in Go', () => {
  it('has a version apart from the group and the kind', async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        SCHEMA,
        'const group = "batch"',
        'm, _ := mapper.RESTMapping(schema.GroupKind{Group: "extensions", Kind: "Ingress"}, "v1beta1")',
        'm, _ = mapper.RESTMapping(GroupKind{group, "CronJob"}, "v1beta1")',
        'gvk := schema.GroupKind{Group: "policy", Kind: "PodSecurityPolicy"}.WithVersion("v1beta1")',
        'gvr := schema.GroupResource{Group: "extensions", Resource: "ingresses"}.WithVersion("v1beta1")',
      ),
      [
        '3:35 extensions/v1beta1 Ingress',
        '4:27 batch/v1beta1 CronJob',
        '5:15 policy/v1beta1 PodSecurityPolicy',
        '6:15 extensions/v1beta1 Ingress',
      ],
    );
  });

  it('is listed as not known where only a run tells the half of it', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        SCHEMA,
        'm, _ := mapper.RESTMapping(gk, "v1beta1")',
        'm, _ = mapper.RESTMapping(gvk.GroupKind(), gvk.Version)',
        'm, _ = mapper.RESTMapping(gk, "v1")',
        'gvk := schema.GroupKind{Group: "extensions", Kind: "Ingress"}.WithVersion(version)',
      ].join('\n'),
    });
    assert.deepEqual(
      [uses, unresolved],
      [[], ['2:16 RESTMapping(gk, v1beta1)', '5:15 GroupKind{Group:extensions,Kind:Ingress}version']],
    );
  });

  it('has a path in steps', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'import "k8s.io/client-go/rest"',
        'c.Get().AbsPath("/apis", "extensions", "v1beta1", "ingresses").Do()',
        'c.Get().AbsPath("/apis/batch/v1beta1/", "namespaces", ns, "cronjobs").Do()',
        'c.Get().AbsPath("apis", group, "v1beta1").Do()',
        'c.Get().AbsPath("/healthz", "ping").Do()',
      ].join('\n'),
    });
    assert.deepEqual(uses.slice(0, 2), ['2:18 extensions/v1beta1 Ingress', '3:18 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['4:18 /apis/.../v1beta1']);
  });

  it('makes a construct that cdk8s wrote', async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        'import (',
        '\t"shop.example.com/imports/k8s"',
        '\t"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"',
        ')',
        'k8s.NewKubeIngressV1Beta1(chart, jsii.String("web"), &k8s.KubeIngressV1Beta1Props{})',
        'cdk8s.NewApiObject(chart, jsii.String("web"), &cdk8s.ApiObjectProps{',
        '\tApiVersion: jsii.String("policy/v1beta1"), Kind: jsii.String("PodSecurityPolicy")})',
      ),
      ['5:5 networking.k8s.io/v1beta1 Ingress', '7:14 policy/v1beta1 PodSecurityPolicy'],
    );
  });
});

describe('a package in a program in Go', () => {
  it('may be of Pulumi', async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        'import extensions "github.com/pulumi/pulumi-kubernetes/sdk/v3/go/kubernetes/extensions/v1beta1"',
        'web, err := extensions.NewIngress(ctx, "web", &extensions.IngressArgs{Kind: pulumi.String("Ingress")})',
      ),
      ['1:20 extensions/v1beta1', '2:13 extensions/v1beta1 Ingress', '2:48 extensions/v1beta1 Ingress'],
    );
  });

  it('may be of the types of configuration files', async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        'import (',
        '\t"k8s.io/client-go/pkg/apis/clientauthentication/v1alpha1"',
        '\t"k8s.io/client-go/pkg/apis/clientauthentication"',
        '\tkubeadm "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta1"',
        ')',
      ),
      ['2:3 client.authentication.k8s.io/v1alpha1 ExecCredential', '4:11 kubeadm.k8s.io/v1beta1'],
    );
  });

  it("may be Knative's, for Kubernetes' own", async () => {
    assert.deepEqual(
      await usesIn(
        'a.go',
        'import "k8s.io/client-go/rest"',
        'import _ "knative.dev/pkg/client/injection/kube/informers/autoscaling/v2beta1/horizontalpodautoscaler/fake"',
      ),
      ['2:11 autoscaling/v2beta1'],
    );
  });
});

describe('a row of a table in a program in Go', () => {
  it('is listed as not known where it has a group and a version', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'import "k8s.io/client-go/kubernetes"',
        'rows := []row{',
        '\t{group: "extensions", version: "v1beta1", name: "Deployment"},',
        '\t{group: "batch", resource: "jobs", version: "v1"},',
        '\t{group: "shop", version: "v1beta1"},',
        '}',
      ].join('\n'),
    });
    assert.deepEqual([uses, unresolved], [[], ['3:34 extensions/v1beta1']]);
  });
});
