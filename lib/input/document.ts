import type { Event } from 'js-yaml';
import { EVENT_ID } from 'js-yaml';
import { MAX_DOCUMENT_BYTES } from '../model/limits.ts';
import type { MappingNode, Node } from '../model/node.ts';
import { entry, get } from '../model/node.ts';
import type { Document, Source } from '../model/resource.ts';
import { readBlock } from './block.ts';
import { decode } from './decode.ts';
import type { EventDocument } from './events.ts';
import { isFailure } from './events.ts';
import { parseLoosely } from './loose-indent.ts';
import { withMarksAside } from './marks.ts';
import { buildTree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** A document whose Nodes are built when they are first asked for, and then kept. */
export function lazyDocument(source: Source, index: number, parsed: EventDocument): Document {
  return new LazyDocument(source, index, parsed);
}

/** A class, since a getter of an object of its own has V8 make a hidden class of its own, which outlives the object. */
class LazyDocument implements Document {
  readonly source: Source;
  readonly index: number;
  readonly #parsed: EventDocument;
  #root: Node | null = null;

  constructor(source: Source, index: number, parsed: EventDocument) {
    this.source = source;
    this.index = index;
    this.#parsed = parsed;
  }

  get root(): Node {
    if (this.#root === null) {
      const built = buildTree(this.#parsed);
      // Only aliases make a failure, and documents that have any are built and checked when they are read.
      this.#root = isFailure(built) ? { type: 'sequence', start: 0, end: 0, items: [] } : built;
    }
    return this.#root;
  }
}

/** The mapping at the end of a path of keys and indexes, or `null` where something else stands there. */
export function mappingAt(root: Node, steps: readonly (string | number)[]): MappingNode | null {
  let at: Node | undefined = root;
  for (const step of steps) {
    if (typeof step === 'string') at = entry(at, step)?.value;
    else at = at?.type === 'sequence' ? at.items[step] : undefined;
  }
  const found = get(at);
  return found?.type === 'mapping' ? found : null;
}

/**
 * The root of the first document of a YAML text; `undefined` where there is none, the text does not parse, or it is larger
 * than a document may be.
 */
export function firstRoot(content: Uint8Array): Node | undefined {
  const text = content.length > MAX_DOCUMENT_BYTES ? null : decode(content);
  if (text === null) return undefined;
  const whole = withMarksAside(text);
  const block = readBlock(whole, 0);
  if (block !== null) return block;
  const strict = parseYaml(whole);
  const parsed = isFailure(strict) ? parseLoosely(whole) : { text: whole, events: strict };
  return parsed === null ? undefined : firstRootOf(parsed.text, parsed.events);
}

/** The same of a text that is parsed already. */
export function firstRootOf(text: string, events: readonly Event[]): Node | undefined {
  const document = events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT);
  const tree = document === -1 ? null : buildTree({ text, events, base: 0, root: document + 1 });
  return tree === null || isFailure(tree) ? undefined : tree;
}
