import type { GroupVersionKind } from './gvk.ts';
import type { Positions } from './location.ts';
import type { MappingNode, Node } from './node.ts';

/** The text of one input and how to find lines in it. */
export interface Source {
  /** As shown to people: relative, forward slashes; `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly lines: Positions;
  /** What is known of how the text at an offset was come by; absent where it stands in the file as it is. */
  readonly originOf?: (offset: number) => Origin | null;
}

/** How a stretch of text was come by that is not simply written in a file. */
export interface Origin {
  /** The template that Helm printed it from, as Helm names it (`shop/templates/web.yaml`). */
  readonly template?: string;
  /** It stands in a branch of a Helm template that asks for the cluster's APIs or release. */
  readonly guarded?: Guarded;
  /** The stored Helm release whose manifest it is: `web v3`. */
  readonly helmRelease?: string;
  /** Where in the file it is, when the document and path of the Resource count in another text. */
  readonly within?: { readonly document: number; readonly path: string };
}

/**
 * What a guard such as `.Capabilities.APIVersions.Has "policy/v1"` makes of a branch at the Target: it may be `taken`; or
 * it is `not-taken`, though Helm, whose own list holds APIs that are long gone, printed it.
 */
export type Guarded = 'taken' | 'not-taken';

/** One YAML or JSON document in a Source. */
export interface Document {
  readonly source: Source;
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly root: Node;
}

/**
 * How an API was come by: `resource` from a document, `template` by text from a template that is not rendered, `reference` in a
 * place of a Resource that names another API, `source` in a program.
 */
export type Via = 'resource' | 'template' | 'reference' | 'source';

/** A Document, or an item of a list in one, that names its apiVersion and kind; or an object within a Document that is none. */
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
  /** What a CustomResourceDefinition defines that was found by text in a template; absent for all others. */
  readonly definition?: MappingNode;
}
