import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditStep } from '../../lib/index.ts';
import { audit } from '../../lib/index.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\n';

async function stepsOf(inputs: readonly string[], cwd: string): Promise<AuditStep[]> {
  const steps: AuditStep[] = [];
  const stdin = (async function* () {
    yield new TextEncoder().encode(MAP);
  })();
  await audit(inputs, { cwd, stdin, progress: (step) => steps.push(step) });
  return steps;
}

describe('the steps of an audit', () => {
  it('are what was found, with its bytes, and each file that is read', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), MAP);
      await writeFile(join(folder, 'b.yaml'), `${MAP}---\n${MAP}`);
      assert.deepEqual(await stepsOf(['.'], folder), [
        { type: 'found', files: 2, bytes: 3 * MAP.length + 4 },
        { type: 'read', file: 'a.yaml', resources: 1 },
        { type: 'read', file: 'b.yaml', resources: 2 },
      ]);
    });
  });

  it('tell of many files in two parts', async () => {
    await inTemporaryFolder(async (folder) => {
      const large = `${MAP}# ${'quay '.repeat(2000)}\n`;
      for (let at = 0; at < 1100; at++) await writeFile(join(folder, `${at}.yaml`), large);
      const found = (await stepsOf(['.'], folder)).filter(({ type }) => type === 'found');
      const [first, rest] = found;
      if (found.length !== 2 || first?.type !== 'found' || rest?.type !== 'found') assert.fail();
      assert.ok(first.files >= 1000);
      assert.equal(first.files + rest.files, 1100);
      assert.equal((first.bytes ?? 0) + (rest.bytes ?? 0), 1100 * large.length);
    });
  });

  it('know no number of bytes where standard input is read', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), MAP);
      const [found] = await stepsOf(['a.yaml', '-'], folder);
      assert.deepEqual(found, { type: 'found', files: 2, bytes: null });
    });
  });
});
