import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { apiOfClass, apiOfConstruct, apiOfModel, apiOfResource, isVersionName, objectOfMethod } from './api-names.ts';
import { Found } from './found.ts';
import { PYTHON } from './languages.ts';
import type { Keys, Scanned } from './scan.ts';
import { constantsOf, readGroups, readStrings, textOfValue, written } from './scan.ts';
import type { Token } from './tokens.ts';
import { membersOf, openingOf, tokensOf } from './tokens.ts';

const KEYS: Keys = {
  apiVersion: /^(?:apiVersion|api_version)$/,
  kind: /^kind$/,
  group: /^group$/,
  version: /^version$/,
  resource: /^(?:plural|resource)$/,
};
const CUSTOM = /^(?:create|get|list|patch|replace|delete|delete_collection)_(?:cluster|namespaced)_custom_object/;

/** Reads a program in Python by its words: classes and methods of the official client, dictionaries, strings, Pulumi. */
export function readPython(file: string, text: string): SourceReading {
  const tokens = tokensOf(text, PYTHON);
  const found = new Found(file, new LineIndex(text));
  const scanned: Scanned = {
    text,
    tokens,
    constants: constantsOf(tokens),
    keys: KEYS,
    byLine: false,
    holes: ({ form }) =>
      form === 'format' ? /\{([A-Za-z_]\w*(?!\w))?[^{}]*\}/ : form === 'raw' ? null : /%s|\{([A-Za-z_]\w*)?\}/,
  };
  if (/kubernetes|k8s/.test(text)) {
    readNames(tokens, found);
    readMethods(scanned, found);
    readPulumi(tokens, found);
  }
  readGroups(scanned, found);
  readStrings({ ...scanned, tokens: tokens.filter((_, at) => !isDocumentation(tokens, at, text)) }, found);
  return found.reading();
}

/** Whether a string is a statement of its own, which says something to people and nothing to the program. */
function isDocumentation(tokens: readonly Token[], at: number, text: string): boolean {
  const { type, offset } = tokens[at] as Token;
  if (type !== 'string' || !/(?:^|\n)[ \t]*[A-Za-z]{0,2}["']+$/.test(text.slice(Math.max(0, offset - 200), offset)))
    return false;
  const previous = tokens[at - 1];
  return previous === undefined || previous.type !== 'sign' || /^[:)\]}]$/.test(previous.text);
}

/** Classes of clients and models, wherever they are named: their names are telling enough. */
function readNames(tokens: readonly Token[], found: Found): void {
  for (const { type, text, offset } of tokens) {
    if (type !== 'word') continue;
    const api = apiOfClass(text) ?? (/^Kube\w*V\d/.test(text) ? apiOfConstruct(text) : null) ?? apiOfModel(text);
    if (api !== null) found.use(offset, text, api);
  }
}

/** `api.create_namespaced_ingress(...)`; what the receiver is, the last assignment before it says. */
function readMethods(scanned: Scanned, found: Found): void {
  const { tokens } = scanned;
  const clients = onlyClients(tokens);
  tokens.forEach((token, at) => {
    if (token.type !== 'word') return;
    const client = tokens[at + 1]?.text === '=' ? clientMadeAt(tokens, at + 2) : null;
    if (client !== null) clients.set(token.text, client);
    if (tokens[at - 1]?.text !== '.' || tokens[at + 1]?.text !== '(') return;
    if (CUSTOM.test(token.text)) readCustomObject(scanned, at, found);
    else readMethod(tokens, at, clients, found);
  });
}

/** The names that clients of one class only are given in the file: they may be handed on before they stand there. */
function onlyClients(tokens: readonly Token[]): Map<string, string> {
  const all = new Map<string, Set<string>>();
  tokens.forEach((token, at) => {
    const client = token.type === 'word' && tokens[at + 1]?.text === '=' ? clientMadeAt(tokens, at + 2) : null;
    if (client !== null) all.set(token.text, (all.get(token.text) ?? new Set()).add(client));
  });
  return new Map([...all].filter(([, classes]) => classes.size === 1).map(([name, [client = '']]) => [name, client]));
}

