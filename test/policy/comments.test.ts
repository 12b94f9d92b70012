import assert from 'node:assert/strict';
import { rootsOf } from '../../lib/input/roots.ts';
import { commentsIn } from '../../lib/policy/comments.ts';

/** The comments of a text, each with the line (from 1) that it speaks of. */
function found(text: string, { withTrees = true } = {}): readonly string[] {
  const roots = withTrees ? rootsOf(text).filter((root) => typeof root !== 'string') : [];
  return commentsIn(text, roots).map(
    ({ text: said, start, end }) => `${text.slice(0, start).split('\n').length}: ${said} | ${text.slice(start, end)}`,
  );
}

/** How many comments a text has. */
function numberIn(text: string): number {
  const roots = rootsOf(text).filter((root) => typeof root !== 'string');
  return commentsIn(text, roots).length;
}

describe('commentsIn', () => {
  it('finds a comment at the end of a line, which speaks of that line', () => {
    assert.deepEqual(found('a: b\nc: d # api-audit: ignore x -- y\ne: f\n'), [
      '2: ignore x -- y | c: d # api-audit: ignore x -- y',
    ]);
  });

  it('finds a comment with a line to itself, which speaks of the next line with anything on it', () => {
    const text = '# api-audit: ignore x -- y\n  # why\n#api-audit:ignore z -- y\nc: d\n';
    assert.deepEqual(found(text), ['4: ignore x -- y | c: d', '4: ignore z -- y | c: d']);
  });

  it('lets a blank line part a comment from what follows', () => {
    assert.deepEqual(found('# api-audit: ignore x -- y\n\nc: d\n'), ['2: ignore x -- y | ']);
  });

  it('takes CRLF as the end of a line', () => {
    assert.deepEqual(found('c: d # api-audit: ignore x -- y\r\ne: f\r\n').length, 1);
    assert.match(found('c: d # api-audit: ignore x -- y\r\ne: f\r\n')[0] as string, /^1: ignore x -- y \|/);
  });

  const none: Readonly<Record<string, string>> = {
    'in double quotes': 'a: "b # api-audit: ignore x -- y"\n',
    'in single quotes': "a: 'it''s # api-audit: ignore x -- y'\n",
    'in quotes over several lines': 'a: "b\n  # api-audit: ignore x -- y\n  c"\n',
    'in the text of a block': 'a: |\n  b\n  # api-audit: ignore x -- y\n  c\nd: e\n',
    'in the text of a folded block in a list': 'a:\n  - >-\n    # api-audit: ignore x -- y\n    c\n',
    'without a blank before it': 'a: b#api-audit: ignore x -- y\n',
  };
  for (const [where, text] of Object.entries(none)) {
    it(`finds nothing ${where}`, () => assert.deepEqual(found(text), []));
  }

  it('finds nothing in quotes or blocks of a template, of which there is no tree', () => {
    const template =
      'a: {{ .b }}\nc: "d # api-audit: ignore x -- y"\ne: |\n  f\n\n  # api-audit: ignore x -- y\ng: h # api-audit: ignore z -- y\n';
    assert.deepEqual(found(template, { withTrees: false }), ['7: ignore z -- y | g: h # api-audit: ignore z -- y']);
  });

  it('finds what stands behind a block, and behind quotes that have ended', () => {
    const text =
      'a:\n  b: |\n    c\n  # api-audit: ignore x -- y\n  d: "e" # api-audit: ignore z -- y\nf: don\'t # api-audit: ignore w -- y\n';
    assert.deepEqual(
      found(text).map((line) => line.split(' | ')[0]),
      ['5: ignore x -- y', '5: ignore z -- y', '6: ignore w -- y'],
    );
  });

  it('tells blocks by the lines above that are less indented, whatever comments stand between', () => {
    const block = 'a:\n  - b: |\n      c\n# d: |\n      # api-audit: ignore x -- y\n      e\n';
    assert.deepEqual(found(block, { withTrees: false }), []);
    const under = '# a: |\n  b: c # api-audit: ignore x -- y\n';
    assert.deepEqual(found(under, { withTrees: false }).length, 1);
  });

  it('finds what stands behind a block in the same item of a list', () => {
    const item = 'a:\n  - b: |\n      c\n    d: e # api-audit: ignore x -- y\n  - |\n    # api-audit: ignore z -- y\n';
    assert.deepEqual(found(item), ['4: ignore x -- y |     d: e # api-audit: ignore x -- y']);
    assert.deepEqual(found(item, { withTrees: false }), found(item));
  });

  it('takes what follows in the same line for a part of the comment', () => {
    assert.deepEqual(found('a: b # api-audit: ignore x -- y # api-audit: ignore z -- w\n'), [
      '1: ignore x -- y # api-audit: ignore z -- w | a: b # api-audit: ignore x -- y # api-audit: ignore z -- w',
    ]);
    assert.deepEqual(found('a: b # api-audit: ignore x -- y\u2028# api-audit: ignore z -- w\n').length, 1);
  });

  // Where the time grows with the square of these, the test does not come to its end.
  it('takes a text with very many comments', () => {
    const many = 40_000;
    const lines = (line: (at: number) => string) => Array.from({ length: many }, (_, at) => line(at)).join('');
    const entries = lines((at) => `a${at}: "b # c" # api-audit: ignore x -- y\n`);
    assert.equal(numberIn(entries), many);
    const stack = `${lines(() => '# api-audit: ignore x -- y\n')}a: b\n`;
    assert.equal(numberIn(stack), many);
    assert.equal(numberIn(`a: "${lines(() => '\u2028 # api-audit: ignore x -- y')}"\n`), 0);
    assert.equal(numberIn(`a: |\n${lines(() => '  # api-audit: ignore x -- y\n')}`), 0);
  });
});
