import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './support/cli.ts';
import { inTemporaryFolder } from './support/temporary.ts';

/** The programs on a page, and the line that each begins on. */
async function programsOf(page: string): Promise<readonly { readonly line: number; readonly text: string }[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(?:js|ts)\n([\s\S]*?)^```$/gm)]
    .filter(([, program = '']) => program.includes("from 'api-audit'"))
    .map((match) => ({ line: text.slice(0, match.index).split('\n').length, text: match[1] ?? '' }));
}

/** What a program says that it prints: what stands as a comment behind, or right below, a `console.log`. */
function promised(program: string): readonly string[] {
  return [...program.matchAll(/console\.log\(.*\);(?: \/\/ (.*)|\n\s*\/\/ (.*))/g)].map(
    ([, behind, below]) => behind ?? below ?? '',
  );
}

for (const page of [
  'README.md',
  'docs/library.md',
  'docs/guides/fix.md',
  'docs/guides/policy.md',
  'docs/guides/upgrade.md',
]) {
  describe(`the programs in ${page}`, () => {
    it('run, and print what they say', async function () {
      this.timeout(60_000);
      await inTemporaryFolder(async (folder) => {
        await mkdir(join(folder, 'node_modules'));
        await symlink(ROOT, join(folder, 'node_modules', 'api-audit'), 'junction');
        for (const name of ['old-shop', 'manifests'])
          await cp(join(ROOT, 'docs', 'examples', 'old-shop'), join(folder, name), { recursive: true });
        const wrong: string[] = [];
        for (const { line, text } of await programsOf(page)) {
          const file = join(folder, `program-${line}.mjs`);
          await writeFile(file, text);
          const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
          for (const words of promised(text))
            if (!stdout.includes(`${words}\n`)) wrong.push(`${page}:${line}: '${words}' is not in\n${stdout}`);
        }
        if (wrong.length > 0) assert.fail(wrong.join('\n'));
      });
    });
  });
}
