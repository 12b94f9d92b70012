import { apiOfObject, apiOfResource, isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Scanned } from './scan.ts';
import { afterCall, textOfValue, written } from './scan.ts';
import type { Token } from './tokens.ts';
import { isSign, membersOf } from './tokens.ts';

/** What calls in a chain say of an API: `withApiVersion("batch/v1beta1")`, `setKind("CronJob")`, `group("batch")`. */
const SAYS = /^(?:with|set)?(apiversion|kind|group|version|plural)$/;

/** Functions that take a group, a version and a name one behind the other. */
const IN_ORDER = /^(?:gvk|DynamicKubernetesApi|GenericKubernetesApi|[A-Za-z]+(?:Cluster|Namespaced)CustomObject\w*)$/;

/** How many calls of a chain are followed. */
const MOST_CALLS = 60;

/** Reads what chains of calls say of an API (`new IngressBuilder().withApiVersion(...).withKind(...)`), and functions that name one. */
export function readFluent(scanned: Scanned, found: Found): void {
  const { tokens } = scanned;
  const seen = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || !isSign(tokens[at + 1], '(')) return;
    if (IN_ORDER.test(token.text)) readInOrder(scanned, at, found);
    else if (isSign(tokens[at - 1], '.') && !seen.has(at) && partOf(token) !== null)
      readChain(scanned, at, seen, found);
  });
}

function partOf({ text }: Token): string | null {
  return SAYS.exec(text.toLowerCase())?.[1] ?? null;
}

/** What goes into an object within, as fabric8's builders do, and what comes back out of it. */
const GOES_IN = /^(?:with|add|set|edit|editOr|editFirst)New[A-Z]|^(?:edit|new)[A-Z]/;
const COMES_OUT = /^(?:end[A-Z]|and$)/;

function readChain(scanned: Scanned, start: number, seen: Set<number>, found: Found): void {
  const { tokens } = scanned;
  const parts = new Map<string, readonly Token[]>();
  let depth = 0;
  let at = start;
  for (let calls = 0; calls < MOST_CALLS && tokens[at]?.type === 'word' && isSign(tokens[at + 1], '('); calls++) {
    const token = tokens[at] as Token;
    const part = depth === 0 ? partOf(token) : null;
    if (GOES_IN.test(token.text)) depth++;
    else if (COMES_OUT.test(token.text)) depth--;
    if (part !== null) {
      const [value, ...others] = membersOf(tokens, at + 1, scanned.text);
      seen.add(at);
      if (value !== undefined && others.length === 0 && !parts.has(part)) parts.set(part, value.value);
    }
    const next = afterCall(tokens, at + 1);
    if (!isSign(tokens[next], '.')) break;
    at = next + 1;
  }
  const textOf = (part: string) => textOfValue(parts.get(part) ?? [], scanned);
  const [apiVersion, group] = [parts.get('apiversion'), parts.get('group')];
  const [kind, plural] = [textOf('kind'), textOf('plural')];
  if (apiVersion !== undefined && parts.has('kind')) {
    const version = textOf('apiversion');
    const { offset } = apiVersion[0] as Token;
    if (version === null || kind === null) {
      found.settle(offset);
      if (version !== kind) found.runTime(offset, written([...apiVersion, ...(parts.get('kind') ?? [])]));
      return;
    }
    const api = apiOfObject(version, kind);
    if (api !== null) found.use(offset, `${version} ${kind}`, api);
  } else if (group !== undefined && (kind ?? plural) !== null) {
    const [groupText, version] = [textOf('group'), textOf('version')];
    if (groupText === null || version === null) return;
    useOf(groupText, version, plural ?? (kind as string), (group[0] as Token).offset, found);
  }
}

/** `gvk("batch", "v1beta1", "CronJob")`, `listNamespacedCustomObject("batch", "v1beta1", namespace, "cronjobs")`. */
function readInOrder(scanned: Scanned, at: number, found: Found): void {
  const token = scanned.tokens[at] as Token;
  const values = membersOf(scanned.tokens, at + 1, scanned.text).map(({ value }) => value);
  const texts = values.map((value) => textOfValue(value, scanned));
  // Classes, or the object, may come first; of what is in a namespace, its name stands before the resource.
  const version = texts.findIndex((text, place) => place > 0 && text !== null && isVersionName(text));
  if (version === -1) return;
  const name = texts[token.text.includes('NamespacedCustomObject') ? version + 2 : version + 1];
  const group = texts[version - 1];
  if (group != null && name != null) useOf(group, texts[version] as string, name, token.offset, found);
  else found.runTime(token.offset, `${token.text}(${values.map(written).join(', ')})`);
}

/** @param name of a resource, or of a kind, which begins with a capital letter. */
function useOf(group: string, version: string, name: string, offset: number, found: Found): void {
  const isKind = /^[A-Z]/.test(name);
  const api = isKind
    ? apiOfObject(group === '' ? version : `${group}/${version}`, name)
    : apiOfResource(group, version, name);
  if (api !== null) found.use(offset, `${group}/${version} ${name}`, api);
}
