import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { offsetsOf } from '../../lib/input/text-in.ts';
import { get } from '../../lib/model/node.ts';

/** Where the word `here` of a ConfigMap's only value is found, as line and column. */
function placeOfHere(value: string): string {
  const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${value}`;
  const [resource] = readText('a.yaml', text).resources;
  const scalar = get(resource?.node ?? undefined, 'data', 'a');
  assert.ok(resource !== undefined && scalar?.type === 'scalar', 'the text holds a ConfigMap');
  const offset = offsetsOf(scalar, resource.source)(scalar.value.indexOf('here'));
  const { line, column } = resource.source.lines.position(offset);
  return `${line}:${column}`;
}

describe('offsetsOf', () => {
  const cases = [
    ['a plain scalar', 'x here', '4:8'],
    ['a quoted scalar without escapes', '"x here"', '4:9'],
    ['a literal block', '|\n    x\n      here\n', '6:7'],
    ['a literal block that begins with an empty line', '|\n\n    x\n\n    here\n', '8:5'],
    ['a literal block that begins with blanks', '|2\n      x\n    here\n', '6:5'],
    ['a literal block with Windows line ends', '|\r\n    x\r\n    here\r\n', '6:5'],
    ['a folded block, whose lines are not those of the value', '>\n    x\n    here\n', '5:5'],
    ['a quoted scalar with escapes', '"x\\nhere"', '4:7'],
  ] as const;
  for (const [what, value, place] of cases) {
    it(`finds its way in ${what}`, () => assert.equal(placeOfHere(value), place));
  }
});
