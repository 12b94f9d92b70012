import { audit } from '../../lib/audit.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import type { CustomApis } from '../../lib/catalog/custom.ts';
import { detailsOf, findingAt } from '../../lib/findings.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { GroupVersionKind } from '../../lib/model/gvk.ts';
import { formatApiVersion, parseApiVersion } from '../../lib/model/gvk.ts';
import type { Release } from '../../lib/model/release.ts';
import type { RuleOverrides } from '../../lib/rules/index.ts';
import { judgeApi } from '../../lib/rules/index.ts';

const bundled = new Catalog();

/** Reads `apps/v1 Deployment`, as the tests write a GVK. */
export function gvkOf(text: string): GroupVersionKind {
  const [apiVersion = '', kind = ''] = text.split(' ');
  const groupVersion = parseApiVersion(apiVersion);
  if (groupVersion === null || kind === '') throw new Error(`'${text}' is no GVK`);
  return { ...groupVersion, kind };
}

/** The finding that the bundled data (and `custom`) make of a resource of this GVK; `null` where there is none. */
export function findingOf(
  gvk: string,
  target: Release,
  options: { readonly custom?: CustomApis; readonly rules?: RuleOverrides } = {},
): Finding | null {
  const catalog = options.custom === undefined ? bundled : new Catalog({ custom: options.custom });
  const state = catalog.state(gvkOf(gvk), target);
  const judgement = judgeApi(state, options.rules ?? {});
  if (judgement === null) return null;
  const place = {
    gvk: state.gvk,
    via: 'resource',
    holder: { apiVersion: formatApiVersion(state.gvk), kind: state.gvk.kind, namespace: null, name: 'it' },
    location: { file: 'it.yaml', line: 1, column: 13, document: 0, path: '/apiVersion' },
  } as const;
  return findingAt(place, state, judgement, detailsOf(state, catalog));
}

/** Audits texts by their names; each is one file. */
export function auditTexts(texts: Readonly<Record<string, string>>, options: Parameters<typeof audit>[1] = {}) {
  return audit(
    Object.entries(texts).map(([file, text]) => ({ file, text })),
    options,
  );
}

/** A manifest of one resource that says little more than what it is. */
export function manifest(gvk: string, name = 'it'): string {
  const [apiVersion, kind] = gvk.split(' ');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
}
