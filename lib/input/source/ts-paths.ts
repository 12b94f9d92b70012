import { requiredBy, specifierOf } from './ts-imports.ts';
import type { TsProgram } from './ts-module.ts';
import type { Declaration, Scopes } from './ts-scope.ts';
import type { ts } from './typescript.ts';

/** A dotted name that begins in an imported package: `k8s.apps.v1.Deployment`. */
export interface ImportedPath {
  /** The package or file as the import names it. */
  readonly specifier: string;
  /** The names after it, those that the import itself picks first. */
  readonly names: readonly string[];
}

const MAX_STEPS = 12;

/** Follows dotted names, through aliases and patterns, to the import they come from. */
export class Paths {
  readonly #program: TsProgram;
  readonly #scopes: Scopes;

  constructor(program: TsProgram, scopes: Scopes) {
    this.#program = program;
    this.#scopes = scopes;
  }

  /** The import that an expression or a name of a type comes from; `null` where it comes from none. */
  of(node: ts.Node, steps = 0): ImportedPath | null {
    const { ts } = this.#program;
    if (steps > MAX_STEPS) return null;
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return this.of(node.expression, steps + 1);
    if (ts.isPropertyAccessExpression(node)) return longer(this.of(node.expression, steps + 1), node.name.text);
    if (ts.isElementAccessExpression(node)) {
      const name = node.argumentExpression;
      return ts.isStringLiteralLike(name) ? longer(this.of(node.expression, steps + 1), name.text) : null;
    }
    if (ts.isQualifiedName(node)) return longer(this.of(node.left, steps + 1), node.right.text);
    const specifier = requiredBy(node, ts);
    if (specifier !== null) return { specifier, names: [] };
    if (!ts.isIdentifier(node)) return null;
    const declaration = this.#scopes.find(node.text, node);
    return declaration === undefined ? null : this.ofDeclaration(declaration, steps + 1);
  }

  /** The same of what declares a name. */
  ofDeclaration(declaration: Declaration, steps = 0): ImportedPath | null {
    const { ts } = this.#program;
    if (ts.isImportSpecifier(declaration)) {
      const specifier = specifierOf(declaration.parent.parent.parent, ts);
      return specifier === null ? null : { specifier, names: [(declaration.propertyName ?? declaration.name).text] };
    }
    if (ts.isNamespaceImport(declaration)) return whole(specifierOf(declaration.parent.parent, ts));
    if (ts.isImportClause(declaration)) return whole(specifierOf(declaration.parent, ts));
    if (ts.isImportEqualsDeclaration(declaration)) {
      const reference = declaration.moduleReference;
      if (!ts.isExternalModuleReference(reference)) return this.of(reference, steps + 1);
      return ts.isStringLiteralLike(reference.expression) ? whole(reference.expression.text) : null;
    }
    if (ts.isVariableDeclaration(declaration)) {
      return declaration.initializer === undefined ? null : this.of(declaration.initializer, steps + 1);
    }
    if (!ts.isBindingElement(declaration)) return null;
    const name = declaration.propertyName ?? declaration.name;
    const above = declaration.parent.parent;
    const outer =
      ts.isVariableDeclaration(above) || ts.isBindingElement(above) ? this.ofDeclaration(above, steps + 1) : null;
    return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? longer(outer, name.text) : null;
  }
}

function longer(path: ImportedPath | null, name: string): ImportedPath | null {
  return path === null ? null : { ...path, names: [...path.names, name] };
}

function whole(specifier: string | null): ImportedPath | null {
  return specifier === null ? null : { specifier, names: [] };
}
