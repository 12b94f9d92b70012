import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { bundledReleases } from '../../lib/snapshot/releases.ts';
import { loadSnapshot, SNAPSHOT_FOLDER, sharingLoader } from '../../lib/snapshot/store.ts';
import { clusterDump, clusterDumpV3 } from './documents.ts';

describe('loading a Snapshot', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, value: unknown): string {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  }

  it('loads several bundled ones as it loads each, with what they share as one object', () => {
    const load = sharingLoader();
    const [older, newer] = [load('1.35').snapshot, load('1.36').snapshot];
    assert.deepEqual({ ...newer }, loadSnapshot('1.36').snapshot);
    const name = 'io.k8s.api.core.v1.ConfigMap';
    assert.equal(newer.definitions[name], older.definitions[name]);
    assert.deepEqual(load('1.37').snapshot, loadSnapshot('1.37').snapshot);
    assert.throws(() => load('1.99'), ApiAuditError);
  });

  it('finds the bundled releases, oldest first by number', () => {
    assert.equal(bundledReleases()[0], '1.0');
    assert.ok(bundledReleases().indexOf('1.9') < bundledReleases().indexOf('1.10'));
  });

  it('loads a bundled release, however it is written, with the digest of its file', () => {
    const loaded = loadSnapshot('v1.29.3');
    assert.equal(loaded.snapshot.info.version, '1.29');
    const bytes = readFileSync(join(SNAPSHOT_FOLDER, '1.29.json'));
    assert.equal(loaded.sha256, createHash('sha256').update(bytes).digest('hex'));
  });

  it('has the digest of every bundled file in the Timeline', () => {
    for (const { release, sha256 } of new Catalog().releases)
      assert.equal(sha256, loadSnapshot(release).sha256, release);
  });

  it('refuses a release that is not bundled, and says which are', () => {
    assert.throws(
      () => loadSnapshot('1.99'),
      (error) =>
        error instanceof ApiAuditError &&
        /There is no snapshot of release 1\.99: the bundled ones are 1\.0 to /.test(error.message),
    );
  });

  it("loads a cluster's dump and takes the release from it", () => {
    const { snapshot } = loadSnapshot(write('dump.json', clusterDump()));
    assert.equal(snapshot['x-api-audit'].release, '1.30');
    assert.deepEqual(
      snapshot['x-api-audit'].madeFrom.map(({ file }) => file),
      ['dump.json'],
    );
  });

  it("loads a folder of a cluster's v3 documents", () => {
    mkdirSync(join(folder, 'v3'));
    for (const [index, document] of clusterDumpV3().entries()) write(`v3/${index}.json`, document);
    const { snapshot } = loadSnapshot(join(folder, 'v3'));
    assert.equal(snapshot['x-api-audit'].release, '1.30');
    assert.ok(snapshot.definitions['com.example.shop.v1beta1.Widget'] !== undefined);
  });

  it('asks for the release where a document does not say it, and takes the one it is given', () => {
    const path = write('dump.json', { ...clusterDump(), info: { title: 'Kubernetes', version: 'unversioned' } });
    assert.throws(() => loadSnapshot(path), /does not say which Kubernetes release it is of/);
    assert.equal(loadSnapshot(path, { release: '1.28' }).snapshot.info.version, '1.28');
  });

  it('loads a Snapshot that was saved as it is', () => {
    const saved = loadSnapshot(write('dump.json', clusterDump())).snapshot;
    assert.deepEqual(loadSnapshot(write('saved.json', saved)).snapshot, saved);
  });

  it('judges fields of a dump by the bundled facts', () => {
    const dump = clusterDump() as { definitions: Record<string, { properties: Record<string, object> }> };
    Object.assign(dump.definitions['io.k8s.api.core.v1.PodSpec']?.properties ?? {}, {
      serviceAccount: { type: 'string' },
    });
    const { snapshot } = loadSnapshot(write('dump.json', dump));
    const field = snapshot.definitions['io.k8s.api.core.v1.PodSpec']?.properties?.['serviceAccount'];
    assert.equal(field?.['x-api-audit']?.replacement, 'serviceAccountName');
  });
});
