import assert from 'node:assert/strict';
import { typeScriptReader } from '../../../lib/input/source/read-typescript.ts';

describe('reading the programs of one input', () => {
  it('reads a file that others import once, however often its names are asked for', async () => {
    const files = new Map<string, string>();
    const names = Array.from({ length: 300 }, (_, at) => `part${at}`);
    for (const name of names) files.set(`src/${name}.ts`, `export const ${name} = { list() {} };`);
    files.set('src/all.ts', names.map((name) => `export * from './${name}';`).join('\n'));
    let reads = 0;
    const reader = await typeScriptReader({
      has: (path) => files.has(path),
      read: (path) => {
        reads++;
        return files.get(path) ?? null;
      },
      readBeside: () => null,
    });
    const calls = names.map((name) => `${name}.api.listPod(); send({ apiVersion: ${name}.version, kind: 'Pod' });`);
    reader.read('main.ts', 'src/main.ts', `import { ${names.join(', ')} } from './all';\n${calls.join('\n')}`);
    assert.ok(reads > 0);
    assert.ok(reads <= files.size, String(reads));
  });

  it('does not say that a program is deep where it is not, and the stack is too small all the same', async () => {
    const reader = await typeScriptReader({
      has: (path) => path === 'src/b.ts',
      read: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
      readBeside: () => null,
    });
    const text = "import { V } from './b';\nsend({ apiVersion: V, kind: 'Pod' });";
    assert.throws(() => reader.read('a.ts', 'src/a.ts', text), /leads too far, or back to itself/);
  });
});
