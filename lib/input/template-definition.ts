import type { MappingNode, Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { readBlock } from './block.ts';
import { firstRootOf } from './document.ts';
import { isFailure } from './events.ts';
import type { Action } from './template-actions.ts';
import { actionsOf } from './template-actions.ts';
import { FILL, fillActions } from './template-text.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a CustomResourceDefinition of a template, so that the objects it defines are known.
 *
 * @param written the text of the document, with its actions.
 * @returns its root, whose spec has what stands there literally; offsets count in `written`. `null` where the group, the kind
 * or one of the versions is computed, or only rendering would tell how the lines go together.
 */
export function definitionIn(written: string): MappingNode | null {
  const root = rootOf(fillActions(withoutInserts(written)));
  const spec = get(root, 'spec');
  if (root?.type !== 'mapping' || spec?.type !== 'mapping') return null;
  const literal = mapped(spec, (key, value) => {
    if (key === 'names') return value.type === 'mapping' ? mapped(value, (_, name) => name) : null;
    if (key !== 'versions' || value.type !== 'sequence') return value;
    return {
      ...value,
      items: value.items.map((item) => (item.type === 'mapping' ? mapped(item, (_, own) => own) : item)),
    };
  });
  const isWhole = text(literal, 'group') !== undefined && text(literal, 'names', 'kind') !== undefined;
  return isWhole && hasVersions(literal) ? mapped(root, (key, value) => (key === 'spec' ? literal : value)) : null;
}

/** A mapping with some of its values as others, and without those that are computed or are to be left out. */
function mapped(node: MappingNode, change: (key: string, value: Node) => Node | null): MappingNode {
  const entries = node.entries.flatMap(({ key, value }) => {
    const changed = isComputed(key) || isComputed(value) ? null : change(key.value, value);
    return changed === null ? [] : [{ key, value: changed }];
  });
  return { ...node, entries };
}

function isComputed(node: Node): boolean {
  return node.type === 'scalar' && node.value.includes(FILL);
}

/** Whether all versions that a spec has are named literally, and there are some. */
function hasVersions(spec: MappingNode): boolean {
  const versions = get(spec, 'versions');
  if (versions === undefined) return text(spec, 'version') !== undefined;
  return versions.type === 'sequence' && versions.items.every((item) => text(item, 'name') !== undefined);
}

/**
 * A text without the actions before its spec that print lines: those that have their own lines for themselves, or stand behind a key whose
 * mapping goes on below. They put labels there, and the like.
 */
function withoutInserts(written: string): string {
  const spec = /^[ \t]*spec:/m.exec(written)?.index ?? 0;
  const pieces: string[] = [];
  let at = 0;
  for (const action of actionsOf(written)) {
    if (action.start >= spec) break;
    if (action.role !== 'print' || !printsLines(written, action)) continue;
    pieces.push(written.slice(at, action.start), written.slice(action.start, action.end).replace(/[^\n]/g, ' '));
    at = action.end;
  }
  return pieces.join('') + written.slice(at);
}

/** Only blanks around an action are looked at, and what stands before the last of a line: a line may have thousands of actions. */
function printsLines(written: string, { start, end }: Action): boolean {
  let before = start - 1;
  while (isBlank(written[before])) before--;
  let after = end;
  while (isBlank(written[after])) after++;
  if ((written[after] ?? '\n') !== '\n') return false;
  const sign = written[before] ?? '\n';
  if (sign !== ':') return sign === '\n';
  return indentAt(written, after + 1) > indentAt(written, written.lastIndexOf('\n', before) + 1);
}

/** How many blanks a line begins with. */
function indentAt(written: string, line: number): number {
  let at = line;
  while (isBlank(written[at])) at++;
  return at - line;
}

function isBlank(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t' || sign === '\r';
}

function rootOf(filled: string): Node | undefined {
  // Most of a definition is its schema: js-yaml would take three times as long for it.
  const plain = readBlock(filled, 0);
  if (plain !== null) return plain;
  const events = parseYaml(filled);
  return isFailure(events) ? undefined : firstRootOf(filled, events);
}
