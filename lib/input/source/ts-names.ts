import { apiOfClass, apiOfModel, apiOfObject } from './api-names.ts';
import type { Found } from './found.ts';
import { requiredBy } from './ts-imports.ts';
import type { Meaning } from './ts-libraries.ts';
import { mayWrapClient, meaningOf } from './ts-libraries.ts';
import type { TsProgram } from './ts-module.ts';
import type { ImportedPath, Paths } from './ts-paths.ts';
import type { Values } from './ts-values.ts';
import type { ts } from './typescript.ts';

/** Where cdk8s puts the constructs it generates from CRDs: a file for each group. */
const CUSTOM_IMPORTS = /(?:^|\/)imports\/[\w-]+(?:\.[\w-]+)+$/;

/** Reads the names that a program has from client libraries: in its imports, and wherever it uses them. */
export class Names {
  readonly #program: TsProgram;
  readonly #paths: Paths;
  readonly #values: Values;
  readonly #found: Found;
  /** Names in this file that lead to a library. Others need not be followed. */
  readonly #roots = new Set<string>();
  /** Names of constructs whose classes say what they make: their own words tell less. */
  readonly #told = new WeakSet<ts.Node>();

  constructor(program: TsProgram, paths: Paths, values: Values, found: Found) {
    this.#program = program;
    this.#paths = paths;
    this.#values = values;
    this.#found = found;
  }

  /** Looks at one node, before those in it; nodes of other sorts are passed over. */
  visit(node: ts.Node): void {
    const { ts } = this.#program;
    if (ts.isImportDeclaration(node)) this.#import(node);
    else if (ts.isImportEqualsDeclaration(node)) this.#alias(node.name, this.#paths.ofDeclaration(node));
    else if (ts.isVariableDeclaration(node)) this.#variable(node);
    else if (ts.isIdentifier(node)) this.#identifier(node);
    else if (ts.isImportTypeNode(node)) this.#importType(node);
    else if (ts.isNewExpression(node)) this.#construct(node);
  }

