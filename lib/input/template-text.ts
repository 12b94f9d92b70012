import { blanks } from './blanks.ts';
import type { Action } from './template-actions.ts';
import { actionsOf } from './template-actions.ts';
import type { Branches } from './template-branches.ts';
import { OpenControls } from './template-branches.ts';

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

/** Where {@link segmentsOf} stands. */
interface Scan {
  readonly segments: Segment[];
  readonly open: OpenControls;
  branches: Branches;
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
    open: new OpenControls(),
    branches: [],
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
    control(scan, action, part.slice(action.start, action.end));
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
    defined: scan.open.isDefined,
  });
}

function control(scan: Scan, action: Action, written: string): void {
  scan.trimmed = action.trims;
  if (scan.open.take(action, written)) scan.block++;
  if (action.role !== 'silent' && action.role !== 'comment') scan.branches = scan.open.branches();
}

/** Whether a segment is nothing but actions that print. */
export function isAction({ filled }: Segment): boolean {
  return filled.replaceAll(FILL, '').trim() === '';
}
