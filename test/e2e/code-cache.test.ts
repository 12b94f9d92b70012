import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const run = promisify(execFile);

/** An executable of its own, that can be tampered with. */
async function inCopy(body: (folder: string, store: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    for (const part of ['bin', 'dist/bundle']) await cp(join(ROOT, part), join(folder, part), { recursive: true });
    for (const part of ['openapi-snapshots', 'package.json']) await symlink(join(ROOT, part), join(folder, part));
    const bundle = join(folder, 'dist', 'bundle');
    const [store, ...others] = (await readdir(bundle)).filter((name) => name.startsWith('code-'));
    assert.ok(store !== undefined);
    assert.deepEqual(others, []);
    await body(folder, join(bundle, store));
  });
}

async function explained(folder: string): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [join(folder, 'bin', 'api-audit.js'), 'explain', 'Ingress']);
  assert.equal(stderr, '');
  return stdout;
}

/** What V8 said of each file that a command loaded: whether it took what was stored. */
async function taken(folder: string): Promise<Map<string, boolean>> {
  const program = `
    const { loader, stored } = require(${JSON.stringify(join(folder, 'bin', 'load.js'))});
    const said = [];
    const note = (name, { cachedDataRejected }) => said.push([name, cachedDataRejected === false]);
    const { write } = process.stdout;
    process.stdout.write = () => true;
    loader(stored, note)('main.cjs').main(['explain', 'Ingress']).then(() => {
      write.call(process.stdout, JSON.stringify(said));
    });
  `;
  const { stdout } = await run(process.execPath, ['-e', program]);
  return new Map(JSON.parse(stdout));
}

describe('what V8 made of the bundle', () => {
  it('is there for all that short commands load, once the package is built', async () => {
    const files = await taken(ROOT);
    assert.ok(files.size >= 3, [...files.keys()].join());
    assert.deepEqual(
      [...files].filter(([, isTaken]) => !isTaken),
      [],
    );
  });

  it('is not taken for code that is another, be it as long', async () => {
    await inCopy(async (folder, store) => {
      const before = await explained(folder);
      let changed = 0;
      for (const name of await readdir(store)) {
        const file = join(folder, 'dist', 'bundle', name);
        const code = await readFile(file, 'utf8');
        const other = code.replaceAll('One sign a release', 'One line a release');
        if (other !== code) changed++;
        await writeFile(file, other);
      }
      assert.ok(changed > 0);
      assert.match(before, /One sign a release/);
      assert.equal(await explained(folder), before.replace('One sign a release', 'One line a release'));
    });
  });

  it('may be missing, cut short or damaged', async () => {
    await inCopy(async (folder, store) => {
      const before = await explained(folder);
      const names = await readdir(store);
      const damages: ((stored: Buffer) => Buffer)[] = [
        () => Buffer.alloc(0),
        (stored) => stored.subarray(0, 5),
        (stored) => stored.subarray(0, stored.length / 2),
        (stored) => Buffer.from(stored).fill(0xff, 0, 8),
        (stored) => Buffer.from(stored).fill(0xff, 8, 40),
      ];
      const whole = new Map<string, Buffer>();
      for (const name of names) whole.set(name, await readFile(join(store, name)));
      for (const [at, damage] of damages.entries()) {
        for (const [name, stored] of whole) await writeFile(join(store, name), damage(stored));
        assert.equal(await explained(folder), before, String(at));
      }
      await rm(store, { recursive: true });
      assert.equal(await explained(folder), before);
    });
  });
});
