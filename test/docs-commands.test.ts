import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './support/cli.ts';
import type { DocsPage } from './support/docs.ts';
import { commandsOf, docsPages, isAsShown } from './support/docs.ts';
import { setStage } from './support/stage.ts';
import { inTemporaryFolder } from './support/temporary.ts';
import { RUNS_HERE } from './support/tools.ts';

// `UPDATE_DOCS=1 npx mocha test/docs-commands.test.ts` writes what the commands print now into the pages; read the
// difference before it is committed. Output that a page shortens with a line of `...` is shortened likewise.
const isUpdating = process.env['UPDATE_DOCS'] === '1';

const pages = docsPages().filter(({ commands }) => commands.length > 0);

describe('the commands in the documentation', () => {
  before(function () {
    if (!RUNS_HERE) this.skip();
  });

  it('are many', () => {
    assert.ok(pages.flatMap(({ commands }) => commands).length >= 40);
  });

  for (const page of pages) {
    it(`of ${page.file} run, and print what is shown`, async function () {
      this.timeout(20_000 + 10_000 * page.commands.length);
      await inTemporaryFolder(async (folder) => {
        const stage = await setStage(folder);
        const printed: string[] = [];
        const wrong: string[] = [];
        for (const shownCommand of page.commands) {
          const { command, line, shown } = shownCommand;
          const result = await stage.run(shownCommand);
          printed.push(result.printed);
          const place = `${page.file}:${line}: ${command}`;
          if (result.code > 1 && shown === null) wrong.push(`${place}\nends with ${result.code}:\n${result.printed}`);
          if (shown !== null && !isUpdating && !isAsShown(shown, result.printed))
            wrong.push(`${place}\nprints\n${result.printed}`);
        }
        if (wrong.length > 0) assert.fail(wrong.join('\n\n'));
        if (isUpdating) await writeFile(join(ROOT, page.file), rewritten(page, printed));
      });
    });
  }
});

/** The page with what its commands printed in the place of what it showed. */
function rewritten({ text, commands }: DocsPage, printed: readonly string[]): string {
  const lines = text.split('\n');
  for (const [at, { shown, lines: place }] of [...commands.entries()].reverse()) {
    if (shown === null || isAsShown(shown, printed[at] as string)) continue;
    const [from, to] = place;
    lines.splice(from, to - from, ...shortened(printed[at] as string, shown.trimEnd().split('\n')));
  }
  return lines.join('\n');
}

/** The lines that are printed, with as many left out as were left out before: those between the first and the last few. */
function shortened(printed: string, shown: readonly string[]): readonly string[] {
  const lines = printed.trimEnd().split('\n');
  const dots = shown.findIndex((line) => /^ *\.\.\.$/.test(line));
  const last = shown.length - dots - 1;
  if (dots === -1 || dots + last >= lines.length) return lines;
  return [...lines.slice(0, dots), shown[dots] as string, ...(last === 0 ? [] : lines.slice(-last))];
}

describe('commandsOf', () => {
  it('takes what is run with this tool, and what it shows', () => {
    const text = [
      '<!-- run in: shop -->',
      '```console',
      '$ api-audit a.yaml',
      'one',
      'two',
      '$ git status',
      '```',
      '```sh',
      'npm ci',
      'helm template x | api-audit -   # from a pipe',
      'api-audit <file>',
      '```',
      '<!-- not run: it is wrong -->',
      '```',
      'api-audit --wrong',
      '```',
      '```yaml',
      '  - run: npx api-audit manifests',
      '```',
    ].join('\n');
    assert.deepEqual(
      commandsOf(text).map(({ line, command, folder, shown }) => [line, command, folder, shown]),
      [
        [3, 'api-audit a.yaml', 'shop', 'one\ntwo\n'],
        [10, 'helm template x | api-audit -   # from a pipe', 'shop', null],
        [18, 'npx api-audit manifests', 'shop', null],
      ],
    );
  });
});

describe('isAsShown', () => {
  it('wants every line, but for those that dots stand for', () => {
    assert.ok(isAsShown('a\nb\n', 'a\nb\n'));
    assert.ok(!isAsShown('a\n', 'a\nb\n'));
    assert.ok(isAsShown('a\n  ...\nd\n', 'a\nb\nc\nd\n'));
    assert.ok(!isAsShown('a\n  ...\nd\n', 'a\nb\nc\n'));
    assert.ok(!isAsShown('a\nb\n...\nb\nd\n', 'a\nb\nd\n'));
  });
});
