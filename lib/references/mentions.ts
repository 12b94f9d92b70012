import type { Source } from '../model/resource.ts';

/**
 * Asks of texts whether something may stand in them, before trees are searched for it: most texts have none of what rules
 * and readers look for. A text is looked at as a whole, with what its aliases stand for, and once for all its objects; so
 * what stands as text in an object is not to be asked about in between.
 *
 * @param isThere whether it stands in a text, letter by letter.
 * @returns `true` also where that cannot be told: for objects without a text, and for texts with escapes.
 */
export function asking(isThere: (text: string) => boolean): (source: Source) => boolean {
  return ofLast((source) => source.text === '' || isThere(source.text) || hasEscapes(source));
}

/** Whether letters may be written otherwise than as themselves: only double-quoted scalars know that. */
const hasEscapes = ofLast(({ text }) => text.includes('\\') && /\\[xuU\r\n/]/.test(text));

function ofLast(ask: (source: Source) => boolean): (source: Source) => boolean {
  let last: Source | null = null;
  let answer = false;
  return (source) => {
    if (source === last) return answer;
    last = source;
    answer = ask(source);
    return answer;
  };
}
