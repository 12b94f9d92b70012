import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { apiOfClass, apiOfConstruct, apiOfModel } from './api-names.ts';
import { readAssignedHeads } from './assigned-heads.ts';
import { Found } from './found.ts';
import { PYTHON } from './languages.ts';
import { KEYS, readMethods } from './python-clients.ts';
import { readClasses, readKopf, readLightkube } from './python-libraries.ts';
import { pythonConstants } from './python-names.ts';
import { readPulumi } from './python-pulumi.ts';
import type { Scanned } from './scan.ts';
import { readGroups } from './scan.ts';
import { readStrings } from './scan-strings.ts';
import type { Token } from './tokens.ts';
import { enclosedIn, isSign, openingOf, startsLine, tokensOf } from './tokens.ts';

/** What stands in an f-string: expressions, and braces that are doubled to be braces. */
const EXPRESSION = /(?<sign>\{\{|\}\})|\{(?<name>[A-Za-z_]\w*)\}|\{[^{}]*\}/;

/** The same where `format` fills the fields: their names are those of its arguments. */
const FIELD = /(?<sign>\{\{|\}\})|\{[^{}]*\}/;

/** What `%` or `format` puts into any other string, as it may be filled elsewhere. */
const VERB =
  /%(?<sign>%)|%(?:\([^()%\s]{1,100}\))?[-+#0]{0,4}\d{0,4}(?:\.\d{0,4})?[sdiroxXeEfFgGcu]|\{(?:[A-Za-z_]\w*)?\}/;

/** What jsii, and by it cdk8s, generates for Python names every kind of the cluster: what a program makes of them is a use, they are not. */
const GENERATED = /^from \.+_jsii import /m;

/** Reads a program in Python by its words: classes and methods of the official client, dictionaries, strings, Pulumi. */
export function readPython(file: string, text: string): SourceReading {
  if (GENERATED.test(text)) return { uses: [], unresolved: [] };
  const tokens = tokensOf(text, PYTHON);
  const found = new Found(file, new LineIndex(text));
  const formatted = formattedIn(tokens);
  const scanned: Scanned = {
    text,
    tokens,
    constants: pythonConstants(tokens, text),
    keys: KEYS,
    byLine: false,
    holes: (token) => (token.form === 'format' ? EXPRESSION : formatted.has(token) ? FIELD : VERB),
  };
  if (/kubernetes|k8s/.test(text)) {
    readNames(tokens, found);
    readMethods(scanned, found);
    readPulumi(tokens, text, found);
  }
  if (text.includes('lightkube')) readLightkube(scanned, found);
  if (text.includes('kopf')) readKopf(scanned, found);
  if (/^[ \t]*_?kind\b/m.test(text)) readClasses(scanned, found);
  readGroups(scanned, found);
  readAssignedHeads(scanned, found);
  const enclosed = enclosedIn(tokens);
  const isDocumentation = (at: number): boolean => enclosed[at] === false && isStatement(tokens, at, text);
  readStrings(scanned, { isPassedOver: isDocumentation, joinsBeside: true }, found);
  return found.reading();
}

/** The strings that `format` is called on: where they stand, in brackets before it, or by a name that they are given. */
function formattedIn(tokens: readonly Token[]): ReadonlySet<Token> {
  const formatted = new Set<Token>();
  const names = new Set<string>();
  tokens.forEach((token, at) => {
    const before = tokens[at - 2];
    if (token.text !== 'format' || !isSign(tokens[at - 1], '.') || before === undefined) return;
    if (before.type === 'string') formatted.add(before);
    else if (before.type === 'word') names.add(before.text);
    else if (isSign(before, ')')) {
      const open = openingOf(tokens, at - 2);
      if (open === -1) return;
      for (let next = open + 1; tokens[next]?.type === 'string'; next++) formatted.add(tokens[next] as Token);
    }
  });
  tokens.forEach((token, at) => {
    const name = isSign(tokens[at - 1], '=') ? tokens[at - 2] : undefined;
    if (token.type === 'string' && name?.type === 'word' && names.has(name.text)) formatted.add(token);
  });
  return formatted;
}

/** Whether a string outside of brackets is a statement of its own, which says something to people and nothing to the program. */
function isStatement(tokens: readonly Token[], at: number, text: string): boolean {
  return startsLine(tokens, at, text) && !isSign(tokens[at - 1], '\\');
}

/** Classes of clients and models, wherever they are named: their names are telling enough. */
function readNames(tokens: readonly Token[], found: Found): void {
  for (const { type, text, offset } of tokens) {
    if (type !== 'word') continue;
    const api = apiOfClass(text) ?? (/^Kube\w*V\d/.test(text) ? apiOfConstruct(text) : null) ?? apiOfModel(text);
    if (api !== null) found.use(offset, text, api);
  }
}
