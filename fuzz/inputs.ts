import type { AuditInput } from '../lib/index.ts';
import type { Case } from './cases.ts';
import { folderOf } from './folder.ts';

/** The texts of a case by the names that people see: a manifest is `case.yaml`. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A case as the library is given it. */
export interface LibraryInput {
  readonly input: AuditInput;
  /** What paths are relative to; absent where there are none. */
  readonly cwd?: string;
}

/** A case as the command line is given it. */
export interface CommandInput extends LibraryInput {
  /** What is said after `scan`. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stdin: Uint8Array;
}

/** The files that a case is made of. */
export function filesOf(one: Case): Files {
  if ('files' in one) return one.files;
  return { ['file' in one ? one.file : 'case.yaml']: one.content };
}

/** How many characters, or bytes, a case has. */
export function sizeOf(one: Case): number {
  return Object.values(filesOf(one)).reduce((sum, { length }) => sum + length, 0);
}

/** Texts are handed over as they are; a chart is written into a folder, for it is one by the names of its files. */
export function libraryInput(one: Case): LibraryInput {
  if ('files' in one) return { input: '.', cwd: folderOf(one.files) };
  return { input: { file: 'file' in one ? one.file : 'case.yaml', text: one.content } };
}

/**
 * A manifest comes on standard input; a program, told by its name, and a chart are written into a folder. Bytes in each
 * case: halves of surrogate pairs, which a text may have and bytes have not, are lost on the way in.
 */
export function commandInput(one: Case): CommandInput {
  const stdin = new Uint8Array();
  if ('files' in one) return { input: '.', cwd: folderOf(one.files), args: ['.', '--helm', 'none'], stdin };
  if ('file' in one) {
    return { input: one.file, cwd: folderOf({ [one.file]: one.content }), args: [one.file], stdin };
  }
  const bytes = typeof one.content === 'string' ? Buffer.from(one.content) : one.content;
  return { input: { file: 'case.yaml', text: bytes }, cwd: '/', args: ['-'], stdin: bytes };
}
