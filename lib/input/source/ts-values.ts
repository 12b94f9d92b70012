import { joined } from './ts-choices.ts';
import type { TsModule, TsProgram } from './ts-module.ts';
import { remembered } from './ts-remembered.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import type { ts } from './typescript.ts';

/** How far a value is followed through names and files: deeper chains are a loop, or nothing a reader would follow. */
const MAX_STEPS = 24;

/** How many texts an expression may have, or a name stand for: more are no choice that anybody wrote down. */
const MAX_TEXTS = 1000;

/** What an object literal has. */
interface ObjectMembers {
  readonly named: ReadonlyMap<string, ts.ObjectLiteralElementLike>;
  readonly spread: readonly ts.SpreadAssignment[];
}

/** Works out what expressions are, where the text of the input says it: constants, members of constant objects and enums. */
export class Values {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  /** What was looked for in other files, by path and name. */
  readonly #exports = new Map<string, Declaration | ts.Expression | null>();
  /** Texts and properties by how far they were followed: names may lead to one expression on more ways than can be gone. */
  readonly #texts = new WeakMap<ts.Node, Map<number, readonly string[]>>();
  readonly #properties = new WeakMap<ts.Node, Map<string, ts.Expression | null | 'unknown'>>();
  readonly #names = new WeakMap<ts.Node, string | null>();
  readonly #members = new WeakMap<ts.Node, ObjectMembers>();
  /** How often each name of a file is assigned to. */
  readonly #assignments = new WeakMap<ts.SourceFile, ReadonlyMap<string, number>>();

  constructor(program: TsProgram, scopes: Scopes) {
    this.#program = program;
    this.#scopes = scopes;
  }

  /**
   * The texts that an expression can have, as far as they are written down: one for a constant, several for a choice or
   * an array of constants; none where only a run tells.
   */
  texts(node: ts.Node | null | undefined, steps = 0): readonly string[] {
    if (node === null || node === undefined || steps > MAX_STEPS) return [];
    return remembered(this.#texts, node, steps, () => this.#findTexts(node, steps));
  }

  #findTexts(node: ts.Node, steps: number): readonly string[] {
    const { ts } = this.#program;
    const value = this.follow(node, steps);
    if (value === null) return [];
    if (ts.isStringLiteralLike(value)) return [value.text];
    if (ts.isTemplateExpression(value)) return this.#template(value, steps + 1);
    if (ts.isConditionalExpression(value)) {
      const [one, other] = [this.texts(value.whenTrue, steps + 1), this.texts(value.whenFalse, steps + 1)];
      return one.length > 0 && other.length > 0 ? [...new Set([...one, ...other])] : [];
    }
    if (ts.isArrayLiteralExpression(value)) {
      const items = value.elements.map((element) => this.texts(element, steps + 1));
      const count = items.reduce((sum, { length }) => sum + length, 0);
      return count <= MAX_TEXTS && items.every((texts) => texts.length > 0) ? items.flat() : [];
    }
    if (!ts.isBinaryExpression(value)) return [];
    const { kind } = value.operatorToken;
    if (kind === ts.SyntaxKind.PlusToken) {
      return joined(this.texts(value.left, steps + 1), this.texts(value.right, steps + 1));
    }
    // The default is written down, whatever the other side may be in a run.
    const hasDefault = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
    return hasDefault
      ? [...new Set([...this.texts(value.left, steps + 1), ...this.texts(value.right, steps + 1)])]
      : [];
  }

  /** The object literal that an expression is; `null` where it is none, or made in a run. */
  object(node: ts.Node | null | undefined, steps = 0): ts.ObjectLiteralExpression | null {
    const value = this.follow(node, steps);
    return value === null ? null : this.#asObject(value, steps);
  }

