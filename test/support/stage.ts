import type { ExecFileOptions } from 'node:child_process';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './cli.ts';
import type { DocsCommand } from './docs.ts';
import { EXECUTABLE } from './executable.ts';
import { tgz } from './tar.ts';
import { toolPath } from './tools.ts';

/** A folder that has what the commands in the documentation speak of, and the programs that they call. */
export interface Stage {
  /** Runs a command; gives what it prints to standard output and then to standard error, and its exit status. */
  run(command: DocsCommand): Promise<{ readonly code: number; readonly printed: string }>;
}

const OLD_SHOP = join(ROOT, 'docs', 'examples', 'old-shop');

/** What a cluster says, where a page asks one. */
const KUBECTL = `#!/bin/sh
here=$(dirname "$0")
case "$*" in
  'get --raw /openapi/v2') cat "$here/../openapi.json" ;;
  *api-audit*) shift; exec api-audit "$@" ;;
  get*) cat "$here/../cluster.yaml" ;;
  kustomize*) exec '${toolPath('kubectl')}' "$@" ;;
  *) exit 0 ;;
esac
`;

const CLUSTER = `apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
`;

const OVERLAY = {
  'kustomization.yaml': 'resources: [web.yaml]\n',
  'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n',
};

/** Sets a stage up in an empty folder. */
export async function setStage(folder: string): Promise<Stage> {
  const bin = join(folder, '.bin');
  await mkdir(bin);
  for (const place of ['docs/examples/old-shop', 'manifests', 'old-shop', 'deploy']) {
    await cp(OLD_SHOP, join(folder, place), { recursive: true });
  }
  for (const place of ['chart', 'charts/lighthouse']) {
    await cp(join(ROOT, 'test', 'fixtures', 'helm', 'lighthouse'), join(folder, place), { recursive: true });
  }
  for (const [name, text] of Object.entries(OVERLAY)) {
    await mkdir(join(folder, 'overlays', 'prod'), { recursive: true });
    await writeFile(join(folder, 'overlays', 'prod', name), text);
  }
  await cp(join(ROOT, 'openapi-snapshots', '1.30.json'), join(folder, 'cluster.json'));
  await cp(join(ROOT, 'openapi-snapshots', '1.30.json'), join(folder, 'openapi.json'));
  await writeFile(join(folder, 'cluster.yaml'), CLUSTER);
  await writeFile(join(folder, 'prod.yaml'), 'replicas: 2\n');
  const chart = { name: 'shop/Chart.yaml', content: 'apiVersion: v2\nname: shop\nversion: 1.4.0\n' };
  const web = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';
  await writeFile(join(folder, 'shop-1.4.0.tgz'), tgz([chart, { name: 'shop/templates/web.yaml', content: web }]));
  await writeFile(join(folder, 'kubeadm.conf'), 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n');
  await mkdir(join(folder, '.kube'));
  await writeFile(join(folder, '.kube', 'config'), 'apiVersion: v1\nkind: Config\n');
  await program(join(bin, 'kubectl'), KUBECTL);
  await program(join(bin, 'api-audit'), `#!/bin/sh\nexec '${process.execPath}' '${EXECUTABLE}' "$@"\n`);
  await program(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n');
  await program(
    join(bin, 'helm'),
    `#!/bin/sh\nif [ "$1" = api-audit ]; then shift; exec api-audit "$@"; fi\nexec '${toolPath('helm-3')}' "$@"\n`,
  );
  await mkdir(join(folder, 'bin'));
  await symlink(EXECUTABLE, join(folder, 'bin', 'api-audit.js'));
  const path = [bin, dirname(process.execPath), process.env['PATH']].join(delimiter);
  const env = { PATH: path, HOME: folder };
  return {
    run: async ({ command, folder: below, example }) => {
      const cwd = join(folder, below);
      const missing = (command.match(/(?<=\s)[\w-]+\.(?:ya?ml|json|tsx?|js|go|py|tf)(?=\s|$)/g) ?? []).find(
        (file) => !existsSync(join(cwd, file)),
      );
      const made = missing === undefined || example === null ? null : join(cwd, missing);
      if (made !== null) await writeFile(made, example ?? '');
      const result = await runShell(command, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
      if (made !== null) await rm(made);
      return result;
    },
  };
}

function runShell(
  command: string,
  options: ExecFileOptions,
): Promise<{ readonly code: number; readonly printed: string }> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', command], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 127;
      resolve({ code, printed: `${stdout}${stderr}` });
    });
  });
}

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}
