import { addTo } from '../../model/lists.ts';
import { apiOfClass } from './api-names.ts';
import type { Exported, Imports } from './ts-imports.ts';
import { ClientMembers, onlyOf } from './ts-members.ts';
import type { TsProgram } from './ts-module.ts';
import { nodesIn } from './ts-nodes.ts';
import { remembered } from './ts-remembered.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import type { ts } from './typescript.ts';

const MAX_STEPS = 12;
const SPECIAL = /^(?:CustomObjects|KubernetesObject)Api$/;

/** Works out of which class of the generated client a receiver of calls is. */
export class Clients {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  readonly #imports: Imports;
  readonly #members: ClientMembers;
  /** What is assigned to each name of a file, wherever that is. */
  readonly #assigned = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Expression[]>>();
  /** Classes by how far they were followed: functions and variables may lead to each other on thousands of ways. */
  readonly #made = new WeakMap<ts.Node, Map<number, string | null>>();

  constructor(program: TsProgram, scopes: Scopes, imports: Imports) {
    this.#program = program;
    this.#scopes = scopes;
    this.#imports = imports;
    this.#members = new ClientMembers(program, scopes, imports, {
      type: (type) => this.#ofType(type),
      value: (node) => this.of(node, MAX_STEPS - 2),
    });
  }

  /** The name of the class (`CoreV1Api`, `CustomObjectsApi`); `null` where the input does not tell, or tells several. */
  of(node: ts.Node | undefined, steps = 0): string | null {
    const { ts } = this.#program;
    if (node === undefined || steps > MAX_STEPS) return null;
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node)
    ) {
      return this.of(node.expression, steps + 1);
    }
    if (ts.isAsExpression(node)) return this.#ofType(node.type) ?? this.of(node.expression, steps + 1);
    if (ts.isNewExpression(node)) return this.#named(node.expression, steps);
    if (ts.isCallExpression(node)) return this.#ofCall(node, steps);
    if (ts.isIdentifier(node)) return this.#ofDeclaration(this.#scopes.find(node.text, node), steps + 1);
    return ts.isPropertyAccessExpression(node) ? this.#ofMember(node.name.text, node.expression, node, steps) : null;
  }

  #ofDeclaration(declaration: Declaration | undefined, steps: number): string | null {
    const { ts } = this.#program;
    if (declaration === undefined) return null;
    if (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) {
      const own = this.#ofType(declaration.type) ?? this.of(declaration.initializer, steps);
      return own ?? (declaration.initializer === undefined ? this.#ofAssignment(declaration, steps) : null);
    }
    if (ts.isBindingElement(declaration)) {
      const [source, member] = [sourceOf(declaration, ts), declaration.propertyName ?? declaration.name];
      return ts.isIdentifier(member) ? this.#ofMember(member.text, source, declaration, steps) : null;
    }
    return this.#ofExported(this.#imports.of(declaration), steps);
  }

  #ofExported(found: Exported | null, steps: number): string | null {
    if (found === null) return null;
    return 'declaration' in found
      ? this.#ofDeclaration(found.declaration, steps + 1)
      : this.of(found.expression, steps + 1);
  }

  /** A member of a file that is imported whole; else one by its name. */
  #ofMember(name: string, of: ts.Expression | null, from: ts.Node, steps: number): string | null {
    const space = of === null ? null : this.#imports.namespace(of);
    const exported = space === null ? null : this.#ofExported(this.#imports.exported(space, name), steps);
    return exported ?? this.#members.find(name, of, from);
  }

  /** A variable that is declared without a value gets it in the same file: `api = kc.makeApiClient(...)`. */
  #ofAssignment(declaration: ts.VariableDeclaration | ts.ParameterDeclaration, steps: number): string | null {
    const { ts } = this.#program;
    const { name } = declaration;
    if (ts.isParameter(declaration) || !ts.isIdentifier(name)) return null;
    return remembered(this.#made, declaration, steps, () => {
      const found = new Set<string>();
      for (const value of this.#assignedIn(declaration.getSourceFile()).get(name.text) ?? []) {
        const client = this.of(value, steps + 1);
        if (client !== null) found.add(client);
      }
      return onlyOf(found);
    });
  }

  #assignedIn(file: ts.SourceFile): ReadonlyMap<string, readonly ts.Expression[]> {
    const known = this.#assigned.get(file);
    if (known !== undefined) return known;
    const { ts } = this.#program;
    const assigned = new Map<string, ts.Expression[]>();
    for (const node of nodesIn(file, ts)) {
      const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      if (isAssignment && ts.isIdentifier(node.left)) addTo(assigned, node.left.text, node.right);
    }
    this.#assigned.set(file, assigned);
    return assigned;
  }

  #ofCall(node: ts.CallExpression, steps: number): string | null {
    const { ts } = this.#program;
    const { expression } = node;
    const callee = ts.isPropertyAccessExpression(expression) ? expression.name.text : null;
    // The first releases of the official client gave a client of the core group so.
    if (callee === 'defaultClient' && /(?:^|\.)Config\.defaultClient$/.test(expression.getText())) return 'CoreV1Api';
    if (callee === 'makeApiClient' && ts.isPropertyAccessExpression(expression)) {
      // `KubernetesObjectApi.makeApiClient(kc)` makes itself.
      const owner = expression.expression.getText().split('.').at(-1) ?? '';
      return isClient(owner) ? owner : this.#named(node.arguments[0], steps);
    }
    const made = this.#meant(expression, steps);
    if (made === null || !isFunction(made, ts)) return null;
    return this.#ofType(made.type) ?? remembered(this.#made, made, steps, () => this.#ofBody(made.body, steps + 1));
  }

  #ofBody(body: ts.ConciseBody | undefined, steps: number): string | null {
    const { ts } = this.#program;
    if (body === undefined) return null;
    if (!ts.isBlock(body)) return this.of(body, steps);
    const found = new Set<string>();
    for (const statement of body.statements) {
      const client = ts.isReturnStatement(statement) ? this.of(statement.expression, steps) : null;
      if (client !== null) found.add(client);
    }
    return onlyOf(found);
  }

  /** The class that a class-valued expression names, or that a class of the input extends. */
  #named(node: ts.Node | undefined, steps: number): string | null {
    const { ts } = this.#program;
    if (node === undefined) return null;
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';
    if (isClient(name)) return name;
    const declaration = ts.isIdentifier(node) ? this.#scopes.find(name, node) : undefined;
    if (declaration !== undefined && ts.isImportSpecifier(declaration)) {
      const imported = (declaration.propertyName ?? declaration.name).text;
      if (isClient(imported)) return imported;
    }
    const meant = this.#meant(node, steps);
    const base = meant !== null && ts.isClassLike(meant) ? meant.heritageClauses?.[0]?.types[0]?.expression : undefined;
    return this.#named(base, steps + 1);
  }

  /** The function or class that an expression is, by its name and through other files too: what is called, or made. */
  #meant(node: ts.Node | undefined, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (node === undefined || steps > MAX_STEPS) return null;
    if (ts.isIdentifier(node)) {
      const declaration = this.#scopes.find(node.text, node);
      return declaration === undefined ? null : this.#meantBy(declaration, steps + 1);
    }
    return ts.isPropertyAccessExpression(node) ? this.#meantIn(node.expression, node.name.text, steps + 1) : node;
  }

  #meantBy(declaration: Declaration, steps: number): ts.Node | null {
    const { ts } = this.#program;
    if (ts.isVariableDeclaration(declaration)) return this.#meant(declaration.initializer, steps);
    if (ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration)) return declaration;
    if (!ts.isBindingElement(declaration)) return this.#meantExport(this.#imports.of(declaration), steps);
    const [source, member] = [sourceOf(declaration, ts), declaration.propertyName ?? declaration.name];
    return source !== null && ts.isIdentifier(member) ? this.#meantIn(source, member.text, steps) : null;
  }

  #meantIn(of: ts.Expression, name: string, steps: number): ts.Node | null {
    const space = this.#imports.namespace(of);
    return space === null ? null : this.#meantExport(this.#imports.exported(space, name), steps);
  }

  #meantExport(found: Exported | null, steps: number): ts.Node | null {
    if (found === null) return null;
    return 'declaration' in found
      ? this.#meantBy(found.declaration, steps + 1)
      : this.#meant(found.expression, steps + 1);
  }

  /** The class in a type, inside of the arguments of a generic one too: `Wrapped<CoreV1Api>`. */
  #ofType(type: ts.TypeNode | undefined): string | null {
    const { ts } = this.#program;
    if (type === undefined) return null;
    const found = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node)) {
        const name = ts.isQualifiedName(node.typeName) ? node.typeName.right.text : node.typeName.text;
        if (isClient(name)) found.add(name);
        node.typeArguments?.forEach(visit);
      } else if (ts.isUnionTypeNode(node)) node.types.forEach(visit);
    };
    visit(type);
    return onlyOf(found);
  }
}

function isClient(name: string): boolean {
  return SPECIAL.test(name) || apiOfClass(name) !== null;
}

function isFunction(
  node: ts.Node,
  ts: TsProgram['ts'],
): node is ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/** The expression that a pattern takes apart, where it is of one level. */
function sourceOf({ parent }: ts.BindingElement, ts: TsProgram['ts']): ts.Expression | null {
  return ts.isVariableDeclaration(parent.parent) ? (parent.parent.initializer ?? null) : null;
}
