import { LineIndex } from '../model/location.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Takes away the byte order marks that documents begin with. YAML 1.2 (section 9.1.1) has them there, and files that begin with
 * one, put together, give such a text. To js-yaml it is a part of the first key.
 *
 * @returns the text with a blank at the end of the line before in place of each such mark. It is as long as it was, so that all
 *   other offsets stay, and what the mark was before stands at the beginning of its line. The text itself where there is none.
 */
export function withMarksAside(text: string): string {
  if (!text.includes(BYTE_ORDER_MARK)) return text;
  let aside = '';
  let kept = 0;
  /** Whether nothing of the document has come yet. */
  let isBeginning = true;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    const hasMark: boolean = isBeginning && start > 0 && text[start] === BYTE_ORDER_MARK;
    if (hasMark) {
      const lineBreak = text[start - 2] === '\r' ? start - 2 : start - 1;
      aside += `${text.slice(kept, lineBreak)} ${text.slice(lineBreak, start)}`;
      kept = start + 1;
    }
    const line = text.slice(hasMark ? start + 1 : start, end).trimEnd();
    isBeginning = MARKER_LINE.test(line) || (isBeginning && NOTHING.test(line));
    start = end;
  }
  return aside + text.slice(kept);
}

const MARKER_LINE = /^(?:---|\.\.\.)(?:\s+#.*)?$/s;

/** A line without anything of a document, its end trimmed: blank, a comment, a directive, or an action of a template. */
const NOTHING = /^%|^\s*(?:#.*|\{\{.*\}\}|\{%.*%\}|<%.*%>)?$/s;

/**
 * Finds line and column of an offset in a text. A mark that begins a document has no column, as one at the beginning of a file
 * has none.
 *
 * @param first the line that the text begins in.
 */
export function lineIndexOf(text: string, first = 1): LineIndex {
  return new LineIndex(withMarksAside(text), first);
}
