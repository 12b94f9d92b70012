import assert from 'node:assert/strict';
import { bundledDefinitions, definitionsOf, mentionsField } from '../../lib/schema/definitions.ts';
import { loadSnapshot } from '../../lib/snapshot/store.ts';
import { gvkOf } from '../support/findings.ts';

describe('bundledDefinitions', () => {
  it('gives of each release what the whole Snapshot has', () => {
    for (const release of ['1.5', '1.16', '1.36']) {
      const lazy = bundledDefinitions(release);
      const { definitions } = loadSnapshot(release).snapshot;
      assert.ok(lazy !== null && Object.keys(definitions).length > 100);
      for (const [name, schema] of Object.entries(definitions)) assert.deepEqual(lazy.get(name), schema, name);
    }
  });

  it('is null where fields are not known: nothing is better than a guess', () => {
    for (const release of ['1.0', '1.4', '1.38', '1.99']) assert.equal(bundledDefinitions(release), null);
  });

  it('finds the definition of a kind, and none of a kind that the release does not have', () => {
    const definitions = bundledDefinitions('1.36');
    assert.equal(definitions?.nameOf(gvkOf('apps/v1 Deployment')), 'io.k8s.api.apps.v1.Deployment');
    assert.equal(definitions?.nameOf(gvkOf('extensions/v1beta1 Deployment')), undefined);
    assert.equal(definitions?.nameOf(gvkOf('apps/v1 DeleteOptions')), undefined);
  });

  it('names types as the facts do', () => {
    const definitions = bundledDefinitions('1.36');
    assert.deepEqual(definitions?.typeOf('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'), {
      group: 'meta.k8s.io',
      version: 'v1',
      type: 'ObjectMeta',
    });
    assert.equal(definitions?.typeOf('io.k8s.api.core.v1.PodSpec')?.group, '');
  });
});

describe('definitionsOf', () => {
  it('answers from a Snapshot in memory as from a bundled file', () => {
    const given = definitionsOf(loadSnapshot('1.36').snapshot);
    const bundled = bundledDefinitions('1.36');
    const name = bundled?.nameOf(gvkOf('v1 Pod')) ?? '';
    assert.equal(given?.nameOf(gvkOf('v1 Pod')), name);
    assert.deepEqual(given?.get(name), bundled?.get(name));
    assert.equal(given?.get('toString'), undefined);
  });

  for (const release of ['1.5', '1.8', '1.16', '1.36']) {
    it(`knows the same kinds and types of ${release} as the bundled file, few asked for or all`, () => {
      const { snapshot } = loadSnapshot(release);
      const [given, bundled] = [definitionsOf(snapshot), bundledDefinitions(release)];
      const served = [...snapshot['x-api-audit'].resources, gvkOf('v1 DeleteOptions'), gvkOf('example.com/v1 Nothing')];
      assert.ok(served.length > 60);
      for (const gvk of served) assert.equal(bundled?.nameOf(gvk), given?.nameOf(gvk), JSON.stringify(gvk));
      for (const name of [...Object.keys(snapshot.definitions), 'io.k8s.api.none.v1.Nothing', 'Nothing', '~']) {
        assert.deepEqual(bundled?.typeOf(name), given?.typeOf(name), name);
        assert.deepEqual(bundled?.get(name), given?.get(name), name);
      }
    });
  }

  it('is null for a Snapshot that does not know fields', () => {
    assert.equal(definitionsOf(loadSnapshot('1.3').snapshot), null);
  });
});

describe('mentionsField', () => {
  it('tells whether a release has a field of the name anywhere', () => {
    assert.equal(mentionsField('1.36', 'hostUsers'), true);
    assert.equal(mentionsField('1.24', 'hostUsers'), false);
    assert.equal(mentionsField('1.99', 'hostUsers'), false);
  });
});
