import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpStream } from '../../lib/input/cluster-dump.ts';
import { auditTexts } from '../support/findings.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { readingsOf } from './helpers.ts';

/** A log that looks like objects, and does not end with a line feed. */
const LOG = `==== START logs for container bell of pod harbour/buoy ====
{"apiVersion":"batch/v1beta1","kind":"CronJob","metadata":{"name":"in-a-log"}}
}
---
I0101 {"apiVersion": [ kind==== END logs for container bell of pod harbour/buoy ====
`;

const list = (name: string) =>
  `{\n    "kind": "CronJobList",\n    "apiVersion": "batch/v1beta1",\n    "items": [\n        {"metadata": {"name": "${name}"}}\n    ]\n}\n`;

const YAML = `---
apiVersion: batch/v1beta1
items:
- metadata:
    name: storm
kind: CronJobList
${LOG}---
apiVersion: batch/v1beta1
items:
- metadata:
    name: tide
kind: CronJobList
`;

describe('what kubectl cluster-info dump prints', () => {
  for (const [form, text, lines] of [
    ['JSON', list('storm') + LOG + list('tide'), [5, 17]],
    ['YAML', YAML, [4, 15]],
    ['YAML with CRLF', YAML.replaceAll('\n', '\r\n'), [4, 15]],
  ] as const) {
    it(`is audited without the logs in it, each object at its place (${form})`, async () => {
      const { findings, errors } = await auditTexts({ '-': text }, { target: '1.25' });
      assert.deepEqual(errors, []);
      assert.deepEqual(
        findings.map(({ holder, location }) => [holder.name, location.line]),
        [
          ['storm', lines[0]],
          ['tide', lines[1]],
        ],
      );
    });
  }

  it('may be large, and its logs longer than what is read at a time', async () => {
    const log = LOG.replace('}\n---\n', '}\n---\n{\n'.repeat(30_000));
    const readings = await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'dump.json');
      await writeFile(path, `${list('storm')}${log}${list('tide')}${LOG.repeat(2000)}${list('surf')}`);
      return readingsOf({ file: 'dump.json', path, named: true });
    });
    assert.ok(readings.length > 3, `${readings.length} readings`);
    assert.deepEqual(
      readings.flatMap(({ resources }) => resources.map(({ name }) => name)),
      ['storm', 'tide', 'surf'],
    );
    assert.deepEqual(
      readings.flatMap(({ errors }) => errors),
      [],
    );
  });

  it('is left as it is where the words do not begin a line', () => {
    const text = `data: "==== START logs for container x"\n`;
    assert.equal(dumpStream()(text), text);
    const cut = dumpStream();
    assert.equal(cut('==== START logs for container x of pod y ====\na'), `${' '.repeat(45)}\n `);
    assert.equal(cut('b\n==== END logs for container x of pod y ====\nkind: A\n'), ` \n${' '.repeat(43)}\nkind: A\n`);
  });
});
