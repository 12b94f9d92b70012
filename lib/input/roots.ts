import type { Event } from 'js-yaml';
import { EVENT_ID } from 'js-yaml';
import type { Node } from '../model/node.ts';
import type { Failure } from './events.ts';
import { isFailure } from './events.ts';
import { partsOf } from './parts.ts';
import { buildTree } from './tree.ts';

/**
 * The roots of all documents of a text, of Kubernetes or not, in order. A part that is a template or does not parse is
 * its own text; so is a document whose aliases cannot be followed.
 */
export function rootsOf(text: string): readonly (Node | string)[] {
  return [...partsOf(text)].flatMap((part): (Node | string)[] => {
    if (part.type === 'block') return [part.root];
    if (part.type !== 'parsed') return [text.slice(part.chunk.start, part.chunk.end)];
    const roots: (Node | string)[] = [];
    part.events.forEach(({ type }, at) => {
      if (type !== EVENT_ID.DOCUMENT) return;
      const root = buildTree({ text: part.text, base: part.base, events: part.events, root: at + 1 });
      roots.push(isFailure(root) ? root.reason : root);
    });
    return roots;
  });
}

/** The first of the aliases in a text that parses which cannot be followed, and why; `null` where all can. */
export function aliasFailure(text: string, events: readonly Event[]): Failure | null {
  for (const [at, { type }] of events.entries()) {
    const root = type === EVENT_ID.DOCUMENT ? buildTree({ text, base: 0, events, root: at + 1 }) : null;
    if (root !== null && isFailure(root)) return root;
  }
  return null;
}
