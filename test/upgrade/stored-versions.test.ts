import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { storedVersionsOf } from '../../lib/upgrade/stored-versions.ts';
import { berthCrd } from '../support/states.ts';

function stored(text: string): readonly string[] {
  return readText('crd.yaml', text)
    .resources.flatMap(storedVersionsOf)
    .map(({ version, storage, why }) => `${version} (${storage}): ${why}`);
}

const CRD = berthCrd([{ name: 'v1' }, { name: 'v1beta1' }, { name: 'v1alpha1', served: false }]).replace(
  'storage: false',
  'storage: true',
);

describe('storedVersionsOf', () => {
  it('finds the versions that are stored and are not what is written now', () => {
    assert.deepEqual(stored(`${CRD}status: { storedVersions: [v1beta1, v1alpha1, v0, v1] }\n`), [
      'v1beta1 (v1): not-storage',
      'v1alpha1 (v1): not-served',
      'v0 (v1): not-listed',
    ]);
  });

  it('finds nothing where all that is stored is what is written, or no status says', () => {
    assert.deepEqual(stored(`${CRD}status: { storedVersions: [v1] }\n`), []);
    assert.deepEqual(stored(CRD), []);
  });

  it('finds a version that is written and not served', () => {
    assert.deepEqual(stored(CRD.replace('served: true', 'served: false')), ['v1 (v1): storage-not-served']);
  });

  it('finds nothing in other resources', () => {
    assert.deepEqual(stored('apiVersion: v1\nkind: Pod\nstatus: { storedVersions: [v1] }\n'), []);
  });
});
