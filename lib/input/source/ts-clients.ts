import { addTo } from '../../model/lists.ts';
import { apiOfClass } from './api-names.ts';
import type { TsProgram } from './ts-module.ts';
import { remembered } from './ts-remembered.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import { classAround } from './ts-values.ts';
import type { ts } from './typescript.ts';

/** Names of a file's members that hold a client, and the classes of these clients. */
type Members = ReadonlyMap<string, ReadonlySet<string>>;

/** What a file tells those that import it. */
interface Outline {
  readonly members: Members;
  /** Paths of the files of the input that it imports. */
  readonly imports: readonly string[];
}

const CLIENT_WORD = /V\d+(?:(?:alpha|beta)\d+)?Api\b|CustomObjectsApi|KubernetesObjectApi/;

/** How far files that a file imports are searched for members. */
const IMPORT_DEPTH = 2;
const MAX_STEPS = 12;
const SPECIAL = /^(?:CustomObjects|KubernetesObject)Api$/;

/** Works out of which class of the generated client a receiver of calls is. */
export class Clients {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  readonly #members = new WeakMap<ts.Node, Members>();
  readonly #outlines = new Map<string, Outline>();
  /** What is assigned to each name of a file, wherever that is. */
  readonly #assigned = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Expression[]>>();
  /** Classes by how far they were followed: functions and variables may lead to each other on thousands of ways. */
  readonly #made = new WeakMap<ts.Node, Map<number, string | null>>();
  /** Members that were looked for in other files, by path and name. */
  readonly #elsewhere = new Map<string, string | null>();

  constructor(program: TsProgram, scopes: Scopes) {
    this.#program = program;
    this.#scopes = scopes;
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
    if (ts.isIdentifier(node)) {
      const declaration = this.#scopes.find(node.text, node);
      return declaration === undefined ? null : this.#ofDeclaration(declaration, node.text, steps + 1);
    }
    return ts.isPropertyAccessExpression(node) ? this.#ofMember(node.name.text, node) : null;
  }

  #ofDeclaration(declaration: Declaration, name: string, steps: number): string | null {
    const { ts } = this.#program;
    if (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) {
      const own = this.#ofType(declaration.type) ?? this.of(declaration.initializer, steps);
      return own ?? (declaration.initializer === undefined ? this.#ofAssignment(declaration, name, steps) : null);
    }
    if (ts.isBindingElement(declaration)) {
      const member = declaration.propertyName ?? declaration.name;
      return ts.isIdentifier(member) ? this.#ofMember(member.text, declaration) : null;
    }
    return null;
  }

