import type { MappingNode, Node } from '../model/node.ts';
import { entry } from '../model/node.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import type { Head } from './head.ts';
import { headOfNode } from './head.ts';

/** An object that stands somewhere within a document that is none itself. */
export interface Within {
  readonly head: Head;
  readonly node: MappingNode;
  /** JSON pointer from the document to it. */
  readonly path: string;
}

/** The key by which a document of OpenAPI is known, in its third version and its second. */
const OPENAPI = ['openapi', 'swagger'];

/**
 * The outermost objects in a document that is no object itself: what a task of Ansible applies (`definition:`), what the
 * values of a chart bring along (`extraObjects:`), what a test holds. An object is a mapping with apiVersion, kind and
 * metadata, or a list of such. One without metadata may name an object only, or expect one, and is left alone.
 *
 * What an alias stands for is found where it is written, and not once more at the alias. A document of OpenAPI holds examples.
 */
export function objectsWithin(root: Node): readonly Within[] {
  const found: Within[] = [];
  if (root.type === 'mapping' && OPENAPI.some((key) => entry(root, key) !== undefined)) return found;
  const objects = new Set<MappingNode>();
  walkMappings(
    root,
    (node, trail) => {
      const head = headOfObject(node);
      if (head === null) return;
      objects.add(node);
      found.push({ head, node, path: pathOf(trail, '') });
    },
    (_key, _above, mapping) => objects.has(mapping),
  );
  return found;
}

/** The head of what is an object beyond doubt; `null` for all others. */
function headOfObject(node: MappingNode): Head | null {
  if (entry(node, 'apiVersion') === undefined) return null;
  const head = headOfNode(node);
  const kind = head.kind?.value ?? '';
  const isWhole = head.hasMetadata || (kind.endsWith('List') && head.items() !== null);
  return isWhole && KIND.test(kind) && API_VERSION.test(head.apiVersion?.value ?? '') ? head : null;
}

// Other formats have the keys too, with values of their own. What a template is to fill in may be anything.
const KIND = /^[A-Z][A-Za-z0-9]*$|\{\{|\$\{/;
const API_VERSION = /^(?:[a-z0-9.-]+\/)?v\d\w*$|\{\{|\$\{/;
