import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { ROOT } from '../support/cli.ts';
import { buildByHand, copyOf, readLetIn, readStages, wordsOf } from '../support/dockerfile.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { NODES } from '../support/tools.ts';

describe('Dockerfile', () => {
  it('is what a linter takes', async () => {
    assert.deepEqual(validate(await readFile(join(ROOT, 'Dockerfile'), 'utf8')), []);
  });

  it('builds on one small image of a Node.js that the package is tried on', async () => {
    const bases = (await readStages()).map(({ from }) => from.getImage() ?? '');
    const [base = ''] = bases;
    assert.deepEqual(new Set(bases).size, 1);
    const major = /^node:(\d+)(?:\.[\d.]+)?-alpine$/.exec(base)?.[1];
    assert.ok(
      NODES.some((version) => version.startsWith(`${major}.`)),
      base,
    );
  });

  it('runs as somebody without rights, whatever is done before', async () => {
    const last = (await readStages()).at(-1)?.instructions ?? [];
    const keywords = last.map((instruction) => instruction.getKeyword());
    const user = last[keywords.lastIndexOf('USER')]?.getArgumentsContent();
    assert.equal(user, 'node');
    assert.ok(keywords.lastIndexOf('USER') > keywords.lastIndexOf('COPY'));
    assert.equal(wordsOf(last[keywords.indexOf('ENTRYPOINT')] as (typeof last)[number])[0], 'node');
  });

  it('takes into the image what the package holds, with what that depends on, and no more', async () => {
    const { files } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const packed = new Set([...files, 'package.json', 'README.md', 'LICENSE', '/build/node_modules', '/build/dist']);
    const copies = (await readStages()).at(-1)?.instructions.filter((each) => each.getKeyword() === 'COPY') ?? [];
    const taken = copies.flatMap((each) => copyOf(each).sources);
    assert.deepEqual(
      taken.filter((source) => !packed.has(source)),
      [],
    );
  });

  it('is built from what .dockerignore lets in, and from all of it', async () => {
    const copies = (await readStages()).flatMap(({ instructions }) =>
      instructions.filter((each) => each.getKeyword() === 'COPY').map(copyOf),
    );
    const taken = new Set(copies.filter(({ stage }) => stage === null).flatMap(({ sources }) => sources));
    assert.deepEqual([...taken].sort(), [...(await readLetIn())].sort());
  });

  it('makes, step by step, what audits a folder that is mounted', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(300_000);
    await inTemporaryFolder(async (folder) => {
      const { root, workdir, entrypoint } = await buildByHand(folder);
      const [program, script = '', ...given] = entrypoint;
      assert.equal(program, 'node');
      const cwd = join(root, workdir);
      await writeFile(join(cwd, 'cron.yaml'), 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly}\n');
      await writeFile(
        join(cwd, 'jobs.ts'),
        "import { BatchV1beta1Api } from '@kubernetes/client-node';\nnew BatchV1beta1Api();\n",
      );
      const audit = (format: string) => {
        const args = [
          join(root, script),
          ...given,
          '--target',
          '1.25',
          '--source',
          '--format',
          format,
          '--fail-on',
          'never',
        ];
        return promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
      };
      const { findings } = JSON.parse((await audit('json')).stdout);
      const files = findings.map(({ location }: { location: { file: string } }) => location.file);
      assert.deepEqual(new Set(files), new Set(['cron.yaml', 'jobs.ts']));
      // These read files of the package: the page's script, and the pages of the rules.
      assert.match((await audit('html')).stdout, /^<!doctype html>/);
      assert.match((await audit('sarif')).stdout, /# removed-api/);
      const modules = await readdir(join(root, 'opt/api-audit/node_modules'));
      assert.ok(modules.includes('ts-morph') && !modules.includes('typescript') && !modules.includes('mocha'));
    });
  });
});
