import { gvks } from '../model/gvks.ts';
import { addAll } from '../model/lists.ts';
import { pointer } from '../model/location.ts';
import type { ScalarNode } from '../model/node.ts';
import type { Document, Resource } from '../model/resource.ts';
import { mappingAt } from './document.ts';
import type { Head, Outline } from './head.ts';
import { IMPLIED_KUSTOMIZATION, isKustomizationName } from './kustomize-files.ts';
import { isPrintedRelease } from './release.ts';
import type { TextWithin } from './within.ts';
import { contentsOf } from './within.ts';

/** What the objects of one document gave. */
export interface Found {
  readonly resources: Resource[];
  /** apiVersions and kinds that a template computes, in a document that parses all the same. */
  readonly computed: { readonly offset: number; readonly text: string }[];
  /** apiVersions that no Kubernetes API can have. */
  readonly malformed: { readonly offset: number; readonly text: string }[];
  /** The document, where it is a release as Helm prints it. */
  readonly releases: Document[];
  /** Texts that may hold manifests, in a document that is no object. */
  readonly texts: TextWithin[];
  /** Whether there is anything of Kubernetes; an empty List is. */
  kubernetes: boolean;
}

/** What an item without apiVersion or kind takes from the list that holds it. */
interface Inherited {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Those that hold no placeholder. */
const GVKS = gvks();

/** What template languages and shells put where a value is to come; the last stands for an action that was masked. */
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|\$\(|@\w+@|\uE000/;

/**
 * Finds the Resources of a document: its root, the items of a list (`List`, and typed lists such as `CronJobList`,
 * whose items take what they lack from the list), lists in lists, the elements of a top-level sequence, and the
 * `objects` of an OpenShift Template. A list is not a Resource itself, its items are. Where none of these is there,
 * a release that Helm printed, or the objects within something else ({@link contentsOf}).
 */
export function resourcesOf(document: Document, outline: Outline): Found {
  const found: Found = { resources: [], computed: [], malformed: [], releases: [], texts: [], kubernetes: false };
  const implied = isKustomizationName(document.source.file) ? IMPLIED_KUSTOMIZATION : null;
  const whole: Place = { document, path: '' };
  if (outline.head !== null) visit(whole, outline.head, [], implied, found);
  visitAll(whole, outline.sequence, [], null, found);
  if (!isNothing(found) || !outline.mayHoldObjects()) return found;
  if (isPrintedRelease(document.root)) {
    found.releases.push(document);
    found.kubernetes = true;
  } else {
    const { objects, texts } = contentsOf(document.root);
    addAll(found.texts, texts);
    for (const { head, node, path } of objects) {
      const { source, index } = document;
      visit({ document: { source, index, root: node }, path }, head, [], null, found);
    }
  }
  return found;
}

function isNothing({ computed, malformed, kubernetes }: Found): boolean {
  return !kubernetes && computed.length === 0 && malformed.length === 0;
}

/** What the steps to a Resource begin at: a document, or an object in one, as a document of its own. */
interface Place {
  readonly document: Document;
  /** JSON pointer to it from the document that is read. */
  readonly path: string;
}

function visitAll(
  place: Place,
  heads: readonly (Head | null)[] | null,
  steps: readonly (string | number)[],
  inherited: Inherited | null,
  found: Found,
): void {
  heads?.forEach((head, index) => {
    if (head !== null) visit(place, head, [...steps, index], inherited, found);
  });
}

function visit(
  place: Place,
  head: Head,
  steps: readonly (string | number)[],
  inherited: Inherited | null,
  found: Found,
): void {
  const apiVersion = head.apiVersion?.value.trim() || inherited?.apiVersion || '';
  const kind = head.kind?.value.trim() || inherited?.kind || '';
  const known = GVKS.known(apiVersion, kind);
  if (known === undefined && (PLACEHOLDER.test(apiVersion) || PLACEHOLDER.test(kind))) {
    for (const scalar of [head.apiVersion, head.kind]) {
      if (scalar !== null && PLACEHOLDER.test(scalar.value)) found.computed.push(placed(scalar));
    }
    return;
  }
  if (apiVersion === '' || kind === '') return;
  const items = listItems(head, kind);
  if (items !== null) {
    found.kubernetes = true;
    visitAll(place, items, [...steps, 'items'], { apiVersion, kind: kind.slice(0, -'List'.length) }, found);
    return;
  }
  const gvk = known ?? GVKS.named(apiVersion, kind);
  if (gvk === null) {
    if (head.apiVersion !== null) found.malformed.push(placed(head.apiVersion));
    return;
  }
  found.kubernetes = true;
  const { document } = place;
  const path = steps.reduce<string>(pointer, place.path);
  found.resources.push({
    gvk,
    apiVersion,
    name: head.name,
    namespace: head.namespace,
    via: 'resource',
    source: document.source,
    document: document.index,
    path,
    offset: head.apiVersion?.start ?? head.start,
    offsetPath: head.apiVersion === null ? path : pointer(path, 'apiVersion'),
    node: mappingAt(document.root, steps),
  });
  if (kind === 'Template') visitAll(place, head.objects(), [...steps, 'objects'], null, found);
}

/**
 * The items of a list; `null` where the object is no list. A kind that only ends in `List` (a user's `PriceList`) is
 * one where its items look like objects, that is, one of them has a kind or metadata, or there are none.
 */
function listItems(head: Head, kind: string): readonly (Head | null)[] | null {
  if (!kind.endsWith('List')) return null;
  const items = head.items();
  if (items === null || kind === 'List' || items.length === 0) return items;
  if (items.includes(null)) return null;
  return items.some((item) => item !== null && (item.kind !== null || item.hasMetadata)) ? items : null;
}

function placed(scalar: ScalarNode): { offset: number; text: string } {
  return { offset: scalar.start, text: scalar.value };
}
