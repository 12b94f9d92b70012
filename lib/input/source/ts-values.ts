import { Assignments } from './ts-assignments.ts';
import { joined } from './ts-choices.ts';
import type { Exported } from './ts-imports.ts';
import { Imports } from './ts-imports.ts';
import type { TsProgram } from './ts-module.ts';
import { remembered } from './ts-remembered.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import { classAround } from './ts-scope.ts';
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
  /** What files of the input import from each other. */
  readonly imports: Imports;
  /** Texts and properties by how far they were followed: names may lead to one expression on more ways than can be gone. */
  readonly #texts = new WeakMap<ts.Node, Map<number, readonly string[]>>();
  readonly #properties = new WeakMap<ts.Node, Map<string, ts.Expression | null | 'unknown'>>();
  readonly #names = new WeakMap<ts.Node, string | null>();
  readonly #members = new WeakMap<ts.Node, ObjectMembers>();
  readonly #assignments: Assignments;

  constructor(program: TsProgram, scopes: Scopes) {
    this.#program = program;
    this.#scopes = scopes;
    this.#assignments = new Assignments(program, scopes);
    this.imports = new Imports(program, scopes, (object, name) => this.property(object, name));
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
      const isOpen = outer === null || this.#assignments.isPropertySet(outer, name);
      const found = isOpen ? 'unknown' : this.property(outer, name, steps + 1);
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
    if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
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

  /** What a declaration gives: the expression that a constant has once and for all. */
  #declared(declaration: Declaration, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (ts.isVariableDeclaration(declaration)) {
      return this.#isConstant(declaration.name, declaration) ? this.follow(declaration.initializer, steps) : null;
    }
    if (ts.isEnumDeclaration(declaration) || ts.isClassDeclaration(declaration)) return declaration;
    if (ts.isBindingElement(declaration)) {
      const source = this.#sourceOf(declaration);
      if (source === null || !this.#isConstant(declaration.name, declaration.parent.parent)) return null;
      const name = declaration.propertyName ?? declaration.name;
      return ts.isIdentifier(name) ? this.#member(source, name.text, steps) : null;
    }
    return this.#exported(this.imports.of(declaration), steps);
  }

  #isConstant(name: ts.BindingName, { parent }: ts.Node): boolean {
    return this.#program.ts.isIdentifier(name) && this.#assignments.isConstant(name, parent);
  }

  /** The expression that a pattern takes apart, where it is one of a single level. */
  #sourceOf({ parent }: ts.BindingElement): ts.Expression | null {
    const { ts } = this.#program;
    const holder = parent.parent;
    if (!ts.isObjectBindingPattern(parent) || !ts.isVariableDeclaration(holder)) return null;
    return holder.initializer ?? null;
  }

  #exported(found: Exported | null, steps: number): ts.Node | null {
    if (found === null) return null;
    return 'declaration' in found
      ? this.#declared(found.declaration, steps + 1)
      : this.follow(found.expression, steps + 1);
  }

  /** A member of an object literal, an enum, a class, a module that is imported whole, or (of `this`) of the class around. */
  #member(of: ts.Expression, name: string, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (of.kind === ts.SyntaxKind.ThisKeyword) {
      const around = classAround(of, ts);
      return around === null ? null : this.#classMember(around, name, steps);
    }
    const space = this.imports.namespace(of);
    if (space !== null) return this.#exported(this.imports.exported(space, name), steps);
    if (this.#assignments.isMemberSet(of, name)) return null;
    // Followed once: members may stand in one another.
    const value = this.follow(of, steps);
    if (value === null) return null;
    const object = this.#asObject(value, steps);
    if (object !== null) {
      if (this.#assignments.isPropertySet(object, name)) return null;
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
    const isProperty = member !== undefined && ts.isPropertyDeclaration(member);
    return isProperty && !this.#assignments.isClassMemberSet(owner, name)
      ? this.follow(member.initializer, steps + 1)
      : null;
  }

  #template(node: ts.TemplateExpression, steps: number): readonly string[] {
    let texts: readonly string[] = [node.head.text];
    for (const { expression, literal } of node.templateSpans) {
      texts = joined(joined(texts, this.texts(expression, steps)), [literal.text]);
    }
    return texts;
  }
}
