import type { Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { firstRoot } from './document.ts';

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** The names that kustomize looks for in a folder. */
export function isKustomizationName(path: string): boolean {
  return NAME.test(path);
}

/** What a kustomization is, where the file says neither apiVersion nor kind: kustomize itself fills them in so. */
export const IMPLIED_KUSTOMIZATION = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' } as const;

/** Fields that list files and folders; of some, the files are named inside of each item. */
const LISTS = ['resources', 'bases', 'components', 'patchesStrategicMerge', 'crds'];
const LISTS_OF_PATHS = ['patches', 'patchesJson6902', 'replacements'];

/**
 * The files and folders that a kustomization is made of, as it names them; addresses on the network are left out, and so are
 * patches that stand in it.
 */
export function filesNamedBy(content: Uint8Array): {
  readonly names: readonly string[];
  readonly isComponent: boolean;
} {
  const root = firstRoot(content);
  const names = [
    ...LISTS.flatMap((list) => itemsOf(root, list).flatMap((item) => (item.type === 'scalar' ? [item.value] : []))),
    ...LISTS_OF_PATHS.flatMap((list) => itemsOf(root, list).flatMap((item) => text(item, 'path') ?? [])),
  ];
  const local = names.filter((name) => !name.includes('\n') && !/^[a-z]+:\/\/|^git@|^github\.com\//.test(name));
  return {
    names: local.map((name) => name.replace(/(?<!\/)\/+$/, '')),
    isComponent: text(root, 'kind') === 'Component',
  };
}

function itemsOf(root: Node | undefined, key: string): readonly Node[] {
  const list = get(root, key);
  return list?.type === 'sequence' ? list.items : [];
}
