import { LineIndex } from '../../model/location.ts';
import type { TypeScript, ts } from './typescript.ts';

/** One parsed file of TypeScript or JavaScript. */
export interface TsModule {
  /** Where it is read. */
  readonly path: string;
  readonly file: ts.SourceFile;
  readonly lines: LineIndex;
  /** What the parser complains of; empty where the file parses. */
  readonly failures: readonly { readonly offset: number; readonly reason: string }[];
}

/** Where the files of an input are read. Files beyond it do not exist for a program. */
export interface SourceHost {
  /** The text of a file of the input by its path, with forward slashes; `null` where the input has none. */
  read(path: string): string | null;
  /** The text of a file that stands beside those of the input, and is none of them; `null` where there is none. */
  readBeside(path: string): string | null;
}

/** How many parsed files are kept: enough for what a folder shares, few enough to hold no large tree in memory. */
const KEPT = 100;

/** The parsed files of one input, each parsed when it is first asked for. */
export class TsProgram {
  readonly ts: TypeScript;
  readonly #host: SourceHost;
  readonly #modules = new Map<string, TsModule>();
  readonly #ofFile = new WeakMap<ts.SourceFile, TsModule>();

  constructor(typescript: TypeScript, host: SourceHost) {
    this.ts = typescript;
    this.#host = host;
  }

  /** Parses a text as the file at a path. */
  parse(path: string, text: string): TsModule {
    const known = this.#modules.get(path);
    if (known !== undefined && known.file.text === text) return known;
    const { ScriptTarget, createSourceFile } = this.ts;
    const file = createSourceFile(path, text, ScriptTarget.Latest, true, this.#scriptKind(path));
    const module = { path, file, lines: new LineIndex(file.text), failures: failuresOf(file) };
    this.#modules.set(path, module);
    this.#ofFile.set(file, module);
    if (this.#modules.size > KEPT) this.#modules.delete(this.#modules.keys().next().value as string);
    return module;
  }

  /** The module that a node stands in. */
  moduleOf(node: ts.Node): TsModule {
    return this.#ofFile.get(node.getSourceFile()) as TsModule;
  }

  /** The file of the input that a relative import means; `null` for packages and for files that are not in it. */
  imported(from: TsModule, specifier: string): TsModule | null {
    if (!specifier.startsWith('.')) return null;
    const base = joined(from.path, specifier);
    for (const path of candidatesOf(base)) {
      const known = this.#modules.get(path);
      if (known !== undefined) return known;
      const text = this.#host.read(path);
      if (text !== null) return this.parse(path, text);
    }
    return null;
  }

  /** The text of a JSON file that a relative import means, and its path; one of the input is audited on its own. */
  importedJson(from: TsModule, specifier: string): { readonly path: string; readonly text: string } | null {
    if (!specifier.startsWith('.') || !specifier.endsWith('.json')) return null;
    const path = joined(from.path, specifier);
    const text = this.#host.readBeside(path);
    return text === null ? null : { path, text };
  }

  #scriptKind(path: string): ts.ScriptKind {
    const { ScriptKind } = this.ts;
    if (/\.[cm]?ts$/i.test(path)) return ScriptKind.TS;
    return /\.tsx$/i.test(path) ? ScriptKind.TSX : ScriptKind.JSX;
  }
}

/** The parser keeps what it complains of where its declarations do not tell. */
function failuresOf(file: ts.SourceFile): TsModule['failures'] {
  const { parseDiagnostics = [] } = file as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] };
  return parseDiagnostics.map(({ start = 0, messageText }) => ({
    offset: start,
    reason: typeof messageText === 'string' ? messageText : messageText.messageText,
  }));
}

function joined(from: string, specifier: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** What an import without, or with a compiled file's, ending may mean, in the order of TypeScript's own search. */
function candidatesOf(base: string): string[] {
  const bare = base.replace(/\.([cm]?)jsx?$/, '');
  const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
  return [
    ...(/\.[cm]?[jt]sx?$/.test(base) ? [base] : []),
    ...endings.map((ending) => bare + ending),
    ...endings.map((ending) => `${base}/index${ending}`),
  ];
}
