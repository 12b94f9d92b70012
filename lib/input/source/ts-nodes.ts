import type { TsProgram } from './ts-module.ts';
import type { ts } from './typescript.ts';

/** How deep nodes may stand in one another in what people write, and then some. */
const DEEP = 1000;

/** A node and all that stand in it, in no order that counts: those of other files may be deeper than the stack is. */
export function* nodesIn(root: ts.Node, ts: TsProgram['ts']): Generator<ts.Node> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    ts.forEachChild(node, (child) => void open.push(child));
  }
}

/** Whether nodes stand in one another deeper than anybody writes. */
export function isDeep(root: ts.Node, ts: TsProgram['ts']): boolean {
  let level = [root];
  for (let depth = 0; depth < DEEP && level.length > 0; depth++) {
    const below: ts.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void below.push(child));
    level = below;
  }
  return level.length > 0;
}
