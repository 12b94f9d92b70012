import type { ApiName } from '../../model/source-use.ts';
import { apiOfObject, apiOfPlugin, apiOfResource } from './api-names.ts';
import type { Found } from './found.ts';
import { combined } from './ts-choices.ts';
import type { TsProgram } from './ts-module.ts';
import type { Values } from './ts-values.ts';
import type { ts } from './typescript.ts';

const GROUP = /^[a-z0-9.-]*$/;
const KIND = /^[A-Z][A-Za-z0-9]*$/;

/** The expressions that name the API of an object; `unknown` where something is spread that only a run tells. */
interface Head {
  readonly apiVersion: ts.Node | null | 'unknown';
  readonly kind: ts.Node | null | 'unknown';
  /** What is written as the group beside an apiVersion. */
  readonly group?: ts.Node | null;
}

/** Reads the objects that a program writes down: literals, classes and types with apiVersion and kind, and assignments. */
export class Objects {
  readonly #program: TsProgram;
  readonly #values: Values;
  readonly #found: Found;
  /** The first kind that is assigned to each object among some statements. */
  readonly #kinds = new WeakMap<readonly ts.Statement[], ReadonlyMap<string, ts.Expression>>();

  constructor(program: TsProgram, values: Values, found: Found) {
    this.#program = program;
    this.#values = values;
    this.#found = found;
  }

