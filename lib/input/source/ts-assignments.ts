import type { TsProgram } from './ts-module.ts';
import { nodesIn } from './ts-nodes.ts';
import type { Scopes } from './ts-scope.ts';
import { classAround } from './ts-scope.ts';
import type { ts } from './typescript.ts';

/** What a file assigns to, after it has declared it or before. */
interface Assigned {
  /** Names of variables that get a value in more than one place, whichever variable of the name is meant. */
  readonly names: ReadonlySet<string>;
  /** Members, as dotted names (`versions.batch`), of what a declaration holds, or of a class and what is made of it. */
  readonly members: ReadonlyMap<ts.Node, ReadonlySet<string>>;
}

/** A member by the declaration or class at its root, and the dotted name below it. */
interface MemberPath {
  readonly root: ts.Node;
  readonly name: string;
}

/** How many names a dotted name may have to be followed, and how many objects may stand around one. */
const MAX_STEPS = 24;

/** Tells what a program gives another value than it is declared with: only a run tells which one it has. */
export class Assignments {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  readonly #tables = new WeakMap<ts.SourceFile, Assigned>();

  constructor(program: TsProgram, scopes: Scopes) {
    this.#program = program;
    this.#scopes = scopes;
  }

  /** Whether a variable keeps the value that it is declared with: a `const`, or one that its file never assigns to. */
  isConstant(name: ts.Identifier, list: ts.Node): boolean {
    const isConst = (list.flags & this.#program.ts.NodeFlags.Const) !== 0;
    return isConst || !this.#assignedIn(name.getSourceFile()).names.has(name.text);
  }

  /** Whether the file of an expression assigns to a member of it, as in `versions.batch = read()`. */
  isMemberSet(of: ts.Expression, name: string): boolean {
    const path = this.#pathOf(of, name);
    return path !== null && this.#isSet(path);
  }

  /** Whether the file of an object literal assigns to a member of the constant that holds it, or of one around it. */
  isPropertySet(object: ts.ObjectLiteralExpression, name: string): boolean {
    const { ts } = this.#program;
    let path = name;
    let at: ts.Node = object;
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const { parent } = at;
      if (ts.isVariableDeclaration(parent)) return this.#isSet({ root: parent, name: path });
      if (ts.isPropertyAssignment(parent)) {
        if (!ts.isIdentifier(parent.name) && !ts.isStringLiteralLike(parent.name)) return false;
        path = `${parent.name.text}.${path}`;
      } else if (!ts.isExpression(parent)) return false;
      at = parent;
    }
    return false;
  }

  /** Whether the file of a class assigns to a member of it, or of `this` in it. */
  isClassMemberSet(owner: ts.ClassLikeDeclaration, name: string): boolean {
    return this.#isSet({ root: owner, name });
  }

  #isSet({ root, name }: MemberPath): boolean {
    return this.#assignedIn(root.getSourceFile()).members.get(root)?.has(name) === true;
  }

  #pathOf(of: ts.Expression, last: string): MemberPath | null {
    const { ts } = this.#program;
    let name = last;
    let at = of;
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const member = memberOf(at, ts);
      if (member === null) break;
      name = `${member}.${name}`;
      at = (at as ts.PropertyAccessExpression | ts.ElementAccessExpression).expression;
    }
    let root: ts.Node | null | undefined = null;
    if (at.kind === ts.SyntaxKind.ThisKeyword) root = classAround(at, ts);
    else if (ts.isIdentifier(at)) root = this.#scopes.find(at.text, at);
    return root == null ? null : { root, name };
  }

  #assignedIn(file: ts.SourceFile): Assigned {
    const known = this.#tables.get(file);
    if (known !== undefined) return known;
    const { ts } = this.#program;
    const names = new Set<string>();
    const declared = new Set<string>();
    const members = new Map<ts.Node, Set<string>>();
    // `var` declares one variable, however often it is written.
    const isVar = ({ flags }: ts.Node) => (flags & ts.NodeFlags.BlockScoped) === 0;
    for (const node of nodesIn(file, ts)) {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && isVar(node.parent)) {
        if (declared.has(node.name.text)) names.add(node.name.text);
        declared.add(node.name.text);
      }
      const target = targetOf(node, ts);
      for (const one of target === null ? [] : targetsIn(target, ts)) {
        if (ts.isIdentifier(one)) names.add(one.text);
        const last = memberOf(one, ts);
        const path = last === null ? null : this.#pathOf((one as ts.PropertyAccessExpression).expression, last);
        if (path !== null) members.set(path.root, (members.get(path.root) ?? new Set()).add(path.name));
      }
    }
    const assigned = { names, members };
    this.#tables.set(file, assigned);
    return assigned;
  }
}

/** What a node assigns to; `null` where it is no assignment. */
function targetOf(node: ts.Node, ts: TsProgram['ts']): ts.Node | null {
  const { SyntaxKind } = ts;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment ? node.left : null;
  }
  return ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.initializer : null;
}

/** What a target is of: itself, or the names and members that a pattern takes values apart into. */
function targetsIn(target: ts.Node, ts: TsProgram['ts']): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const open = [target];
  // There may be more of them than a call has arguments.
  const add = (nodes: readonly ts.Node[]) => nodes.forEach((node) => void open.push(node));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isArrayLiteralExpression(node)) add(node.elements);
    else if (ts.isObjectLiteralExpression(node)) add(node.properties);
    else if (ts.isPropertyAssignment(node)) open.push(node.initializer);
    else if (ts.isShorthandPropertyAssignment(node)) open.push(node.name);
    else if (
      ts.isSpreadElement(node) ||
      ts.isSpreadAssignment(node) ||
      ts.isParenthesizedExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAsExpression(node)
    ) {
      open.push(node.expression);
    } else found.push(node);
  }
  return found;
}

/** The name of the member that an expression is; `null` where it is none, or computed. */
function memberOf(node: ts.Node, ts: TsProgram['ts']): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const isNamed = ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression);
  return isNamed ? node.argumentExpression.text : null;
}
