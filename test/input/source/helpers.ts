import { Catalog } from '../../../lib/catalog/catalog.ts';
import { CrdApis } from '../../../lib/catalog/custom.ts';
import { vendorResourceNames } from '../../../lib/catalog/vendor-resources.ts';
import { hostOf, Programs } from '../../../lib/input/source/programs.ts';
import { formatGvk } from '../../../lib/model/gvk.ts';
import { placeOfResource, usesOf } from '../../../lib/programs.ts';

const context = { catalog: new Catalog(), target: '1.25', rules: {} } as const;

/** What a program uses at 1.25, as `line:column GVK`, and what only a run tells, as `line:column text`. */
export interface Used {
  readonly uses: readonly string[];
  readonly unresolved: readonly string[];
  readonly errors: readonly string[];
}

/** Reads the first of some files; the others are those of the same input. */
export async function read(files: Readonly<Record<string, string>>): Promise<Used> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const [first] = list;
  if (first === undefined) throw new Error('there is no file');
  const reading = await new Programs(hostOf(list)).read(first.path, first.path, first.text);
  if (reading.program === undefined) return { uses: [], unresolved: [], errors: [] };
  const { places, unresolved, open } = usesOf(reading.program, context);
  const names = vendorResourceNames(new CrdApis());
  const all = [...places, ...open.map((use) => placeOfResource(use, names, context)).filter((place) => place !== null)];
  return {
    uses: all
      .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column)
      .map(({ gvk, location }) => `${location.line}:${location.column} ${formatGvk(gvk)}`),
    unresolved: unresolved.map(({ line, column, text }) => `${line}:${column} ${text}`),
    errors: reading.errors.map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
}

/** What one program uses. */
export async function usesIn(file: string, ...lines: readonly string[]): Promise<readonly string[]> {
  return (await read({ [file]: lines.join('\n') })).uses;
}
