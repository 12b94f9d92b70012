import { Bindings, firstWords, textAssigned, valuesFrom } from './constants.ts';
import type { Token } from './tokens.ts';
import { closingOf, isClosing, isOpening, isSign, openingOf, startsLine } from './tokens.ts';

/** Words that may stand before the names that a statement gives values to. */
const BEFORE_NAMES = /^(?:var|const|for|if|else|switch|case)$/;

/**
 * The constants of a program in Go: names that are given a text once in the file, and are bound nowhere else in it, be it
 * as parameters, in loops, or as variables that a run fills.
 *
 * @param text the program, which tells where lines end.
 */
export function goConstants(tokens: readonly Token[], text: string): ReadonlyMap<string, string> {
  const bindings = new Bindings();
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isFields(tokens, at)) {
      // The fields of a type are no names of the program.
      at = closingOf(tokens, at + 1);
    } else if (token.type === 'word' && token.text === 'func') bindFunction(tokens, at, bindings);
    else if (token.type === 'word' && token.text === 'var') bindEmpty(tokens, at, text, bindings);
    else if (isSign(token, '=')) bindAssigned(tokens, at, text, bindings);
  }
  return bindings.constants();
}

function isFields(tokens: readonly Token[], at: number): boolean {
  const { type, text } = tokens[at] as Token;
  return type === 'word' && (text === 'struct' || text === 'interface') && isSign(tokens[at + 1], '{');
}

/** Parameters and results, and the name: of a method the receiver, which stands before it. */
function bindFunction(tokens: readonly Token[], at: number, bindings: Bindings): void {
  let next = at + 1;
  const bindGroup = () => {
    if (!isSign(tokens[next], '(')) return;
    const close = closingOf(tokens, next);
    for (const word of firstWords(tokens, next + 1, close)) bindings.bind(word);
    next = close + 1;
  };
  const name = tokens[next];
  if (name?.type === 'word') {
    bindings.bind(name.text);
    next++;
  }
  if (isSign(tokens[next], '[')) next = closingOf(tokens, next) + 1;
  bindGroup();
  // The name of a method stands between its receiver and its parameters.
  if (tokens[next]?.type === 'word' && isSign(tokens[next + 1], '(')) next++;
  bindGroup();
  bindGroup();
}

/** `var version string`, alone or in a group: a run fills it. */
function bindEmpty(tokens: readonly Token[], at: number, text: string, bindings: Bindings): void {
  const isGroup = isSign(tokens[at + 1], '(');
  const end = isGroup ? closingOf(tokens, at + 1) : tokens.length;
  let next = isGroup ? at + 2 : at + 1;
  do {
    const first = next;
    let isGiven = false;
    for (; next < end && !isClosing(tokens[next]); next++) {
      const isVar = tokens[next]?.type === 'word' && tokens[next]?.text === 'var';
      if (isVar || (next > first && startsLine(tokens, next, text))) break;
      if (isSign(tokens[next], '=')) isGiven = true;
      if (isOpening(tokens[next])) next = Math.min(closingOf(tokens, next), end - 1);
    }
    if (!isGiven) for (const word of firstWords(tokens, first, next)) bindings.bind(word);
    if (next === first) next++;
  } while (isGroup && next < end);
}

/** `NAME = "text"`, `NAME := "text"`, `NAME string = "text"`, `NAME, other := ...` */
function bindAssigned(tokens: readonly Token[], at: number, text: string, bindings: Bindings): void {
  const before = tokens[at - 1];
  const isComparison = isSign(tokens[at + 1], '=') || (before?.type === 'sign' && /^[=!<>]$/.test(before.text));
  if (isComparison) return;
  const isPlain = before?.type !== 'sign' || before.text === ':' || isClosing(before);
  const names = namesBefore(tokens, isPlain && !isSign(before, ':') ? at : at - 1, text);
  const values = isPlain ? valuesFrom(tokens, at + 1, text) : [];
  names.forEach((name, place) => {
    if (name === null) return;
    const value = values.length === names.length ? values[place] : undefined;
    bindings.bind(name, value === undefined ? null : textAssigned(tokens, value, text));
  });
}

/** The names that stand before an index, apart by commas; `null` for what is no name of its own, as a field. */
function namesBefore(tokens: readonly Token[], end: number, text: string): readonly (string | null)[] {
  let from = end;
  for (let at = end - 1; at >= 0; at--) {
    const token = tokens[at] as Token;
    const isEnd = isOpening(token) || isSign(token, '}') || isSign(token, ';') || isSign(token, '=');
    if (isEnd || (isClosing(token) && openingOf(tokens, at) === -1)) break;
    if (isClosing(token)) at = openingOf(tokens, at);
    from = at;
    if (startsLine(tokens, at, text) && !isSign(tokens[at - 1], ',')) break;
  }
  while (from < end && BEFORE_NAMES.test(tokens[from]?.text ?? '')) from++;
  const names: (string | null)[] = [];
  for (let at = from; at < end; at++) {
    if (at > from && !isSign(tokens[at - 1], ',')) {
      if (isOpening(tokens[at])) at = closingOf(tokens, at);
      continue;
    }
    const [name, next] = [tokens[at], tokens[at + 1]];
    names.push(name?.type === 'word' && !isSign(next, '.') ? name.text : null);
  }
  return names;
}
