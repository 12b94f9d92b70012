import { Unreadable } from './tokens.ts';
import type { TypeScript, ts } from './typescript.ts';

/**
 * How many nodes the parser may make of a text, those of what it tries and gives up included. Where it cannot tell a list of
 * parameters from an expression, or type arguments from a comparison, it tries the one and then the other: of 400 `a<` in a
 * row it makes 320,000 nodes in 60 ms, of 400 `({[` 400,000 in 200 ms, and of `async(` twice as many for each one more, which
 * are seconds for 18 and hours for 30. Of 13,856 files of packages, bundles and minified ones among them, none takes more than
 * 0.92 a letter; the hundred `a<` that anything may begin with take 20,000.
 */
const MOST_NODES = { aLetter: 5, more: 20_000 } as const;

/** The parser gave up: it would take a time that nobody would wait. */
export class TooManyNodes extends Unreadable {
  /** How far it was when it did. */
  readonly offset: number;

  constructor(offset: number) {
    super('what stands in one another in it is tried by the parser over and over');
    this.offset = offset;
  }
}

/** What makes the parser's nodes, by the names of what hands them out. The declarations do not tell of it. */
type Allocator = Record<(typeof MAKERS)[number], () => NodeMaker>;
type NodeMaker = new (kind: ts.SyntaxKind, pos: number, end: number) => ts.Node;

const MAKERS = [
  'getNodeConstructor',
  'getTokenConstructor',
  'getIdentifierConstructor',
  'getPrivateIdentifierConstructor',
] as const;

/**
 * Parses a program, as `createSourceFile` does.
 *
 * @throws TooManyNodes where the time for it would grow with more than its length.
 * @throws RangeError where more stands in one another than the stack holds.
 */
export function parseProgram(typescript: TypeScript, path: string, text: string, kind: ts.ScriptKind): ts.SourceFile {
  const { ScriptTarget, createSourceFile } = typescript;
  const stop = countNodes(typescript, text.length * MOST_NODES.aLetter + MOST_NODES.more);
  try {
    return createSourceFile(path, text, ScriptTarget.Latest, true, kind);
  } catch (error) {
    stop();
    // The parser forgets what it has learnt of a text only at its end, and would hold it for true of the next one.
    createSourceFile('', '', ScriptTarget.Latest);
    throw error;
  } finally {
    stop();
  }
}

/**
 * Has the parser throw once it has made a number of nodes.
 *
 * @returns what ends it.
 */
function countNodes(typescript: TypeScript, most: number): () => void {
  const allocator = (typescript as TypeScript & { readonly objectAllocator?: Allocator }).objectAllocator;
  if (allocator === undefined) return () => undefined;
  const before = { ...allocator };
  let left = most;
  let latest: ts.Node | null = null;
  let read = 0;
  for (const name of MAKERS) {
    const Maker = before[name]();
    const counted = function count(kind: ts.SyntaxKind, pos: number, end: number): ts.Node {
      // A node is told where it ends when it is done, which most are before the next one is made.
      if (latest !== null && latest.end > 0) read = latest.end;
      if (left-- <= 0) throw new TooManyNodes(read);
      latest = new Maker(kind, pos, end);
      return latest;
    };
    allocator[name] = () => counted as unknown as NodeMaker;
  }
  return () => {
    Object.assign(allocator, before);
  };
}
