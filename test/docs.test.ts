import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../lib/model/finding.ts';
import { RULES } from '../lib/rules/index.ts';
import { ROOT, run } from './support/cli.ts';

const RULE_PAGES = join(ROOT, 'docs', 'rules');

/** The flags that the source of a command hands to `parseFlags`, as the user writes them. */
function flagsOf(
  command: 'scan' | 'explain' | 'snapshot' | 'upgrade' | 'diff' | 'stability' | 'fix' | 'compare' | 'verify',
): string[] {
  const source = readFileSync(join(ROOT, 'lib', 'cli', `${command}.ts`), 'utf8');
  return [...source.matchAll(/^\s*'?([a-z-]+)'?: \{ type: '(?:string|boolean)'|\{ '?([a-z-]+)'?: \{ type: '/gm)].map(
    ([, own, inline]) => `--${own ?? inline}`,
  );
}

async function help(command: string): Promise<string> {
  return (await run([command, '--help'])).stdout;
}

describe('the pages of docs/rules', () => {
  const pages = readdirSync(RULE_PAGES).filter((name) => name.endsWith('.md') && !/^(?:README|index)\.md$/.test(name));

  it('are one for each rule, and none besides', () => {
    assert.deepEqual(pages.sort(), RULE_IDS.map((id) => `${id}.md`).sort());
  });

  for (const id of RULE_IDS) {
    it(`name ${id} and its severity`, () => {
      const page = readFileSync(join(RULE_PAGES, `${id}.md`), 'utf8');
      assert.match(page, new RegExp(`^# .*\\b${id}\\b`, 'm'));
      assert.match(page, new RegExp(`\\b${RULES[id].severity}\\b`));
    });
  }
});

describe('the help', () => {
  for (const command of [
    'scan',
    'explain',
    'snapshot',
    'upgrade',
    'diff',
    'stability',
    'fix',
    'compare',
    'verify',
  ] as const) {
    it(`names every flag of ${command}`, async () => {
      const flags = flagsOf(command);
      assert.ok(flags.length > 0);
      const text = await help(command);
      for (const flag of flags) assert.match(text, new RegExp(`(?<![\\w-])${flag}(?![\\w-])`), flag);
    });

    it(`names no flag that ${command} does not take`, async () => {
      const taken = new Set([...flagsOf(command), '--help', '--version']);
      const named = [...(await help(command)).matchAll(/^ {2,}(--[a-z-]+)/gm)].map(([, flag]) => flag as string);
      assert.ok(named.length > 0);
      assert.deepEqual(
        named.filter((flag) => !taken.has(flag)),
        [],
      );
    });

    it(`of ${command} fits a terminal of 120 columns and has an example`, async () => {
      const text = await help(command);
      assert.match(text, /^Examples\n {2}\S/m);
      for (const line of text.split('\n')) assert.ok(line.length <= 120, line);
    });
  }

  it('names every command', async () => {
    const { stdout } = await run(['--help']);
    for (const command of [
      'scan',
      'explain',
      'snapshot list',
      'snapshot build',
      'upgrade',
      'diff',
      'stability',
      'fix',
      'compare',
      'verify',
      'completion',
    ])
      assert.ok(stdout.includes(command), command);
  });

  it('names the levels, formats and exit statuses', async () => {
    const { stdout } = await run(['--help']);
    for (const word of ['error', 'warning', 'note', 'never', 'off', 'table', 'json'])
      assert.match(stdout, new RegExp(`\\b${word}\\b`));
    for (const status of [0, 1, 2]) assert.match(stdout, new RegExp(`^ +${status} +\\S`, 'm'));
  });
});
