import { PORTION_BYTES } from './portions.ts';

/** What begins a document that is not the first, where a blank follows. */
export const MARKER = '\n---';

/** Cuts a text between two documents wherever there is enough for a portion, as `cutter` does with bytes. */
export function* textPortions(text: string): Generator<{ readonly start: number; readonly text: string }> {
  let start = 0;
  do {
    const end = cutAfter(text, start + PORTION_BYTES);
    yield { start, text: text.slice(start, end) };
    start = end;
  } while (start < text.length);
}

/** The beginning of the first document that begins behind a place; the end of the text where none does. */
function cutAfter(text: string, from: number): number {
  let at = text.indexOf(MARKER, from);
  while (at !== -1 && !/\s/.test(text[at + MARKER.length] ?? '\n')) at = text.indexOf(MARKER, at + 1);
  return at === -1 ? text.length : at + 1;
}