/** The class of the client that an expression makes: `client.CoreV1Api()`. */
function clientMadeAt(tokens: readonly Token[], at: number): string | null {
  for (let next = at; tokens[next]?.type === 'word'; next += 2) {
    const { text } = tokens[next] as Token;
    if (apiOfClass(text) !== null) return text;
    if (tokens[next + 1]?.text !== '.') return null;
  }
  return null;
}

function readMethod(tokens: readonly Token[], at: number, clients: ReadonlyMap<string, string>, found: Found): void {
  const { text, offset } = tokens[at] as Token;
  const object = objectOfMethod(text.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
  if (object === null || !text.includes('_')) return;
  const receiver = tokens[at - 2];
  const made = receiver?.text === ')' ? tokens[openingOf(tokens, at - 2) - 1]?.text : undefined;
  const isMade = made !== undefined && apiOfClass(made) !== null;
  const client = isMade ? made : receiver === undefined ? undefined : clients.get(receiver.text);
  const api = client === undefined ? null : apiOfClass(client);
  if (api !== null) found.use(offset, `${client}.${text}`, { ...api, what: { type: 'method', name: object.object } });
  else if (object.isTelling) found.runTime(offset, `${receiver?.text ?? ''}.${text}`);
}

/** By place; the form with keywords is read where all that is in parentheses is. */
function readCustomObject(scanned: Scanned, at: number, found: Found): void {
  const { tokens, text } = scanned;
  const name = tokens[at] as Token;
  const members = membersOf(tokens, at + 1, text);
  const given = (key: RegExp, place: number) =>
    members.find((member) => member.key !== null && key.test(member.key)) ??
    members.filter((member) => member.key === null)[place];
  const isNamespaced = name.text.includes('namespaced');
  const parts = [given(KEYS.group, 0), given(KEYS.version, 1), given(KEYS.resource, isNamespaced ? 3 : 2)].map(
    (member) => (member === undefined ? null : textOfValue(member.value, scanned)),
  );
  const [group, version, plural] = parts as [string | null, string | null, string | null];
  if (members.some(({ key }) => key !== null && KEYS.group.test(key))) return;
  const api = group === null || version === null || plural === null ? null : apiOfResource(group, version, plural);
  if (api !== null) found.use(name.offset, `${name.text} ${group}/${version} ${plural}`, api);
  else found.runTime(name.offset, `${name.text}(${members.map(({ value }) => written(value)).join(', ')})`);
}

/** `k8s.apps.v1.Deployment(...)`, and `from pulumi_kubernetes.apps.v1 import Deployment`. */
function readPulumi(tokens: readonly Token[], found: Found): void {
  const roots = new Set<string>(['pulumi_kubernetes']);
  tokens.forEach((token, at) => {
    if (token.text === 'pulumi_kubernetes' && tokens[at + 1]?.text === 'as') roots.add(tokens[at + 2]?.text ?? '');
  });
  if (!tokens.some(({ text }) => text === 'pulumi_kubernetes')) return;
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || !roots.has(token.text) || tokens[at - 1]?.text === '.') return;
    const [group, version] = [tokens[at + 2]?.text ?? '', tokens[at + 4]?.text ?? ''];
    if (tokens[at + 1]?.text !== '.' || tokens[at + 3]?.text !== '.' || !isVersionName(version)) return;
    const name = tokens[at + 5]?.text === '.' || tokens[at + 5]?.text === 'import' ? tokens[at + 6] : undefined;
    const what =
      name === undefined
        ? ({ type: 'all' } as const)
        : ({ type: 'model', name: name.text.replace(/Args$/, '') } as const);
    found.use(token.offset, `${group}.${version}${name === undefined ? '' : `.${name.text}`}`, {
      group: { word: group },
      version,
      what,
    });
  });
}
