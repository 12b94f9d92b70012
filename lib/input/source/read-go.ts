import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { readAssignedHeads } from './assigned-heads.ts';
import { Found } from './found.ts';
import { readCalls, readRows } from './go-calls.ts';
import { readClients } from './go-clients.ts';
import { goConstants } from './go-constants.ts';
import type { Package } from './go-imports.ts';
import { importsIn, readImports } from './go-imports.ts';
import { GO } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { readGroups } from './scan.ts';
import { readStrings } from './scan-strings.ts';
import type { Token } from './tokens.ts';
import { closingOf, isOpening, isSign, openingOf, startsLine, tokensOf } from './tokens.ts';

const KEYS: Keys = {
  apiVersion: /^(?:APIVersion|ApiVersion|apiVersion)$/,
  kind: /^(?:Kind|kind)$/,
  group: /^Group$/,
  version: /^Version$/,
  resource: /^Resource$/,
};

/** What fmt puts into a string, with how it is to look; a percent sign that is doubled is one. */
const VERB =
  /%(?<sign>%)|%[-+#0]{0,4}(?:\[\d{1,3}\])?(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*)?)?(?:\[\d{1,3}\])?[vTtbcdoOqxXUeEfFgGsp]/;

/** The fields of the types that name APIs, in their order. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  GroupVersion: ['Group', 'Version'],
  GroupVersionKind: ['Group', 'Version', 'Kind'],
  GroupVersionResource: ['Group', 'Version', 'Resource'],
  TypeMeta: ['Kind', 'APIVersion'],
};

/** The parameters of the functions that make such types, in their order. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  FromAPIVersionAndKind: ['APIVersion', 'Kind'],
};

/** Reads a program in Go by its words: imports of Kubernetes' types, calls of typed clients, literals of APIs, strings. */
export function readGo(file: string, text: string): SourceReading {
  const tokens = tokensOf(text, GO);
  const found = new Found(file, new LineIndex(text));
  const places = literalsIn(tokens);
  const scanned: Scanned = {
    text,
    tokens,
    constants: goConstants(tokens, text),
    keys: KEYS,
    byLine: false,
    holes: () => VERB,
    keysByPlace: (at) => places.get(at) ?? null,
  };
  const imports = importsIn(tokens);
  const packages = readImports(tokens, imports, found);
  readSelectors(tokens, packages.named, found);
  if (packages.unnamed.length > 0) readBareNames(tokens, text, packages.unnamed, found);
  readClients(tokens, imports, found);
  readGroups(scanned, found);
  readCalls(scanned, imports, found);
  readRows(scanned, found);
  readAssignedHeads(scanned, found);
  const paths = new Set(imports.map(({ at }) => at));
  readStrings(scanned, { isPassedOver: (at) => paths.has(at), joinsBeside: false }, found);
  return found.reading();
}

/**
 * The braces of literals of the types that name APIs, with their fields: `TypeMeta{...}`, and each of `[]TypeMeta{{...}}`; and the
 * parentheses of calls that make them.
 */
function literalsIn(tokens: readonly Token[]): ReadonlyMap<number, readonly string[]> {
  const literals = new Map<number, readonly string[]>();
  tokens.forEach(({ type, text }, at) => {
    const open = at + 1;
    if (type !== 'word') return;
    if (isSign(tokens[open], '(') && Object.hasOwn(PARAMETERS, text)) literals.set(open, PARAMETERS[text] ?? []);
    const fields = Object.hasOwn(FIELDS, text) ? FIELDS[text] : undefined;
    if (fields === undefined || !isSign(tokens[open], '{')) return;
    let before = isSign(tokens[at - 1], '.') ? at - 3 : at - 1;
    let isOfMany = false;
    for (; isSign(tokens[before], '*') || isSign(tokens[before], ']'); before--) {
      if (!isSign(tokens[before], ']')) continue;
      isOfMany = true;
      before = Math.max(0, openingOf(tokens, before));
    }
    if (tokens[before]?.text === 'map') before--;
    // What follows the result of a function is its body.
    if (isSign(tokens[before], ')')) return;
    if (!isOfMany) {
      literals.set(open, fields);
      return;
    }
    for (let next = open + 1; next < closingOf(tokens, open); next++) {
      if (isSign(tokens[next], '{')) literals.set(next, fields);
      if (isOpening(tokens[next])) next = closingOf(tokens, next);
    }
  });
  return literals;
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
    const what = isNaming
      ? ({ type, name: argument.text } as const)
      : ({ type: 'model', name: known.isPulumi ? modelOfPulumi(name.text) : name.text } as const);
    if (isNaming && method !== 'WithKind' && method !== 'WithResource') return;
    found.use(token.offset, `${token.text}.${name.text}`, {
      group: { word: known.group },
      version: known.version,
      what,
    });
  });
}

/** Pulumi has functions and arguments for each kind: `NewIngress`, `GetIngress`, `IngressArgs`. */
function modelOfPulumi(name: string): string {
  return name.replace(/^(?:New|Get)(?=[A-Z])/, '').replace(/(?:Args|State)$/, '');
}

/** `Ingress{}`, `*Ingress` and `var web Ingress` of packages whose names are those of the file. */
function readBareNames(tokens: readonly Token[], text: string, packages: readonly Package[], found: Found): void {
  tokens.forEach((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.type !== 'word' || !/^[A-Z]/.test(token.text) || isSign(before, '.')) return;
    const isOfType =
      before?.type === 'word' &&
      !startsLine(tokens, at, text) &&
      !/^(?:type|func|package|return|const)$/.test(before.text);
    const isType = isOfType || (before?.type === 'sign' && /^[&*\]]$/.test(before.text)) || isSign(after, '{');
    if (!isType || (before?.type === 'word' && /^(?:type|func)$/.test(before.text))) return;
    for (const { group, version } of packages)
      found.use(token.offset, token.text, {
        group: { word: group },
        version,
        what: { type: 'model', name: token.text },
      });
  });
}
