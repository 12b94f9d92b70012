import { isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Token } from './tokens.ts';
import { closingOf, isSign, startsLine } from './tokens.ts';

const ROOT = 'pulumi_kubernetes';

/** What `from ... import` names, and what it is called in the file. */
export interface Imported {
  readonly name: string;
  readonly alias: string;
}

/** `k8s.apps.v1.Deployment(...)`, and `from pulumi_kubernetes.apps.v1 import Deployment`, which is a use itself. */
export function readPulumi(tokens: readonly Token[], text: string, found: Found): void {
  if (!tokens.some((token) => token.text === ROOT)) return;
  /** Names in the file, by the steps below the package that they stand for. */
  const modules = new Map<string, readonly string[]>([[ROOT, []]]);
  /** The indexes at which imports stand that are read here. */
  const imports = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.text !== ROOT || token.type !== 'word' || isSign(tokens[at - 1], '.')) return;
    const { steps, end } = stepsFrom(tokens, at);
    const alias = tokens[end]?.text === 'as' ? tokens[end + 1] : undefined;
    if (alias?.type === 'word') modules.set(alias.text, steps);
    if (tokens[end]?.text !== 'import' || tokens[end]?.type !== 'word') return;
    imports.add(at);
    for (const { name, alias: called } of importedFrom(tokens, end + 1, text)) {
      const path = name === '*' ? steps : [...steps, name];
      if (path.length <= 2 && name !== '*') modules.set(called, path);
      use(token, path, found);
    }
  });
  tokens.forEach((token, at) => {
    const known = token.type === 'word' && !isSign(tokens[at - 1], '.') ? modules.get(token.text) : undefined;
    if (known === undefined || imports.has(at)) return;
    const { steps } = stepsFrom(tokens, at);
    if (steps.length > 0) use(token, [...known, ...steps], found);
  });
}

/** The words below a name, `apps`, `v1` and `Deployment` of `k8s.apps.v1.Deployment`, as many as matter; and where they end. */
function stepsFrom(tokens: readonly Token[], at: number): { readonly steps: readonly string[]; readonly end: number } {
  const steps: string[] = [];
  let end = at + 1;
  for (; steps.length < 3 && isSign(tokens[end], '.') && tokens[end + 1]?.type === 'word'; end += 2)
    steps.push((tokens[end + 1] as Token).text);
  return { steps, end };
}

/** What an import names, from an index on to the end of the line or of its parentheses. */
export function importedFrom(tokens: readonly Token[], from: number, text: string): readonly Imported[] {
  const isGroup = isSign(tokens[from], '(');
  const end = isGroup ? closingOf(tokens, from) : tokens.length;
  const imported: Imported[] = [];
  for (let at = isGroup ? from + 1 : from; at < end; at++) {
    const token = tokens[at] as Token;
    if ((!isGroup && at > from && startsLine(tokens, at, text)) || token.text === 'import') break;
    const alias = tokens[at + 1]?.text === 'as' ? tokens[at + 2] : undefined;
    if (token.type === 'word' || token.text === '*')
      imported.push({ name: token.text, alias: alias?.text ?? token.text });
    if (alias !== undefined) at += 2;
  }
  return imported;
}

/** @param path the group, the version and what is used of them, as far as they are named. */
function use(token: Token, path: readonly string[], found: Found): void {
  const [group = '', version = '', name] = path;
  if (!isVersionName(version)) return;
  const shown = path.slice(0, 3).join('.');
  const what =
    name === undefined ? ({ type: 'all' } as const) : ({ type: 'model', name: name.replace(/Args$/, '') } as const);
  found.use(token.offset, shown, { group: { word: group }, version, what });
}
