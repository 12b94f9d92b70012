import { apiOfObject, apiOfResource, isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import { assignmentsIn } from './python-names.ts';
import { importedFrom } from './python-pulumi.ts';
import type { Scanned } from './scan.ts';
import { textOfValue, written } from './scan.ts';
import type { Token } from './tokens.ts';
import { isSign, membersOf, startsLine } from './tokens.ts';

const MODULE = /^([a-z_]+)_(v[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)$/;

/** `from lightkube.resources.networking_v1beta1 import Ingress`, and `from lightkube.models import policy_v1beta1`. */
export function readLightkube({ tokens, text }: Scanned, found: Found): void {
  const use = ({ offset }: Token, module: string, name: string | null) => {
    const [, word, version = ''] = MODULE.exec(module) ?? [];
    if (word === undefined) return;
    const what = name === null || name === '*' ? ({ type: 'all' } as const) : ({ type: 'model', name } as const);
    found.use(offset, name === null ? module : `${module}.${name}`, { group: { word }, version, what });
  };
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || token.text !== 'lightkube' || isSign(tokens[at - 1], '.')) return;
    if (!isSign(tokens[at + 1], '.') || !/^(?:resources|models)$/.test(tokens[at + 2]?.text ?? '')) return;
    const module = isSign(tokens[at + 3], '.') ? tokens[at + 4] : undefined;
    const after = module === undefined ? at + 3 : at + 5;
    const isFrom = tokens[at - 1]?.text === 'from' && tokens[after]?.text === 'import';
    if (!isFrom) {
      if (module !== undefined) use(module, module.text, null);
      return;
    }
    for (const { name } of importedFrom(tokens, after + 1, text))
      if (module === undefined) use(tokens[at + 2] as Token, name, null);
      else use(module, module.text, name);
  });
}

/** What Kopf watches: `@kopf.on.create('batch', 'v1beta1', 'cronjobs')`, `('batch/v1beta1', 'cronjobs')`. Keywords are read as all are. */
export function readKopf(scanned: Scanned, found: Found): void {
  const { tokens, text } = scanned;
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || token.text !== 'kopf' || !isSign(tokens[at + 1], '.')) return;
    const isOn = tokens[at + 2]?.text === 'on' && isSign(tokens[at + 3], '.');
    const name = isOn ? at + 4 : at + 2;
    if (!isOn && !/^(?:daemon|timer|index)$/.test(tokens[name]?.text ?? '')) return;
    if (!isSign(tokens[name + 1], '(')) return;
    // What follows a keyword may be the rest of a lambda.
    const members = membersOf(tokens, name + 1, text);
    const keyword = members.findIndex(({ key }) => key !== null);
    const places = keyword === -1 ? members : members.slice(0, keyword);
    // One name alone is of whatever group has it.
    if (places.length < 2) return;
    const values = places.slice(0, 3).map(({ value }) => value);
    const [first = [], ...others] = values;
    const texts = values.map((value) => textOfValue(value, scanned));
    const shown = values.map(written).join(', ');
    const { offset } = first[0] as Token;
    const [one, two = '', three] = texts;
    if (one == null || others.length > texts.slice(1).filter((other) => other !== null).length) {
      found.runTime(offset, shown);
      return;
    }
    const slash = one.lastIndexOf('/');
    const api =
      three != null
        ? apiOfResource(one, two as string, three)
        : apiOfResource(slash === -1 ? '' : one.slice(0, slash), one.slice(slash + 1), two);
    if (api !== null) found.use(offset, shown, api);
  });
}

/** Names of attributes that hold an apiVersion, and a kind, of a class. */
const ATTRIBUTES = /^_*(version|api_version|apiVersion|group|kind)$/;

/** Classes with an apiVersion and a kind, as pykube, kr8s and many a program of its own have them. */
export function readClasses(scanned: Scanned, found: Found): void {
  const { tokens, text } = scanned;
  const columnOf = (at: number) => {
    const { offset } = tokens[at] as Token;
    return offset - (text.lastIndexOf('\n', offset - 1) + 1);
  };
  /** The classes and functions that stand around a place, with what classes hold. */
  const open: { readonly column: number; readonly held: Map<string, number> | null }[] = [];
  const finish = (held: Map<string, number> | null | undefined) => {
    if (held != null) readClass(held, scanned, found);
  };
  const assigned = new Map(assignmentsIn(tokens, text).map(({ name, value }) => [name, value]));
  tokens.forEach(({ type, text: word }, at) => {
    if (!startsLine(tokens, at, text) || type !== 'word') return;
    const column = columnOf(at);
    const isHeader = /^(?:class|def|async)$/.test(word);
    const value = ATTRIBUTES.test(word) ? assigned.get(at) : undefined;
    if (!isHeader && value == null) return;
    while ((open.at(-1)?.column ?? -1) >= column) finish(open.pop()?.held);
    if (isHeader) open.push({ column, held: word === 'class' ? new Map() : null });
    else open.at(-1)?.held?.set(word.replace(/^_+/, ''), value as number);
  });
  while (open.length > 0) finish(open.pop()?.held);
}

/** @param held the indexes of the values of attributes, by their names. */
function readClass(held: ReadonlyMap<string, number>, scanned: Scanned, found: Found): void {
  const textAt = (at: number | undefined) =>
    at === undefined ? null : textOfValue(scanned.tokens.slice(at, at + 1), scanned);
  const at = held.get('api_version') ?? held.get('apiVersion') ?? held.get('version');
  const [version, kind] = [textAt(at), textAt(held.get('kind'))];
  if (at === undefined || kind === null || version === null) return;
  const group = isVersionName(version) ? textAt(held.get('group')) : null;
  // Many a class has a version of its own.
  if (group === null && !version.includes('/')) return;
  const apiVersion = group === null || group === '' ? version : `${group}/${version}`;
  const api = apiOfObject(apiVersion, kind);
  if (api !== null) found.use((scanned.tokens[at] as Token).offset, `${apiVersion} ${kind}`, api);
}
