import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandWords } from '../lib/cli/help-flags.ts';
import { completions } from '../lib/cli/help-flags.ts';
import { ROOT } from './support/cli.ts';

// `UPDATE_DOCS=1 npx mocha test/docs-flags.test.ts` writes the page anew.
const isUpdating = process.env['UPDATE_DOCS'] === '1';

const PAGE = join(ROOT, 'docs', 'flags.md');

const HEAD = `# Every flag

This page is generated from \`api-audit COMMAND --help\`. You can write \`--flag value\` or \`--flag=value\`. Put an argument
that begins with a dash but is not a flag after \`--\`.
`;

function sectionOf({ name, about, flags, words }: CommandWords): string {
  const rows = flags.map(({ name: flag, short, value, text }) => {
    const form = [`${flag}${value === null ? '' : ` ${value}`}`, ...(short === null ? [] : [`-${short}`])];
    // A bar ends a cell even within code.
    const cells = [form.map((one) => `\`${one}\``).join(', '), text].map((cell) => cell.replaceAll('|', '\\|'));
    return `| ${cells.join(' | ')} |\n`;
  });
  const table = rows.length === 0 ? '' : `\n| flag | what it does |\n| --- | --- |\n${rows.join('')}`;
  const list = words.length === 0 ? '' : `\nIt takes ${words.map((word) => `\`${word}\``).join(', ')}.\n`;
  return `\n## ${name}\n\n${about.charAt(0).toUpperCase()}${about.slice(1)}.\n${list}${table}`;
}

describe('docs/flags.md', () => {
  it('has every flag of every command, in the words of the help', async () => {
    const page = `${HEAD}${completions().map(sectionOf).join('')}`;
    if (isUpdating) await writeFile(PAGE, page);
    assert.equal(await readFile(PAGE, 'utf8'), page, 'UPDATE_DOCS=1 npx mocha test/docs-flags.test.ts');
  });
});
