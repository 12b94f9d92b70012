import { resourcesIn } from '../input/read.ts';
import { offsetsOf } from '../input/text-in.ts';
import { gvkKey, isDefinition, isKustomization, isRevision } from '../model/gvk.ts';
import { lastAtMost } from '../model/last-at-most.ts';
import { addTo } from '../model/lists.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Trail } from '../model/walk.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import { isReadOfKustomization } from './kustomization.ts';
import { asking } from './mentions.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import type { SelectedText } from './select.ts';
import { selectTexts } from './select.ts';

type ReferencesOf = ReferenceReader['read'];

/** Where nearly all manifests stand that are kept as text; read there behind an alias, too. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['ConfigMap', 'data{}'],
  ['Secret', 'stringData{}'],
]);
const ANNOTATIONS = 'metadata.annotations{}';
/** Where `kubectl apply` keeps what it was last given, and controllers copy it to the revisions that they keep. */
const LAST_APPLIED = pointer('/metadata/annotations', 'kubectl.kubernetes.io/last-applied-configuration');

/**
 * Keys at the top of an object below which no text is searched for manifests: what is recorded, and the
 * objects of a Template, which are Resources themselves.
 */
const PASSED_OVER = ['status', 'objects'];

/**
 * Reads the objects that stand as text in a Resource, whole or in a here-document of a script, and what they name in turn.
 *
 * @param within what is asked of each object found.
 */
export function embeddedObjects(within: ReferencesOf): ReferenceReader {
  return {
    read(resource, root, context) {
      const found: Reference[] = [];
      const isNamedInIt = resource.offsetPath.endsWith('/apiVersion');
      if (isNamedInIt && !mayHoldTwo(resource, root)) return found;
      for (const at of textsIn(resource, root)) {
        for (const reference of objectsIn(at, resource, within, context)) found.push(reference);
      }
      return found;
    },
  };
}

/** The texts of a Resource that may hold objects, each once. */
function textsIn(resource: Resource, root: MappingNode): Iterable<SelectedText> {
  const { gvk, path: base } = resource;
  const found = new Map<string, SelectedText>();
  const add = (at: SelectedText): void => {
    if (mayHoldObjects(at.node.value)) found.set(at.path, at);
  };
  selectTexts(root, ANNOTATIONS, base).forEach(add);
  const fields = gvk.group === '' ? FIELDS.get(gvk.kind) : undefined;
  if (fields !== undefined) selectTexts(root, fields, base).forEach(add);
  // Schemas describe objects.
  const isRead = fields !== undefined || isDefinition(gvk);
  const isReadElsewhere = isKustomization(gvk) ? isReadOfKustomization : () => false;
  if (isRead || !mayHoldLines(resource, root)) return found.values();
  const visit = ({ entries }: MappingNode, trail: Trail | null): void => {
    for (const { key, value } of entries) {
      if (trail === null && isReadElsewhere(key.value)) continue;
      const texts = value.type === 'sequence' ? value.items : [value];
      for (const [at, node] of texts.entries()) {
        if (node.type !== 'scalar' || !mayHoldObjects(node.value)) continue;
        const path = pointer(pathOf(trail, base), key.value);
        add({ node, path: value === node ? path : pointer(path, at) });
      }
    }
  };
  visit(root, null);
  const isPassedOver = (key: string) => PASSED_OVER.includes(key) || isReadElsewhere(key);
  walkMappings(root, visit, (key, above) => above === null && isPassedOver(key));
  return found.values();
}

/** Whether an object that says its own apiVersion may have another one in its text. */
const mayHoldTwo = asking((text) => text.includes('apiVersion', text.indexOf('apiVersion') + 1));

/** Whether a text may stand in an object that holds lines, or quotes: in a block, with escapes, or in single quotes. */
const mayHoldLines = asking((text) => /[|>\\']/.test(text));

/** An object has the words in a line of their own, or in quotes: prose that has them is no object. */
function mayHoldObjects(text: string): boolean {
  return (
    text.includes('apiVersion') && /^[ \t-]*apiVersion:|["']apiVersion["']\s*:/m.test(text) && text.includes('kind')
  );
}

function* objectsIn(
  { node, path }: SelectedText,
  { source, gvk, path: base }: Resource,
  within: ReferencesOf,
  context: ReferenceContext,
): Generator<Reference> {
  const sort = path === base + LAST_APPLIED ? 'applied' : 'embedded';
  // What a revision holds was applied at some time: that breaks nothing.
  const record = isRevision(gvk) ? ({ atMost: 'note' } as const) : {};
  const offsetOf = offsetsOf(node, source);
  /** A document of a here-document may read as one of the whole text, too. */
  const read = new Set<number>();
  for (const { start, text } of manifestsIn(node.value)) {
    const offset = (own: { readonly offset: number }) => offsetOf(start + own.offset);
    for (const object of resourcesIn(source.file, text)) {
      if (read.has(start + object.offset)) continue;
      read.add(start + object.offset);
      // What was applied is the object itself: in the same API it was told of already.
      const silent = sort === 'applied' && gvkKey(object.gvk) === gvkKey(gvk);
      yield { gvk: object.gvk, offset: offset(object), path, sort, quietWhenUnknown: true, silent, ...record };
      if (object.node === null) continue;
      for (const reference of within(object, object.node, context)) {
        yield { ...reference, offset: offset(reference), path, quietWhenUnknown: true, ...record };
      }
    }
  }
}

interface Manifest {
  /** Where it begins in the text around it. */
  readonly start: number;
  readonly text: string;
}

/** What opens a here-document of a shell: `<<EOF`, `<<-'EOF'`; what follows up to a line of that word alone is its text. */
const HERE_DOCUMENT = /(?<!<)<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2(?![\w<])/g;

/** A line of one word, which may close a here-document. */
const WORD_ALONE = /^[ \t]*([A-Za-z_]\w*)[ \t]*$/gm;

/** A text as a whole, and the here-documents in it. */
function* manifestsIn(text: string): Generator<Manifest> {
  yield { start: 0, text };
  if (!text.includes('<<')) return;
  /** Where each word stands alone in a line, in order: none is looked for twice. */
  const alone = new Map<string, number[]>();
  for (const { index, 1: word = '' } of text.matchAll(WORD_ALONE)) addTo(alone, word, index);
  const opening = new RegExp(HERE_DOCUMENT);
  /** The end of the line that is being read; it is looked for once. */
  let newline = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [, stripsTabs, , word = ''] = match;
    const lines = alone.get(word) ?? [];
    if (newline < opening.lastIndex) newline = text.indexOf('\n', opening.lastIndex);
    if (newline === -1) return;
    const start = newline + 1;
    const end = lines[lastAtMost(lines, (at) => at, newline) + 1];
    if (end === undefined) continue;
    const body = text.slice(start, end);
    // The shell takes the tabs away; here they make room, so that places stay.
    yield { start, text: stripsTabs === '' ? body : body.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)) };
    opening.lastIndex = end;
  }
}
