import assert from 'node:assert/strict';
import fc from 'fast-check';
import { manifestOf } from '../../fuzz/manifests.ts';
import { seeds } from '../../fuzz/seeds.ts';
import { fix } from '../../lib/fix/fix.ts';
import { anyStream } from './arbitrary.ts';

describe('the fixer, whatever it is given,', () => {
  const { manifests } = seeds();
  const anyText = fc.oneof(
    anyStream,
    fc.nat(manifests.length - 1).map((at) => manifests[at] as string),
    fc.nat().map((number) => {
      const { content } = manifestOf(number, 11, manifests);
      return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    }),
  );

  it('does not throw, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('1.22', '1.25', '1.36'), (text, target) => {
        const once = fix({ file: 'a.yaml', text }, { target });
        const twice = fix({ file: 'a.yaml', text: once.text }, { target });
        assert.equal(twice.text, once.text);
        assert.deepEqual(twice.changes, []);
      }),
      { numRuns: 300 },
    );
  });

  it('changes the text at its edits alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: fixed, edits } = fix({ file: 'a.yaml', text }, { target: '1.25' });
        let at = 0;
        let expected = '';
        for (const { start, end, text: instead } of edits) {
          expected += text.slice(at, start) + instead;
          at = end;
        }
        assert.equal(fixed, expected + text.slice(at));
      }),
      { numRuns: 300 },
    );
  });
});
