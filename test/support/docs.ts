import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './cli.ts';

/** A command that a page shows, and what the page says that it prints. */
export interface DocsCommand {
  /** Its line on the page, from 1. */
  readonly line: number;
  readonly command: string;
  /** The folder it is run in, below the stage. */
  readonly folder: string;
  /** The output on the page, with a line feed at its end; `null` where the page shows none. */
  readonly shown: string | null;
  /** Where `shown` stands among the page's lines (from 0, end exclusive). */
  readonly lines: readonly [number, number];
  /** The nearest example of a file above it: what the command reads under a name that is nowhere. */
  readonly example: string | null;
}

/** A page as written, and the commands on it. */
export interface DocsPage {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly commands: readonly DocsCommand[];
}

/** What the fences of blocks with commands say; such blocks without a word are looked at, too. */
const SHELLS = new Set(['', 'sh', 'console', 'bash', 'shell']);

/** What the fences of examples of files say. */
const FILES = new Set(['yaml', 'json', 'ts', 'js', 'go', 'python', 'hcl']);

/** Every page of the documentation. */
export function docsPages(): readonly DocsPage[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.md'))
    .map((file) => relative(ROOT, join(file.parentPath, file.name)).replaceAll('\\', '/'));
  return ['README.md', 'CONTRIBUTING.md', ...below.sort()].map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
    return { file, text, commands: commandsOf(text, file.startsWith('docs/rules/') ? 'docs/examples/old-shop' : '.') };
  });
}

/**
 * The commands on a page that this tool is part of, run in the folder `start` of the stage. Two comments steer it: `<!-- run in: FOLDER -->` holds from there on;
 * `<!-- not run: WHY -->` for the block that follows it.
 */
export function commandsOf(text: string, start = '.'): readonly DocsCommand[] {
  const found: DocsCommand[] = [];
  let folder = start;
  let example: string | null = null;
  let isRun = true;
  let fence: string | null = null;
  let block: { language: string; from: number } = { language: '', from: 0 };
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const ticks = /^ *(`{3,})([a-z]*)/.exec(line);
    if (fence === null && ticks !== null) {
      fence = ticks[1] as string;
      block = { language: ticks[2] as string, from: at + 1 };
    } else if (fence !== null && line.trim() === fence) {
      if (isRun) found.push(...commandsIn(lines, block.language, block.from, at, { folder, example }));
      if (FILES.has(block.language)) example = `${lines.slice(block.from, at).join('\n')}\n`;
      fence = null;
      isRun = true;
    } else if (fence === null) {
      folder = /^<!-- run in: (\S+) -->$/.exec(line)?.[1] ?? folder;
      if (/^<!-- not run: \S.* -->$/.test(line)) isRun = false;
    }
  }
  return found;
}

function commandsIn(
  lines: readonly string[],
  language: string,
  from: number,
  to: number,
  setting: Pick<DocsCommand, 'folder' | 'example'>,
): readonly DocsCommand[] {
  const block = lines.slice(from, to);
  const at = (offset: number, command: string, shown: readonly [number, number] | null): DocsCommand => ({
    line: from + offset + 1,
    command: command.trim(),
    ...setting,
    shown: shown === null ? null : `${lines.slice(...shown).join('\n')}\n`,
    lines: shown ?? [from + offset, from + offset],
  });
  if (language === 'yaml') {
    return block.flatMap((line, offset) => {
      const command = /^\s*(?:- )?(?:run: |entry: |- )((?:npx )?api-audit .*)$/.exec(line)?.[1];
      return command === undefined ? [] : [at(offset, command, null)];
    });
  }
  if (!SHELLS.has(language)) return [];
  const prompts = block.flatMap((line, offset) => (line.startsWith('$ ') ? [offset] : []));
  if (prompts.length === 0) {
    return block.flatMap((line, offset) => (isOurs(line) ? [at(offset, line, null)] : []));
  }
  return prompts.flatMap((offset, index) => {
    const command = block[offset]?.slice(2) ?? '';
    const end = prompts[index + 1] ?? block.length;
    return isOurs(command) ? [at(offset, command, [from + offset + 1, from + end])] : [];
  });
}

/** Whether a line runs this tool, and is meant to be run as it stands: `<a placeholder>` is not. */
function isOurs(line: string): boolean {
  const command = line.replace(/(?:^|\s)#.*$/, '');
  return (
    /(?:^|[|&;]\s*|\bnpx )(?:node bin\/api-audit\.js|(?:helm |kubectl )?api-audit)(?:\s|$)/.test(command.trim()) &&
    !/<[a-zA-Z]/.test(command)
  );
}

/** Whether what is printed is what is shown. A shown line of dots alone stands for any lines. */
export function isAsShown(shown: string, printed: string): boolean {
  const parts = shown.trimEnd().split(/^ *\.\.\.\n/m);
  if (parts.length === 1) return shown.trimEnd() === printed.trimEnd();
  const [first = '', ...rest] = parts;
  const last = rest.pop() as string;
  if (!printed.startsWith(first) || !printed.trimEnd().endsWith(last)) return false;
  let position = first.length;
  for (const part of rest) {
    const next = printed.indexOf(part, position);
    if (next === -1) return false;
    position = next + part.length;
  }
  return position <= printed.trimEnd().length - last.length;
}
