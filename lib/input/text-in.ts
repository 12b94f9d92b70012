import { lastAtMost } from '../model/last-at-most.ts';
import type { ScalarNode } from '../model/node.ts';
import type { Source } from '../model/resource.ts';

/**
 * Tells where the characters of a scalar's value stand in the text of its file. Exact where the value stands there as it is:
 * plain, quoted without escapes, or a literal block, line by line. Of a value that is written in another way (escapes, folded
 * lines) every offset is that of its beginning.
 *
 * @returns takes a 0-based offset into the value and gives one into the Source's text.
 */
export function offsetsOf(scalar: ScalarNode, { text }: Source): (offset: number) => number {
  const { start, value } = scalar;
  const first = value.search(/\S/);
  if (first === -1) return () => start;
  const whole = value.trimEnd();
  if (text.startsWith(whole.slice(first), start)) return (offset) => Math.max(start, start + offset - first);
  const starts = linesOf(scalar, text, first);
  if (starts === null) return () => start;
  return (offset) => {
    const at = starts[
      Math.max(
        0,
        lastAtMost(starts, ({ value }) => value, offset),
      )
    ] as Line;
    return at.text + Math.max(0, offset - at.value);
  };
}

/** Where one line of a block begins: in the value, and in the text behind its indentation. */
interface Line {
  readonly value: number;
  readonly text: number;
}

/** The lines of a literal block; `null` where the text there does not read like the value. */
function linesOf({ start, value }: ScalarNode, text: string, first: number): Line[] | null {
  const lineStart = value.lastIndexOf('\n', first) + 1;
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1) - (first - lineStart);
  if (indent < 0) return null;
  const lines: Line[] = [];
  let at = start - (first - lineStart) - indent;
  for (let from = lineStart; from < value.length; ) {
    const end = endOf(value, from);
    const line = value.slice(from, end);
    const isBlank = line.trim() === '';
    if (!isBlank && !text.startsWith(line, at + indent)) return null;
    lines.push({ value: from, text: isBlank ? at : at + indent });
    at = endOf(text, at) + 1;
    from = end + 1;
  }
  return lines;
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
