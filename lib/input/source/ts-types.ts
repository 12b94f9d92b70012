import type { Imports } from './ts-imports.ts';
import { specifierOf } from './ts-imports.ts';
import type { TsProgram } from './ts-module.ts';
import { nodesIn } from './ts-nodes.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import type { ts } from './typescript.ts';

/** A class or an interface. */
type Holder = ts.ClassLikeDeclaration | ts.InterfaceDeclaration;

/** What the types of a file are; `null` for a name that is an alias, or may be. */
type Types = ReadonlyMap<string, readonly Holder[] | null>;

/** How many classes and interfaces may be above one: more are nobody's. */
const MAX_NAMES = 16;

/** Tells of which class or interface a variable is declared to be. */
export class DeclaredTypes {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;
  readonly #imports: Imports;
  readonly #types = new WeakMap<ts.SourceFile, Types>();
  readonly #known = new WeakMap<Declaration, ReadonlySet<string> | null>();

  constructor(program: TsProgram, scopes: Scopes, imports: Imports) {
    this.#program = program;
    this.#scopes = scopes;
    this.#imports = imports;
  }

  /**
   * The names of the class or interface that a variable or parameter is declared to be of, and of those above it; `null`
   * where the program does not say, or where it may be another one: behind an alias, a type parameter or a union.
   */
  namesOf(node: ts.Expression): ReadonlySet<string> | null {
    const { ts } = this.#program;
    const declaration = ts.isIdentifier(node) ? this.#scopes.find(node.text, node) : undefined;
    if (declaration === undefined) return null;
    const known = this.#known.get(declaration);
    if (known !== undefined) return known;
    const name = this.#typeNameOf(declaration);
    const names = new Set<string>();
    const found = name !== null && this.#add(name.text, name, names) ? names : null;
    this.#known.set(declaration, found);
    return found;
  }

  #typeNameOf(declaration: Declaration): ts.Identifier | null {
    const { ts } = this.#program;
    if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) return null;
    const { type, initializer } = declaration;
    if (type !== undefined) {
      const isPlain = ts.isTypeReferenceNode(type) && type.typeArguments === undefined;
      return isPlain && ts.isIdentifier(type.typeName) ? type.typeName : null;
    }
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    const made =
      isConst && initializer !== undefined && ts.isNewExpression(initializer) ? initializer.expression : null;
    return made !== null && ts.isIdentifier(made) ? made : null;
  }

  /** Adds a name, as it is seen from a node, and those above it; `false` where it may be of something else. */
  #add(name: string, from: ts.Node, names: Set<string>): boolean {
    const { ts } = this.#program;
    if (names.has(name)) return true;
    if (names.size >= MAX_NAMES || isTypeParameter(name, from, ts)) return false;
    names.add(name);
    const own = this.#typesIn(from.getSourceFile()).get(name);
    if (own !== undefined) return this.#addAll(own, names);
    const declaration = this.#scopes.find(name, from);
    if (declaration === undefined) return true;
    return this.#addImported(declaration, names);
  }

  #addImported(declaration: Declaration, names: Set<string>): boolean {
    const { ts } = this.#program;
    const isNamed = ts.isImportSpecifier(declaration);
    if (!isNamed && !ts.isImportClause(declaration)) return false;
    const specifier = specifierOf(isNamed ? declaration.parent.parent.parent : declaration.parent, ts);
    if (specifier === null) return false;
    const imported = isNamed ? (declaration.propertyName ?? declaration.name).text : null;
    if (imported !== null) names.add(imported);
    if (!specifier.startsWith('.')) return true;
    const module = this.#program.imported(this.#program.moduleOf(declaration), specifier, imported ?? undefined);
    const own = module === null || imported === null ? undefined : this.#typesIn(module.file).get(imported);
    if (own !== undefined) return this.#addAll(own, names);
    const found = this.#imports.of(declaration);
    const isClass = found !== null && 'declaration' in found && ts.isClassDeclaration(found.declaration);
    return isClass && this.#addAbove(found.declaration as ts.ClassDeclaration, names);
  }

  #addAll(holders: readonly Holder[] | null, names: Set<string>): boolean {
    return holders !== null && holders.length <= MAX_NAMES && holders.every((holder) => this.#addAbove(holder, names));
  }

  #addAbove(holder: Holder, names: Set<string>): boolean {
    const { ts } = this.#program;
    if (holder.name !== undefined) names.add(holder.name.text);
    const above = heritageOf(holder);
    return above?.every((one) => ts.isIdentifier(one) && this.#add(one.text, holder, names)) === true;
  }

  #typesIn(file: ts.SourceFile): Types {
    const known = this.#types.get(file);
    if (known !== undefined) return known;
    const { ts } = this.#program;
    const types = new Map<string, Holder[] | null>();
    for (const node of nodesIn(file, ts)) {
      if (ts.isTypeAliasDeclaration(node)) types.set(node.name.text, null);
      else if ((ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) && node.name !== undefined) {
        const before = types.get(node.name.text);
        if (before === undefined) types.set(node.name.text, [node]);
        else before?.push(node);
      }
    }
    this.#types.set(file, types);
    return types;
  }
}

/** What a class or interface extends and implements; `null` where that is more than anybody wrote down. */
export function heritageOf({ heritageClauses }: Holder): readonly ts.Expression[] | null {
  const clauses = heritageClauses ?? [];
  if (clauses.reduce((sum, { types }) => sum + types.length, 0) > MAX_NAMES) return null;
  return clauses.flatMap(({ types }) => types.map(({ expression }) => expression));
}

/** Whether a name is one that a generic function, class or type around a node gives to what it is told in a call. */
function isTypeParameter(name: string, from: ts.Node, ts: TsProgram['ts']): boolean {
  for (let at: ts.Node | undefined = from; at !== undefined; at = at.parent) {
    if (!ts.isFunctionLike(at) && !ts.isClassLike(at) && !ts.isInterfaceDeclaration(at)) continue;
    if (at.typeParameters?.some((parameter) => parameter.name.text === name) === true) return true;
  }
  return false;
}
