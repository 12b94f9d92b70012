import assert from 'node:assert/strict';
import { read } from './helpers.ts';

/** What a program does not say enough of, `line:column text`. */
async function unresolvedIn(file: string, ...lines: readonly string[]): Promise<readonly string[]> {
  const { uses, unresolved } = await read({ [file]: lines.join('\n') });
  assert.deepEqual(uses, []);
  return unresolved;
}

describe('a text in a program that is an apiVersion', () => {
  it('is listed as not known, whatever the program does with it', async () => {
    assert.deepEqual(
      await unresolvedIn(
        'a.go',
        'import "k8s.io/apimachinery/pkg/runtime/schema"',
        'gv, _ := schema.ParseGroupVersion("policy/v1beta1")',
        'const ingresses = "extensions/v1beta1"',
      ),
      ['2:36 policy/v1beta1', '3:20 extensions/v1beta1'],
    );
    assert.deepEqual(
      await unresolvedIn(
        'a.py',
        'import pykube',
        'jobs = pykube.object_factory(api, "batch/v1beta1", "CronJob")',
        'def api_version(self):',
        "    return 'extensions/v1beta1'",
        '"""apps/v1beta1"""',
      ),
      ['2:36 batch/v1beta1', '4:13 extensions/v1beta1'],
    );
    assert.deepEqual(
      await unresolvedIn(
        'a.ts',
        "manifest['apiVersion'] = 'policy/v1beta1';",
        "if (kubernetes.apiVersion === 'extensions/v1beta1') move();",
        "const text = ['apiVersion: apps/v1beta2', 'kind: Deployment'].join('\\n');",
      ),
      ['1:26 policy/v1beta1', '2:31 extensions/v1beta1', '3:15 apiVersion: apps/v1beta2'],
    );
    assert.deepEqual(
      await unresolvedIn('a.tf', 'variable "kubernetes_ingress" {', '  default = "extensions/v1beta1"', '}'),
      ['2:14 extensions/v1beta1'],
    );
  });

  it('is passed over where there is nothing to say of it, or it is no API of Kubernetes', async () => {
    const texts = [
      'apps/v1',
      'shop.example.com/v1beta1',
      'disco.extensions/v1beta1',
      './extensions/v1beta1',
      'a/b/v1beta1',
    ];
    assert.deepEqual(await unresolvedIn('a.ts', 'kubernetes();', ...texts.map((text) => `use('${text}');`)), []);
  });

  it('is told of where it is used', async () => {
    const { uses, unresolved } = await read({
      'a.ts': "const version = 'batch/v1beta1';\nsend({ apiVersion: version, kind: 'CronJob' });",
    });
    assert.deepEqual([uses, unresolved], [['2:20 batch/v1beta1 CronJob'], []]);
  });
});

describe('a text in a program', () => {
  it('may name a resource as kubectl takes it', async () => {
    assert.deepEqual(
      await unresolvedIn(
        'a.go',
        'import "k8s.io/apimachinery/pkg/runtime/schema"',
        'gvr, _ := schema.ParseResourceArg("ingresses.v1beta1.extensions")',
        'kind, _ := schema.ParseKindArg("CronJob.v1beta1.batch")',
        'exec.Command("kubectl", "get deployments.v1.apps ; kubectl get cronjobs.v1beta1.batch -o yaml")',
      ),
      ['2:36 ingresses.v1beta1.extensions', '3:33 CronJob.v1beta1.batch', '4:26 cronjobs.v1beta1.batch'],
    );
  });

  it('may name a class of the client', async () => {
    assert.deepEqual(await unresolvedIn('a.py', 'import kubernetes', "api = shared_client('ExtensionsV1beta1Api')"), [
      '2:22 ExtensionsV1beta1Api',
    ]);
  });
});

describe('a text in a program that is an apiVersion with a name behind it', () => {
  it('is a resource, or a kind, and listed as not known', async () => {
    assert.deepEqual(
      await unresolvedIn(
        'a.go',
        'import "k8s.io/apimachinery/pkg/runtime/schema"',
        'var views = map[string]view{"batch/v1beta1/cronjobs": jobs, "apps/v1/deployments": all}',
        'const web = "extensions/v1beta1/Ingress"',
      ),
      ['2:30 batch/v1beta1/cronjobs', '3:14 extensions/v1beta1/Ingress'],
    );
    assert.deepEqual(await unresolvedIn('a.ts', "const kubernetes = ['policy/v1beta1/PodSecurityPolicy'];"), [
      '1:21 policy/v1beta1/PodSecurityPolicy',
    ]);
  });

  it('is a path of something else where Kubernetes has no such resource', async () => {
    assert.deepEqual(await unresolvedIn('a.go', 'import "k8s.io/x"', 'open("policy/v1beta1/handlers")'), []);
  });
});

describe('a text in a program that is the apiVersion of a configuration file', () => {
  it('is listed as not known where there is something to say of it', async () => {
    assert.deepEqual(
      await unresolvedIn('a.py', 'if kubeconfig.version == "client.authentication.k8s.io/v1alpha1":', '    old()'),
      ['1:27 client.authentication.k8s.io/v1alpha1'],
    );
    assert.deepEqual(
      await unresolvedIn('a.go', 'const k8s = "kubeadm.k8s.io/v1beta1"', 'const v = "kubescheduler.config.k8s.io/v1"'),
      ['1:14 kubeadm.k8s.io/v1beta1'],
    );
  });
});
