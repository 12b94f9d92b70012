import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { isVersionName } from './api-names.ts';
import { Found } from './found.ts';
import { GO } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { afterCall, constantsOf, readGroups, readStrings } from './scan.ts';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';

/** Packages of Kubernetes' own modules that end in a group and a version. */
const PACKAGE =
  /^k8s\.io\/(?:api|client-go\/(?:kubernetes\/typed|informers|listers|applyconfigurations|pkg\/apis)|kubernetes\/pkg\/apis|(?:apiextensions-apiserver|kube-aggregator|metrics)\/pkg\/apis)\/([a-z]+)\/(v\w+)$/;
const OLD_CORE = /^k8s\.io\/(?:client-go|kubernetes)\/pkg\/api\/(v\w+)$/;
const CLIENT = /^([A-Z][A-Za-z]*?)(V[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)$/;

const KEYS: Keys = {
  apiVersion: /^(?:APIVersion|apiVersion)$/,
  kind: /^(?:Kind|kind)$/,
  group: /^Group$/,
  version: /^Version$/,
  resource: /^Resource$/,
};

/** Reads a program in Go by its words: imports of Kubernetes' types, calls of typed clients, literals of APIs, strings. */
export function readGo(file: string, text: string): SourceReading {
  const tokens = tokensOf(text, GO);
  const found = new Found(file, new LineIndex(text));
  const scanned: Scanned = {
    text,
    tokens,
    constants: constantsOf(tokens),
    keys: KEYS,
    byLine: false,
    holes: ({ form }) => (form === 'raw' ? null : /%(?:\[\d+\])?[sdvq]/),
  };
  const aliases = readImports(tokens, found);
  readSelectors(tokens, aliases, found);
  if (/"k8s\.io\//.test(text)) readClients(tokens, found);
  readGroups(scanned, found);
  readStrings(scanned, found);
  return found.reading();
}

interface Package {
  readonly group: string;
  readonly version: string;
}

/** The packages of types by the names they have in the file; each import is a use itself. */
function readImports(tokens: readonly Token[], found: Found): ReadonlyMap<string, Package> {
  const aliases = new Map<string, Package>();
  tokens.forEach((token, at) => {
    if (token.type !== 'string') return;
    const match = PACKAGE.exec(token.text);
    const version = match?.[2] ?? OLD_CORE.exec(token.text)?.[1];
    if (version === undefined || !isVersionName(version)) return;
    const group = match?.[1] ?? 'core';
    const previous = tokens[at - 1];
    const isNamed = previous?.type === 'word' && previous.text !== 'import';
    if (previous?.text !== 'import' && !isNamed && previous?.text !== '(' && previous?.type !== 'string') return;
    aliases.set(isNamed ? previous.text : version, { group, version });
    found.use(token.offset, token.text, { group: { word: group }, version, what: { type: 'all' } });
  });
  return aliases;
}

/** `v1beta1.Ingress` of an import, and `v1beta1.SchemeGroupVersion.WithKind("Ingress")`. */
function readSelectors(tokens: readonly Token[], aliases: ReadonlyMap<string, Package>, found: Found): void {
  tokens.forEach((token, at) => {
    const name = tokens[at + 2];
    if (token.type !== 'word' || tokens[at + 1]?.text !== '.' || tokens[at - 1]?.text === '.' || name === undefined)
      return;
    const known = aliases.get(token.text);
    if (known === undefined) return;
    const [method, argument] = [tokens[at + 4]?.text, tokens[at + 6]];
    const isNaming = name.text === 'SchemeGroupVersion' && argument?.type === 'string';
    const type = method === 'WithResource' ? 'resource' : 'model';
    const what = isNaming ? ({ type, name: argument.text } as const) : ({ type: 'model', name: name.text } as const);
    if (isNaming && method !== 'WithKind' && method !== 'WithResource') return;
    found.use(token.offset, `${token.text}.${name.text}`, {
      group: { word: known.group },
      version: known.version,
      what,
    });
  });
}

/** `.ExtensionsV1beta1().Ingresses(...)`, and `.Extensions().V1beta1().Ingresses()` of informers. */
function readClients(tokens: readonly Token[], found: Found): void {
  tokens.forEach((token, at) => {
    if (
      token.type !== 'word' ||
      tokens[at - 1]?.text !== '.' ||
      tokens[at + 1]?.text !== '(' ||
      tokens[at + 2]?.text !== ')'
    )
      return;
    const match = CLIENT.exec(token.text);
    const below = tokens[at + 4];
    const isSplit =
      match === null && below !== undefined && /^V[1-9]\w*$/.test(below.text) && tokens[at + 3]?.text === '.';
    const word = match?.[1] ?? (isSplit ? token.text : undefined);
    const version = (match?.[2] ?? (isSplit ? below.text : '')).toLowerCase();
    if (word === undefined || !isVersionName(version)) return;
    const end = isSplit ? afterCall(tokens, at + 5) : at + 3;
    const resource = tokens[end]?.text === '.' && tokens[end + 2]?.text === '(' ? tokens[end + 1] : undefined;
    const isResource = resource !== undefined && !/^(?:RESTClient|Interface)$/.test(resource.text);
    const what = isResource
      ? ({ type: 'resource', name: resource.text.toLowerCase() } as const)
      : ({ type: 'all' } as const);
    const shown = `${token.text}()${isSplit ? `.${below.text}()` : ''}${isResource ? `.${resource.text}` : ''}`;
    found.use(token.offset, shown, { group: { word }, version, what });
  });
}
