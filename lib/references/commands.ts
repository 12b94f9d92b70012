import { offsetsOf } from '../input/text-in.ts';
import { gvkOf, isDefinition } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import { selectTexts } from './select.ts';

/** The keys under which containers, tasks and workflows keep what they run, and policies of Kyverno what they ask for. */
const COMMANDS = ['command', 'args', 'script', 'source', 'urlPath'];

/** The forms in which a command names one version of a resource beyond doubt, by the names of what is in them. */
const FORMS = [
  /** `kubectl get deployments.v1beta1.extensions` */
  /(?<![\w./-])(?<resource>[a-z]+)\.(?<version>v\d+(?:(?:alpha|beta)\d+)?)\.(?<group>[a-z0-9]+(?:[.-][a-z0-9]+)*)/g,
  /** `kubectl get --raw /apis/extensions/v1beta1/namespaces/shop/ingresses` */
  /\/apis\/(?<group>[a-z0-9.-]+)\/(?<version>v\d+(?:(?:alpha|beta)\d+)?)\/(?:namespaces\/[^\s/"']+\/)?(?<resource>[a-z]+)/g,
];

/** Any of the forms has this in it; most texts have not, and are let go at once. */
const HINT = /[a-z]\.v\d|\/apis\//;

/** The resources that commands name: of containers and of the like, and in the scripts of a ConfigMap. */
export const commands: ReferenceReader = {
  isFor: (gvk) => !isDefinition(gvk),
  read(resource, root, context) {
    const { text } = resource.source;
    if (text !== '' && !HINT.test(text.slice(root.start, root.end))) return [];
    return [...namedInTexts(resource, root, context)];
  },
};

function* namedInTexts(resource: Resource, root: MappingNode, context: ReferenceContext): Generator<Reference> {
  const { gvk, path: base } = resource;
  const isConfigMap = gvk.group === '' && gvk.kind === 'ConfigMap';
  const texts = isConfigMap ? selectTexts(root, 'data{}', base) : scripts(root, base);
  for (const { node, path } of texts) yield* namedIn(node, path, resource, context);
}

function scripts(root: MappingNode, base: string): { readonly node: ScalarNode; readonly path: string }[] {
  const found: { node: ScalarNode; path: string }[] = [];
  const add = (node: Node, path: string) => {
    if (node.type === 'scalar') found.push({ node, path });
    else if (node.type === 'sequence') {
      for (const [at, item] of node.items.entries())
        if (item.type === 'scalar') found.push({ node: item, path: pointer(path, at) });
    }
  };
  walkMappings(
    root,
    ({ entries }, trail) => {
      for (const { key, value } of entries) {
        if (COMMANDS.includes(key.value)) add(value, pointer(pathOf(trail, base), key.value));
      }
    },
    () => false,
  );
  return found;
}

function* namedIn(
  node: ScalarNode,
  path: string,
  { source }: Resource,
  { catalog }: ReferenceContext,
): Generator<Reference> {
  if (!HINT.test(node.value)) return;
  const offsetOf = offsetsOf(node, source);
  for (const form of FORMS) {
    for (const { index, groups } of node.value.matchAll(form)) {
      const { group = '', version = '', resource = '' } = groups ?? {};
      const known =
        catalog.versionsOfResource(group, resource).find((gvk) => gvk.version === version) ??
        // kubectl takes the singular, too: the kind in small letters.
        catalog.kindsOf({ group, version }).find(({ kind }) => kind.toLowerCase() === resource);
      if (known !== undefined) yield { gvk: gvkOf(known), offset: offsetOf(index), path, sort: 'command' };
    }
  }
}
