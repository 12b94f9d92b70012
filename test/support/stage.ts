import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './cli.ts';
import { EXECUTABLE } from './executable.ts';
import { toolPath } from './tools.ts';

/** A folder that has what the commands in the documentation speak of, and the programs that they call. */
export interface Stage {
  /** Runs a line of shell in a folder of the stage; what it prints to both streams, in that order, and its exit status. */
  run(command: string, folder: string): Promise<{ readonly code: number; readonly printed: string }>;
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

const OVERLAY = { 'kustomization.yaml': 'resources: [web.yaml]\n', 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n' };

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
    run: (command, below) =>
      new Promise((resolve) => {
        const options = { cwd: join(folder, below), env, maxBuffer: 64 * 1024 * 1024 };
        execFile('/bin/sh', ['-c', command], options, (error, stdout, stderr) => {
          resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 127, printed: stdout + stderr });
        });
      }),
  };
}

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}
