import type { Node } from '../model/node.ts';

/** A comment that speaks to api-audit. */
export interface Comment {
  /** 0-based offset of its `#`. */
  readonly offset: number;
  /** What follows `api-audit:`. */
  readonly text: string;
  /** The line that it speaks of, as offsets: its own; the next one with anything on it where it has a line to itself. */
  readonly start: number;
  readonly end: number;
}

const COMMENT = /(?<=^|[ \t])#[ \t]*api-audit:[ \t]*(.*)$/gm;

/**
 * The comments of a YAML text, or of a template of one, that speak to api-audit. What merely looks like one, in quotes or
 * in the text of a block, is none.
 *
 * @param roots the values that are known to stand in the text.
 */
export function commentsIn(text: string, roots: readonly Node[]): readonly Comment[] {
  // Most files have none, and need no more than this look.
  if (!text.includes('api-audit:')) return [];
  const found: Comment[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const { index: offset } = match;
    if (isQuoted(text, offset) || isInBlock(text, offset) || roots.some((root) => isInScalar(root, offset))) continue;
    found.push({ offset, text: (match[1] as string).trimEnd(), ...lineMeant(text, offset) });
  }
  return found;
}

function lineMeant(text: string, offset: number): { readonly start: number; readonly end: number } {
  let start = text.lastIndexOf('\n', offset) + 1;
  if (text.slice(start, offset).trim() === '') {
    while (start < text.length && text.slice(start, lineEnd(text, start)).trimStart().startsWith('#')) {
      start = lineEnd(text, start) + 1;
    }
  }
  return { start, end: lineEnd(text, start) };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** Whether a quote that begins before it on its line ends behind it. */
function isQuoted(text: string, offset: number): boolean {
  let quote = '';
  let before = ' ';
  for (let at = text.lastIndexOf('\n', offset) + 1; at < offset; at++) {
    const sign = text.charAt(at);
    if (quote === '"' && sign === '\\') at++;
    else if (quote !== '' && sign === quote) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'") && ' \t[{,:('.includes(before)) quote = sign;
    before = sign;
  }
  return quote !== '';
}

const BLOCK = /(?:^|[ \t])[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** Whether a line further up, less indented, begins a block of text that it belongs to. */
function isInBlock(text: string, offset: number): boolean {
  const lines = text.slice(0, offset).split('\n');
  let indent = indentOf(lines.pop() ?? '');
  for (let at = lines.length - 1; at >= 0 && indent > 0; at--) {
    const line = lines[at] as string;
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (BLOCK.test(line.trimEnd())) return true;
    // A comment may stand further left than what it stands in.
    if (!line.trimStart().startsWith('#')) indent = indentOf(line);
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isInScalar(node: Node, offset: number): boolean {
  switch (node.type) {
    case 'scalar':
      return node.start <= offset && offset < node.end;
    case 'sequence':
      return node.items.some((item) => isInScalar(item, offset));
    case 'mapping':
      return node.entries.some(({ key, value }) => isInScalar(key, offset) || isInScalar(value, offset));
  }
}
