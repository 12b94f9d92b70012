import { newestConfigApi } from '../catalog/config-apis.ts';
import { resourcesIn } from '../input/read.ts';
import { offsetsOf } from '../input/text-in.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource, Source } from '../model/resource.ts';
import { remembering } from './remember.ts';

/** A text that stands as a value in a Resource and is a file of its own: `data` of a ConfigMap, `files` of a machine. */
export interface FileText {
  readonly text: string;
  /** JSON pointer from the document to the value. */
  readonly path: string;
  /** Where an offset of `text` stands in the Source. */
  readonly at: (offset: number) => number;
}

/** An object of its own: the Resource itself, or one that is written in a file that it holds as text. */
export interface Part {
  readonly gvk: GroupVersionKind;
  readonly node: MappingNode;
  /** The text that the part's nodes stand in. */
  readonly source: Source;
  /** JSON pointer from the document: of the Resource, or of the text that holds the part. */
  readonly path: string;
  readonly isEmbedded: boolean;
  /** Where an offset that the part's nodes name stands in the Source. */
  readonly at: (offset: number) => number;
}

/** Groups whose objects hold whole files in their fields: machines to come, and clusters to be made. */
const HOLDERS_OF_FILES = /(?:^|\.)(?:cluster\.x-k8s\.io|kind\.x-k8s\.io|kind\.sigs\.k8s\.io|kops\.k8s\.io)$/;

/** Whether Resources of a kind may hold texts that are files of their own. */
export function holdsTexts({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): boolean {
  return (group === '' && (kind === 'ConfigMap' || kind === 'Secret')) || HOLDERS_OF_FILES.test(group);
}

const rememberedTexts = remembering<readonly FileText[]>();
const rememberedParts = remembering<readonly Part[]>();

/** The texts of a Resource that are files of their own, in the order of the document. */
export function fileTextsOf(resource: Resource, root: MappingNode): readonly FileText[] {
  if (!holdsTexts(resource.gvk)) return NONE;
  return rememberedTexts(resource.source, root, () =>
    [...valuesOf(resource, root)].map(([node, path]): FileText => {
      // Few are asked where anything stands in them, and what to answer costs a look at all their lines.
      let known: ReturnType<typeof offsetsOf> | null = null;
      const at = (offset: number) => {
        known ??= offsetsOf(node, resource.source);
        return known(offset);
      };
      return { text: node.value, path, at };
    }),
  );
}

function* valuesOf({ gvk, path }: Resource, root: MappingNode): Generator<readonly [ScalarNode, string]> {
  if (gvk.group === '' && (gvk.kind === 'ConfigMap' || gvk.kind === 'Secret')) {
    const key = gvk.kind === 'ConfigMap' ? 'data' : 'stringData';
    const data = get(root, key);
    if (data?.type !== 'mapping') return;
    for (const { key: name, value } of data.entries) {
      if (value.type === 'scalar') yield [value, pointer(pointer(path, key), name.value)];
    }
  } else {
    yield* longTexts(root, path);
  }
}

function* longTexts(node: Node, path: string): Generator<readonly [ScalarNode, string]> {
  if (node.type === 'scalar') {
    if (node.value.includes('\n')) yield [node, path];
  } else if (node.type === 'sequence') {
    for (const [at, item] of node.items.entries()) yield* longTexts(item, pointer(path, at));
  } else {
    for (const { key, value } of node.entries) yield* longTexts(value, pointer(path, key.value));
  }
}

const NONE: readonly FileText[] = [];

/** A Resource, and the objects written in its texts. */
export function partsOf(resource: Resource, root: MappingNode): readonly Part[] {
  const { gvk, source, path } = resource;
  const own: Part = { gvk, node: root, source, path, isEmbedded: false, at: (offset) => offset };
  if (!holdsTexts(gvk)) return [own];
  return rememberedParts(source, root, () => {
    const texts = fileTextsOf(resource, root);
    return [own, ...(HOLDERS_OF_PATCHES.test(gvk.group) ? texts.map(withApiVersion) : texts).flatMap(partsOfText)];
  });
}

/** The groups whose objects hold patches that need not say their apiVersion: the kind is enough to kind. */
const HOLDERS_OF_PATCHES = /^kind\.(?:x-k8s|sigs\.k8s)\.io$/;

/** A patch with the apiVersion that its kind has as a configuration file, where it says none itself. */
function withApiVersion(patch: FileText): FileText {
  const { text, at } = patch;
  if (text.includes('apiVersion')) return patch;
  const match = /^kind:[ \t]*["']?(\w+)/m.exec(text);
  const api = match === null ? undefined : newestConfigApi(match[1] as string);
  if (match === null || api === undefined) return patch;
  const line = `apiVersion: ${formatApiVersion(api)}\n`;
  return {
    ...patch,
    text: text.slice(0, match.index) + line + text.slice(match.index),
    at: (offset) => at(offset < match.index + line.length ? Math.min(offset, match.index) : offset - line.length),
  };
}

function partsOfText({ text, path, at }: FileText): readonly Part[] {
  if (!text.includes('apiVersion') || !text.includes('kind')) return [];
  return resourcesIn(path, text).flatMap(({ gvk, node, source }) =>
    node === null ? [] : [{ gvk, node, source, path, isEmbedded: true, at }],
  );
}
