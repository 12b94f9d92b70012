import { addAll } from '../../model/lists.ts';
import { RUN_TIME } from './api-names.ts';
import type { Piece } from './embedded.ts';
import { MOST_PUT_IN, piecesOf, readEmbedded } from './embedded.ts';
import type { Found } from './found.ts';
import { readMentions } from './mentions.ts';
import type { TsProgram } from './ts-module.ts';
import type { Values } from './ts-values.ts';
import type { ts } from './typescript.ts';

/** Strings that may hold something: a path of the API server, or a manifest. */
const TELLING = /\/apis?(?:\/|$)|apiVersion/;

/** Reads the strings of one program. */
export class Strings {
  readonly #program: TsProgram;
  readonly #values: Values;
  readonly #found: Found;
  /** How many letters may still be put in: a long constant may be put into thousands of strings. */
  #left: number;

  /** @param text of the program. */
  constructor(program: TsProgram, values: Values, found: Found, text: string) {
    this.#program = program;
    this.#values = values;
    this.#found = found;
    this.#left = MOST_PUT_IN * text.length;
  }

  /**
   * Reads a string: a literal, a template, or the sum of several. What is put into it counts where the input says what it is.
   *
   * @returns the nodes in it that are no strings and still to be looked at; `null` where the node is no such string.
   */
  visit(node: ts.Node): readonly ts.Node[] | null {
    const { ts } = this.#program;
    const isString = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node, ts);
    if (!isString) return null;
    // Nodes that are asked for their text look for the file above them, each time, through all that is around them.
    const file = node.getSourceFile();
    if (ts.isStringLiteralLike(node)) readMentions(node.text, node.getStart(file), this.#found);
    if (!TELLING.test(node.getText(file))) return null;
    const pieces: Piece[] = [];
    const others: ts.Node[] = [];
    this.#take(node, file, pieces, others);
    readEmbedded(pieces, this.#found);
    return others;
  }

  /** Adds what a string is made of to its pieces, and what of that is no string itself to the others. */
  #take(node: ts.Expression, file: ts.SourceFile, pieces: Piece[], others: ts.Node[]): void {
    const { ts } = this.#program;
    if (ts.isStringLiteralLike(node)) addAll(pieces, inQuotes(node, file));
    else if (isSum(node, ts)) {
      this.#take(node.left, file, pieces, others);
      this.#take(node.right, file, pieces, others);
    } else if (ts.isParenthesizedExpression(node)) this.#take(node.expression, file, pieces, others);
    else if (ts.isTemplateExpression(node)) {
      addAll(pieces, inQuotes(node.head, file));
      for (const { expression, literal } of node.templateSpans) {
        pieces.push(this.#computed(expression, file));
        addAll(pieces, inQuotes(literal, file));
        others.push(expression);
      }
    } else {
      pieces.push(this.#computed(node, file));
      others.push(node);
    }
  }

  #computed(node: ts.Expression, file: ts.SourceFile): Piece {
    const [text, ...choices] = this.#values.texts(node);
    const isKnown = text !== undefined && choices.length === 0 && text.length <= this.#left;
    if (isKnown) this.#left -= text.length;
    return {
      text: isKnown ? text : RUN_TIME,
      offset: node.getStart(file),
      verbatim: false,
      written: node.getText(file),
    };
  }
}

function isSum(node: ts.Node, ts: TsProgram['ts']): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** A literal, or a part of a template, without what encloses it: quotes, backticks, `${` and `}`. */
function inQuotes(node: ts.StringLiteralLike | ts.TemplateLiteralToken, file: ts.SourceFile): Piece[] {
  const text = node.getText(file);
  const end = text.endsWith('${') ? 2 : 1;
  return piecesOf(text.slice(1, -end), node.getStart(file) + 1);
}
