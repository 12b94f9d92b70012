import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line of the bench says. */
export interface BenchOptions {
  /** The parts to run, by name; none means the usual ones. */
  readonly parts: readonly string[];
  /** The folder that `throughput` and `peers` read instead of what they make. */
  readonly folder: string | null;
  /** The release that `peers` audit for. */
  readonly target: string;
  /** The tree of `memory`: its files, and its size in megabytes. */
  readonly files: number;
  readonly megabytes: number;
}

/** Reads the arguments. Throws a `TypeError` at an unknown flag. */
export function optionsOf(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      target: { type: 'string', default: '1.36' },
      files: { type: 'string', default: '100000' },
      megabytes: { type: 'string', default: '1000' },
    },
  });
  return {
    parts: positionals,
    folder: values.folder === undefined ? null : resolve(values.folder),
    target: values.target,
    files: Number(values.files),
    megabytes: Number(values.megabytes),
  };
}