  /** A variable that is declared without a value gets it in the same file: `api = kc.makeApiClient(...)`. */
  #ofAssignment(
    declaration: ts.VariableDeclaration | ts.ParameterDeclaration,
    name: string,
    steps: number,
  ): string | null {
    if (this.#program.ts.isParameter(declaration)) return null;
    return remembered(this.#made, declaration, steps, () => {
      const found = new Set<string>();
      for (const value of this.#assignedIn(declaration.getSourceFile()).get(name) ?? []) {
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
    const visit = (node: ts.Node): void => {
      const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      if (isAssignment && ts.isIdentifier(node.left)) {
        addTo(assigned, node.left.text, node.right);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
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
    if (!ts.isIdentifier(expression)) return null;
    const declaration = this.#scopes.find(expression.text, expression);
    if (declaration === undefined) return null;
    const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    if (made === undefined || !(ts.isFunctionDeclaration(made) || ts.isArrowFunction(made))) return null;
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
    if (declaration === undefined || steps > MAX_STEPS) return null;
    if (ts.isImportSpecifier(declaration)) {
      const imported = (declaration.propertyName ?? declaration.name).text;
      return isClient(imported) ? imported : null;
    }
    if (!ts.isClassDeclaration(declaration)) return null;
    const base = declaration.heritageClauses?.[0]?.types[0]?.expression;
    return this.#named(base, steps + 1);
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

  /** A member by its name: of the class around, of this file, else of the files that it imports. */
  #ofMember(name: string, from: ts.Node): string | null {
    const { ts } = this.#program;
    const around = classAround(from, ts);
    const inClass = around === null ? undefined : this.#membersOf(around).get(name);
    if (inClass !== undefined) return onlyOf(inClass);
    const own = this.#membersOf(from.getSourceFile()).get(name);
    if (own !== undefined) return onlyOf(own);
    const { path: start } = this.#program.moduleOf(from);
    const key = `${start} ${name}`;
    const before = this.#elsewhere.get(key);
    if (before !== undefined) return before;
    const found = new Set<string>();
    const visited = new Set<string>();
    const search = (path: string, depth: number): void => {
      if (visited.has(path)) return;
      visited.add(path);
      const { members, imports } = this.#outlineOf(path);
      const known = members.get(name);
      if (known !== undefined) for (const client of known) found.add(client);
      else if (depth > 0) for (const next of imports) search(next, depth - 1);
    };
    search(start, IMPORT_DEPTH);
    this.#elsewhere.set(key, onlyOf(found));
    return onlyOf(found);
  }

  /** Of a file of the input what is asked for by others; it is parsed only where it names a client. */
  #outlineOf(path: string): Outline {
    const known = this.#outlines.get(path);
    if (known !== undefined) return known;
    const text = this.#program.textOf(path);
    const imports = [...text.matchAll(/\bfrom\s*['"](\.[^'"]+)['"]/g)]
      .map(([, specifier = '']) => this.#program.resolve(path, specifier))
      .filter((imported) => imported !== null);
    const members = CLIENT_WORD.test(text) ? this.#membersOf(this.#program.parse(path, text).file) : new Map();
    const outline = { members, imports };
    this.#outlines.set(path, outline);
    return outline;
  }

  /** Of a file or a class. Names that are asked for while they are being gathered wait for nothing: they are not known. */
  #membersOf(root: ts.Node): Members {
    const known = this.#members.get(root);
    if (known !== undefined) return known;
    this.#members.set(root, new Map());
    const members = CLIENT_WORD.test(root.getSourceFile().text) ? this.#membersIn(root) : new Map();
    this.#members.set(root, members);
    return members;
  }

  #membersIn(root: ts.Node): Members {
    const { ts } = this.#program;
    const members = new Map<string, Set<string>>();
    const add = (name: ts.Node | undefined, client: string | null): void => {
      if (client === null || name === undefined || !ts.isIdentifier(name)) return;
      members.set(name.text, (members.get(name.text) ?? new Set()).add(client));
    };
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyDeclaration(node)) add(node.name, this.#ofType(node.type) ?? this.#madeOf(node.initializer));
      else if (ts.isPropertySignature(node)) add(node.name, this.#ofType(node.type));
      else if (ts.isGetAccessor(node)) add(node.name, this.#ofType(node.type));
      else if (ts.isPropertyAssignment(node)) add(node.name, this.#madeOf(node.initializer));
      else if (ts.isShorthandPropertyAssignment(node)) add(node.name, this.#madeOf(node.name));
      else if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
        add(node.name, this.#ofType(node.type));
      } else if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) {
        add(node.left.name, this.#madeOf(node.right));
      }
      ts.forEachChild(node, visit);
    };
    visit(root);
    return members;
  }

  /** Of what a member is set to: no further members are asked, so that none waits for itself. */
  #madeOf(node: ts.Node | undefined): string | null {
    const { ts } = this.#program;
    return node === undefined || ts.isPropertyAccessExpression(node) ? null : this.of(node, MAX_STEPS - 2);
  }
}

function isClient(name: string): boolean {
  return SPECIAL.test(name) || apiOfClass(name) !== null;
}

function onlyOf(found: ReadonlySet<string>): string | null {
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
