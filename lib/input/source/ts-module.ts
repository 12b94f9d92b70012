import { LineIndex } from '../../model/location.ts';
import { parseProgram, TooManyNodes } from './ts-parser.ts';
import type { TypeScript, ts } from './typescript.ts';

/** One parsed file of TypeScript or JavaScript. */
export interface TsModule {
  /** Where it is read. */
  readonly path: string;
  /** All of its text; the parser may have been given less, and `failures` then says so. */
  readonly text: string;
  readonly file: ts.SourceFile;
  readonly lines: LineIndex;
  /** What the parser complains of; empty where the file parses. */
  readonly failures: readonly { readonly offset: number; readonly reason: string }[];
}

/** Where the files of an input are read. Files beyond it do not exist for a program. */
export interface SourceHost {
  /** Whether the input has a program at a path, with forward slashes. */
  has(path: string): boolean;
  /** The text of a file of the input by its path, with forward slashes; `null` where the input has none. */
  read(path: string): string | null;
  /** The text of a file that stands beside those of the input, and is none of them; `null` where there is none. */
  readBeside(path: string): string | null;
}

/** How many parsed files are kept: enough for what a folder shares, few enough to hold no large tree in memory. */
const KEPT = 200;

/** How many texts of files that others import are kept: they are small beside what is parsed of them. */
const KEPT_TEXTS = 2000;

/** The parsed files of one input, each parsed when it is first asked for. */
export class TsProgram {
  readonly ts: TypeScript;
  readonly #host: SourceHost;
  readonly #modules = new Map<string, TsModule>();
  readonly #texts = new Map<string, string | null>();
  readonly #ofFile = new WeakMap<ts.SourceFile, TsModule>();

  constructor(typescript: TypeScript, host: SourceHost) {
    this.ts = typescript;
    this.#host = host;
  }

  /** Parses a text as the file at a path. */
  parse(path: string, text: string): TsModule {
    const known = this.#modules.get(path);
    if (known !== undefined && known.text === text) return known;
    const { file, failures } = this.#parsed(path, text);
    const module = { path, text, file, lines: new LineIndex(text), failures };
    this.#modules.set(path, module);
    this.#ofFile.set(file, module);
    if (this.#modules.size > KEPT) this.#modules.delete(this.#modules.keys().next().value as string);
    return module;
  }

  /** Parses a file for one that imports it; `null` where it is deeper than the stack is: it is named where it is read itself. */
  parseOther(path: string, text: string): TsModule | null {
    try {
      return this.parse(path, text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#texts.set(path, null);
      return null;
    }
  }

  /** A text parsed as far as the parser takes it in a time that grows with its length. */
  #parsed(path: string, text: string): Pick<TsModule, 'file' | 'failures'> {
    const kind = this.#scriptKind(path);
    const modifiers = MODIFIERS.exec(text)?.index;
    let left = text.slice(0, modifiers);
    let failure = modifiers === undefined ? null : { offset: modifiers, reason: TOO_MANY_MODIFIERS };
    for (let tries = 0; ; tries++) {
      try {
        const file = parseProgram(this.ts, path, left, kind);
        return { file, failures: failure === null ? failuresOf(file) : [failure] };
      } catch (error) {
        if (!(error instanceof TooManyNodes)) throw error;
        failure = { offset: error.offset, reason: TOO_MANY_NODES };
        // What stands before that line may be read all the same; where it is of the same sort, nothing is.
        left = tries === 0 ? left.slice(0, left.lastIndexOf('\n', error.offset) + 1) : '';
      }
    }
  }

  /** The module that a node stands in. */
  moduleOf(node: ts.Node): TsModule {
    return this.#ofFile.get(node.getSourceFile()) as TsModule;
  }

  /**
   * The file of the input that a relative import means; `null` for packages and for files that are not in it.
   *
   * @param name what is looked for in it: a file that neither has the word nor passes others on is not parsed.
   */
  imported(from: TsModule, specifier: string, name?: string): TsModule | null {
    const path = this.resolve(from.path, specifier);
    if (path === null) return null;
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const text = this.#text(path);
    const isWanted = text !== null && (name === undefined || text.includes(name) || /export\s*\*/.test(text));
    return isWanted ? this.parseOther(path, text) : null;
  }

  /** The path of the file of the input that a relative import means, in the order of TypeScript's own search. */
  resolve(from: string, specifier: string): string | null {
    if (!specifier.startsWith('.')) return null;
    return candidatesOf(joined(from, specifier)).find((path) => this.#host.has(path)) ?? null;
  }

  /** The text of a file of the input. */
  textOf(path: string): string {
    return this.#modules.get(path)?.text ?? this.#text(path) ?? '';
  }

  #text(path: string): string | null {
    let text = this.#texts.get(path);
    if (text === undefined) {
      text = this.#host.read(path);
      this.#texts.set(path, text);
      if (this.#texts.size > KEPT_TEXTS) this.#texts.delete(this.#texts.keys().next().value as string);
    }
    return text;
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

/**
 * Hundreds of modifiers in one line. The parser goes through all that follow at each of them: thousands take it seconds, and
 * more of them minutes.
 */
const MODIFIERS =
  /(?:\b(?:abstract|accessor|async|const|declare|export|global|in|out|override|private|protected|public|readonly|static)\b(?:[ \t]|\/\*[^*\n]*\*\/)*){200}/;

const TOO_MANY_MODIFIERS = 'hundreds of modifiers follow one another; no more was read';
const TOO_MANY_NODES =
  'too much stands in one another here, or opens and does not close (as in `a<a<` or `async(async(`); no more was read; split it';

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
    ...endings.map((ending) => `${base === '' ? '' : `${base}/`}index${ending}`),
  ];
}
