import { offsetsOf } from '../input/text-in.ts';
import { isServed, representative } from './family.ts';
import type { ReferenceContext, ReferenceReader } from './reference.ts';
import { selectKeys, selectTexts } from './select.ts';

/** A key of `argocd-cm`: `resource.customizations.health.extensions_Ingress`. */
const KEY = /^resource\.customizations\.\w+\.(?<group>[a-z0-9.-]+)_(?<kind>[A-Z]\w*)$/;

/** A key in the older text of all customizations: `extensions/Ingress:` at the beginning of a line. */
const LINE = /^["']?(?<group>[a-z0-9.-]+)\/(?<kind>[A-Z]\w*)["']?:/gm;

/** The kinds for which the settings of Argo CD customize health, actions and differences. */
export const argoCustomizations: ReferenceReader = {
  isFor: ({ kind }) => kind === 'ConfigMap',
  *read(resource, root, context) {
    if (resource.name !== 'argocd-cm') return;
    for (const { node, path } of selectKeys(root, 'data', resource.path)) {
      const { group = '', kind = '' } = KEY.exec(node.value)?.groups ?? {};
      yield* customized(context, group, kind, node.start, path);
    }
    for (const { node, path } of selectTexts(root, 'data{}', resource.path)) {
      if (!path.endsWith('/resource.customizations')) continue;
      const offsetOf = offsetsOf(node, resource.source);
      for (const { index, groups } of node.value.matchAll(LINE)) {
        yield* customized(context, groups?.['group'] ?? '', groups?.['kind'] ?? '', offsetOf(index), path);
      }
    }
  },
};

function* customized(context: ReferenceContext, group: string, kind: string, offset: number, path: string) {
  const state = representative(context.catalog.versionsOf(group, kind), context);
  if (state === null) return;
  const silent = isServed(state);
  yield { gvk: state.gvk, offset, path, sort: 'kind', atMost: 'warning', silent } as const;
}
