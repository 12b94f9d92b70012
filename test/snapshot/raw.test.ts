import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { readRaw } from '../../lib/snapshot/raw.ts';
import { asNobody } from '../support/nobody.ts';
import { clusterDump, clusterDumpV3 } from './documents.ts';

describe('reading raw documents', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: unknown): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  function refuses(path: string, pattern: RegExp, options = {}): void {
    assert.throws(
      () => readRaw(path, options),
      (error) => error instanceof ApiAuditError && error.message.includes(path) && pattern.test(error.message),
    );
  }

  it('tells the forms by their content', () => {
    assert.equal(readRaw(write('a', clusterDump())).form, 'openapi-v2');
    assert.equal(readRaw(write('b', clusterDumpV3()[0])).form, 'openapi-v3');
    assert.equal(readRaw(write('c', { definitions: {} })).form, 'definitions');
    assert.equal(readRaw(write('d', { release: '1.2', resources: [] })).form, 'resources');
  });

  it('reads gzip, whatever the name, UTF-16, and a byte order mark', () => {
    assert.equal(readRaw(write('dump.json', gzipSync(JSON.stringify(clusterDump())))).form, 'openapi-v2');
    assert.equal(readRaw(write('bom.json', `\ufeff${JSON.stringify(clusterDump())}`)).form, 'openapi-v2');
    const utf16 = Buffer.from(`\ufeff${JSON.stringify(clusterDump())}`, 'utf16le');
    assert.equal(readRaw(write('utf16.json', utf16)).form, 'openapi-v2');
  });

  it('follows links to files in a folder', () => {
    const [core] = clusterDumpV3();
    const target = write('data/core', core);
    mkdirSync(join(folder, 'mounted'));
    symlinkSync(target, join(folder, 'mounted', 'core'));
    symlinkSync(join(folder, 'gone'), join(folder, 'mounted', 'dangling'));
    const raw = readRaw(join(folder, 'mounted'));
    assert.ok(raw.form === 'openapi-v3');
    assert.equal(raw.documents.length, 1);
  });

  it('names a file by its place below the root, and digests its bytes as found', () => {
    const raw = readRaw(write('v2/1.30.json', '{"swagger":"2.0"}'), { root: folder });
    assert.ok(raw.form === 'openapi-v2');
    assert.deepEqual(raw.origin, {
      form: 'openapi-v2',
      file: 'v2/1.30.json',
      sha256: 'ff953a99b9a5f06772e5b0fb012eaf6dd1070c8108a8a419d21213d57274e462',
    });
  });

  it('reads a folder of v3 documents by content, at any depth, and passes over what is beside them', () => {
    const [core, shop] = clusterDumpV3();
    write('api/v1', core);
    write('.hidden/shop.json.gz', gzipSync(JSON.stringify(shop)));
    write('README.md', '# from my cluster');
    write('index.json', { paths: { 'api/v1': { serverRelativeURL: '/openapi/v3/api/v1' } } });
    const raw = readRaw(folder);
    assert.ok(raw.form === 'openapi-v3');
    assert.equal(raw.documents.length, 2);
  });

  it('refuses what is not there, not JSON, or none of the forms, and says what it expected', () => {
    refuses(join(folder, 'nowhere.json'), /: there is no such file or folder\. Name an OpenAPI v2 document .*\.$/);
    refuses(write('broken.json', '{"swagger": '), /no valid JSON/);
    refuses(write('list.json', '[]'), /no JSON object/);
    refuses(write('pod.json', { apiVersion: 'v1', kind: 'Pod' }), /none of the known forms/);
  });

  it('refuses a folder without v3 documents, and a broken document in a folder', () => {
    write('notes.txt', 'nothing here');
    refuses(folder, /no file in this folder is an OpenAPI v3 document/);
    write('api__v1.json', '{"openapi": "3.0.0"');
    assert.throws(() => readRaw(folder), /api__v1\.json: it is no valid JSON/);
  });

  it('refuses a folder with one in it that may not be listed, which a document may lie in', async () => {
    write('api__v1.json', clusterDumpV3()[0]);
    mkdirSync(join(folder, 'closed'), { mode: 0o000 });
    chmodSync(folder, 0o755);
    await asNobody(async () =>
      refuses(folder, /: it cannot be read \(EACCES: permission denied.*\)\. Name what can be read\.$/),
    );
  });

  it('refuses what unfolds beyond the limit, and damaged gzip', () => {
    const bomb = gzipSync(' '.repeat(100_000));
    assert.ok(bomb.length < 1_000);
    refuses(write('bomb.json.gz', bomb), /larger than 50000 bytes/, { maxBytes: 50_000 });
    refuses(write('big.json', ' '.repeat(60_000)), /larger than 50000 bytes/, { maxBytes: 50_000 });
    refuses(write('cut.json.gz', gzipSync(JSON.stringify(clusterDump())).subarray(0, 40)), /cannot be decompressed/);
  });
});
