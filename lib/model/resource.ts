import type { GroupVersionKind } from './gvk.ts';
import type { LineIndex } from './location.ts';
import type { MappingNode, Node } from './node.ts';

/** The text of one input and how to find lines in it. */
export interface Source {
  /** As shown to people: relative, forward slashes; `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
}

/** One YAML or JSON document in a Source. */
export interface Document {
  readonly source: Source;
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly root: Node;
}

/** How a Resource was come by: `resource` from a document, `template` by text from a template that is not rendered. */
export type Via = 'resource' | 'template' | 'reference' | 'source';

/** A Document, or an item of a list in one, that names its apiVersion and kind. */
export interface Resource {
  readonly gvk: GroupVersionKind;
  /** The apiVersion as written, or as the list that holds the item says it. */
  readonly apiVersion: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly via: 'resource' | 'template';
  readonly source: Source;
  readonly document: number;
  /** JSON pointer from the document to this resource: empty, or `/items/3`. */
  readonly path: string;
  /** Offset in the source to show for this resource: its apiVersion's value, or the item where it has none. */
  readonly offset: number;
  /** JSON pointer to what stands at `offset`: `/apiVersion`, `/items/3`. */
  readonly offsetPath: string;
  /** The object itself; absent for what was found by text in a template. */
  readonly node: MappingNode | null;
}
