import { lastAtMost } from '../../model/last-at-most.ts';
import type { MappingNode } from '../../model/node.ts';
import { entry, text as textIn } from '../../model/node.ts';
import { walkMappings } from '../../model/walk.ts';
import { readText } from '../read-text.ts';
import { isInTextItself } from '../within.ts';
import { apiOfObject, apiOfPlugin, pathsIn, RUN_TIME } from './api-names.ts';
import type { Found } from './found.ts';

/** A piece of the value of a string in a program, and where it stands in the program's text. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
  /** Whether the program has it letter by letter: then each of its letters has an offset of its own. */
  readonly verbatim: boolean;
  /** What the program has in the place of a text that only a run tells. */
  readonly written?: string;
}

/** What a template engine would put in: text with this in it is read as a template that is not rendered. */
const ACTION = '{{ . }}';

/**
 * How many letters of constants are put into the strings of a program, for each letter of its own: a long constant may be put
 * into thousands of strings.
 */
export const MOST_PUT_IN = 4;

/** More than anybody sets a text in by. */
const MOST_TABS = 100;

/** Finds the paths of the API server, and the manifests, in a string of a program. */
export function readEmbedded(pieces: readonly Piece[], found: Found): void {
  const text = textOf(pieces);
  const offsetOf = offsetsIn(pieces);
  for (const { offset, text: written, api } of pathsIn(text)) {
    const at = offsetOf(offset);
    const shown = written.replaceAll(RUN_TIME, '...');
    if (api === null) found.runTime(at, shown);
    else found.use(at, shown, api);
  }
  if (!/apiVersion["']?\s*:/.test(text) || !/kind["']?\s*:/.test(text)) return;
  const lines = withoutTabs(pieces, text);
  readManifests(lines, lines === pieces ? text : textOf(lines), found);
}

/** What stands in a string whole, run-time parts as {@link RUN_TIME}. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/**
 * Pieces without the tabs that all lines but the first begin with: such a text is set in as the program around it is, and
 * the program takes them away again. YAML has no tabs there.
 */
function withoutTabs(pieces: readonly Piece[], text: string): readonly Piece[] {
  if (!text.includes('\n\t')) return pieces;
  const [, ...lines] = text.split('\n').filter((line, at) => at === 0 || line.trim() !== '');
  const count = lines.reduce((least, line) => Math.min(least, /^\t*/.exec(line)?.[0].length ?? 0), MOST_TABS);
  if (count === 0) return pieces;
  const tabs = new RegExp(`(?<=\\n)\\t{1,${count}}`, 'g');
  const kept: Piece[] = [];
  for (const piece of pieces) {
    let last = 0;
    for (const { 0: whole, index } of piece.text.matchAll(tabs)) {
      kept.push({ ...piece, text: piece.text.slice(last, index), offset: offsetWithin(piece, last) });
      last = index + whole.length;
    }
    kept.push({ ...piece, text: piece.text.slice(last), offset: offsetWithin(piece, last) });
  }
  return kept;
}

function offsetWithin({ offset, verbatim }: Piece, at: number): number {
  return offset + (verbatim ? at : 0);
}

/**
 * Reads YAML or JSON in a string as a file would be. Where a run-time part makes it unreadable (it may stand for several
 * lines), it is read as a template that is not rendered.
 */
function readManifests(pieces: readonly Piece[], text: string, found: Found): void {
  const plain = readText('', text);
  const asTemplate = plain.errors.length > 0 || plain.passedOver !== null;
  const used = asTemplate
    ? pieces.map((piece) => ({ ...piece, text: piece.text.replaceAll(RUN_TIME, ACTION) }))
    : pieces;
  const reading = asTemplate ? readText('', textOf(used)) : plain;
  const offsetOf = offsetsIn(used);
  for (const { apiVersion, gvk, name, offset, node } of reading.resources.filter(isInTextItself)) {
    noteObject(offsetOf(offset), { apiVersion, kind: gvk.kind, name }, found);
    if (node !== null) readNested(node, offsetOf, found);
  }
  const starts = lineStarts(textOf(used));
  const holes = new Map(
    used.flatMap(({ offset, written }) => (written === undefined ? [] : [[offset, written] as const])),
  );
  for (const { line, column, text: computed } of reading.computed) {
    const at = offsetOf((starts[line - 1] ?? 0) + column - 1);
    const hole = computed === ACTION ? holes.get(at) : undefined;
    found.runTime(at, hole ?? computed.replaceAll(ACTION, '...'));
  }
  const [error] = reading.errors;
  const isManifest = /^[ \t]*apiVersion:[ \t]*\S/m.test(text) && /^[ \t]*kind:[ \t]*\S/m.test(text);
  if (error !== undefined && isManifest) {
    const at = offsetOf((starts[error.line - 1] ?? 0) + error.column - 1);
    found.runTime(at, 'a manifest that does not parse');
  }
}

/** What names an object in a manifest. */
interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | null;
}

function noteObject(at: number, { apiVersion, kind, name }: Named, found: Found): void {
  const shown = `${apiVersion} ${kind}`;
  const isOpen = shown.includes(RUN_TIME);
  const api = isOpen ? null : apiOfObject(apiVersion, kind);
  if (isOpen) found.runTime(at, shown.replaceAll(RUN_TIME, '...'));
  else if (api !== null) found.use(at, shown, api, name?.includes(RUN_TIME) === true ? null : name);
}

/** What stands in an object as it would in one that the program makes: other objects (`scaleTargetRef`), the `exec` of a kubeconfig. */
function readNested(root: MappingNode, offsetOf: (offset: number) => number, found: Found): void {
  walkMappings(
    root,
    (mapping) => {
      const [apiVersion, kind] = [textIn(mapping, 'apiVersion'), textIn(mapping, 'kind')];
      const start = entry(mapping, 'apiVersion')?.value.start;
      if (apiVersion === undefined || start === undefined) return;
      const plugin = textIn(mapping, 'command') === undefined ? null : apiOfPlugin(apiVersion);
      if (kind !== undefined) noteObject(offsetOf(start), { apiVersion, kind, name: null }, found);
      else if (plugin !== null) found.use(offsetOf(start), apiVersion, plugin);
    },
    (key) => RECORDED.includes(key),
  );
}

/** Keys below which a server writes what is, an Event tells what was, or a schema describes objects. */
const RECORDED: readonly string[] = ['status', 'managedFields', 'involvedObject', 'regarding', 'openAPIV3Schema'];

/** Tells where the letters of a string stand in the program; the last piece stands for what is beyond its end. */
export function offsetsIn(pieces: readonly Piece[]): (offset: number) => number {
  let end = 0;
  const starts = pieces.map(({ text }) => {
    const start = end;
    end += text.length;
    return start;
  });
  return (offset) => {
    const at = lastAtMost(starts, (start) => start, Math.min(offset, end));
    const { offset: own = 0, verbatim = false } = pieces[at] ?? {};
    return own + (verbatim && offset < end ? offset - (starts[at] as number) : 0);
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Reads a manifest in a file of its own that a program takes in: each of its objects is a use where it is taken in. */
export function readTaken(text: string, offset: number, shown: string, found: Found): void {
  for (const { apiVersion, gvk, name } of readText('', text).resources) {
    const api = apiOfObject(apiVersion, gvk.kind);
    if (api !== null) found.use(offset, shown, api, name);
  }
}

const ESCAPE = /\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|[\s\S])/g;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/**
 * Takes apart what stands between the quotes of a string, its escapes undone. The rules are those that JavaScript, Python
 * and Go share.
 */
export function piecesOf(raw: string, offset: number): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const { 0: whole, 1: escaped = '', index } of raw.matchAll(ESCAPE)) {
    if (index > last) pieces.push({ text: raw.slice(last, index), offset: offset + last, verbatim: true });
    const text = unescaped(escaped);
    if (text !== '') pieces.push({ text, offset: offset + index, verbatim: false });
    last = index + whole.length;
  }
  if (last < raw.length) pieces.push({ text: raw.slice(last), offset: offset + last, verbatim: true });
  return pieces;
}

function unescaped(escaped: string): string {
  if (escaped.endsWith('\n')) return '';
  const code = /^[ux]\{?([0-9a-fA-F]+)\}?$/.exec(escaped)?.[1];
  if (code === undefined) return LETTERS[escaped] ?? escaped;
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
