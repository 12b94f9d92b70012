import type { Imports } from './ts-imports.ts';
import type { TsProgram } from './ts-module.ts';
import { nodesIn } from './ts-nodes.ts';
import type { Scopes } from './ts-scope.ts';
import { classAround } from './ts-scope.ts';
import { DeclaredTypes, heritageOf } from './ts-types.ts';
import type { ts } from './typescript.ts';

/** Of a member: the classes of the clients that it holds, by the classes and interfaces that have it. */
type Held = ReadonlyMap<string, ReadonlySet<string>>;

/** Members of a file or a class that hold a client, by their names. */
type Members = ReadonlyMap<string, Held>;

/** What a file tells those that import it. */
interface Outline {
  readonly members: Members;
  /** Paths of the files of the input that it imports. */
  readonly imports: readonly string[];
}

/** How the class of a client is worked out. */
interface ClientOf {
  readonly type: (type: ts.TypeNode | undefined) => string | null;
  readonly value: (node: ts.Expression) => string | null;
}

const CLIENT_WORD = /V\d+(?:(?:alpha|beta)\d+)?Api\b|CustomObjectsApi|KubernetesObjectApi/;

/** Stands for all that have a member. */
const ALL = '*';
/** Stands for an object, a type without a name, and a class or interface whose names are not known. */
const NAMELESS = '';
const NONE: Members = new Map();

/** How far files that a file imports are searched for members. */
const IMPORT_DEPTH = 2;

/** How many files and classes may be gone through while others wait for their members: each may need those of the next. */
const MAX_WAITING = 10;

/** Finds members that hold clients, by their names. */
export class ClientMembers {
  readonly #program: TsProgram;
  readonly #types: DeclaredTypes;
  readonly #clientOf: ClientOf;
  readonly #members = new WeakMap<ts.Node, Members>();
  readonly #outlines = new Map<string, Outline>();
  /** Members that were looked for in other files, by path, name and what has them. */
  readonly #elsewhere = new Map<string, string | null>();
  #waiting = 0;

  constructor(program: TsProgram, scopes: Scopes, imports: Imports, clientOf: ClientOf) {
    this.#program = program;
    this.#types = new DeclaredTypes(program, scopes, imports);
    this.#clientOf = clientOf;
  }

  /**
   * The class of the client that a member holds: one of the class around, of the file, else of the files that it imports.
   *
   * @param of what has the member: where it is declared to be of a class or interface, the members of others do not count.
   * @param from where it is used.
   */
  find(name: string, of: ts.Expression | null, from: ts.Node): string | null {
    const { ts } = this.#program;
    const holders = of === null ? null : this.#types.namesOf(of);
    const around = classAround(from, ts);
    const inClass = around === null ? null : pick(this.#membersOf(around).get(name), holders);
    if (inClass !== null) return onlyOf(inClass);
    // A private member is of its class, whatever others call theirs.
    if (name.startsWith('#')) return null;
    const own = pick(this.#membersOf(from.getSourceFile()).get(name), holders);
    return own === null ? this.#findElsewhere(name, holders, this.#program.moduleOf(from).path) : onlyOf(own);
  }

  #findElsewhere(name: string, holders: ReadonlySet<string> | null, start: string): string | null {
    const key = [start, name, ...(holders ?? [ALL])].join(' ');
    const before = this.#elsewhere.get(key);
    if (before !== undefined) return before;
    const found = new Set<string>();
    const visited = new Set<string>();
    const search = (path: string, depth: number): void => {
      if (visited.has(path)) return;
      visited.add(path);
      const { members, imports } = this.#outlineOf(path);
      const known = pick(members.get(name), holders);
      if (known !== null) for (const client of known) found.add(client);
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
    const imports = [...text.matchAll(/\bfrom\s*['"](\.[^'"]*)['"]/g)]
      .map(([, specifier = '']) => this.#program.resolve(path, specifier))
      .filter((imported) => imported !== null);
    const module = CLIENT_WORD.test(text) ? this.#program.parseOther(path, text) : null;
    const members = module === null ? NONE : this.#membersOf(module.file);
    const outline = { members, imports };
    this.#outlines.set(path, outline);
    return outline;
  }

  /** Of a file or a class. Names that are asked for while they are being gathered wait for nothing: they are not known. */
  #membersOf(root: ts.Node): Members {
    const known = this.#members.get(root);
    if (known !== undefined) return known;
    if (this.#waiting > MAX_WAITING) return NONE;
    this.#members.set(root, NONE);
    this.#waiting++;
    try {
      const members = CLIENT_WORD.test(root.getSourceFile().text) ? this.#membersIn(root) : NONE;
      this.#members.set(root, members);
      return members;
    } finally {
      this.#waiting--;
    }
  }

  #membersIn(root: ts.Node): Members {
    const { ts } = this.#program;
    const members = new Map<string, Map<string, Set<string>>>();
    const known = new Map<ts.Node | null, readonly string[]>();
    const add = (name: ts.Node, client: string | null, holder: ts.Node | null): void => {
      if (client === null || !(ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) return;
      const held = members.get(name.text) ?? new Map<string, Set<string>>();
      members.set(name.text, held);
      const names = known.get(holder) ?? namesOf(holder, ts);
      known.set(holder, names);
      for (const one of [ALL, ...names]) held.set(one, (held.get(one) ?? new Set()).add(client));
    };
    const { type: typed, value } = this.#clientOf;
    // No further members are asked, so that none waits for itself.
    const made = (node: ts.Expression | undefined) =>
      node === undefined || ts.isPropertyAccessExpression(node) ? null : value(node);
    for (const node of nodesIn(root, ts)) {
      if (ts.isPropertyDeclaration(node)) add(node.name, typed(node.type) ?? made(node.initializer), node.parent);
      else if (ts.isPropertySignature(node)) add(node.name, typed(node.type), node.parent);
      else if (ts.isGetAccessor(node)) add(node.name, typed(node.type), node.parent);
      else if (ts.isPropertyAssignment(node)) add(node.name, made(node.initializer), null);
      else if (ts.isShorthandPropertyAssignment(node)) add(node.name, made(node.name), null);
      else if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
        add(node.name, typed(node.type), node.parent.parent);
      } else if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) {
        const { expression, name } = node.left;
        add(name, made(node.right), expression.kind === ts.SyntaxKind.ThisKeyword ? classAround(node, ts) : null);
      }
    }
    return members;
  }
}

/** The clients of those that have a member, where some do. */
function pick(held: Held | undefined, holders: ReadonlySet<string> | null): ReadonlySet<string> | null {
  if (held === undefined) return null;
  if (holders === null) return held.get(ALL) ?? null;
  const found = new Set([NAMELESS, ...holders].flatMap((holder) => [...(held.get(holder) ?? [])]));
  return found.size === 0 ? null : found;
}

/** What a class or interface goes by: its name, and the names of what it extends and implements. */
function namesOf(holder: ts.Node | null, ts: TsProgram['ts']): readonly string[] {
  if (holder === null || !(ts.isClassLike(holder) || ts.isInterfaceDeclaration(holder))) return [NAMELESS];
  const above = heritageOf(holder)?.map((one) => (ts.isIdentifier(one) ? one.text : NAMELESS)) ?? [NAMELESS];
  return [holder.name?.text ?? NAMELESS, ...above];
}

/** The only one of some; `null` where there are none, or several. */
export function onlyOf(found: ReadonlySet<string>): string | null {
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
