import type { TsModule, TsProgram } from './ts-module.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import type { ts } from './typescript.ts';

/** What a file exports under a name: what declares it, in that file or in one that it passes on, or the expression it is. */
export type Exported = { readonly declaration: Declaration } | { readonly expression: ts.Expression };

/** What a file passes on from another one. */
interface Passed {
  readonly from: string;
  readonly name: string;
}

/** All that a file exports. */
interface Exports {
  readonly named: ReadonlyMap<string, Exported | Passed>;
  /** The files of which it passes everything on, but for their defaults. */
  readonly whole: readonly string[];
  /** What `module.exports` or `export =` is. */
  readonly object: ts.Expression | null;
}

/** What an object literal has under a name. */
type PropertyOf = (object: ts.ObjectLiteralExpression, name: string) => ts.Expression | null | 'unknown';

/** How many files are searched for one name: files that pass others on may be thousands, each of them all the others. */
const MAX_FILES = 2000;

/** How many files may be looked into while others wait for it: each may spread what the next one exports. */
const MAX_WAITING = 24;

/** Follows what files import from each other to where it is declared. */
export class Imports {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  readonly #property: PropertyOf;
  readonly #tables = new WeakMap<ts.SourceFile, Exports>();
  /** What was looked for, by path and name. */
  readonly #known = new Map<string, Exported | null>();
  #waiting = 0;

  constructor(program: TsProgram, scopes: Scopes, property: PropertyOf) {
    this.#program = program;
    this.#scopes = scopes;
    this.#property = property;
  }

  /** What a name that a file imports is; `null` where the input does not tell, and for what imports no single name. */
  of(declaration: Declaration): Exported | null {
    const { ts } = this.#program;
    const passed = passedBy(declaration, ts);
    if (passed === null) return null;
    const from = this.#file(this.#program.moduleOf(declaration), passed);
    return from === null ? null : this.exported(from, passed.name);
  }

  /** The file that `import * as NAME` means, or a call of `require`. */
  namespace(node: ts.Expression): TsModule | null {
    const { ts } = this.#program;
    const required = requiredBy(node, ts);
    if (required !== null) return this.#program.imported(this.#program.moduleOf(node), required);
    if (!ts.isIdentifier(node)) return null;
    const declaration = this.#scopes.find(node.text, node);
    if (declaration === undefined) return null;
    const specifier = ts.isNamespaceImport(declaration)
      ? specifierOf(declaration.parent.parent, ts)
      : ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
        ? requiredBy(declaration.initializer, ts)
        : null;
    return specifier === null ? null : this.#program.imported(this.#program.moduleOf(node), specifier);
  }

  /** What a file of the input exports under a name, followed through the files that pass it on; `null` where it does not. */
  exported(module: TsModule, name: string): Exported | null {
    const key = keyOf(module, name);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#waiting > MAX_WAITING) return null;
    // What is asked for while it is being looked for, by what is spread into it, is not known.
    this.#known.set(key, null);
    const visited = new Set<string>();
    this.#waiting++;
    try {
      const found = this.#search(module, name, visited);
      // Where a file and all that it passes on have no such name, none of these has.
      if (found === null) for (const other of visited) this.#known.set(other, null);
      else this.#known.set(key, found);
      return found;
    } finally {
      this.#waiting--;
    }
  }

