import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonPieces, mapped } from '../../lib/report/json-pieces.ts';

/** As `jsonPieces` should have it. */
function whole(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

describe('jsonPieces', () => {
  it('lays out what it makes one by one as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (findings, rest) => {
        const text = [
          ...jsonPieces({
            rest,
            none: undefined,
            runs: mapped([{ rest, findings: mapped(findings, (one) => one) }], (run) => run),
          }),
        ].join('');
        // What a terminal might take for a command is written as an escape: it says the same.
        assert.deepEqual(JSON.parse(text), JSON.parse(whole({ rest, runs: [{ rest, findings }] })));
        if (/^[\n -~]*$/.test(text)) assert.equal(text, whole({ rest, runs: [{ rest, findings }] }));
      }),
    );
  });

  it('makes no member before it is asked for', () => {
    const made: number[] = [];
    const pieces = jsonPieces({ list: mapped([1, 2, 3], (member) => made.push(member)) });
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.includes('1')) break;
    }
    assert.deepEqual(made, [1]);
  });

  it('gives brackets alone for an empty list', () => {
    assert.equal([...jsonPieces({ list: mapped([], (member) => member) })].join(''), whole({ list: [] }));
  });
});
