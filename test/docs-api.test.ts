import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiReference } from '../scripts/api-reference-page.ts';
import { ROOT } from './support/cli.ts';

// `UPDATE_DOCS=1 npx mocha test/docs-api.test.ts` writes the page anew.
const isUpdating = process.env['UPDATE_DOCS'] === '1';

const PAGE = join(ROOT, 'docs', 'api.md');

describe('docs/api.md', function () {
  this.timeout(60_000);
  let page = '';

  before(() => {
    page = apiReference();
  });

  it('is what the docstrings say', async () => {
    if (isUpdating) await writeFile(PAGE, page);
    assert.ok((await readFile(PAGE, 'utf8')) === page, 'it is not: UPDATE_DOCS=1 npx mocha test/docs-api.test.ts');
  });

  it('has a docstring for every function, class and value', () => {
    const without = [...(page.split('## Types')[0] ?? '').matchAll(/^### (\w+)\n\n+```/gm)].map(([, name]) => name);
    assert.deepEqual(without, []);
  });

  it('explains every type that it names', () => {
    const declared = new Set([...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name));
    const code = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
      .map(([, text = '']) => text.replaceAll(/\/\*\*[\s\S]*?\*\/|'[^'\n]*'|"[^"\n]*"/g, ''))
      .join('\n');
    const here = new Set([...code.matchAll(/^(?:interface|type) (\w+)/gm)].map(([, name]) => name));
    const named = new Set(code.match(/\b[A-Z][a-z]\w*/g));
    const unknown = [...named].filter((name) => !declared.has(name) && !here.has(name) && !(name in globalThis));
    // What TypeScript itself has, and what only this package can make: nobody needs its parts.
    const others =
      'Exclude Extract Omit Partial Pick Readonly ReadonlyMap ReadonlySet Record AsyncGenerator AsyncIterable';
    const ours = 'PromiseLike OpenAPIV2 Document CrdVersion Node Resource';
    const known = `${others} ${ours}`.split(' ');
    assert.deepEqual(
      unknown.filter((name) => !known.includes(name)),
      [],
    );
  });
});
