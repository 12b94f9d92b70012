import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { Found } from './found.ts';
import { HCL } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { constantsOf, readGroups, readStrings } from './scan.ts';
import { tokensOf } from './tokens.ts';

/** Helm and others of the provider's own resources have these keys in other meanings. */
const NONE = /^(?!)/;
const KEYS: Keys = {
  apiVersion: /^(?:apiVersion|api_version)$/,
  kind: /^kind$/,
  group: NONE,
  version: NONE,
  resource: NONE,
};

/** Reads a Terraform configuration by its words: resources of the Kubernetes provider, objects, and here-documents. */
export function readTerraform(file: string, text: string): SourceReading {
  const tokens = tokensOf(text, HCL, true);
  const found = new Found(file, new LineIndex(text));
  const scanned: Scanned = {
    text,
    tokens,
    constants: constantsOf(tokens),
    keys: KEYS,
    byLine: true,
    holes: () => /\$\{(?:local\.|var\.)?([A-Za-z_]\w*(?!\w))?[^{}]*\}/,
  };
  tokens.forEach(({ text: word, type }, at) => {
    const name = tokens[at + 1];
    if (type !== 'word' || (word !== 'resource' && word !== 'data') || name?.type !== 'string') return;
    if (!name.text.startsWith('kubernetes_') || tokens[at + 2]?.type !== 'string') return;
    found.use(name.offset, name.text, { group: null, version: '', what: { type: 'terraform', name: name.text } });
  });
  readGroups(scanned, found);
  readStrings(scanned, found);
  return found.reading();
}
