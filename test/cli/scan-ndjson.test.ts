import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: shop\n';
const POLICY = INGRESS.replace('Ingress', 'NetworkPolicy');

describe('NDJSON on standard output', () => {
  it('comes as it is found, before all is read', async () => {
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.yaml'), INGRESS);
      let stdout = '';
      let before = '';
      async function* stdin(): AsyncGenerator<Uint8Array> {
        before = stdout;
        yield Buffer.from(POLICY);
      }
      const { main } = await import('../../lib/cli/main.ts');
      const code = await main(['a.yaml', '-', '--target', '1.25', '--format', 'ndjson'], {
        cwd,
        env: {},
        stdin: stdin(),
        stdout: {
          write: (text) => {
            stdout += text;
          },
        },
        stderr: { write: () => undefined },
      });
      assert.equal(code, 1);
      assert.equal(JSON.parse(before).subject.kind, 'Ingress');
      const kinds = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).subject.kind);
      assert.deepEqual(kinds, ['Ingress', 'NetworkPolicy']);
    });
  });

  it('holds the findings that a file holds', async () => {
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.yaml'), `${INGRESS}---\n${POLICY}`);
      await writeFile(join(cwd, 'b.yaml'), INGRESS);
      const streamed = await run(['.', '--target', '1.25', '--format', 'ndjson'], { cwd });
      const both = await run(['.', '--target', '1.25', '--format', 'ndjson', '--format', 'json=all.json'], { cwd });
      assert.equal(both.stdout, streamed.stdout);
      const { findings } = JSON.parse(await readFile(join(cwd, 'all.json'), 'utf8'));
      assert.deepEqual(
        streamed.stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
        findings,
      );
    });
  });
});