  /** Looks at one node; nodes of other sorts are passed over. */
  visit(node: ts.Node): void {
    const { ts } = this.#program;
    if (ts.isObjectLiteralExpression(node)) this.#literal(node);
    else if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) this.#members(node);
    else if (ts.isExpressionStatement(node)) this.#assignment(node);
  }

  #literal(node: ts.ObjectLiteralExpression): void {
    const own = new Set(node.properties.map((property) => this.#values.nameOf(property)));
    const has = (...names: readonly string[]) => names.every((name) => own.has(name));
    if (has('plural') || has('resource')) this.#resource(node);
    else if (has('group', 'version', 'kind') && !has('apiVersion')) this.#grouped(node);
    // What is spread into another object whole is a use where it is written, and only there.
    if (!own.has('apiVersion') && !own.has('kind')) return;
    // What is written down counts, though something that only a run tells may be spread over it.
    const written = (name: string) => {
      const value = this.#values.property(node, name);
      return value === 'unknown' ? (this.#values.own(node, name) ?? value) : value;
    };
    const [apiVersion, kind] = [written('apiVersion'), written('kind')];
    if (apiVersion === null || (apiVersion === 'unknown' && !own.has('apiVersion') && !this.#isSpread(node))) return;
    if (kind === null && !own.has('metadata')) {
      this.#plugin(apiVersion, node);
      return;
    }
    const group = this.#values.own(node, own.has('apiGroup') ? 'apiGroup' : 'group');
    this.#object({ apiVersion, kind, group }, node);
  }

  /** `{ apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' }`, the `exec` of a kubeconfig. */
  #plugin(apiVersion: ts.Node | 'unknown', holder: ts.Node): void {
    const at = this.#within(holder, apiVersion) ?? holder;
    for (const text of apiVersion === 'unknown' ? [] : this.#values.texts(apiVersion)) {
      const api = apiOfPlugin(text);
      if (api !== null) this.#found.use(at.getStart(), `${text} ExecCredential`, api);
    }
  }

  /** Whether an object has an apiVersion in any case, of an object that is spread into it. */
  #isSpread({ properties }: ts.ObjectLiteralExpression): boolean {
    const { ts } = this.#program;
    return properties.some((property) => {
      const object = ts.isSpreadAssignment(property) ? this.#values.object(property.expression) : null;
      return object !== null && this.#values.own(object, 'apiVersion') !== null;
    });
  }

  #members(node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.TypeLiteralNode): void {
    const { ts } = this.#program;
    const memberValue = (name: string): ts.Node | null => {
      for (const member of node.members) {
        if (this.#values.nameOf(member) !== name) continue;
        if (ts.isPropertyDeclaration(member)) return member.initializer ?? literalIn(member.type, ts);
        if (ts.isPropertySignature(member)) return literalIn(member.type, ts);
      }
      return null;
    };
    const [apiVersion, kind] = [memberValue('apiVersion'), memberValue('kind')];
    if (apiVersion !== null && kind !== null) this.#object({ apiVersion, kind }, node);
  }

  /** `it.apiVersion = ...`, with `it.kind = ...` beside it. */
  #assignment(node: ts.ExpressionStatement): void {
    const { ts } = this.#program;
    const apiVersion = assigned(node, 'apiVersion', ts);
    if (apiVersion === null) return;
    const { parent } = node;
    const siblings = ts.isBlock(parent) || ts.isSourceFile(parent) ? parent.statements : [];
    const kind = this.#kindsAmong(siblings).get(apiVersion.of);
    if (kind !== undefined) this.#object({ apiVersion: apiVersion.value, kind }, node);
  }

  #kindsAmong(statements: readonly ts.Statement[]): ReadonlyMap<string, ts.Expression> {
    const known = this.#kinds.get(statements);
    if (known !== undefined) return known;
    const { ts } = this.#program;
    const kinds = new Map<string, ts.Expression>();
    for (const statement of statements) {
      const kind = ts.isExpressionStatement(statement) ? assigned(statement, 'kind', ts) : null;
      if (kind !== null && !kinds.has(kind.of)) kinds.set(kind.of, kind.value);
    }
    this.#kinds.set(statements, kinds);
    return kinds;
  }

  #object({ apiVersion, kind, group = null }: Head, holder: ts.Node): void {
    const written = apiVersion === 'unknown' ? [] : this.#values.texts(apiVersion);
    const versions = group === null ? written : this.#inGroupBeside(written, group);
    const kinds = kind === 'unknown' ? [] : this.#values.texts(kind);
    const at = this.#within(holder, apiVersion) ?? this.#within(holder, kind) ?? holder;
    if (versions.length > 0 && (kinds.length > 0 || kind === null)) {
      const choices = combined<string | null>(versions, kind === null ? [null] : kinds);
      if (choices === null) this.#found.runTime(at.getStart(), at.getText());
      const name = this.#nameIn(holder);
      for (const [version = null, one = null] of choices ?? []) {
        const api = version === null ? null : apiOfObject(version, one);
        if (version === null || api === null) continue;
        const place = this.#itemOf(at, version) ?? at;
        this.#found.use(place.getStart(), one === null ? version : `${version} ${one}`, api, name);
      }
      return;
    }
    const isPartly = versions.length > 0 || kinds.length > 0;
    if (this.#isRunTime(apiVersion, isPartly) && (kind === null || this.#isRunTime(kind, isPartly))) {
      const open =
        versions.length === 0 ? (this.#within(holder, apiVersion) ?? at) : (this.#within(holder, kind) ?? at);
      const shown = open === holder ? 'apiVersion and kind' : open.getText();
      this.#found.settle(at.getStart());
      this.#found.runTime(open.getStart(), shown);
    }
  }

  /** `{ apiGroup: 'batch', apiVersion: 'v1' }`: versions with the group beside them; none where only a run tells that. */
  #inGroupBeside(versions: readonly string[], group: ts.Node): readonly string[] {
    const groups = this.#values.texts(group);
    // A group that is none of Kubernetes' is of something else, as is one that only a run tells beside `v1`.
    const isOther = groups.length === 0 ? versions.every((version) => version === 'v1') : !groups.every(isGroup);
    if (isOther || versions.every((version) => version.includes('/'))) return versions;
    return (combined(versions, groups) ?? []).map(([version = '', one = '']) => apiVersionOf(one, version));
  }

  /** Whether an expression gives a text in a run. A schema says `apiVersion: string()`, which is no value at all. */
  #isRunTime(node: ts.Node | null | 'unknown', isPartly: boolean): boolean {
    const { ts } = this.#program;
    if (node === null) return false;
    if (node === 'unknown') return isPartly;
    if (this.#values.texts(node).some((text) => text !== '')) return true;
    const value = this.#values.follow(node) ?? node;
    if (ts.isStringLiteralLike(value)) return false;
    if (ts.isCallExpression(value)) return isPartly;
    return (
      ts.isIdentifier(value) ||
      ts.isPropertyAccessExpression(value) ||
      ts.isElementAccessExpression(value) ||
      ts.isTemplateExpression(value) ||
      ts.isConditionalExpression(value) ||
      ts.isBinaryExpression(value)
    );
  }

  #within(holder: ts.Node, node: ts.Node | null | 'unknown'): ts.Node | null {
    if (node === null || node === 'unknown') return null;
    const isInside = node.getSourceFile() === holder.getSourceFile();
    return isInside && node.getStart() >= holder.getStart() && node.getEnd() <= holder.getEnd() ? node : null;
  }

  /** The item of an array of apiVersions that is the one. */
  #itemOf(node: ts.Node, text: string): ts.Node | null {
    const { ts } = this.#program;
    if (!ts.isArrayLiteralExpression(node)) return null;
    return node.elements.find((element) => this.#values.texts(element).includes(text)) ?? null;
  }

  #nameIn(holder: ts.Node): string | null {
    const { ts } = this.#program;
    if (!ts.isObjectLiteralExpression(holder)) return null;
    const metadata = this.#values.property(holder, 'metadata');
    const object = metadata === 'unknown' ? null : this.#values.object(metadata);
    const name = object === null ? null : this.#values.property(object, 'name');
    const texts = name === 'unknown' ? [] : this.#values.texts(name);
    return texts.length === 1 ? (texts[0] ?? null) : null;
  }

  /** `{ group, version, plural }`, as the object form of CustomObjectsApi and many a table have it. */
  #resource(node: ts.ObjectLiteralExpression): void {
    const names = this.#textsIn(node, 'plural');
    this.#inGroup(node, names.length > 0 ? names : this.#textsIn(node, 'resource'), apiOfResource);
  }

  /** `{ group, version, kind }`. */
  #grouped(node: ts.ObjectLiteralExpression): void {
    this.#inGroup(node, this.#textsIn(node, 'kind'), (group, version, kind) => {
      return isGroup(group) && KIND.test(kind) ? apiOfObject(apiVersionOf(group, version), kind) : null;
    });
  }

  /** What an object with a group and a version names, with each of some resources or kinds. */
  #inGroup(
    node: ts.ObjectLiteralExpression,
    names: readonly string[],
    apiOf: (group: string, version: string, name: string) => ApiName | null,
  ): void {
    const choices = combined(this.#textsIn(node, 'group'), this.#textsIn(node, 'version'), names);
    if (choices === null) this.#found.runTime(node.getStart(), node.getText());
    for (const [group = '', version = '', name = ''] of choices ?? []) {
      const api = apiOf(group, version, name);
      if (api !== null) this.#found.use(node.getStart(), `${group}/${version} ${name}`, api);
    }
  }

  #textsIn(node: ts.ObjectLiteralExpression, name: string): readonly string[] {
    const value = this.#values.property(node, name);
    return value === 'unknown' ? [] : this.#values.texts(value);
  }
}

function isGroup(text: string): boolean {
  return GROUP.test(text);
}

function apiVersionOf(group: string, version: string): string {
  return group === '' || group === 'core' || version.includes('/') ? version : `${group}/${version}`;
}

/** The type of a member, where it is a literal, or a choice of one. */
function literalIn(type: ts.TypeNode | undefined, ts: TsProgram['ts']): ts.Node | null {
  return type !== undefined && ts.isLiteralTypeNode(type) ? type.literal : null;
}

function assigned(
  { expression }: ts.ExpressionStatement,
  name: string,
  ts: TsProgram['ts'],
): { readonly of: string; readonly value: ts.Expression } | null {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== name) return null;
  return { of: left.expression.getText(), value: right };
}
