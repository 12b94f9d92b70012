import { lastAtMost } from '../../model/last-at-most.ts';
import { addAll, addTo } from '../../model/lists.ts';
import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { pathsIn, RUN_TIME } from './api-names.ts';
import type { Piece } from './embedded.ts';
import { offsetsIn, piecesOf, readEmbedded, textOf } from './embedded.ts';
import { Found } from './found.ts';
import { readMentions } from './mentions.ts';

/** What opens a here-document: `<<EOF`, `<<-'EOF'`. */
const HERE_DOCUMENT = /(?<!<)<<(?<dash>-?)[ \t]*(?<quote>["'\\]?)(?<word>[A-Za-z_]\w*)["']?(?![\w<])/;

/** What a shell, or make, puts in: `$name`, `${name...}`, `$(command)`, `$((1 + 1))`, `` `command` ``. */
const HOLE = /\$\{[^{}\n]*\}|\$\((?:[^()\n]|\([^()\n]*\))*\)|\$\$?[A-Za-z_@*#?0-9]\w*|`[^`\n]*`/g;

/** A quoted text, or a comment, which begins a word. What is escaped opens nothing. */
const QUOTED = /\\[\s\S]|(?<![^\s;&|()])#[^\n]*|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"/g;

/**
 * Reads a script of a shell, or what has such scripts in it (a Makefile, a Dockerfile): manifests in here-documents and quotes, paths
 * of the API server, and resources as kubectl takes them.
 *
 * @param file the name shown to people.
 */
export function readShell(file: string, text: string): SourceReading {
  const found = new Found(file, new LineIndex(text));
  let code = '';
  for (const { start, end, isLiteral } of hereDocumentsIn(text)) {
    readEmbedded(isLiteral ? [plain(text, start, end)] : filled(text, start, end), found);
    // Blank, so that quotes around it are closed where they are.
    code += text.slice(code.length, start) + ' '.repeat(end - start);
  }
  readCommands(code + text.slice(code.length), found);
  return found.reading();
}

/** Where the text of a here-document stands: from the end of the line that opens it, to that of the line before the one that closes it. */
interface HereDocument {
  readonly start: number;
  readonly end: number;
  /** Whether the shell puts nothing in. */
  readonly isLiteral: boolean;
}

/** A line that may close a here-document: its word, behind which quotes and commands put in may end that are around it. */
const CLOSING = /^[ \t]*([A-Za-z_]\w*)["')`;]{0,4}[ \t\r]*$/gm;

/** The here-documents of a script, in order. What nothing closes is none: it may shift bits. */
function hereDocumentsIn(text: string): readonly HereDocument[] {
  if (!text.includes('<<')) return [];
  /** Where each word stands alone in a line, in order: none is looked for twice. */
  const closing = new Map<string, number[]>();
  for (const { index, 1: word = '' } of text.matchAll(CLOSING)) addTo(closing, word, index);
  const documents: HereDocument[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    if (newline === -1) break;
    const line = text.slice(at, newline);
    at = newline + 1;
    const { quote, word = '' } =
      line.includes('<<') && !/^\s*#/.test(line) ? (HERE_DOCUMENT.exec(line)?.groups ?? {}) : {};
    const lines = closing.get(word) ?? [];
    const end = lines[lastAtMost(lines, (index) => index, newline) + 1];
    if (end === undefined) continue;
    documents.push({ start: newline, end: Math.max(newline, end - 1), isLiteral: quote !== '' });
    at = end;
  }
  return documents;
}

function plain(text: string, start: number, end: number): Piece {
  return { text: text.slice(start, end), offset: start, verbatim: true };
}

/** A part of a script, what is put into it left open. */
function filled(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let last = start;
  for (const { 0: hole, index } of text.slice(start, end).matchAll(HOLE)) {
    pieces.push(plain(text, last, start + index));
    pieces.push({ text: RUN_TIME, offset: start + index, verbatim: false, written: hole });
    last = start + index + hole.length;
  }
  pieces.push(plain(text, last, end));
  return pieces;
}

/** Reads what is no here-document: quoted manifests, and what commands name. */
function readCommands(text: string, found: Found): void {
  let code = '';
  let last = 0;
  for (const { 0: whole, index, groups } of text.matchAll(QUOTED)) {
    const { single, double } = groups ?? {};
    const quoted = single ?? double;
    if (quoted !== undefined && /apiVersion\\?["']?\s*:/.test(quoted)) {
      const start = index + 1;
      readQuoted(text, { start, end: start + quoted.length, isLiteral: single !== undefined }, found);
    }
    const isComment = whole.startsWith('#');
    code += text.slice(last, index) + (isComment ? ' '.repeat(whole.length) : whole);
    last = index + whole.length;
  }
  code += text.slice(last);
  readNamed(code, found);
}

/** A manifest in quotes: what is escaped in them is what it stands for, also where `printf` and `echo -e` do that. */
function readQuoted(text: string, { start, end, isLiteral }: HereDocument, found: Found): void {
  const pieces: Piece[] = [];
  for (const piece of isLiteral ? [plain(text, start, end)] : filled(text, start, end)) {
    if (piece.verbatim) addAll(pieces, piecesOf(piece.text, piece.offset));
    else pieces.push(piece);
  }
  readEmbedded(pieces, found);
}

/** A line whose commands talk to an API server. */
const TALKS = /\b(?:kubectl|oc|curl|wget|http)\b|--raw/;

/** What stands before a path of the API server: nothing, or a host. Other paths are those of files. */
const SERVER = /(?:^|[\s"'`=(])(?:https?:\/\/[^\s"'`/]+|[\w.-]+:\d+)?$/;

/** A word of a command, without quotes. */
const WORD = /[^\s"'`=;|&(){}<>,^$]+/g;

/** The paths of the API server, and the resources as kubectl takes them, in what is left of a script. */
function readNamed(code: string, found: Found): void {
  if (!/\/apis?\/|[./]v[1-9]/.test(code)) return;
  for (const { 0: line, index } of code.matchAll(/[^\n]+/g)) {
    const talks = TALKS.test(line);
    if (/\/apis?\//.test(line)) readPaths(line, index, talks, found);
    for (const { 0: word, index: at } of line.matchAll(WORD)) readMentions(word, index + at, found, talks);
  }
}

function readPaths(line: string, offset: number, talks: boolean, found: Found): void {
  const pieces = filled(line, 0, line.length);
  const offsetOf = offsetsIn(pieces);
  const text = textOf(pieces);
  for (const { offset: at, text: path, api } of pathsIn(text)) {
    const before = text.slice(Math.max(0, at - MOST_BEFORE), at);
    const isOpen = before.endsWith(RUN_TIME);
    if (!isOpen && !SERVER.test(before)) continue;
    const [place, shown] = [offset + offsetOf(at), path.replaceAll(RUN_TIME, '...')];
    if (api === null) {
      if (talks) found.runTime(place, shown);
    } else if (talks || !isOpen) found.use(place, shown, api);
    else found.doubt(place, shown, api);
  }
}

/** More than the address of a server has. */
const MOST_BEFORE = 300;
