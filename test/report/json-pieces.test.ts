import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inParts, jsonPieces, mapped } from '../../lib/report/json-pieces.ts';

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
            runs: inParts([inParts({ rest, findings: mapped(findings, (one) => one) }), rest]),
          }),
        ].join('');
        // What a terminal might take for a command is written as an escape: it says the same.
        assert.deepEqual(JSON.parse(text), JSON.parse(whole({ rest, runs: [{ rest, findings }, rest] })));
        if (/^[\n -~]*$/.test(text) && !/\\u0023/.test(text))
          assert.equal(text, whole({ rest, runs: [{ rest, findings }, rest] }));
      }),
    );
  });

  it('makes a long list a few members at a time, in order', () => {
    const list = Array.from({ length: 1000 }, (_, at) => `quay-${at}`);
    const made: string[] = [];
    const value = { list: mapped(list, (member, at) => ({ member, at, all: made.push(member) })) };
    let text = '';
    for (const piece of jsonPieces(value)) {
      text += piece;
      if (text.includes('quay-0')) assert.ok(made.length - [...text.matchAll(/quay-/g)].length <= 100);
    }
    assert.deepEqual(made, list);
    assert.equal(text, whole({ list: list.map((member, at) => ({ member, at, all: at + 1 })) }));
  });

  it('gives brackets alone for an empty list', () => {
    assert.equal([...jsonPieces({ list: mapped([], (member) => member) })].join(''), whole({ list: [] }));
  });
});
