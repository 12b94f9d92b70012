import { apiOfClass, apiOfResource, objectOfMethod } from './api-names.ts';
import type { Found } from './found.ts';
import { assignmentsIn } from './python-names.ts';
import type { Keys, Scanned } from './scan.ts';
import { textOfValue, written } from './scan.ts';
import type { Token } from './tokens.ts';
import { enclosedIn, isSign, membersOf, openingOf } from './tokens.ts';

/** The keys under which dictionaries and calls have objects and resources. */
export const KEYS: Keys = {
  apiVersion: /^(?:apiVersion|api_version)$/,
  kind: /^kind$/,
  group: /^group$/,
  version: /^version$/,
  resource: /^(?:plural|resource)$/,
};
const CUSTOM = /^(?:create|get|list|patch|replace|delete|delete_collection)_(?:cluster|namespaced)_custom_object/;

/** `api.create_namespaced_ingress(...)`; what the receiver is, the last assignment before it says. */
export function readMethods(scanned: Scanned, found: Found): void {
  const { tokens } = scanned;
  const given = clientsGiven(scanned);
  const clients = onlyClients(tokens, given);
  tokens.forEach((token, at) => {
    if (token.type !== 'word') return;
    const client = given.get(at);
    if (client !== undefined) clients.set(token.text, client);
    if (tokens[at - 1]?.text !== '.' || tokens[at + 1]?.text !== '(') return;
    if (CUSTOM.test(token.text)) readCustomObject(scanned, at, found);
    else readMethod(tokens, at, clients, found);
  });
}

/** The classes of the clients that names are given, by the indexes of the names: as values, as keywords, or as their types. */
function clientsGiven({ tokens, text }: Scanned): ReadonlyMap<number, string> {
  const given = new Map<number, string>();
  const enclosed = enclosedIn(tokens);
  tokens.forEach((token, at) => {
    // Outside of brackets an assignment may have several names.
    const isKeyword = isSign(tokens[at + 1], '=') && enclosed[at] === true;
    const isTold = token.type === 'word' && (isKeyword || isSign(tokens[at + 1], ':'));
    const client = isTold ? clientMadeAt(tokens, at + 2) : null;
    if (client !== null) given.set(at, client);
  });
  for (const { name, value } of assignmentsIn(tokens, text)) {
    const client = value === null ? null : clientMadeAt(tokens, value);
    if (client !== null) given.set(name, client);
  }
  return given;
}

/** The names that clients of one class only are given in the file: they may be handed on before they stand there. */
function onlyClients(tokens: readonly Token[], given: ReadonlyMap<number, string>): Map<string, string> {
  const all = new Map<string, Set<string>>();
  for (const [at, client] of given) {
    const name = (tokens[at] as Token).text;
    all.set(name, (all.get(name) ?? new Set()).add(client));
  }
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
