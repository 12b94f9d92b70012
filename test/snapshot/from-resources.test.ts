import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { snapshotFromResources } from '../../lib/snapshot/from-resources.ts';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { NO_FACTS } from '../support/facts.ts';
import { clusterDump, ORIGIN } from './documents.ts';

const origin = { ...ORIGIN, form: 'resources' as const };
const make = { release: '1.2', facts: NO_FACTS };

describe('a Snapshot of a resource list', () => {
  const list = {
    release: '1.2',
    resources: [
      {
        group: 'shop.example.com',
        version: 'v1beta1',
        kind: 'Shelf',
        plural: 'shelves',
        singular: 'shelf',
        namespaced: true,
      },
      { group: '', version: 'v1', kind: 'Pod', plural: 'pods', singular: 'pod', namespaced: true },
      { group: 'toys.k8s.io', version: 'v1alpha1', kind: 'Ball', plural: 'balls', namespaced: false },
    ],
  };
  const neighbour = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, make);
  const snapshot = snapshotFromResources({ list, origin, neighbours: [neighbour] }, make);

  it('knows the kinds and nothing else', () => {
    const { knows, preliminary, resources } = snapshot['x-api-audit'];
    assert.deepEqual(knows, { fields: false, verbs: false, enums: false, subresources: false });
    assert.equal(preliminary, null);
    assert.deepEqual(
      resources.map(({ kind, name }) => `${kind} ${name}`),
      ['Pod pods', 'Shelf shelves', 'Ball balls'],
    );
    assert.deepEqual(snapshot.definitions['io.k8s.api.core.v1.Pod'], {
      type: 'object',
      'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Pod' }],
      'x-api-audit': { stability: 'ga' },
    });
  });

  it('names definitions as a neighbouring release names them, or the others of their group and version', () => {
    assert.deepEqual(Object.keys(snapshot.definitions).sort(), [
      'com.example.shop.v1beta1.Shelf',
      'io.k8s.api.core.v1.Pod',
      'io.k8s.api.toys.v1alpha1.Ball',
    ]);
  });

  it('says of a list made before its release that it is preliminary, in its own words', () => {
    const { preliminary } = snapshotFromResources({ list: { ...list, preliminary: 'some text' }, origin }, make)[
      'x-api-audit'
    ];
    assert.match(preliminary ?? '', /^made before the release/);
  });

  it('refuses an entry that is no resource, and says which', () => {
    assert.throws(
      () => snapshotFromResources({ list: { resources: [list.resources[0], { kind: 'Pod' }] }, origin }, make),
      (error) => error instanceof ApiAuditError && /v2\/1\.30\.json: resources\[1\] is no resource/.test(error.message),
    );
  });
});
