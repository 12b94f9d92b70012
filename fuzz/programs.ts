import { mutated, ODD } from './mutate.ts';
import { PROGRAM_CROWDS } from './program-crowds.ts';
import type { Program } from './program-shapes.ts';
import { PROGRAM_SHAPES } from './program-shapes.ts';
import type { Random } from './random.ts';
import { hardSize } from './shape.ts';
import type { Shares } from './shares.ts';

/** How programs are made, and how often; see {@link pickShare}. */
export const PROGRAM_SHARES = {
  /** Programs with a few changes. */
  program: 6,
  /** Hard programs; some of them within another, changed. */
  'shape of a program': 2,
} as const satisfies Shares;

type ProgramSort = keyof typeof PROGRAM_SHARES;

/** One text to be audited as a program, and how it was made. */
export interface ProgramCase {
  readonly sort: ProgramSort;
  /** Its name; the ending tells the language. */
  readonly file: string;
  readonly content: string;
}

const ALL_SHAPES = [...PROGRAM_SHAPES, ...PROGRAM_CROWDS];

/** What breaks readers of programs: what begins and ends strings, comments and brackets, and words that are looked for. */
const MARKS = [
  ...['"', "'", '`', '"""', "'''", '\\', '\\"', '\\\n', 'r"', 'f"', 'f"{', '<<', '<<A\n', '<<-A\n', '\nA\n', '<'],
  ...['/*', '*/', '//', '#', '/', '<!--', '-->', '#!', '(', ')', '[', ']', '{', '}', '({[', ')]}', '...', '=>', '?.'],
  ...['${', '`${', '${`', '%s', '%[1]s', '{a}', '{', '$', '@', ';', ',', '.', ':', '=', ':=', '==', '+', '||', '??'],
  ...['import ', 'export * from "./case";\n', 'from ', 'const a = a;\n', 'let a = b, b = a;\n', 'require("./case")'],
  ...['await ', 'new ', 'class a extends a {}\n', 'async ', 'resource ', 'def ', 'return ', '\n\n', '    '],
  ...['apiVersion', 'kind', 'apiVersion: v1\\nkind: Pod\\n', '/apis/batch/v1beta1/', '/api/v1/', 'V1beta1', 'k8s.io'],
];
const ODD_MARKS = [...MARKS, ...MARKS, ...ODD];

/** A program of a sort. */
export function programCase(sort: ProgramSort, random: Random, programs: readonly Program[]): ProgramCase {
  const { ending, content } = contentOf(sort, random, programs);
  return { sort, file: `case.${ending}`, content };
}

function contentOf(
  sort: ProgramSort,
  random: Random,
  programs: readonly Program[],
): { readonly ending: string; readonly content: string } {
  const other = random.pick(programs).text;
  if (sort === 'program') {
    const { ending, text } = random.pick(programs);
    return { ending, content: mutated(text, other, random, ODD_MARKS) };
  }
  const { ending, make } = random.pick(ALL_SHAPES);
  const content = make(hardSize(random));
  if (!random.once(3)) return { ending, content };
  const { text } = random.pick(programs.filter((program) => program.ending === ending));
  return { ending, content: mutated(`${text}\n${content}`, other, random, ODD_MARKS) };
}
