import type { TsProgram } from './ts-module.ts';
import type { ts } from './typescript.ts';

/** What a name stands for: the node that declares it. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportEqualsDeclaration;

/** Finds what names stand for, by the scopes of the language and nothing else. */
export class Scopes {
  readonly #program: TsProgram;
  readonly #tables = new WeakMap<ts.Node, ReadonlyMap<string, Declaration>>();
  /** What names stand for in a scope, whichever scope around it declares them: thousands may stand around. */
  readonly #seen = new WeakMap<ts.Node, Map<string, Declaration | null>>();

  constructor(program: TsProgram) {
    this.#program = program;
  }

  /** The declaration of a name as seen from a node; `undefined` where none is in its file. */
  find(name: string, from: ts.Node): Declaration | undefined {
    let scope = from;
    while (!this.#isScope(scope)) scope = scope.parent;
    const seen = this.#seen.get(scope) ?? new Map<string, Declaration | null>();
    this.#seen.set(scope, seen);
    const known = seen.get(name);
    if (known !== undefined) return known ?? undefined;
    const found = this.#findFrom(scope, name);
    seen.set(name, found ?? null);
    return found;
  }

  #findFrom(scope: ts.Node, name: string): Declaration | undefined {
    for (let at: ts.Node | undefined = scope; at !== undefined; at = at.parent) {
      const found = this.#isScope(at) ? this.#table(at).get(name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All names that a file declares at its top level. */
  topLevel(file: ts.SourceFile): ReadonlyMap<string, Declaration> {
    return this.#table(file);
  }

  /** The names that one statement declares. */
  declaredIn(statement: ts.Statement): ReadonlyMap<string, Declaration> {
    const table = new Map<string, Declaration>();
    this.#addStatement(statement, table);
    return table;
  }

  #isScope(node: ts.Node): boolean {
    const { ts } = this.#program;
    return (
      ts.isSourceFile(node) ||
      ts.isBlock(node) ||
      ts.isModuleBlock(node) ||
      ts.isCaseBlock(node) ||
      ts.isFunctionLike(node) ||
      ts.isForStatement(node) ||
      ts.isForOfStatement(node) ||
      ts.isForInStatement(node) ||
      ts.isCatchClause(node)
    );
  }

  #table(scope: ts.Node): ReadonlyMap<string, Declaration> {
    const known = this.#tables.get(scope);
    if (known !== undefined) return known;
    const table = new Map<string, Declaration>();
    this.#tables.set(scope, table);
    const { ts } = this.#program;
    if (ts.isFunctionLike(scope)) for (const parameter of scope.parameters) this.#addNames(parameter, table);
    else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
      if (scope.initializer !== undefined) this.#addStatement(scope.initializer, table);
    } else if (ts.isCatchClause(scope)) {
      if (scope.variableDeclaration !== undefined) this.#addNames(scope.variableDeclaration, table);
    } else if (ts.isCaseBlock(scope)) {
      for (const clause of scope.clauses)
        for (const statement of clause.statements) this.#addStatement(statement, table);
    } else ts.forEachChild(scope, (statement) => this.#addStatement(statement, table));
    return table;
  }

  #addStatement(node: ts.Node, table: Map<string, Declaration>): void {
    const { ts } = this.#program;
    if (ts.isVariableStatement(node)) this.#addStatement(node.declarationList, table);
    else if (ts.isVariableDeclarationList(node)) for (const one of node.declarations) this.#addNames(one, table);
    else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
      if (node.name !== undefined) table.set(node.name.text, node);
    } else if (ts.isImportEqualsDeclaration(node)) table.set(node.name.text, node);
    else if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      if (clause?.name !== undefined) table.set(clause.name.text, clause);
      const bindings = clause?.namedBindings;
      if (bindings === undefined) return;
      if (ts.isNamespaceImport(bindings)) table.set(bindings.name.text, bindings);
      else for (const specifier of bindings.elements) table.set(specifier.name.text, specifier);
    }
  }

  #addNames(
    declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
    table: Map<string, Declaration>,
  ): void {
    const { ts } = this.#program;
    const { name } = declaration;
    if (ts.isIdentifier(name)) table.set(name.text, declaration);
    else for (const element of name.elements) if (!ts.isOmittedExpression(element)) this.#addNames(element, table);
  }
}

/** The class that a node stands in. */
export function classAround(node: ts.Node, ts: TsProgram['ts']): ts.ClassLikeDeclaration | null {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (ts.isClassLike(at)) return at;
  return null;
}