  #asObject(value: ts.Node, steps: number): ts.ObjectLiteralExpression | null {
    const { ts } = this.#program;
    if (ts.isObjectLiteralExpression(value)) return value;
    const isFreeze = ts.isCallExpression(value) && /(?:^|\.)freeze$/.test(value.expression.getText());
    return isFreeze && steps < MAX_STEPS ? this.object(value.arguments[0], steps + 1) : null;
  }

  /**
   * What an object literal has under a name, those of spread objects too: the expression; `null` where it has none;
   * `unknown` where something is spread that only a run tells.
   */
  property(object: ts.ObjectLiteralExpression, name: string, steps = 0): ts.Expression | null | 'unknown' {
    return remembered(this.#properties, object, `${steps} ${name}`, () => this.#findProperty(object, name, steps));
  }

  #findProperty(object: ts.ObjectLiteralExpression, name: string, steps: number): ts.Expression | null | 'unknown' {
    const { ts } = this.#program;
    const { named, spread } = this.#membersOf(object);
    const own = named.get(name);
    for (const { expression, pos } of spread) {
      if (own !== undefined && pos < own.pos) break;
      const outer = steps > MAX_STEPS ? null : this.object(expression, steps + 1);
      const found = outer === null ? 'unknown' : this.property(outer, name, steps + 1);
      if (found !== null) return found;
    }
    if (own === undefined) return null;
    if (ts.isPropertyAssignment(own)) return own.initializer;
    return ts.isShorthandPropertyAssignment(own) ? own.name : 'unknown';
  }

  /** The members of an object by their names, of two of one name the last; and what is spread into it, from the last on. */
  #membersOf(object: ts.ObjectLiteralExpression): ObjectMembers {
    const known = this.#members.get(object);
    if (known !== undefined) return known;
    // Members that are asked for while they are being gathered, for the name of one of them, are not known.
    this.#members.set(object, { named: new Map(), spread: [] });
    const { ts } = this.#program;
    const named = new Map<string, ts.ObjectLiteralElementLike>();
    const spread: ts.SpreadAssignment[] = [];
    for (const property of object.properties) {
      const name = ts.isSpreadAssignment(property) ? null : this.nameOf(property);
      if (ts.isSpreadAssignment(property)) spread.push(property);
      else if (name !== null) named.set(name, property);
    }
    const members = { named, spread: spread.reverse() };
    this.#members.set(object, members);
    return members;
  }

  /** What an object literal itself has under a name, whatever is spread into it. */
  own(object: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
    const { ts } = this.#program;
    const property = this.#membersOf(object).named.get(name);
    if (property === undefined) return null;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    return ts.isShorthandPropertyAssignment(property) ? property.name : null;
  }

  /** The name of a property or member, where it is not computed. */
  nameOf({ name }: { readonly name?: ts.PropertyName | undefined }): string | null {
    const { ts } = this.#program;
    if (name === undefined) return null;
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
    if (!ts.isComputedPropertyName(name)) return null;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    // A name that is made of itself has none.
    this.#names.set(name, null);
    const found = this.texts(name.expression)[0] ?? null;
    this.#names.set(name, found);
    return found;
  }

  /** Follows names, members and casts to the expression that a node stands for; `null` where the input does not tell. */
  follow(node: ts.Node | null | undefined, steps = 0): ts.Node | null {
    const { ts } = this.#program;
    if (node === null || node === undefined || steps > MAX_STEPS) return null;
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isSpreadElement(node)
    ) {
      return this.follow(node.expression, steps + 1);
    }
    if (ts.isLiteralTypeNode(node)) return this.follow(node.literal, steps + 1);
    if (ts.isIdentifier(node)) {
      const declaration = this.#scopes.find(node.text, node);
      return declaration === undefined ? null : this.#declared(declaration, steps + 1);
    }
    if (ts.isPropertyAccessExpression(node)) return this.#member(node.expression, node.name.text, steps + 1);
    if (ts.isElementAccessExpression(node)) {
      const [name] = this.texts(node.argumentExpression, steps + 1);
      return name === undefined ? null : this.#member(node.expression, name, steps + 1);
    }
    return node;
  }

  /** What a file of the input exports under a name, followed through re-exports; `null` where it does not. */
  exported(module: TsModule, name: string, steps = 0): Declaration | ts.Expression | null {
    const key = `${module.path} ${name}`;
    const known = this.#exports.get(key);
    if (known !== undefined) return known;
    const found = this.#findExport(module, name, steps);
    this.#exports.set(key, found);
    return found;
  }

  #findExport(module: TsModule, name: string, steps: number): Declaration | ts.Expression | null {
    const { ts } = this.#program;
    const local = this.#scopes.topLevel(module.file).get(name);
    if (local !== undefined || steps > MAX_STEPS) return local ?? null;
    for (const statement of module.file.statements) {
      if (ts.isExportDeclaration(statement)) {
        const clause = statement.exportClause;
        const named = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : [];
        const element = named.find((candidate) => candidate.name.text === name);
        if (element === undefined && clause !== undefined) continue;
        const own = (element?.propertyName ?? element?.name)?.text ?? name;
        const specifier = statement.moduleSpecifier;
        if (specifier === undefined) return this.#scopes.topLevel(module.file).get(own) ?? null;
        const from = ts.isStringLiteral(specifier) ? this.#program.imported(module, specifier.text, own) : null;
        const found = from === null ? null : this.exported(from, own, steps + 1);
        if (found !== null) return found;
      } else if (ts.isExportAssignment(statement) && name === 'default') {
        return statement.expression;
      } else {
        const found = this.#commonJs(statement, name);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** `exports.NAME = ...`, `module.exports.NAME = ...` and `module.exports = { NAME: ... }`. */
  #commonJs(statement: ts.Statement, name: string): ts.Expression | null {
    const { ts } = this.#program;
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null;
    const { left, right } = statement.expression;
    const target = left.getText();
    if (target === `exports.${name}` || target === `module.exports.${name}`) return right;
    if (target !== 'module.exports') return null;
    if (name === 'default') return right;
    const found = ts.isObjectLiteralExpression(right) ? this.property(right, name) : null;
    return found === 'unknown' ? null : found;
  }

  /** What a declaration gives: the expression that a constant has once and for all. */
  #declared(declaration: Declaration, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (ts.isVariableDeclaration(declaration)) {
      return declaration.initializer !== undefined && this.#isConstant(declaration)
        ? this.follow(declaration.initializer, steps)
        : null;
    }
    if (ts.isEnumDeclaration(declaration) || ts.isClassDeclaration(declaration)) return declaration;
    if (ts.isImportSpecifier(declaration)) {
      const name = (declaration.propertyName ?? declaration.name).text;
      const from = this.#importedBy(declaration.parent.parent.parent, name);
      return from === null ? null : this.#exportedValue(from, name, steps);
    }
    if (ts.isImportClause(declaration)) {
      const from = this.#importedBy(declaration.parent);
      return from === null ? null : this.#exportedValue(from, 'default', steps);
    }
    if (ts.isBindingElement(declaration)) {
      const source = this.#sourceOf(declaration);
      if (source === null) return null;
      const name = declaration.propertyName ?? declaration.name;
      return ts.isIdentifier(name) ? this.#member(source, name.text, steps) : null;
    }
    return null;
  }

  /** The expression that a pattern takes apart, where it is one of a single level. */
  #sourceOf({ parent }: ts.BindingElement): ts.Expression | null {
    const { ts } = this.#program;
    const holder = parent.parent;
    if (!ts.isObjectBindingPattern(parent) || !ts.isVariableDeclaration(holder)) return null;
    return holder.initializer ?? null;
  }

  #exportedValue(from: TsModule, name: string, steps: number): ts.Node | null {
    const { ts } = this.#program;
    const found = this.exported(from, name, steps);
    if (found === null) return null;
    const isDeclaration =
      ts.isVariableDeclaration(found) ||
      ts.isEnumDeclaration(found) ||
      ts.isClassDeclaration(found) ||
      ts.isImportSpecifier(found) ||
      ts.isImportClause(found) ||
      ts.isBindingElement(found);
    return isDeclaration ? this.#declared(found, steps + 1) : this.follow(found, steps + 1);
  }

  #importedBy(declaration: ts.Node, name?: string): TsModule | null {
    const { ts } = this.#program;
    if (!ts.isImportDeclaration(declaration) || !ts.isStringLiteral(declaration.moduleSpecifier)) return null;
    return this.#program.imported(this.#program.moduleOf(declaration), declaration.moduleSpecifier.text, name);
  }

  /** A `const`, or another variable that nothing in its file assigns to again. */
  #isConstant({ name, parent }: ts.VariableDeclaration): boolean {
    const { ts } = this.#program;
    if ((parent.flags & ts.NodeFlags.Const) !== 0) return true;
    if (!ts.isIdentifier(name)) return false;
    return (this.#assignmentsIn(name.getSourceFile()).get(name.text) ?? 0) <= 1;
  }

  #assignmentsIn(file: ts.SourceFile): ReadonlyMap<string, number> {
    const known = this.#assignments.get(file);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    for (const [, name = ''] of file.text.matchAll(ASSIGNMENT)) counts.set(name, (counts.get(name) ?? 0) + 1);
    this.#assignments.set(file, counts);
    return counts;
  }

  /** A member of an object literal, an enum, a class, a module that is imported whole, or (of `this`) of the class around. */
  #member(of: ts.Expression, name: string, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (of.kind === ts.SyntaxKind.ThisKeyword) {
      const around = classAround(of, ts);
      return around === null ? null : this.#classMember(around, name, steps);
    }
    const space = this.#namespace(of);
    if (space !== null) return this.#exportedValue(space, name, steps);
    // Followed once: members may stand in one another.
    const value = this.follow(of, steps);
    if (value === null) return null;
    const object = this.#asObject(value, steps);
    if (object !== null) {
      const found = this.property(object, name, steps + 1);
      return found === null || found === 'unknown' ? null : this.follow(found, steps + 1);
    }
    if (steps > MAX_STEPS) return null;
    if (ts.isEnumDeclaration(value)) {
      const member = value.members.find((candidate) => this.nameOf(candidate) === name);
      return member?.initializer === undefined ? null : this.follow(member.initializer, steps + 1);
    }
    return ts.isClassLike(value) ? this.#classMember(value, name, steps) : null;
  }

  #classMember(owner: ts.ClassLikeDeclaration, name: string, steps: number): ts.Node | null {
    const { ts } = this.#program;
    const member = owner.members.find(
      (candidate) => ts.isPropertyDeclaration(candidate) && this.nameOf(candidate) === name,
    );
    const isProperty = member !== undefined && ts.isPropertyDeclaration(member) && member.initializer !== undefined;
    return isProperty ? this.follow(member.initializer, steps + 1) : null;
  }

  /** The file that `import * as NAME` means, or a call of `require`. */
  #namespace(node: ts.Expression): TsModule | null {
    const { ts } = this.#program;
    const required = requiredBy(node, ts);
    if (required !== null) return this.#program.imported(this.#program.moduleOf(node), required);
    if (!ts.isIdentifier(node)) return null;
    const declaration = this.#scopes.find(node.text, node);
    if (declaration === undefined) return null;
    if (ts.isNamespaceImport(declaration)) return this.#importedBy(declaration.parent.parent);
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
    const specifier = requiredBy(declaration.initializer, ts);
    return specifier === null ? null : this.#program.imported(this.#program.moduleOf(node), specifier);
  }

  #template(node: ts.TemplateExpression, steps: number): readonly string[] {
    let texts: readonly string[] = [node.head.text];
    for (const { expression, literal } of node.templateSpans) {
      texts = joined(joined(texts, this.texts(expression, steps)), [literal.text]);
    }
    return texts;
  }
}

/** What a call of `require`, or of `import` as a function, asks for; `null` for anything else. */
export function requiredBy(node: ts.Node, ts: TsProgram['ts']): string | null {
  if (ts.isAwaitExpression(node)) return requiredBy(node.expression, ts);
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  const [argument] = node.arguments;
  if (!isRequire && expression.kind !== ts.SyntaxKind.ImportKeyword) return null;
  return argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : null;
}

/** The class that a node stands in. */
export function classAround(node: ts.Node, ts: TsProgram['ts']): ts.ClassLikeDeclaration | null {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (ts.isClassLike(at)) return at;
  return null;
}

/** A name with a sign that assigns to it; more of them than of the name's declarations are assignments. */
const ASSIGNMENT = /(?<![\w.$\u0080-\uffff])([\w$\u0080-\uffff]+)\s*[-+*/|&?]{0,2}=(?![=>])/g;
