import assert from 'node:assert/strict';
import { snapshotFromDefinitions } from '../../lib/snapshot/from-definitions.ts';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { objectOf } from '../../lib/snapshot/json.ts';
import { NO_FACTS } from '../support/facts.ts';
import { clusterDump, ORIGIN } from './documents.ts';

const META = { $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };

function kind(group: string, version: string, name: string, properties: object = { metadata: META }): object {
  return { properties, 'x-kubernetes-group-version-kind': [{ group, version, kind: name }] };
}

describe('a Snapshot of definitions without paths', () => {
  const definitions = {
    ...objectOf(clusterDump()['definitions']),
    'io.k8s.api.policy.v1.Eviction': kind('policy', 'v1', 'Eviction'),
    'io.k8s.api.core.v1.Binding': kind('', 'v1', 'Binding'),
    'io.k8s.api.core.v1.PodList': kind('', 'v1', 'PodList', { items: { type: 'array' } }),
  };
  const list = {
    release: '1.20',
    resources: [
      { group: '', version: 'v1', kind: 'Pod', plural: 'pods', singular: 'pod', namespaced: true },
      {
        group: 'shop.example.com',
        version: 'v1beta1',
        kind: 'Widget',
        plural: 'widgets',
        singular: 'widget',
        namespaced: false,
      },
    ],
  };
  const origin = { ...ORIGIN, form: 'definitions' as const };
  const make = { release: '1.20', facts: NO_FACTS };
  const neighbour = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, make);
  const resources = { list, origin: { ...ORIGIN, form: 'resources' as const } };
  const snapshot = snapshotFromDefinitions({ definitions, origin, resources, neighbours: [neighbour] }, make);
  const found = (name: string) => snapshot['x-api-audit'].resources.filter((resource) => resource.kind === name);

  it('takes resource names and scopes from the list, and does not claim to know verbs', () => {
    assert.deepEqual(found('Pod'), [
      { group: '', version: 'v1', kind: 'Pod', name: 'pods', singular: 'pod', namespaced: true, verbs: null },
    ]);
    assert.deepEqual(snapshot['x-api-audit'].knows, { fields: true, verbs: false, enums: false, subresources: false });
  });

  it('has the fields', () => {
    assert.equal(snapshot.definitions['io.k8s.api.core.v1.PodSpec']?.properties?.['limits']?.type, 'object');
  });

  it('keeps no enum values, as those of such schemas are not those of the release', () => {
    assert.equal(snapshot.definitions['io.k8s.api.core.v1.PodSpec']?.properties?.['restartPolicy']?.enum, undefined);
  });

  it('names a kind that the list leaves out as a neighbouring whole document does', () => {
    assert.deepEqual(found('Eviction'), [
      {
        group: 'policy',
        version: 'v1',
        kind: 'Eviction',
        name: 'pods/eviction',
        namespaced: true,
        verbs: null,
        parent: { group: '', version: 'v1', kind: 'Pod' },
      },
    ]);
  });

  it('says that the name is not known where no neighbour has the kind', () => {
    assert.deepEqual(found('Binding'), [
      { group: '', version: 'v1', kind: 'Binding', name: null, namespaced: null, verbs: null },
    ]);
  });

  it('takes no list and no options for a resource', () => assert.deepEqual(found('PodList'), []));

  it('does without a list: every kind that has metadata is one', () => {
    const alone = snapshotFromDefinitions({ definitions, origin }, make);
    assert.deepEqual(
      alone['x-api-audit'].resources.map(({ kind: name }) => name),
      ['Binding', 'Pod', 'Eviction', 'Widget'],
    );
  });
});
