import type { Action } from './template-actions.ts';
import { actionsOf } from './template-actions.ts';

/**
 * A stretch of literal text between the control actions of a template, in one line: what can be read of a template
 * without rendering it. Actions that print (`{{ .Values.name }}`) are part of it, as written.
 */
export interface Segment {
  /** Without the blanks around it; never empty. */
  readonly text: string;
  /** The same with every action that prints replaced by as many {@link FILL}. */
  readonly filled: string;
  /** Offset of its first character in the whole text. */
  readonly offset: number;
  /** The column, from 0, at which it will stand once rendered. */
  readonly indent: number;
  /** Counts the lines of the part. */
  readonly line: number;
  readonly branches: Branches;
  /** Counts the `define` blocks and what lies between them: each is a text of its own. */
  readonly block: number;
  /** Whether it stands in a `define`. */
  readonly defined: boolean;
}

/** The branches that must be taken for a segment to be rendered, the outermost first. */
export type Branches = readonly Branch[];

interface Branch {
  /** Counts the `if`, `range`, `with` ... of a part. */
  readonly control: number;
  /** 0 for the first branch, 1 after the first `else`. */
  readonly arm: number;
}

/** Stands for what an action will print; a private-use character, so that nobody writes it. */
export const FILL = '\uE000';

/** Puts blanks in the place of template comments, so that what is commented out is not read; offsets stay. */
export function maskComments(text: string): string {
  return replaceActions(text, actionsOf(text), ({ role }, action) => (role === 'comment' ? blanks(action) : action));
}

/** Puts {@link FILL} in the place of actions that print and blanks in that of others; offsets stay. */
export function fillActions(text: string): string {
  return replaceActions(text, actionsOf(text), ({ role }, action) =>
    role === 'print' ? FILL.repeat(action.length) : blanks(action),
  );
}

function replaceActions(
  text: string,
  actions: readonly Action[],
  replace: (action: Action, written: string) => string,
): string {
  const pieces: string[] = [];
  let at = 0;
  for (const action of actions) {
    pieces.push(text.slice(at, action.start), replace(action, text.slice(action.start, action.end)));
    at = action.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function blanks(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Where {@link segmentsOf} stands. */
interface Scan {
  readonly segments: Segment[];
  readonly open: { control: number; arm: number; isDefine: boolean }[];
  branches: Branches;
  controls: number;
  block: number;
  line: number;
  /** The blanks the line began with; -1 before its first segment. */
  lineIndent: number;
  /** Whether the control action before took the blanks after it away. */
  trimmed: boolean;
}

/**
 * Splits a part of a template into its segments.
 *
 * @param offset where the part begins in the whole text.
 */
export function segmentsOf(part: string, offset: number): Segment[] {
  const scan: Scan = {
    segments: [],
    open: [],
    branches: [],
    controls: 0,
    block: 0,
    line: 0,
    lineIndent: -1,
    trimmed: false,
  };
  const actions = actionsOf(part);
  const filled = replaceActions(part, actions, ({ role }, action) =>
    role === 'print' ? FILL.repeat(action.length) : action,
  );
  let at = 0;
  const readUntil = (end: number): void => {
    for (let newline = filled.indexOf('\n', at); newline !== -1 && newline < end; newline = filled.indexOf('\n', at)) {
      addSegment(scan, part.slice(at, newline), filled.slice(at, newline), offset + at);
      at = newline + 1;
      scan.line++;
      scan.lineIndent = -1;
      scan.trimmed = false;
    }
    addSegment(scan, part.slice(at, end), filled.slice(at, end), offset + at);
  };
  for (const action of actions) {
    if (action.role === 'print') continue;
    readUntil(action.start);
    control(scan, action);
    at = action.end;
  }
  readUntil(part.length);
  return scan.segments;
}

function addSegment(scan: Scan, raw: string, filled: string, offset: number): void {
  const lead = raw.length - raw.trimStart().length;
  const isFirst = scan.lineIndent === -1;
  if (isFirst) scan.lineIndent = lead;
  const text = raw.trim();
  if (text === '') return;
  scan.segments.push({
    text,
    filled: filled.slice(lead, lead + text.length),
    offset: offset + lead,
    indent: isFirst ? lead : scan.lineIndent + (scan.trimmed ? 0 : lead),
    line: scan.line,
    branches: scan.branches,
    block: scan.block,
    defined: scan.open.some(({ isDefine }) => isDefine),
  });
}

function control(scan: Scan, { role, trims }: Action): void {
  const last = scan.open.at(-1);
  scan.trimmed = trims;
  switch (role) {
    case 'open':
    case 'define':
      scan.open.push({ control: scan.controls++, arm: 0, isDefine: role === 'define' });
      if (role === 'define') scan.block++;
      break;
    case 'else':
      if (last !== undefined) last.arm++;
      break;
    case 'close':
      scan.open.pop();
      if (last?.isDefine === true) scan.block++;
      break;
  }
  scan.branches = scan.open
    .slice(0, MOST_NESTED)
    .filter(({ isDefine }) => !isDefine)
    .map(({ control: id, arm }) => ({ control: id, arm }));
}

/** How many of the blocks around a text are told apart: what stands deeper counts for the outer ones. */
const MOST_NESTED = 100;

/** Whether a segment is nothing but actions that print. */
export function isAction({ filled }: Segment): boolean {
  return filled.replaceAll(FILL, '').trim() === '';
}

/**
 * Whether two segments can be rendered together: no `if` puts them in different arms. What they have in common is around
 * what they have not.
 */
export function compatible(a: Branches, b: Branches): boolean {
  const parting = a.findIndex(({ control: id, arm }, at) => b[at]?.control !== id || b[at]?.arm !== arm);
  return parting === -1 || a[parting]?.control !== b[parting]?.control;
}

/** Whether all branches of the one are branches of the other. */
export function encloses(a: Branches, b: Branches): boolean {
  const [outer, inner] = a.length <= b.length ? [a, b] : [b, a];
  return outer.every(({ control: id, arm }, at) => inner[at]?.control === id && inner[at]?.arm === arm);
}
