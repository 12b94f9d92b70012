import { fileURLToPath } from 'node:url';
import type { ClassDeclaration, InterfaceDeclaration, JSDocableNode } from 'ts-morph';
import { Node, Project, SyntaxKind } from 'ts-morph';

/** How long a type may be that nobody wrote down. */
const MOST_CHARACTERS = 300;

const HEAD = `# API reference

This page is made from the docstrings of what \`import ... from 'api-audit'\` gives. [The library](library.md) has examples.
`;

/** The page that tells of every export, functions and classes first, each part in the order of the alphabet. */
export function apiReference(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const project = new Project({ tsConfigFilePath: `${root}tsconfig.json` });
  const index = project.getSourceFileOrThrow(`${root}lib/index.ts`);
  const entries = [...index.getExportedDeclarations()].map(([name, [declaration]]) => {
    if (declaration === undefined) throw new Error(`${name} is exported and declared nowhere`);
    return {
      name,
      declaration,
      isType: Node.isInterfaceDeclaration(declaration) || Node.isTypeAliasDeclaration(declaration),
    };
  });
  entries.sort((a, b) => Number(a.isType) - Number(b.isType) || (a.name < b.name ? -1 : 1));
  const names = new Set(entries.map(({ name }) => name));
  const section = ({ name, declaration }: (typeof entries)[number]) =>
    `\n### ${name}\n\n${textOf(declaration, names)}\n\`\`\`ts\n${signatureOf(name, declaration)}\n\`\`\`\n`;
  const values = entries.filter(({ isType }) => !isType).map(section);
  const types = entries.filter(({ isType }) => isType).map(section);
  return `${HEAD}\n## Functions, classes and values\n${values.join('')}\n## Types\n${types.join('')}`;
}

/** The docstring, with links to other entries of the page, and what is said of errors. */
function textOf(declaration: Node, names: ReadonlySet<string>): string {
  const holder = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  if (holder === undefined || !Node.isJSDocable(holder)) return '';
  const doc = (holder as JSDocableNode).getJsDocs().at(-1);
  if (doc === undefined) return '';
  const linked = (text: string) =>
    text.replaceAll(/\{@link (\w+)\}/g, (_, name: string) =>
      names.has(name) ? `[${name}](#${name.toLowerCase()})` : `\`${name}\``,
    );
  const tags = doc.getTags().map((tag) => {
    const text = linked(tag.getCommentText() ?? '').replaceAll(/\s+/g, ' ');
    if (tag.isKind(SyntaxKind.JSDocThrowsTag)) return `Throws ${text}\n\n`;
    if (tag.isKind(SyntaxKind.JSDocReturnTag)) return `Gives ${text}\n\n`;
    return tag.isKind(SyntaxKind.JSDocParameterTag) ? `\`${tag.getName()}\`: ${text}\n\n` : '';
  });
  return `${linked(doc.getDescription().trim())}\n\n${tags.join('')}`.trim().concat('\n');
}

/** The declaration as a reader of types sees it: no bodies, nothing private. */
function signatureOf(name: string, declaration: Node): string {
  if (Node.isFunctionDeclaration(declaration)) {
    const parameters = declaration.getParameters().map((parameter) => parameter.getText());
    return `function ${name}(${parameters.join(', ')}): ${typeText(declaration)};`;
  }
  if (Node.isClassDeclaration(declaration)) return classText(name, declaration);
  if (Node.isVariableDeclaration(declaration))
    return `const ${name}: ${declaration.getTypeNode()?.getText() ?? short(declaration.getType().getText(declaration))};`;
  return asWritten(declaration as InterfaceDeclaration);
}

function typeText(declaration: {
  getReturnTypeNode(): Node | undefined;
  getReturnType(): { getText(at?: Node): string };
}): string {
  return declaration.getReturnTypeNode()?.getText() ?? declaration.getReturnType().getText();
}

function classText(name: string, declaration: ClassDeclaration): string {
  const extended = declaration.getExtends()?.getText();
  const constructors = declaration.getConstructors().map(
    (made) =>
      `  constructor(${made
        .getParameters()
        .map((p) => p.getText())
        .join(', ')});`,
  );
  const properties = declaration
    .getProperties()
    .filter((property) => !property.getName().startsWith('#') && !property.isStatic())
    .map((property) => `  readonly ${property.getName()}: ${short(property.getType().getText(property))};`);
  const getters = declaration.getGetAccessors().map((getter) => `  get ${getter.getName()}(): ${typeText(getter)};`);
  const methods = declaration
    .getMethods()
    .filter((method) => !method.getName().startsWith('#'))
    .map((method) => {
      const about = method
        .getJsDocs()
        .at(-1)
        ?.getDescription()
        .trim()
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/\{@link (\w+)\}/g, '$1');
      const parameters = method.getParameters().map((parameter) => parameter.getText());
      return `${about === undefined ? '' : `  /** ${about} */\n`}  ${method.getName()}(${parameters.join(', ')}): ${typeText(method)};`;
    });
  const body = [...constructors, ...properties, ...getters, ...methods].join('\n');
  return `class ${name}${extended === undefined ? '' : ` extends ${extended}`} {\n${body}\n}`;
}

/** An interface or type alias as it is written, without the docstring above it and without `export`. */
function asWritten(declaration: Node): string {
  return declaration
    .getText(false)
    .replace(/^export /, '')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`');
}

function short(type: string): string {
  const text = type.replaceAll(/import\("[^"]*"\)\./g, '');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).replace(/[^{;,]*$/, '')} ...` : text;
}
