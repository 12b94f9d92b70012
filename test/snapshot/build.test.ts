import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { buildSnapshots } from '../../lib/snapshot/build.ts';
import { serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { clusterDump, FACTS } from './documents.ts';

describe('building all Snapshots', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-audit-'));
    const definitions = clusterDump()['definitions'];
    const pods = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', singular: 'pod', namespaced: true };
    write('v2/1.30.json.gz', clusterDump());
    write('v2/1.8.json', clusterDump());
    write('v2-enums/1.30.json', clusterDump());
    write('definitions/1.20.json.gz', { definitions });
    write('resources/1.20.json', { release: '1.20', resources: [pods] });
    write('resources/1.30.json', { release: '1.30', resources: [] });
    write('resources/1.31.json', { release: '1.31', preliminary: 'yes', resources: [pods] });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, value: unknown): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const text = JSON.stringify(value);
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }

  it('takes the best that each release has, oldest release first', () => {
    const made = buildSnapshots(folder, FACTS).map(({ 'x-api-audit': { release, madeFrom } }) => [
      release,
      ...madeFrom.map(({ file }) => file),
    ]);
    assert.deepEqual(made, [
      ['1.8', 'v2/1.8.json'],
      ['1.20', 'definitions/1.20.json.gz', 'resources/1.20.json'],
      ['1.30', 'v2/1.30.json.gz', 'v2-enums/1.30.json'],
      ['1.31', 'resources/1.31.json'],
    ]);
  });

  it('gives the same bytes on every run', () => {
    const text = () => buildSnapshots(folder, FACTS).map(serializeSnapshot).join('');
    assert.equal(text(), text());
  });

  it('refuses a folder that holds no raw documents, and a document in the wrong place', () => {
    assert.throws(
      () => buildSnapshots(join(folder, 'v2'), FACTS),
      (error) => error instanceof ApiAuditError && /into subfolders v2/.test(error.message),
    );
    write('resources/1.9.json', clusterDump());
    assert.throws(
      () => buildSnapshots(folder, FACTS),
      /1\.9\.json: it is of the form openapi-v2\. Put one of the form resources there\.$/,
    );
  });
});
