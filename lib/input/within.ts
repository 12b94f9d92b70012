import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { entry } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Trail } from '../model/walk.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import type { Head } from './head.ts';
import { hasWords, headOfNode } from './head.ts';

/** An object that stands somewhere within a document that is none itself. */
export interface Within {
  readonly head: Head;
  readonly node: MappingNode;
  /** JSON pointer from the document to it. */
  readonly path: string;
}

/** A text within such a document that may hold manifests. */
export interface TextWithin {
  readonly node: ScalarNode;
  /** JSON pointer from the document to it. */
  readonly path: string;
}

/** What stands in a document that is no object. */
export interface Contents {
  readonly objects: readonly Within[];
  readonly texts: readonly TextWithin[];
}

/** The key by which a document of OpenAPI is known, in its third version and its second. */
const OPENAPI = ['openapi', 'swagger'];

/**
 * The outermost objects in a document that is no object itself: what a task of Ansible applies (`definition:`), what the
 * values of a chart bring along (`extraObjects:`), what a test holds. An object is a mapping with apiVersion, kind and
 * metadata, or a list of such. One without metadata may name an object only, or expect one, and is left alone. Beside them,
 * the texts that may hold manifests: `definition: |`, `extraDeploy: [|...]`.
 *
 * What an alias stands for is found where it is written, and not once more at the alias. A document of OpenAPI holds examples.
 */
export function contentsOf(root: Node): Contents {
  const found = { objects: [] as Within[], texts: [] as TextWithin[] };
  if (root.type === 'mapping' && OPENAPI.some((key) => entry(root, key) !== undefined)) return found;
  const objects = new Set<MappingNode>();
  if (root.type === 'mapping') addTexts(root, null, found.texts);
  walkMappings(
    root,
    (node, trail) => {
      const head = headOfObject(node);
      if (head === null) {
        addTexts(node, trail, found.texts);
        return;
      }
      objects.add(node);
      found.objects.push({ head, node, path: pathOf(trail, '') });
    },
    (_key, _above, mapping) => objects.has(mapping),
  );
  return found;
}

/** An apiVersion that begins a line, be it in JSON. One behind other words is in prose, or in a command. */
const BEGINS = /^[ \t{[-]*["']?apiVersion["']?[ \t]*:/m;

function mayHoldManifests(text: string): boolean {
  return hasWords(text) && BEGINS.test(text);
}

/** Adds the texts of a mapping's own, and those in its lists. */
function addTexts({ entries }: MappingNode, trail: Trail | null, texts: TextWithin[]): void {
  for (const { key, value } of entries) {
    const nodes = value.type === 'sequence' ? value.items : [value];
    for (const [at, node] of nodes.entries()) {
      if (node.type !== 'scalar' || !mayHoldManifests(node.value)) continue;
      const path = pointer(pathOf(trail, ''), key.value);
      texts.push({ node, path: node === value ? path : pointer(path, at) });
    }
  }
}

/** The head of what is an object beyond doubt; `null` for all others. */
function headOfObject(node: MappingNode): Head | null {
  if (entry(node, 'apiVersion') === undefined) return null;
  const head = headOfNode(node);
  const kind = head.kind?.value ?? '';
  const isWhole = head.hasMetadata || (kind.endsWith('List') && head.items() !== null);
  return isWhole && isLikeKubernetes(head.apiVersion?.value ?? '', kind) ? head : null;
}

/** Whether a Resource stands in the very text that was read; the offsets of one in a text within it count in that. */
export function isInTextItself({ source, offset }: Pick<Resource, 'source' | 'offset'>): boolean {
  return source.originOf?.(offset)?.within === undefined;
}

/** Whether an apiVersion and a kind have the form of Kubernetes' own. */
export function isLikeKubernetes(apiVersion: string, kind: string): boolean {
  return KIND.test(kind) && API_VERSION.test(apiVersion);
}

// Other formats have the keys too, with values of their own. What a template is to fill in may be anything.
const KIND = /^[A-Z][A-Za-z0-9]*$|\{\{|\$\{/;
const API_VERSION = /^(?:[a-z0-9.-]+\/)?v\d\w*$|\{\{|\$\{/;
