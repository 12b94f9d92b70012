import { LineIndex } from '../../model/location.ts';
import type { ApiName, SourceReading } from '../../model/source-use.ts';
import { Bindings } from './constants.ts';
import { Found } from './found.ts';
import { HCL } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { readGroups, written } from './scan.ts';
import { readStrings } from './scan-strings.ts';
import type { Token } from './tokens.ts';
import { isSign, membersOf, tokensOf } from './tokens.ts';

/** Helm and others of the provider's own resources have these keys in other meanings. */
const NONE = /^(?!)/;
const KEYS: Keys = {
  apiVersion: /^(?:apiVersion|api_version)$/,
  kind: /^kind$/,
  group: NONE,
  version: NONE,
  resource: NONE,
};

/** What a run puts into a string, or what it decides on there. */
const HOLE = /\$\{ ?(?<name>local\.[A-Za-z_][\w-]*) ?\}|[$%]\{[^{}]*\}/;

/** Reads a Terraform configuration by its words: resources of the Kubernetes provider, objects, and here-documents. */
export function readTerraform(file: string, text: string): SourceReading {
  const tokens = tokensOf(text, HCL, true);
  const found = new Found(file, new LineIndex(text));
  const scanned: Scanned = {
    text,
    tokens,
    constants: localsOf(tokens, text),
    keys: KEYS,
    byLine: true,
    holes: () => HOLE,
  };
  tokens.forEach(({ text: word, type }, at) => {
    const [name, label] = [tokens[at + 1], tokens[at + 2]];
    if (type !== 'word' || (word !== 'resource' && word !== 'data')) return;
    // What follows may stand in quotes, or without.
    if (name === undefined || label === undefined || name.type === 'sign' || label.type === 'sign') return;
    const api = apiOfResourceType(name.text);
    if (api !== null) found.use(name.offset, name.text, api);
    else readManifestOf(name, at + 3, scanned, found);
  });
  readGroups(scanned, found);
  readStrings(scanned, { isPassedOver: () => false, joinsBeside: false }, found);
  return found.reading();
}

/** Resources whose names say the API: those of the Kubernetes provider, and `k8s_batch_v1beta1_cron_job` of another. */
function apiOfResourceType(name: string): ApiName | null {
  if (MANIFESTS.has(name)) return null;
  if (name.startsWith('kubernetes_')) return { group: null, version: '', what: { type: 'terraform', name } };
  const [, word, version = '', kind = ''] =
    /^k8s_([a-z_]+?)_(v[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)_(\w+)$/.exec(name) ?? [];
  return word === undefined ? null : { group: { word }, version, what: { type: 'model', name: kind } };
}

/** Resources that hold a manifest, and the argument that is one. */
const MANIFESTS: ReadonlyMap<string, string> = new Map([
  ['kubernetes_manifest', 'manifest'],
  ['kubectl_manifest', 'yaml_body'],
  ['k8s_manifest', 'content'],
]);

/** A manifest in a file of its own is read where that is in the input. */
const OWN_FILE = /^(?:yamldecode|jsondecode)?\(?file\((?:\$\{path\.module\}\/)?[\w./-]+\.(?:ya?ml|json)\)\)?$/;

/** A manifest that is no object and no text here: a template in a file, a loop, what a variable holds. */
function readManifestOf(type: Token, open: number, { tokens, text, constants }: Scanned, found: Found): void {
  const argument = MANIFESTS.get(type.text);
  if (argument === undefined || !isSign(tokens[open], '{')) return;
  const manifest = membersOf(tokens, open, text, true).find(({ key }) => key === argument)?.value ?? [];
  const shown = written(manifest);
  const has = (key: RegExp) => manifest.some((token) => token.type !== 'sign' && key.test(token.text));
  const isHere = (has(KEYS.apiVersion) && has(KEYS.kind)) || manifest.some((token) => /\n|\\n/.test(token.text));
  const [first] = manifest;
  if (first === undefined || isHere || constants.has(shown) || OWN_FILE.test(shown)) return;
  found.runTime(first.offset, shown);
}

/** The texts that `locals` give names to, as they are asked for: `local.version`. Arguments of other blocks are no names. */
function localsOf(tokens: readonly Token[], text: string): ReadonlyMap<string, string> {
  const bindings = new Bindings();
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || token.text !== 'locals' || !isSign(tokens[at + 1], '{')) return;
    for (const { key, value } of membersOf(tokens, at + 1, text, true)) {
      const [first, more] = value;
      const isText = first?.type === 'string' && more === undefined && !HOLE.test(first.text);
      if (key !== null) bindings.bind(`local.${key}`, isText ? first.text : null);
    }
  });
  return bindings.constants();
}
