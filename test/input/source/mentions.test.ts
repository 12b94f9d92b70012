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
