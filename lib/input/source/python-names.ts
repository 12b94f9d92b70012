import { Bindings, firstWords, textAssigned, valuesFrom } from './constants.ts';
import type { Token } from './tokens.ts';
import { closingOf, enclosedIn, isClosing, isOpening, isSign, startsLine } from './tokens.ts';

/** A name that a statement gives a value to. */
export interface Assignment {
  /** The index of the name; of `self.jobs` that of `jobs`. */
  readonly name: number;
  /** The index at which its value begins; `null` where it has none of its own, as a name among several that one call fills. */
  readonly value: number | null;
}

/** Statements that may have others in their own line. */
const COMPOUND = /^(?:if|elif|else|for|while|with|try|except|finally|class|def|async|match|case)$/;

/**
 * What the statements of a program in Python give values to: `a = 1`, `a: int = 1`, `a, b = 1, 2`, `(a := 1)`. Keywords of
 * calls are none.
 *
 * @param text the program, which tells where lines end.
 */
export function assignmentsIn(tokens: readonly Token[], text: string): readonly Assignment[] {
  const enclosed = enclosedIn(tokens);
  const found: Assignment[] = [];
  let start = 0;
  for (let at = 0; at < tokens.length; at++) {
    const before = tokens[at - 1];
    if (isNamedInPassing(tokens, at)) {
      if (before?.type === 'word') found.push({ name: at - 1, value: at + 2 });
      at++;
      continue;
    }
    if (enclosed[at]) continue;
    if (isSign(tokens[at], ';')) start = at + 1;
    else if (startsLine(tokens, at, text) && !isSign(before, '\\')) start = at;
    if (!isSign(tokens[at], '=')) continue;
    if (isSign(tokens[at + 1], '=')) at++;
    else if (before?.type !== 'sign' || isClosing(before)) {
      addAssigned(tokens, { start, at, text }, found);
      start = at + 1;
    } else if (/^[-+*/%&|^@]$/.test(before.text)) {
      const name = tokens[at - 2]?.type === 'word' ? at - 2 : null;
      if (name !== null) found.push({ name, value: null });
    }
  }
  return found;
}

/** `:=`, in whatever expression. */
function isNamedInPassing(tokens: readonly Token[], at: number): boolean {
  const [colon, equal] = [tokens[at], tokens[at + 1]];
  return isSign(colon, ':') && isSign(equal, '=') && colon?.offset === (equal?.offset ?? 0) - 1;
}

/** A statement that gives values: where it begins, where its sign is, and the program. */
interface Statement {
  readonly start: number;
  readonly at: number;
  readonly text: string;
}

function addAssigned(tokens: readonly Token[], { start, at, text }: Statement, found: Assignment[]): void {
  const names = targetsIn(tokens, start, at);
  const values = valuesFrom(tokens, at + 1, text);
  names.forEach((name, place) => {
    found.push({ name, value: values.length === names.length ? (values[place] as number) : null });
  });
}

/** The indexes of the names in what stands to the left of a sign. What is in brackets after a name is not given a value. */
function targetsIn(tokens: readonly Token[], start: number, end: number): readonly number[] {
  const isCompound = COMPOUND.test(tokens[start]?.text ?? '');
  let names: number[] = [];
  for (let at = start; at < end; at++) {
    const [before, token, next] = [at > start ? tokens[at - 1] : undefined, tokens[at], tokens[at + 1]];
    if (isSign(token, ':')) {
      // What follows is the type of the name, or the statement that an `if` decides on.
      if (!isCompound) break;
      names = [];
    } else if (isOpening(token) && (before?.type === 'word' || isClosing(before))) at = closingOf(tokens, at);
    else if (token?.type === 'word' && !isSign(next, '.') && !isSign(next, '[') && !isSign(next, '(')) names.push(at);
  }
  return names;
}

/**
 * The constants of a program in Python: names that are given a text once in the file, and are bound nowhere else in it, be
 * it as parameters, in loops, or by an import.
 *
 * @param text the program, which tells where lines end.
 */
export function pythonConstants(tokens: readonly Token[], text: string): ReadonlyMap<string, string> {
  const bindings = new Bindings();
  for (const { name, value } of assignmentsIn(tokens, text)) {
    if (isSign(tokens[name - 1], '.')) continue;
    bindings.bind((tokens[name] as Token).text, value === null ? null : textAssigned(tokens, value, text));
  }
  tokens.forEach(({ type, text: word }, at) => {
    if (type !== 'word' || isSign(tokens[at - 1], '.')) return;
    if (word === 'def' || word === 'class' || word === 'as') bindWord(tokens[at + 1], bindings);
    if (word === 'def') bindParameters(tokens, at, bindings);
    else if (word === 'lambda') {
      for (const name of firstWords(tokens, at + 1, endOf(tokens, at, /^(?::|lambda)$/, text))) bindings.bind(name);
    } else if (word === 'for' || word === 'import') {
      const end = endOf(tokens, at, word === 'for' ? /^(?:in|for)$/ : /^import$/, text);
      for (let next = at + 1; next < end; next++) bindWord(tokens[next], bindings);
    }
  });
  return bindings.constants();
}

function bindWord(token: Token | undefined, bindings: Bindings): void {
  if (token?.type === 'word') bindings.bind(token.text);
}

/** `def name(...)`, and `def name[T](...)`. */
function bindParameters(tokens: readonly Token[], at: number, bindings: Bindings): void {
  const open = isSign(tokens[at + 2], '[') ? closingOf(tokens, at + 2) + 1 : at + 2;
  if (!isSign(tokens[open], '(')) return;
  for (const word of firstWords(tokens, open + 1, closingOf(tokens, open))) bindings.bind(word);
}

/** The index at which the names that follow a word end: at another word, or with their brackets or their line. */
function endOf(tokens: readonly Token[], at: number, end: RegExp, text: string): number {
  const open = isOpening(tokens[at + 1]) ? at + 1 : null;
  const last = open === null ? tokens.length : closingOf(tokens, open);
  for (let next = at + 1; next < last; next++) {
    const token = tokens[next] as Token;
    if (token.type !== 'string' && end.test(token.text)) return next;
    if (open === null && (isClosing(token) || startsLine(tokens, next, text))) return next;
  }
  return last;
}
