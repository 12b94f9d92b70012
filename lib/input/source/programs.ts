import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import type { InputError } from '../../model/errors.ts';
import { MAX_PROGRAM_BYTES, MAX_PROGRAM_SIZE } from '../../model/limits.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { decode } from '../decode.ts';
import { isDependencyName, isProgramName, isReadAsProgram } from '../endings.ts';
import type { Reading } from '../reading.ts';
import { statsAt } from '../stats.ts';
import { clientsIn } from './dependencies.ts';
import { Unreadable } from './tokens.ts';
import type { SourceHost } from './ts-module.ts';

/** Reads a program of one language. */
export type LanguageReader = (
  file: string,
  path: string,
  text: string,
) => SourceReading & { readonly errors: readonly InputError[] };

interface Language {
  readonly name: RegExp;
  /** What a program has that uses an API of Kubernetes, where that is other than in most languages. */
  readonly telling?: RegExp;
  readonly load: (host: SourceHost) => Promise<LanguageReader>;
}

/** Words of programs that mostly have nothing to do with Kubernetes. */
const TELLING_OF_OTHERS =
  /apiVersion|k8s|kubernetes|kubectl|ksonnet|\/apis\/|\.v[1-9]\d*(?:alpha|beta)[1-9]|V\d+(?:alpha|beta)\d/i;

const LANGUAGES: readonly Language[] = [
  {
    name: /\.[cm]?[jt]sx?$/i,
    load: async (host) => (await (await import('./read-typescript.ts')).typeScriptReader(host)).read,
  },
  { name: /\.go$/i, load: async () => withoutGrammar((await import('./read-go.ts')).readGo) },
  {
    name: /\.(?:py|star|bzl)$|(?:^|\/)Tiltfile$/i,
    load: async () => withoutGrammar((await import('./read-python.ts')).readPython),
  },
  {
    name: /\.(?:sh|bash|zsh|ksh|bats|mk)$|(?:^|\/)(?:Makefile|Dockerfile)(?:\.[\w.-]+)?$/i,
    telling: TELLING_OF_OTHERS,
    load: async () => withoutGrammar((await import('./read-shell.ts')).readShell),
  },
  {
    name: /\.(?:java|kts?|scala|groovy|cs|rs|rb|php|jsonnet|libsonnet|cue|k)$|(?:^|\/)Jenkinsfile(?:\.[\w.-]+)?$/i,
    telling: TELLING_OF_OTHERS,
    load: async () => withoutGrammar((await import('./read-words.ts')).readWords),
  },
  { name: /\.tf$/i, load: async () => withoutGrammar((await import('./read-terraform.ts')).readTerraform) },
];

/** A reader that needs no grammar knows of nothing that does not parse. */
function withoutGrammar(read: (file: string, text: string) => SourceReading): LanguageReader {
  return (file, _path, text) => ({ ...read(file, text), errors: [] });
}

/** Words without which a program uses no API of Kubernetes. Most files of most programs have none of them. */
const TELLING =
  /apiVersion|k8s|kubernetes|kubectl|lightkube|pykube|kopf|kr8s|kind|\/apis?\/|Namespaced[A-Z]|V\d+(?:(?:alpha|beta)\d+)?Api\b/i;

/** The words without which a file that does not parse is nobody's business. */
const KUBERNETES = /apiVersion|k8s|kubernetes/i;

/**
 * The files of an input, for what imports them: read when they are asked for, or texts that are given. Manifests in JSON
 * are read from beside the programs too, but for those of the input: they are audited on their own.
 */
export function hostOf(files: readonly { readonly path: string; readonly text?: string | Uint8Array }[]): SourceHost {
  const known = new Map(files.map((file) => [file.path.replaceAll(sep, '/'), file]));
  const areTexts = files.some(({ text }) => text !== undefined);
  const has = (path: string) => known.has(path) && isProgramName(path);
  return {
    has,
    read(path) {
      const file = known.get(path);
      if (file === undefined || !has(path)) return null;
      return decode(file.text ?? contentOf(file.path) ?? '');
    },
    readBeside: (path) => (known.has(path) || areTexts ? null : textOf(path)),
  };
}

function textOf(path: string): string | null {
  const content = contentOf(path);
  return content === null ? null : decode(content);
}

/** What an import names: `null` where it is no regular file, which may never end, cannot be read, or is too large. */
function contentOf(path: string): Uint8Array | null {
  const stats = statsAt(path);
  if (stats?.isFile() !== true || stats.size > MAX_PROGRAM_BYTES) return null;
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Reads the programs of one input. Parsers are loaded when a program turns up that needs them. */
export class Programs {
  readonly #host: SourceHost;
  readonly #all: boolean;
  readonly #readers = new Map<RegExp, Promise<LanguageReader>>();

  /** @param all whether files of package managers are read too, where they are found and not named. */
  constructor(host: SourceHost, all = false) {
    this.#host = host;
    this.#all = all;
  }

  /** Whether a file is read here, and not as a manifest. */
  reads(file: { readonly path: string; readonly named: boolean }): boolean {
    return isReadAsProgram(file, this.#all);
  }

  /**
   * Reads one program.
   *
   * @param file the name shown to people.
   * @param path where it is; imports of other files of the input start from there.
   */
  async read(file: string, path: string, content: string | Uint8Array): Promise<Reading> {
    const at = path.replaceAll(sep, '/');
    const nothing = { file, resources: [], documents: 0, errors: [], template: false, computed: [] };
    const text = decode(content);
    if (text === null) return { ...nothing, passedOver: 'binary' };
    if (isDependencyName(at)) {
      const clients = clientsIn(file, at, text);
      return {
        ...nothing,
        passedOver: clients.length > 0 ? null : 'no-api',
        program: { uses: [], unresolved: [], clients },
      };
    }
    const language = LANGUAGES.find(({ name }) => name.test(path));
    if (language === undefined || !(language.telling ?? TELLING).test(text))
      return { ...nothing, passedOver: 'no-api' };
    if (text.length > MAX_PROGRAM_BYTES) {
      if (!KUBERNETES.test(text)) return { ...nothing, passedOver: 'no-api' };
      return { ...nothing, errors: [notRead(file, `it is larger than ${MAX_PROGRAM_SIZE}`)], passedOver: null };
    }
    let reader = this.#readers.get(language.name);
    if (reader === undefined) {
      reader = language.load(this.#host);
      this.#readers.set(language.name, reader);
    }
    const { uses, unresolved, errors } = readBy(await reader, file, at, text);
    const told = KUBERNETES.test(text) ? errors : [];
    const isUsed = uses.length > 0 || unresolved.length > 0 || told.length > 0;
    return { ...nothing, errors: told, passedOver: isUsed ? null : 'no-api', program: { uses, unresolved } };
  }
}

/** What a reader gives; where it cannot take a program apart, an error in place of that. */
function readBy(reader: LanguageReader, file: string, path: string, text: string): ReturnType<LanguageReader> {
  try {
    return reader(file, path, text);
  } catch (error) {
    const reason = unreadReason(error);
    if (reason === null) throw error;
    return { uses: [], unresolved: [], errors: [notRead(file, reason)] };
  }
}

function notRead(file: string, reason: string): InputError {
  return { file, line: 1, column: 1, message: `this program was not read: ${reason}; split it, or leave it out` };
}

/** Why a program was not read; `null` for what is our own fault. */
function unreadReason(error: unknown): string | null {
  if (error instanceof Unreadable) return error.message;
  return error instanceof RangeError ? 'expressions in it stand in one another, thousands deep' : null;
}
