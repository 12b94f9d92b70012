import assert from 'node:assert/strict';
import { run } from '../support/cli.ts';

describe('api-audit explain', () => {
  it('shows every version of a kind', async () => {
    const { code, stdout, stderr } = await run(['explain', 'Ingress']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    for (const api of ['extensions/v1beta1', 'networking.k8s.io/v1', 'networking.k8s.io/v1beta1'])
      assert.ok(stdout.includes(api));
  });

  for (const query of [
    'ingresses',
    'INGRESS',
    'networking.k8s.io/v1/Ingress',
    'networking.k8s.io/v1 Ingress',
    'networking.k8s.io/v1',
    'networking.k8s.io',
    'ingresses.v1.networking.k8s.io',
  ]) {
    it(`finds networking.k8s.io/v1 Ingress by '${query}'`, async () => {
      const { stdout } = await run(['explain', ...query.split(' '), '--format', 'json']);
      const { apis } = JSON.parse(stdout) as { apis: { group: string; version: string; kind: string }[] };
      assert.ok(
        apis.some(
          ({ group, version, kind }) => group === 'networking.k8s.io' && version === 'v1' && kind === 'Ingress',
        ),
      );
    });
  }

  it('takes core/v1 for the core group', async () => {
    const { stdout } = await run(['explain', 'core/v1/Pod', '--format', 'json']);
    assert.equal(JSON.parse(stdout).apis[0].group, '');
  });

  it('answers for the Target', async () => {
    const at = async (target: string) =>
      JSON.parse((await run(['explain', 'apps/v1/Deployment', '--target', target, '--format', 'json'])).stdout).apis[0]
        .serving;
    assert.equal(await at('1.8'), 'not-yet');
    assert.equal(await at('1.9'), 'by-default');
  });

  const mistakes: Readonly<Record<string, RegExp>> = {
    explain: /Name an API to explain/,
    'explain Ingres': /No Kubernetes release has an API named 'Ingres'.*Did you mean Ingress\?/,
    'explain Xyzzyplugh': /No Kubernetes release has an API named 'Xyzzyplugh'.*Name a kind/,
    'explain pods/eviction': /'pods\/eviction' names no API: subresources .* See 'api-audit explain pods'/,
    'explain q': /No Kubernetes release has an API named 'q'.*Name a kind/,
    'explain Ingress --target 1.99': /1\.99 lies beyond/,
    'explain Ingress --format yaml': /table, json/,
    'explain Ingress --all': /There is no flag --all\..*explain --help/,
  };
  for (const [line, words] of Object.entries(mistakes)) {
    it(`ends with 2 for '${line}'`, async () => {
      const { code, stdout, stderr } = await run(line.split(' '));
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, words);
    });
  }
});
