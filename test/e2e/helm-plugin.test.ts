import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fixture, ROOT } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, toolPath } from '../support/tools.ts';

describe('plugin.yaml', () => {
  it('is of the version of the package', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const text = await readFile(join(ROOT, 'plugin.yaml'), 'utf8');
    assert.equal(/^version: (.*)$/m.exec(text)?.[1], version);
  });
});

for (const helm of ['helm-3', 'helm-4'] as const) {
  describe(`helm api-audit, with ${helm}`, () => {
    before(function () {
      if (!RUNS_HERE) this.skip();
    });

    it('audits a chart once it is installed, and hands on the exit status', async function () {
      this.timeout(60_000);
      await inTemporaryFolder(async (folder) => {
        const path = toolPath(helm);
        const env = {
          PATH: [dirname(path), process.env['PATH']].join(delimiter),
          HOME: folder,
          HELM_DATA_HOME: join(folder, 'data'),
          HELM_CONFIG_HOME: join(folder, 'config'),
          HELM_CACHE_HOME: join(folder, 'cache'),
        };
        const run = (args: readonly string[]) => promisify(execFile)(path, [...args], { cwd: fixture('helm'), env });
        await run(['plugin', 'install', ROOT]);
        const { stdout } = await run(['plugin', 'list']);
        assert.match(stdout, /^api-audit\s/m);
        const found = await run(['api-audit', './lighthouse', '--target', '1.25', '--format', 'json']).catch((e) => e);
        assert.equal(found.code, 1);
        const report = JSON.parse(found.stdout);
        assert.equal(report.charts[0].rendered, true);
        assert.ok(report.findings.length > 0);
        const clean = await run(['api-audit', './lighthouse', '--target', '1.25', '--fail-on', 'never']);
        assert.match(clean.stdout, /Rendered: 1 of 1 Helm chart\./);
        assert.match((await run(['api-audit', 'explain', 'Ingress'])).stdout, /networking\.k8s\.io\/v1/);
      });
    });
  });
}