  #import(node: ts.ImportDeclaration): void {
    const { ts } = this.#program;
    if (!ts.isStringLiteral(node.moduleSpecifier) || node.importClause === undefined) return;
    const specifier = node.moduleSpecifier.text;
    const { name, namedBindings } = node.importClause;
    const whole =
      name ?? (namedBindings !== undefined && ts.isNamespaceImport(namedBindings) ? namedBindings.name : null);
    if (whole !== null) {
      this.#roots.add(whole.text);
      this.#note(whole, specifier, meaningOf({ specifier, names: [] }));
    }
    if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) return;
    for (const element of namedBindings.elements) {
      const imported = element.propertyName ?? element.name;
      this.#roots.add(element.name.text);
      this.#note(imported, imported.text, this.#meaning({ specifier, names: [imported.text] }, node));
    }
  }

  #variable({ name, initializer }: ts.VariableDeclaration): void {
    const { ts } = this.#program;
    if (initializer === undefined) return;
    const isPath =
      ts.isPropertyAccessExpression(initializer) ||
      ts.isIdentifier(initializer) ||
      ts.isElementAccessExpression(initializer) ||
      requiredBy(initializer, ts) !== null;
    if (!isPath) return;
    const path = this.#paths.of(initializer);
    if (path === null) return;
    const add = (binding: ts.BindingName): void => {
      if (ts.isIdentifier(binding)) this.#alias(binding, path);
      else for (const element of binding.elements) if (!ts.isOmittedExpression(element)) add(element.name);
    };
    add(name);
    if (requiredBy(initializer, ts) === null || !ts.isObjectBindingPattern(name)) return;
    // `const { CoreV1Api } = require(...)` is an import by another name.
    for (const element of name.elements) {
      const imported = element.propertyName ?? element.name;
      const own = ts.isIdentifier(imported) ? { ...path, names: [...path.names, imported.text] } : null;
      if (own !== null) this.#note(imported, imported.getText(), this.#meaning(own, element));
    }
  }

  #alias(name: ts.Node, path: ImportedPath | null): void {
    if (path !== null) this.#roots.add(name.getText());
  }

  #identifier(node: ts.Identifier): void {
    const { ts } = this.#program;
    if (!this.#roots.has(node.text) || !isUse(node, ts)) return;
    const whole = wholeOf(node, ts);
    if (this.#told.has(whole)) return;
    const path = this.#paths.of(whole);
    if (path === null) return;
    this.#note(whole, whole.getText(), this.#meaning(path, node));
  }

  #importType({ argument, qualifier }: ts.ImportTypeNode): void {
    const { ts } = this.#program;
    const specifier =
      ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) ? argument.literal.text : null;
    if (specifier === null || qualifier === undefined) return;
    this.#note(qualifier, qualifier.getText(), meaningOf({ specifier, names: qualifier.getText().split('.') }));
  }

  /** A construct of cdk8s says in its own class, where that is in the input, which API it makes. */
  #construct(node: ts.NewExpression): void {
    const { ts } = this.#program;
    const from = this.#paths.of(node.expression);
    // Only generated classes of cdk8s say so: others need not be looked for.
    if (from !== null && !/(?:^|\/)imports\//.test(from.specifier)) return;
    const made = this.#values.follow(node.expression);
    if (made === null || !ts.isClassLike(made)) {
      // Its version is in a generated file that is not in the input.
      if (from !== null && CUSTOM_IMPORTS.test(from.specifier))
        this.#found.runTime(node.expression.getStart(), node.getText());
      return;
    }
    const gvk = made.members.find(
      (member) => ts.isPropertyDeclaration(member) && this.#values.nameOf(member) === 'GVK',
    );
    const object = gvk !== undefined && ts.isPropertyDeclaration(gvk) ? this.#values.object(gvk.initializer) : null;
    if (object === null) return;
    const textOf = (name: string): string | undefined => {
      const value = this.#values.property(object, name);
      return value === 'unknown' ? undefined : this.#values.texts(value)[0];
    };
    const [apiVersion, kind] = [textOf('apiVersion'), textOf('kind')];
    const api = apiVersion === undefined || kind === undefined ? null : apiOfObject(apiVersion, kind);
    if (api === null) return;
    this.#told.add(node.expression);
    this.#found.use(node.expression.getStart(), `new ${node.expression.getText()}`, api);
  }

  /** What a name means; a file of the input, or a package around the client, may pass the client's names on. */
  #meaning(path: ImportedPath, from: ts.Node): Meaning {
    const known = meaningOf(path);
    const [name = ''] = path.names;
    const isOther = path.names.length !== 1 || !mayWrapClient(path.specifier);
    if (known !== null || isOther || (apiOfClass(name) ?? apiOfModel(name)) === null) return known;
    const module = this.#program.moduleOf(from);
    const wrapper = this.#program.imported(module, path.specifier);
    if (wrapper !== null && this.#values.imports.exported(wrapper, name) !== null) return null;
    const api = apiOfClass(name) ?? (wrapper?.text.includes('@kubernetes/client-node') ? apiOfModel(name) : null);
    return api === null ? null : { api };
  }

  #note(node: ts.Node, text: string, meaning: Meaning): void {
    if (meaning === null) return;
    if ('api' in meaning) this.#found.use(node.getStart(), text, meaning.api);
    // Only what is made of it is a use: a chart that is rendered in a run.
    else if (node.parent.kind === this.#program.ts.SyntaxKind.NewExpression) {
      this.#found.runTime(node.getStart(), node.parent.getText());
    }
  }
}

/** Whether an identifier stands for what it names, and is no member's name and no declaration. */
function isUse(node: ts.Identifier, ts: TsProgram['ts']): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isImportEqualsDeclaration(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  const isNamed =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isClassLike(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isEnumMember(parent) ||
    ts.isEnumDeclaration(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportSpecifier(parent);
  return !isNamed || parent.name !== node;
}

/** The longest dotted name that begins with an identifier. */
function wholeOf(node: ts.Identifier, ts: TsProgram['ts']): ts.Node {
  let whole: ts.Node = node;
  for (;;) {
    const { parent } = whole;
    const goesOn =
      (ts.isPropertyAccessExpression(parent) && parent.expression === whole) ||
      (ts.isElementAccessExpression(parent) &&
        parent.expression === whole &&
        ts.isStringLiteralLike(parent.argumentExpression)) ||
      (ts.isQualifiedName(parent) && parent.left === whole);
    if (!goesOn) return whole;
    whole = parent;
  }
}
