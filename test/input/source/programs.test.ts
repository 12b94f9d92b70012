import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOf, Programs } from '../../../lib/input/source/programs.ts';
import { MAX_PROGRAM_BYTES } from '../../../lib/model/limits.ts';

const CRON_JOB = 'send({ apiVersion: "batch/v1beta1", kind: "CronJob" });\n';

describe('a program that is larger than any', () => {
  const longer = (text: string) => text + '\n'.repeat(MAX_PROGRAM_BYTES);

  it('is not read, and said not to be', async () => {
    for (const name of ['a.ts', 'a.go', 'a.py', 'a.tf']) {
      const { errors, passedOver, program } = await new Programs(hostOf([])).read(name, name, longer(CRON_JOB));
      assert.deepEqual(errors, [
        {
          file: name,
          line: 1,
          column: 1,
          message: 'this program was not read: it is larger than 10 MB; split it, or leave it out',
        },
      ]);
      assert.deepEqual([passedOver, program], [null, undefined]);
    }
  });

  it('is passed over where it says nothing of Kubernetes', async () => {
    const { errors, passedOver } = await new Programs(hostOf([])).read('a.ts', 'a.ts', longer('const kind = 1;\n'));
    assert.deepEqual([errors, passedOver], [[], 'no-api']);
  });
});

describe('a manifest beside a program', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-audit-programs-'));
  });
  after(() => rm(folder, { recursive: true }));

  const manifest = '{"apiVersion":"policy/v1beta1","kind":"PodDisruptionBudget"}';
  const host = () => hostOf([{ path: join(folder, 'a.ts') }]);

  it('is read where it is a file', async () => {
    await writeFile(join(folder, 'a.json'), manifest);
    assert.equal(host().readBeside(join(folder, 'a.json')), manifest);
  });

  it('is not read where it may never end, or is too large', async function () {
    if (process.platform === 'win32') this.skip();
    await symlink('/dev/zero', join(folder, 'zero.json'));
    await writeFile(join(folder, 'large.json'), manifest + ' '.repeat(MAX_PROGRAM_BYTES));
    for (const name of ['zero.json', 'large.json', 'none.json'])
      assert.equal(host().readBeside(join(folder, name)), null, name);
  });
});
