import { lastAtMost } from '../../model/last-at-most.ts';
import { apiOfObject } from './api-names.ts';
import type { Found } from './found.ts';
import type { Scanned } from './scan.ts';
import { textOfValue, written } from './scan.ts';
import type { Token } from './tokens.ts';
import { closingOf, isClosing, isOpening, isSign, openingOf, startsLine } from './tokens.ts';

/** How many lines may stand between the two. */
const MAX_LINES = 3;

/** How many letters these lines have at the most. */
const MAX_LETTERS = 1000;

/** How many names what a part is of may have, one below the other. */
const MAX_STEPS = 24;

/** What the methods that set them have before their names. */
const SETTER = /^[Ss]et(?=APIVersion$|ApiVersion$|Kind$)/;

/** More tokens than a value has that is followed. */
const MAX_VALUE_TOKENS = 20;

/** A part of an object that a statement gives a value to. */
interface Assigned {
  readonly value: readonly Token[];
  readonly at: number;
}

/** The parts that are given to each object, by how it is written, in the order of the program. */
type Parts = Map<string, Assigned[]>;

/**
 * Reads the objects that are given an apiVersion and a kind by two statements beside one another: `it.SetAPIVersion(...)`,
 * `it.apiVersion = ...`, `it["apiVersion"] = ...`, and the like of the kind.
 */
export function readAssignedHeads(scanned: Scanned, found: Found): void {
  const { tokens, text, keys } = scanned;
  const versions: Parts = new Map();
  const kinds: Parts = new Map();
  tokens.forEach((token, at) => {
    if (token.type === 'sign') return;
    const name = token.text.replace(SETTER, '');
    const parts = keys.apiVersion.test(name) ? versions : keys.kind.test(name) ? kinds : null;
    const end = parts === null ? null : holderBefore(tokens, at);
    const value = end === null ? [] : valueGiven(tokens, at, text);
    const start = end === null || value.length === 0 ? null : startOf(tokens, end);
    if (parts === null || end === null || start === null) return;
    const holder = text.slice((tokens[start] as Token).offset, (tokens[end + 1] as Token).offset);
    const known = parts.get(holder);
    if (known === undefined) parts.set(holder, [{ value, at }]);
    else known.push({ value, at });
  });
  for (const [holder, given] of versions) {
    for (const version of given) {
      const kind = nearest(version, kinds.get(holder) ?? [], scanned);
      if (kind !== null) readHead(version.value, kind.value, scanned, found);
    }
  }
}

function readHead(version: readonly Token[], kind: readonly Token[], scanned: Scanned, found: Found): void {
  const { offset } = version[0] as Token;
  const [apiVersion, name] = [textOfValue(version, scanned), textOfValue(kind, scanned)];
  if (apiVersion !== null && name !== null) {
    const api = apiOfObject(apiVersion, name);
    if (api !== null) found.use(offset, `${apiVersion} ${name}`, api);
  } else if (apiVersion !== null || name !== null) {
    found.settle(offset);
    found.runTime(
      apiVersion === null ? offset : (kind[0] as Token).offset,
      written(apiVersion === null ? version : kind),
    );
  }
}

/** The index at which ends what a part is of, `it` of `it.Kind` and of `it["kind"]`; `null` where it is of nothing. */
function holderBefore(tokens: readonly Token[], at: number): number | null {
  const before = tokens[at - 1];
  const isMember =
    tokens[at]?.type === 'word' ? isSign(before, '.') : isSign(before, '[') && isSign(tokens[at + 1], ']');
  const holder = tokens[at - 2];
  return isMember && (holder?.type === 'word' || isClosing(holder)) ? at - 2 : null;
}

/** The index at which begins what ends at an index: `a` of `a.b(c)[d]`; `null` where that is far off. */
function startOf(tokens: readonly Token[], end: number): number | null {
  let at = end;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    if (isClosing(tokens[at]) && openingOf(tokens, at) > 0) at = openingOf(tokens, at) - 1;
    else if (tokens[at]?.type === 'word' && isSign(tokens[at - 1], '.') && at > 1) at -= 2;
    else return at;
  }
  return null;
}

/** What is given to the part whose name stands at an index: what it is called with, or what follows the sign. */
function valueGiven(tokens: readonly Token[], at: number, text: string): readonly Token[] {
  if (isSign(tokens[at + 1], '(') && SETTER.test(tokens[at]?.text ?? ''))
    return tokens.slice(at + 2, Math.min(closingOf(tokens, at + 1), at + 2 + MAX_VALUE_TOKENS));
  const sign = isSign(tokens[at + 1], ']') ? at + 2 : at + 1;
  if (!isSign(tokens[sign], '=') || isSign(tokens[sign + 1], '=')) return [];
  const first = sign + 1;
  let end = first;
  while (end < tokens.length && end - first < MAX_VALUE_TOKENS) {
    const isOver = isClosing(tokens[end]) || isSign(tokens[end], ';') || isSign(tokens[end], ',');
    if (isOver || (end > first && startsLine(tokens, end, text))) break;
    end = isOpening(tokens[end]) ? closingOf(tokens, end) + 1 : end + 1;
  }
  return tokens.slice(first, Math.min(end, first + MAX_VALUE_TOKENS));
}

/** The part that is given nearest to another, before it or after; `null` where none is within some lines. */
function nearest(of: Assigned, parts: readonly Assigned[], { tokens, text }: Scanned): Assigned | null {
  const before = lastAtMost(parts, ({ at }) => at, of.at);
  let best: Assigned | null = null;
  let least = MAX_LINES + 1;
  // What follows comes first: of two as near, the statements go on.
  for (const part of [parts[before + 1], parts[before]]) {
    if (part === undefined) continue;
    const [from, to] = [of, part].map(({ at }) => (tokens[at] as Token).offset).sort((a, b) => a - b) as [
      number,
      number,
    ];
    const lines = to - from > MAX_LETTERS ? least : text.slice(from, to).split('\n').length - 1;
    if (lines < least) {
      least = lines;
      best = part;
    }
  }
  return best;
}
