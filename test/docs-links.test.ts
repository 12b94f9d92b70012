import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './support/cli.ts';

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  'openapi-snapshots/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true }).map((name) => join('docs', String(name))),
].filter((name) => name.endsWith('.md'));

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

describe('the links in the documentation', () => {
  for (const page of PAGES) {
    it(`of ${page.replaceAll('\\', '/')} lead somewhere`, () => {
      const text = readFileSync(join(ROOT, page), 'utf8')
        .replaceAll(/^```[\s\S]*?^```/gm, '')
        .replaceAll(/`[^`\n]*`/g, '``');
      const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const [path = '', anchor] = link.split('#');
          const target = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
          if (!existsSync(target) || relative(ROOT, target).startsWith('..')) return true;
          return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
        });
      assert.deepEqual(broken, []);
    });
  }

  it('lead to every page from the table of contents', () => {
    const contents = readFileSync(join(ROOT, 'docs', 'README.md'), 'utf8');
    const linked = new Set([...contents.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => join('docs', link)));
    const pages = PAGES.filter((page) => page.startsWith('docs') && page !== join('docs', 'README.md'));
    assert.deepEqual(
      pages.filter((page) => !linked.has(page)),
      [],
    );
  });
});
