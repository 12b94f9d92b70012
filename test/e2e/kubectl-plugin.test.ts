import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fixture, ROOT } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, toolPath } from '../support/tools.ts';

describe('kubectl api-audit', () => {
  before(function () {
    if (!RUNS_HERE) this.skip();
  });

  it('runs the executable that npm puts onto PATH as kubectl-api_audit, and ends with its status', async () => {
    await inTemporaryFolder(async (folder) => {
      // npm makes such a link of each entry of `bin`.
      const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
      await symlink(join(ROOT, manifest.bin['kubectl-api_audit']), join(folder, 'kubectl-api_audit'));
      const env = { PATH: [folder, dirname(process.execPath), process.env['PATH']].join(delimiter), HOME: folder };
      const run = (args: readonly string[]) =>
        promisify(execFile)(toolPath('kubectl'), [...args], { cwd: fixture('e2e'), env });
      assert.equal((await run(['api-audit', '--version'])).stdout, `${manifest.version}\n`);
      const found = await run(['api-audit', 'multi-doc', '--target', '1.25']).catch((error) => error);
      assert.equal(found.code, 1);
      assert.match(found.stdout, /multi-doc\/observatory\.yaml:7/);
      assert.match((await run(['api-audit', 'explain', 'Ingress'])).stdout, /networking\.k8s\.io\/v1/);
    });
  });
});
