import type { Token } from './tokens.ts';
import { closingOf, isClosing, isOpening, isSign, startsLine } from './tokens.ts';

/** Gathers what the names of a program stand for: only one that is bound once, and to a text, is a constant. */
export class Bindings {
  readonly #texts = new Map<string, string | null>();

  /** @param text what the name is given; `null` where that is no text, or where only a run tells. */
  bind(name: string, text: string | null = null): void {
    this.#texts.set(name, this.#texts.has(name) ? null : text);
  }

  /** The names that stand for one text, wherever they stand. */
  constants(): ReadonlyMap<string, string> {
    return new Map([...this.#texts].filter((entry): entry is [string, string] => entry[1] !== null));
  }
}

/** The text that is assigned from an index on, where nothing but a text is. */
export function textAssigned(tokens: readonly Token[], at: number, text: string): string | null {
  const [value, follows] = [tokens[at], tokens[at + 1]];
  if (value?.type !== 'string' || value.form === 'format') return null;
  // An operator at the beginning of the next line goes on with the value.
  const isOperator = follows?.type === 'sign' && /^[+%.]$/.test(follows.text);
  const isWhole = follows === undefined || isClosing(follows) || isSign(follows, ',') || isSign(follows, ';');
  return isWhole || (startsLine(tokens, at + 1, text) && !isOperator) ? value.text : null;
}

/** Where values begin that stand beside one another in a line, apart by commas: `a, b` of `x, y = a, b`. */
export function valuesFrom(tokens: readonly Token[], from: number, text: string): readonly number[] {
  const starts = [from];
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isClosing(token) || isSign(token, ';') || isSign(token, '=')) break;
    if (at > from && startsLine(tokens, at, text)) break;
    if (isOpening(token)) at = closingOf(tokens, at);
    else if (isSign(token, ',')) starts.push(at + 1);
  }
  return starts;
}

/** The first words of what stands between two signs, apart by commas: the names of parameters. Signs before them are passed over. */
export function firstWords(tokens: readonly Token[], from: number, to: number): readonly string[] {
  const words: string[] = [];
  let isFirst = true;
  for (let at = from; at < to; at++) {
    const token = tokens[at] as Token;
    if (isSign(token, ',')) isFirst = true;
    else if (isOpening(token)) at = closingOf(tokens, at);
    else if (token.type === 'word' && isFirst) {
      words.push(token.text);
      isFirst = false;
    }
  }
  return words;
}
