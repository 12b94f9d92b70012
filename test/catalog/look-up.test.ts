import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { lookUp } from '../../lib/catalog/look-up.ts';
import { formatGvk } from '../../lib/model/gvk.ts';

const catalog = new Catalog();

function found(query: string): string[] {
  return lookUp(catalog, query).map(formatGvk);
}

describe('lookUp', () => {
  const INGRESSES = ['extensions/v1beta1 Ingress', 'networking.k8s.io/v1 Ingress', 'networking.k8s.io/v1beta1 Ingress'];

  it('finds all versions of a kind, by its name or its resource, in any case', () => {
    for (const query of ['Ingress', 'ingress', 'ingresses']) assert.deepEqual(found(query), INGRESSES, query);
  });

  it('finds the kinds of a group/version, and of a group', () => {
    assert.deepEqual(found('policy/v1'), ['policy/v1 Eviction', 'policy/v1 PodDisruptionBudget']);
    assert.ok(found('policy').includes('policy/v1beta1 PodSecurityPolicy'));
    assert.ok(found('v1').includes('v1 Pod'));
    assert.ok(found('core/v1').includes('v1 Pod'));
    assert.deepEqual([found('core').includes('v1 Pod'), found('core').includes('apps/v1 Deployment')], [true, false]);
  });

  it('finds a resource by its short name, in each of the forms', () => {
    for (const query of ['ing', 'ING']) assert.deepEqual(found(query), INGRESSES, query);
    for (const query of ['apps/v1/deploy', 'deploy.v1.apps', 'apps/v1 deploy'])
      assert.deepEqual(found(query), ['apps/v1 Deployment'], query);
    assert.deepEqual(found('core/v1/po'), ['v1 Pod']);
  });

  it('knows short names of resources that there are, each once', () => {
    const names = bundledFacts<{ readonly name: string; readonly resource: string }>('short-names.json');
    const resources = new Set(catalog.kinds.map(({ resource }) => resource));
    for (const { name, resource } of names) {
      assert.ok(resources.has(resource), resource);
      assert.equal(catalog.namesakes(name).length, 0, name);
    }
    assert.equal(new Set(names.map(({ name }) => name)).size, names.length);
  });

  it('finds one GVK in each of the forms in which people write it', () => {
    for (const query of ['apps/v1/Deployment', 'apps/v1 Deployment', 'APPS/V1/deployments', 'deployments.v1.apps']) {
      assert.deepEqual(found(query), ['apps/v1 Deployment'], query);
    }
    assert.deepEqual(found('v1 Pod'), ['v1 Pod']);
    for (const query of ['v1/pods', 'pods.v1']) assert.deepEqual(found(query), ['v1 Pod'], query);
  });

  it('finds the versions of a resource of one group', () => {
    assert.deepEqual(found('ingresses.networking.k8s.io'), INGRESSES.slice(1));
  });

  it('finds nothing where nothing has the name', () => {
    for (const query of ['Nothing', 'apps/v9', 'apps/v1/Nothing', 'a/b/c/d', '/', 'toString']) {
      assert.deepEqual(found(query), [], query);
    }
  });
});
