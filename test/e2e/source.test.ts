import assert from 'node:assert/strict';
import { fixture } from '../support/cli.ts';
import { execute } from '../support/executable.ts';

/** Says at the end how many files of the compiler's package were loaded. */
const COUNT_LOADED = [
  "import { createRequire } from 'node:module';",
  "const { cache } = createRequire(process.cwd() + '/it.js');",
  "const isCompiler = (name) => name.includes('ts-morph');",
  "process.on('exit', () => console.error('loaded: ' + Object.keys(cache).filter(isCompiler).length));",
].join('\n');

async function loadedBy(...args: readonly string[]): Promise<number> {
  const { stderr } = await execute(args, { cwd: fixture('source/shop-operator'), preload: COUNT_LOADED });
  return Number(/^loaded: (\d+)$/m.exec(stderr)?.[1]);
}

describe('the compiler that programs are read with', () => {
  it('is not loaded for manifests, even where programs stand beside them', async () => {
    assert.equal(await loadedBy('.', '--target', '1.25'), 0);
    assert.equal(await loadedBy('budget.json', '--target', '1.25'), 0);
  });

  it('is not loaded where no program among the files has a word of Kubernetes', async () => {
    assert.equal(await loadedBy('src/empty.ts', 'budget.json', '--target', '1.25'), 0);
  });

  it('is loaded where there is a program to read', async () => {
    assert.ok((await loadedBy('.', '--source', '--target', '1.25')) > 0);
  });
});
