import { RUN_TIME } from './api-names.ts';
import type { Piece } from './embedded.ts';
import { piecesOf, readEmbedded } from './embedded.ts';
import type { Found } from './found.ts';
import type { TsProgram } from './ts-module.ts';
import type { Values } from './ts-values.ts';
import type { ts } from './typescript.ts';

/** Strings that may hold something: a path of the API server, or a manifest. */
const TELLING = /\/apis?(?:\/|$)|apiVersion/;

/**
 * Reads a string of a program: a literal, a template, or the sum of several. What is put into it counts where the input
 * says what it is.
 *
 * @returns the nodes in it that are no strings and still to be looked at; `null` where the node is no such string.
 */
export function readString(node: ts.Node, program: TsProgram, values: Values, found: Found): readonly ts.Node[] | null {
  const { ts } = program;
  const isString = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node, ts);
  if (!isString || !TELLING.test(node.getText())) return null;
  readEmbedded(pieces(node, ts, values), found);
  return others(node, ts);
}

/** What a string is made of that is no string itself. */
function others(node: ts.Expression, ts: TsProgram['ts']): readonly ts.Node[] {
  if (ts.isStringLiteralLike(node)) return [];
  if (isSum(node, ts)) return [...others(node.left, ts), ...others(node.right, ts)];
  if (ts.isParenthesizedExpression(node)) return others(node.expression, ts);
  return ts.isTemplateExpression(node) ? node.templateSpans.map(({ expression }) => expression) : [node];
}

function isSum(node: ts.Node, ts: TsProgram['ts']): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function pieces(node: ts.Expression, ts: TsProgram['ts'], values: Values): Piece[] {
  if (ts.isStringLiteralLike(node)) return inQuotes(node);
  if (isSum(node, ts)) return [...pieces(node.left, ts, values), ...pieces(node.right, ts, values)];
  if (ts.isParenthesizedExpression(node)) return pieces(node.expression, ts, values);
  if (!ts.isTemplateExpression(node)) return [computed(node, values)];
  const all = inQuotes(node.head);
  for (const { expression, literal } of node.templateSpans)
    all.push(computed(expression, values), ...inQuotes(literal));
  return all;
}

function computed(node: ts.Expression, values: Values): Piece {
  const texts = values.texts(node);
  const [text = RUN_TIME] = texts;
  return {
    text: texts.length === 1 ? text : RUN_TIME,
    offset: node.getStart(),
    verbatim: false,
    written: node.getText(),
  };
}

/** A literal, or a part of a template, without what encloses it: quotes, backticks, `${` and `}`. */
function inQuotes(node: ts.StringLiteralLike | ts.TemplateLiteralToken): Piece[] {
  const text = node.getText();
  const end = text.endsWith('${') ? 2 : 1;
  return piecesOf(text.slice(1, -end), node.getStart() + 1);
}