  /** Files may pass each other on in a circle: each is asked once for each name. */
  #search(start: TsModule, wanted: string, visited: Set<string>): Exported | null {
    const open: { readonly by: TsModule; readonly passed: Passed }[] = [];
    let at: { readonly module: TsModule; readonly name: string } | null = { module: start, name: wanted };
    for (let count = 0; count < MAX_FILES; count++) {
      if (at !== null) {
        const { module, name } = at;
        const told = this.#ask(module, name, visited);
        if (!('length' in told)) return told;
        for (const passed of told.toReversed()) if (open.length < MAX_FILES) open.push({ by: module, passed });
      }
      const next = open.pop();
      if (next === undefined) return null;
      const module = this.#file(next.by, next.passed);
      at = module === null ? null : { module, name: next.passed.name };
    }
    return null;
  }

  /** What a file itself exports under a name, or else in which others that may be found: in none, where it was asked before. */
  #ask(module: TsModule, name: string, visited: Set<string>): Exported | readonly Passed[] {
    const key = keyOf(module, name);
    if (visited.has(key)) return [];
    const known = visited.size === 0 ? undefined : this.#known.get(key);
    visited.add(key);
    if (known !== undefined) return known ?? [];
    const own = this.#own(module, name);
    if (own !== null) return 'from' in own ? [own] : own;
    // What a file exports by default is not passed on with all the rest.
    return name === 'default' ? [] : this.#exportsOf(module.file).whole.map((from) => ({ from, name }));
  }

  #own(module: TsModule, name: string): Exported | Passed | null {
    const { named, object } = this.#exportsOf(module.file);
    const own = named.get(name);
    if (own !== undefined) return own;
    if (object === null) return null;
    if (name === 'default') return { expression: object };
    const found = this.#program.ts.isObjectLiteralExpression(object) ? this.#property(object, name) : null;
    return found === null || found === 'unknown' ? null : { expression: found };
  }

  #file(module: TsModule, { from, name }: Passed): TsModule | null {
    // What is exported by default needs no word of that.
    return this.#program.imported(module, from, name === 'default' ? undefined : name);
  }

  #exportsOf(file: ts.SourceFile): Exports {
    const known = this.#tables.get(file);
    if (known !== undefined) return known;
    const { ts } = this.#program;
    const named = new Map<string, Exported | Passed>();
    const whole: string[] = [];
    let object: ts.Expression | null = null;
    for (const statement of file.statements) {
      if (ts.isExportDeclaration(statement)) this.#addExport(statement, named, whole);
      else if (ts.isExportAssignment(statement)) object = statement.expression;
      else if (ts.isExpressionStatement(statement)) object = addCommonJs(statement, named, ts) ?? object;
      else if (ts.canHaveModifiers(statement)) this.#addDeclared(statement, named);
    }
    const table = { named, whole, object };
    this.#tables.set(file, table);
    return table;
  }

  /** `export { NAME as OTHER }`, `export { NAME } from ...`, `export * from ...`. */
  #addExport(statement: ts.ExportDeclaration, named: Map<string, Exported | Passed>, whole: string[]): void {
    const { ts } = this.#program;
    const { exportClause, moduleSpecifier } = statement;
    const from = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null;
    const local = this.#scopes.topLevel(statement.getSourceFile());
    if (exportClause === undefined && from !== null) whole.push(from);
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return;
    for (const element of exportClause.elements) {
      const own = (element.propertyName ?? element.name).text;
      if (from !== null) named.set(element.name.text, { from, name: own });
      else {
        const declaration = local.get(own);
        if (declaration !== undefined) named.set(element.name.text, passedBy(declaration, ts) ?? { declaration });
      }
    }
  }

  /** `export const NAME`, `export class NAME`, `export default function` and their like. */
  #addDeclared(statement: ts.Statement, named: Map<string, Exported | Passed>): void {
    const { ts } = this.#program;
    const modifiers = ts.canHaveModifiers(statement) ? (statement.modifiers ?? []) : [];
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind);
    if (!has(ts.SyntaxKind.ExportKeyword)) return;
    const mayBeDefault = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    if (mayBeDefault && has(ts.SyntaxKind.DefaultKeyword)) named.set('default', { declaration: statement });
    else for (const [name, declaration] of this.#scopes.declaredIn(statement)) named.set(name, { declaration });
  }
}

function addCommonJs(
  { expression }: ts.ExpressionStatement,
  named: Map<string, Exported | Passed>,
  ts: TsProgram['ts'],
): ts.Expression | null {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left)) return null;
  const of = left.expression.getText();
  if (of === 'module' && left.name.text === 'exports') return right;
  if (of === 'exports' || of === 'module.exports') named.set(left.name.text, { expression: right });
  return null;
}

function keyOf({ path }: TsModule, name: string): string {
  return `${path} ${name}`;
}

/** Of which file a declaration takes which name; `null` where it imports no single one. */
function passedBy(declaration: Declaration, ts: TsProgram['ts']): Passed | null {
  const isNamed = ts.isImportSpecifier(declaration);
  if (!isNamed && !ts.isImportClause(declaration)) return null;
  const from = specifierOf(isNamed ? declaration.parent.parent.parent : declaration.parent, ts);
  const name = isNamed ? (declaration.propertyName ?? declaration.name).text : 'default';
  return from === null ? null : { from, name };
}

/** What an import is from. */
export function specifierOf(node: ts.Node, ts: TsProgram['ts']): string | null {
  return ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
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
