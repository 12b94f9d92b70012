import assert from 'node:assert/strict';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { snapshotFromV3 } from '../../lib/snapshot/from-v3.ts';
import { serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { clusterDump, clusterDumpV3, FACTS, ORIGIN } from './documents.ts';

const make = { release: '1.30', facts: FACTS };

describe('a Snapshot of OpenAPI v3 documents', () => {
  const v2 = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, make);

  it('is the same as that of the v2 document of the same server', () => {
    const v3 = snapshotFromV3({ documents: clusterDumpV3(), origin: ORIGIN }, make);
    assert.equal(serializeSnapshot(v3), serializeSnapshot(v2));
  });

  it('does not depend on the order of the documents', () => {
    const v3 = snapshotFromV3({ documents: clusterDumpV3().reverse(), origin: ORIGIN }, make);
    assert.equal(serializeSnapshot(v3), serializeSnapshot(v2));
  });

  it('joins the kinds that each document states at a type they share', () => {
    const document = (group: string) => ({
      openapi: '3.0.0',
      paths: {},
      components: {
        schemas: {
          'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions': {
            type: 'object',
            'x-kubernetes-group-version-kind': [{ group, version: 'v1', kind: 'DeleteOptions' }],
          },
        },
      },
    });
    const { definitions } = snapshotFromV3({ documents: [document('batch'), document('apps')], origin: ORIGIN }, make);
    const gvks = definitions['io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions']?.['x-kubernetes-group-version-kind'];
    assert.deepEqual(
      gvks?.map(({ group }) => group),
      ['apps', 'batch'],
    );
  });
});
