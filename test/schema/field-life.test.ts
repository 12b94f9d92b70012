import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { fieldLives, nearestField, parseFieldQuery } from '../../lib/schema/field-life.ts';

const catalog = new Catalog();

describe('parseFieldQuery', () => {
  it('takes the kind from the path', () => {
    assert.deepEqual(parseFieldQuery('pod.spec.resources'), { kind: 'pod', path: 'spec.resources' });
    assert.deepEqual(parseFieldQuery('networking.k8s.io/v1/Ingress.spec.rules[].host'), {
      kind: 'networking.k8s.io/v1/Ingress',
      path: 'spec.rules[].host',
    });
  });

  it('is null for what names no field', () => {
    for (const query of ['Pod', 'apps/v1', 'apps/v1/Deployment', '']) assert.equal(parseFieldQuery(query), null);
  });
});

describe('fieldLives', () => {
  it('puts releases together in which nothing changes', () => {
    const [life] = fieldLives(catalog, { kind: 'v1/Pod', path: 'spec.hostUsers' });
    assert.deepEqual(
      life?.spans.map(({ from, to, state }) => [from, to, state.stability, state.enabledByDefault]),
      [
        ['1.25', '1.27', 'alpha', false],
        ['1.28', '1.29', 'alpha', false],
        ['1.30', '1.32', 'beta', false],
        ['1.33', '1.35', 'beta', true],
        ['1.36', '1.37', 'ga', null],
      ],
    );
  });

  it('gives each version of a kind that had the field', () => {
    const lives = fieldLives(catalog, { kind: 'Ingress', path: 'spec.backend' });
    assert.deepEqual(
      lives.map(({ gvk, removed }) => [`${gvk.group}/${gvk.version}`, removed]),
      [
        ['extensions/v1beta1', '1.22'],
        ['networking.k8s.io/v1beta1', '1.22'],
      ],
    );
  });

  it('gives none of a field that never was', () => {
    assert.deepEqual(fieldLives(catalog, { kind: 'Pod', path: 'spec.nope' }), []);
  });
});

describe('nearestField', () => {
  it('mends the name that is wrong, in the middle of a path too', () => {
    assert.equal(nearestField(catalog, { kind: 'Pod', path: 'spec.container.image' }), 'spec.containers.image');
    assert.equal(nearestField(catalog, { kind: 'Pod', path: 'spec.zzzzzzzzzz' }), undefined);
  });
});
