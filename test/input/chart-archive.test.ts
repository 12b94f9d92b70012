import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { ARCHIVE_LIMITS, readArchive } from '../../lib/input/chart-archive.ts';
import { gigabyteOfZeros, tar, tgz } from '../support/tar.ts';

function read(archive: Uint8Array) {
  return readArchive(archive, { ...ARCHIVE_LIMITS });
}

async function paths(archive: Uint8Array): Promise<string[] | string> {
  const files = await read(archive);
  return typeof files === 'string' ? files : [...files.keys()];
}

describe('readArchive', () => {
  it('gives the files of an archive', async () => {
    const files = await read(
      tgz([
        { name: 'quay/', type: '5' },
        { name: './quay/Chart.yaml', content: 'name: quay\n' },
      ]),
    );
    assert.ok(typeof files !== 'string');
    assert.deepEqual([...files.keys()], ['quay/Chart.yaml']);
    assert.equal(Buffer.from(files.get('quay/Chart.yaml') as Uint8Array).toString(), 'name: quay\n');
  });

  it('takes an archive that is not compressed as it is, whatever it is called', async () => {
    const plain = tar([{ name: 'quay/Chart.yaml', content: 'name: quay\n' }]);
    assert.deepEqual(await paths(plain), ['quay/Chart.yaml']);
    assert.match(String(await readArchive(plain, { ...ARCHIVE_LIMITS, bytes: 100 })), /larger than a chart may be/);
    assert.match(String(await paths(Buffer.from('no archive'))), /no gzip file, or a damaged one/);
  });

  it('joins a name with the prefix that ustar keeps apart, where it is ustar', async () => {
    const split = tar([{ name: 'web.yaml', content: 'a' }]);
    split.write('quay/templates', 345);
    assert.deepEqual(await paths(gzipSync(split)), ['quay/templates/web.yaml']);
    split.write('\0\0\0\0\0', 257, 'latin1');
    assert.deepEqual(await paths(gzipSync(split)), ['web.yaml']);
  });

  it('keeps the name of a header before which a pax header says other things', async () => {
    const entries = [
      { name: 'pax', content: '20 mtime=1700000000\n', type: 'x' },
      { name: 'quay/Chart.yaml', content: 'a' },
    ];
    assert.deepEqual(await paths(tgz(entries)), ['quay/Chart.yaml']);
  });

  it('is an error where it ends in the midst of a header', async () => {
    const whole = tar([
      { name: 'quay/Chart.yaml', content: 'a' },
      { name: 'quay/templates/a.yaml', content: 'b' },
    ]);
    assert.match(String(await paths(gzipSync(whole.subarray(0, 1024 + 300)))), /no tar archive, or a damaged one/);
    assert.deepEqual(await paths(gzipSync(whole.subarray(0, 1024))), ['quay/Chart.yaml']);
  });

  it('takes no more archives once the chart is as large as it may be', async () => {
    const files = await readArchive(tgz([{ name: 'a', content: 'a' }]), { ...ARCHIVE_LIMITS, bytes: 0 });
    assert.match(String(files), /larger than a chart may be/);
  });

  it('reads names that are longer than a header has room for', async () => {
    const long = `quay/templates/${'very-'.repeat(30)}long.yaml`;
    const record = ` path=${long}\n`;
    const pax = `${String(record.length + 3)}${record}`;
    assert.deepEqual(
      await paths(
        tgz([
          { name: 'pax', content: pax, type: 'x' },
          { name: 'short', content: 'a' },
        ]),
      ),
      [long],
    );
    assert.deepEqual(
      await paths(
        tgz([
          { name: '././@LongLink', content: `${long}\0`, type: 'L' },
          { name: 'short', content: 'a' },
        ]),
      ),
      [long],
    );
  });

  for (const name of [
    '../outside.yaml',
    'quay/../../outside.yaml',
    '/etc/outside.yaml',
    'quay\\..\\..\\outside.yaml',
    'C:/x',
  ]) {
    it(`refuses an archive with the entry ${name}`, async () => {
      assert.match(String(await paths(tgz([{ name, content: 'a' }]))), /points out of it/);
    });
  }

  it('follows no link', async () => {
    const archive = tgz([
      { name: 'quay/Chart.yaml', content: 'a' },
      { name: 'quay/templates/passwd.yaml', type: '2' },
      { name: 'quay/templates/hard.yaml', type: '1' },
    ]);
    assert.deepEqual(await paths(archive), ['quay/Chart.yaml']);
  });

  it('refuses a gigabyte of zeros', async () => {
    assert.match(String(await paths(gigabyteOfZeros())), /larger than a chart may be/);
  });

  it('refuses more entries than a chart has', async () => {
    const many = Array.from({ length: ARCHIVE_LIMITS.files + 1 }, (_, at) => ({ name: `quay/${at}` }));
    assert.match(String(await paths(tgz(many))), /more than 10,000 entries/);
  });

  it('spends of one budget in all archives', async () => {
    const budget = { bytes: 3000, files: 10 };
    const archive = tgz([{ name: 'a', content: 'a' }]);
    assert.ok(typeof (await readArchive(archive, budget)) !== 'string');
    assert.match(String(await readArchive(archive, budget)), /larger than/);
  });

  it('says what is no archive', async () => {
    assert.match(String(await paths(Buffer.from('kind: Pod'))), /no gzip file/);
    assert.match(String(await paths(gzipSync('kind: Pod'.repeat(100)))), /no tar archive/);
    assert.match(
      String(await paths(gzipSync(tar([{ name: 'a', content: 'a'.repeat(2000) }]).subarray(0, 1024)))),
      /damaged/,
    );
  });
});
