import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a program in a language that is read by its words', () => {
  it('uses the classes and models of the official clients', async () => {
    assert.deepEqual(
      await usesIn(
        'Shop.java',
        'import io.kubernetes.client.openapi.apis.ExtensionsV1beta1Api;',
        'V1beta1CronJob job = new V1beta1CronJob(); // V1beta1Lease',
        '/* V1beta1Lease */ String s = "V1beta1Lease";',
      ),
      ['1:42 extensions/v1beta1', '2:1 batch/v1beta1 CronJob', '2:26 batch/v1beta1 CronJob'],
    );
    assert.deepEqual(await usesIn('Shop.cs', '// k8s', 'var web = new Extensionsv1beta1Deployment();'), [
      '2:15 extensions/v1beta1 Deployment',
    ]);
  });

  it('uses the constructs that cdk8s generates, and is none where it is what was generated', async () => {
    const lines = [
      'import imports.k8s.KubeIngressV1Beta1;',
      'new KubeIngressV1Beta1(this, "web", props); new KubePod(this);',
    ];
    assert.deepEqual(await usesIn('Main.java', ...lines), [
      '1:20 networking.k8s.io/v1beta1 Ingress',
      '2:5 networking.k8s.io/v1beta1 Ingress',
    ]);
    const mark =
      '@javax.annotation.Generated(value = "jsii-pacmak/1.17.1 (build 1)", date = "2021-01-01T00:00:00.000Z")';
    assert.deepEqual(await usesIn('KubeIngressV1Beta1.java', mark, 'class KubeIngressV1Beta1 { }'), []);
  });

  it('has a group beside the version of an entity in C#', async () => {
    const lines = [
      '[KubernetesEntity(Group = "batch", ApiVersion = "v1beta1", Kind = "CronJob")] class A {}',
      '[KubernetesEntity(ApiVersion = "v1", Kind = "Pod", Group = "")] class B {}',
      '[KubernetesEntity(Group = Harbour.Group, ApiVersion = "v1", Kind = "Quay")] class C {}',
      'new { Group = "extensions", ApiVersion = "apps/v1", Kind = "Deployment" };',
    ];
    const { uses, unresolved } = await read({ 'a.cs': lines.join('\n') });
    assert.deepEqual(uses, ['1:50 batch/v1beta1 CronJob', '2:33 v1 Pod', '4:43 apps/v1 Deployment']);
    assert.deepEqual(unresolved, ['3:56 Harbour.Group']);
  });

  it('uses what its modules are called', async () => {
    const programs: Readonly<Record<string, readonly string[]>> = {
      'a.java': ['import io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob;', '1:40 batch/v1beta1 CronJob'],
      'b.java': [
        'import io.fabric8.kubernetes.api.model.extensions.IngressBuilder;',
        '1:40 extensions/v1beta1 Ingress',
      ],
      'c.kt': ['fabric8.kubernetes.client.extensions().ingresses().list()', '1:27 extensions/v1beta1 Ingress'],
      'd.rs': [
        'use k8s_openapi::api::{apps::v1::Deployment, batch::v1beta1::CronJob};',
        '1:24 apps/v1 Deployment',
        '1:46 batch/v1beta1 CronJob',
      ],
      'e.rs': ['use k8s_openapi::api::extensions::v1beta1::{Ingress};', '1:23 extensions/v1beta1'],
      'f.cs': ['using Pulumi.Kubernetes.Extensions.V1Beta1;', '1:25 extensions/v1beta1'],
      'g.jsonnet': [
        'local k = import "ksonnet/k.libsonnet"; [k.extensions.v1beta1.ingress]',
        '1:44 extensions/v1beta1 Ingress',
      ],
      'h.scala': ['import org.shop.batch.v1beta1.CronJob // kubernetes'],
    };
    for (const [file, [line = '', ...uses]] of Object.entries(programs))
      assert.deepEqual(await usesIn(file, line), uses, file);
  });

  it('is not known where a path may be of several versions that are judged otherwise', async () => {
    const { uses, unresolved } = await read({
      'a.java': [
        'import io.fabric8.kubernetes.api.model.batch.CronJob;',
        'import io.fabric8.kubernetes.api.model.policy.PodSecurityPolicy;',
        'client.batch().jobs().list(); client.batch().v1beta1().cronjobs();',
        'it.policy.model(); model.policy.rules();',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:40 policy/v1beta1 PodSecurityPolicy', '3:38 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['1:40 batch.CronJob']);
  });

  it('uses what its chains of calls say', async () => {
    assert.deepEqual(
      await usesIn(
        'Shop.java',
        'new GenericBuilder().withApiVersion("policy/v1beta1").withNewMetadata().withName("a").endMetadata()',
        '  .withKind("PodSecurityPolicy").build();',
        'new CrdBuilder().withApiVersion("apiextensions.k8s.io/v1beta1").withNewSpec().withNewNames().withKind("Till");',
        'new ContextBuilder().withGroup("batch").withVersion("v1beta1").withPlural("cronjobs").build();',
        'it.setKind("Ingress"); it.setApiVersion("extensions/v1beta1");',
      ),
      ['1:38 policy/v1beta1 PodSecurityPolicy', '4:33 batch/v1beta1 CronJob', '5:42 extensions/v1beta1 Ingress'],
    );
  });

  it('uses what its functions name', async () => {
    const { uses, unresolved } = await read({
      'a.rs': [
        'let jobs = GroupVersionKind::gvk("batch", "v1beta1", "CronJob"); // kube, k8s',
        'client.listNamespacedCustomObject("batch", "v1beta1", ns, "cronjobs")',
        'client.CreateNamespacedCustomObjectAsync(body, "batch", "v1beta1", ns, "cronjobs")',
        'let some = GroupVersionKind::gvk(group, "v1beta1", "CronJob");',
        'pub fn gvk(group: &str, version: &str, kind: &str) -> Self {}',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['1:30 batch/v1beta1 CronJob', '2:8 batch/v1beta1 CronJob', '3:8 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['4:30 gvk(group, v1beta1, CronJob)']);
  });

  it('uses what its objects and its strings hold', async () => {
    const manifest = ['apiVersion: extensions/v1beta1', 'kind: Ingress'];
    assert.deepEqual(
      await usesIn('a.jsonnet', "{ apiVersion: 'batch/v1beta1', kind: 'CronJob' } # k8s", '|||', ...manifest, '|||'),
      ['1:16 batch/v1beta1 CronJob', '3:13 extensions/v1beta1 Ingress'],
    );
    assert.deepEqual(await usesIn('a.cue', 'web: {', '\tapiVersion: "batch/v1beta1"', '\tkind: "CronJob"', '}'), [
      '2:15 batch/v1beta1 CronJob',
    ]);
    assert.deepEqual(
      await usesIn('a.kts', 'val web = """', ...manifest, '"""', 'get("$it/apis/policy/v1beta1/podsecuritypolicies")'),
      ['2:13 extensions/v1beta1 Ingress', '5:9 policy/v1beta1 PodSecurityPolicy'],
    );
    assert.deepEqual(await usesIn('a.rs', 'let web = r#"', ...manifest, '"#; let a: &\'static str = "k8s";'), [
      '2:13 extensions/v1beta1 Ingress',
    ]);
    assert.deepEqual(await usesIn('Tiltfile', 'k8s_yaml(blob("""', ...manifest, '"""))'), [
      '2:13 extensions/v1beta1 Ingress',
    ]);
    assert.deepEqual(await usesIn('Jenkinsfile', "sh 'kubectl get --raw /apis/batch/v1beta1/cronjobs'"), [
      '1:23 batch/v1beta1 CronJob',
    ]);
  });

  it('has strings of several lines', async () => {
    const manifest = ['apiVersion: extensions/v1beta1', 'kind: Ingress'];
    assert.deepEqual(await usesIn('a.rb', 'apply(<<~YAML) # k8s', ...manifest, 'YAML'), [
      '2:13 extensions/v1beta1 Ingress',
    ]);
    assert.deepEqual(await usesIn('a.php', "$web = <<<'YAML'", ...manifest, 'YAML;'), [
      '2:13 extensions/v1beta1 Ingress',
    ]);
    assert.deepEqual(await usesIn('a.cs', 'var web = @"', ...manifest, '";'), ['2:13 extensions/v1beta1 Ingress']);
    assert.deepEqual(await usesIn('a.rs', `let quote = '"'; let web = "`, ...manifest, '";'), [
      '2:13 extensions/v1beta1 Ingress',
    ]);
  });
});
