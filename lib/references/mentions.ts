import type { MappingNode } from '../model/node.ts';
import type { Resource, Source } from '../model/resource.ts';

/**
 * Asks of texts whether something may stand in them, before trees are searched for it: most texts have none of what rules
 * and readers look for. A text is asked as a whole, once for all its objects, and where it has it, each of many objects.
 * So what stands as text in an object is not to be asked about in between.
 *
 * @param isThere whether it stands in a text, letter by letter.
 * @returns `true` also where that cannot be told: for objects without a text, texts with escapes, and objects with an alias.
 */
export function asking(
  isThere: (text: string) => boolean,
): (resource: Pick<Resource, 'source'>, root: MappingNode) => boolean {
  const isInText = ofLast((source) => isThere(source.text) || hasEscapes(source));
  return ({ source }, root) => {
    const { text } = source;
    if (text === '') return true;
    if (!isInText(source)) return false;
    if (2 * (root.end - root.start) > text.length) return true;
    const own = textOf(source, root);
    return isThere(own) || (hasAnchors(source) && own.includes('*')) || areEscapesIn(own);
  };
}

let lastRoot: MappingNode | null = null;
let lastText = '';

/** The text of an object, which is asked about many times. */
function textOf({ text }: Source, root: MappingNode): string {
  if (root !== lastRoot) {
    lastRoot = root;
    lastText = text.slice(root.start, root.end);
  }
  return lastText;
}

/** What an alias stands for is written before it, and may be before the object. */
const hasAnchors = ofLast(({ text }) => text.includes('&'));

/** Whether letters may be written otherwise than as themselves: only double-quoted scalars know that. */
const hasEscapes = ofLast(({ text }) => areEscapesIn(text));

function areEscapesIn(text: string): boolean {
  return text.includes('\\') && /\\[xuU\r\n/]/.test(text);
}

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
