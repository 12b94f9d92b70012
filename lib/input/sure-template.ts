import { withLineFeeds } from './block-lines.ts';

/**
 * Whether a text begins with a document that is a template beyond doubt, so that nobody needs to parse it: js-yaml either
 * does not take it, or finds an action in it where a value or a key is to be. To YAML `{{` is a flow mapping in another. A text
 * with an apiVersion or kind that actions put together is a template, too, though it may parse.
 */
export function isSurelyTemplate(text: string): boolean {
  return (
    text.includes('{{') && (hasActionAtLeft(text) || NAME_IN_PIECES.test(text) || comesToAction(withLineFeeds(text)))
  );
}

/** `apiVersion: policy/{{ if ...`: to YAML a plain scalar, and no apiVersion. */
const NAME_IN_PIECES = /^(?:- +)?(?:apiVersion|kind): +[\w./-]+\{\{-?\s*(?:if|with)\b/m;

/**
 * Whether a document that is a mapping in block style, or begins with an action, has a line that begins with `{{ ` or `{{- `:
 * at the column of the mapping's keys it is part of no scalar, and stands where a key is to be.
 */
function hasActionAtLeft(text: string): boolean {
  const action = AT_LEFT.exec(text);
  if (action === null) return false;
  const first = FIRST_LINE.exec(text);
  if (first === null) return false;
  return ['\n---', '\n...'].every((marker) => {
    const end = text.indexOf(marker, first[0].length);
    return end === -1 || action.index < end;
  });
}

const AT_LEFT = /(?:^|\n)\{\{-? /;

/** Blank lines, comments and a marker, and then a key or an action at the beginning of a line. */
const FIRST_LINE =
  /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*(?:--- *\r?\n(?: *(?:#[^\r\n]*)?\r?\n)*)?(?:[A-Za-z][\w.-]*:(?=[ \r\n])|\{\{-? )/;

/**
 * Whether what comes first that is more than keys and simple values, in a line each, is an action where a key or a value is
 * to be. It is part of no scalar, where it does not stand to the right of one that may go on in it.
 */
function comesToAction(text: string): boolean {
  MARKER_LINE.lastIndex = 0;
  let at = MARKER_LINE.test(text) ? MARKER_LINE.lastIndex : 0;
  /** The column of the last key or dash that has a value; what stands to the right of it may be more of the value. */
  let column = Number.POSITIVE_INFINITY;
  for (;;) {
    SIMPLE_LINE.lastIndex = at;
    const line = SIMPLE_LINE.exec(text);
    if (line === null) break;
    const [, indent = '', dashes = '', key, value, item] = line;
    if (value !== undefined || item !== undefined) column = indent.length + (key === undefined ? 0 : dashes.length);
    else if (key !== undefined) column = Number.POSITIVE_INFINITY;
    at = SIMPLE_LINE.lastIndex;
  }
  ACTION.lastIndex = at;
  const action = ACTION.exec(text);
  return action !== null && (action[1] as string).length <= column;
}

const MARKER_LINE = /--- *\n/y;

/**
 * A blank line or a comment, or a key, an item or both, with a value in plain words, in quotes or none. What may be a space
 * is followed by none that may be left out: else a line of nothing but spaces would take the square of its length.
 */
const SIMPLE_LINE =
  /( *)(?:(?:#.*)?|((?:- +)*)([A-Za-z][\w./-]*):(?: *| +([\w./][\w ./=+,-]*|(?:"[^"\\\n]*"|'[^'\n]*') *))|- +([\w./][\w ./=+,-]*))\n/y;

/**
 * An action behind a key, or an item, or by itself; or behind a key a scalar in quotes that an action's own end before it does:
 * what comes right behind, no parser takes.
 */
const ACTION =
  /( *)(?:- +)*(?:(?:[A-Za-z][\w./-]*: +)?\{\{|[A-Za-z][\w./-]*: +"(?:[^"\\\n{]|\{(?!\{))*\{\{[^"\\\n]*"[\w.(])/y;
