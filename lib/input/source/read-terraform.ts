import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { Bindings } from './constants.ts';
import { Found } from './found.ts';
import { HCL } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { readGroups } from './scan.ts';
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
    const name = tokens[at + 1];
    if (type !== 'word' || (word !== 'resource' && word !== 'data') || name?.type !== 'string') return;
    if (!name.text.startsWith('kubernetes_') || tokens[at + 2]?.type !== 'string') return;
    found.use(name.offset, name.text, { group: null, version: '', what: { type: 'terraform', name: name.text } });
  });
  readGroups(scanned, found);
  readStrings(scanned, { isPassedOver: () => false, joinsBeside: false }, found);
  return found.reading();
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
