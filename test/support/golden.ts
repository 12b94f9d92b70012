import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A golden file: the command line, and all that it gave. Written as
 *
 *     $ api-audit list --target 1.25
 *     --- standard output
 *     ...
 *     --- standard error
 *     ...
 *     --- exit status
 *     1
 *
 * The command line may end in `< file`, which is then its standard input.
 */
export interface Golden {
  readonly file: string;
  readonly line: string;
  readonly args: readonly string[];
  /** A path below the folder it is run in. */
  readonly stdin: string | null;
  /** The whole file. */
  readonly text: string;
}

/** Where the golden files are. */
export const GOLDEN_FOLDER = fileURLToPath(new URL('../golden/', import.meta.url));

/** Reads a golden file; throws where it does not begin with a command line. */
export function readGolden(file: string): Golden {
  const text = readFileSync(file, 'utf8');
  const match = /^\$ api-audit ?(.*?)(?: < (\S+))?\n/.exec(text);
  if (match === null) throw new Error(`${basename(file)} does not begin with '$ api-audit ...'`);
  const [head = '', words = '', stdin = null] = match;
  return { file, line: head.slice(2).trimEnd(), args: words.split(' ').filter((word) => word !== ''), stdin, text };
}

/** What a golden file holds for this result. Digests and the tool's version are masked: they change with the data. */
export function goldenText(
  line: string,
  result: { readonly code: number | null; readonly stdout: string; readonly stderr: string },
): string {
  const parts = [`$ ${line}`, '--- standard output', result.stdout, '--- standard error', result.stderr];
  const text = [...parts, '--- exit status', String(result.code), ''].map(lineEnded).join('');
  return text
    .replace(/"sha256": "[0-9a-f]{64}"/g, '"sha256": "<sha256>"')
    .replace(/("name": "api-audit",\s+"version": )"[^"]+"/, '$1"<version>"');
}

function lineEnded(part: string): string {
  return part === '' || part.endsWith('\n') ? part : `${part}\n`;
}

/** Puts a text in the place of what a golden file holds. */
export function writeGolden({ file }: Golden, text: string): Promise<void> {
  return writeFile(file, text);
}
