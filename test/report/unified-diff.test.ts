import assert from 'node:assert/strict';
import { unifiedDiff, unifiedDiffWithout } from '../../lib/report/unified-diff.ts';

const LINES = 'abcdefghijklmnopqrst'.split('').map((letter) => `${letter}\n`);
const TEXT = LINES.join('');

describe('unifiedDiff', () => {
  it('shows a changed line with three lines around it', () => {
    assert.equal(
      unifiedDiff('x.yaml', TEXT, [{ start: 10, end: 11, text: 'F' }]),
      '--- a/x.yaml\n+++ b/x.yaml\n@@ -3,7 +3,7 @@\n c\n d\n e\n-f\n+F\n g\n h\n i\n',
    );
  });

  it('shares a hunk between changes that are near, and counts on for those that are far', () => {
    const diff = unifiedDiff('x', TEXT, [
      { start: 2, end: 2, text: 'new\n' },
      { start: 8, end: 10, text: '' },
      { start: 38, end: 39, text: 'T' },
    ]);
    assert.deepEqual(diff.match(/^@@.*$/gm), ['@@ -1,8 +1,8 @@', '@@ -17,4 +17,4 @@']);
  });

  it('says where the last line has no line break', () => {
    assert.equal(
      unifiedDiff('x', 'a: 1', [{ start: 3, end: 4, text: '2' }]),
      '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n',
    );
  });

  it('shows no line as changed that an edit of its neighbours takes along', () => {
    const diff = unifiedDiff('x', 'a\nb\nc\n', [{ start: 0, end: 5, text: 'A\nb\nC' }]);
    assert.equal(diff, '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n');
  });

  it('shows what goes before what comes, where edits touch', () => {
    const diff = unifiedDiff('x', 'a\nb\n', [
      { start: 0, end: 1, text: 'A\nB' },
      { start: 2, end: 4, text: '' },
    ]);
    assert.equal(diff, '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n');
  });

  it('is empty where edits change nothing', () => {
    assert.equal(unifiedDiff('x', TEXT, []), '');
    assert.equal(unifiedDiff('x', TEXT, [{ start: 0, end: 1, text: 'a' }]), '');
  });

  it('marks the end of names with blanks, and quotes what would end a line', () => {
    assert.match(unifiedDiff('a b', 'x\n', [{ start: 0, end: 1, text: 'y' }]), /^--- a\/a b\t\n/);
    assert.match(unifiedDiff('a\n"b', 'x\n', [{ start: 0, end: 1, text: 'y' }]), /^--- "a\/a\\012\\"b"\n/);
  });

  it('quotes in names what a terminal may take for a command, in bytes as git does', () => {
    const diff = unifiedDiff('é\u009b\u202e\\', 'x\n', [{ start: 0, end: 1, text: 'y' }]);
    assert.match(diff, /^--- "a\/é\\302\\233\\342\\200\\256\\\\"\n/);
  });
});

describe('unifiedDiffWithout', () => {
  /** The patch of the change of one line, in the middle, where others are hidden. */
  const patchWithout = (...hidden: readonly string[]) =>
    unifiedDiffWithout(
      'x',
      TEXT,
      [{ start: 20, end: 21, text: 'K' }],
      hidden.map((letters) => ({ start: TEXT.indexOf(letters.charAt(0)), end: TEXT.indexOf(letters.charAt(1)) + 1 })),
    )?.replace(/^.*\n.*\n/, '');

  it('shows less around a change, and no more before it than behind', () => {
    assert.equal(patchWithout('ab', 'rt'), '@@ -8,7 +8,7 @@\n h\n i\n j\n-k\n+K\n l\n m\n n\n');
    assert.equal(patchWithout('ai'), '@@ -10,5 +10,5 @@\n j\n-k\n+K\n l\n m\n n\n');
    assert.equal(patchWithout('aj'), '@@ -11,4 +11,4 @@\n-k\n+K\n l\n m\n n\n');
    assert.equal(patchWithout('mt'), '@@ -10,3 +10,3 @@\n j\n-k\n+K\n l\n');
  });

  it('parts changes between which something is hidden', () => {
    const edits = [0, 4].map((start) => ({ start, end: start + 1, text: 'x' }));
    assert.equal(unifiedDiffWithout('x', 'a\nb\nc\nd\n', edits, [{ start: 2, end: 3 }]), null);
    const far = [0, 8].map((start) => ({ start, end: start + 1, text: 'x' }));
    assert.equal(
      unifiedDiffWithout('x', 'a\nb\nc\nd\ne\n', far, [{ start: 4, end: 5 }]),
      '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+x\n b\n@@ -4,2 +4,2 @@\n d\n-e\n+x\n',
    );
  });

  it('is none where what changes is hidden, or the line behind it', () => {
    assert.equal(patchWithout('kl'), undefined);
    assert.equal(patchWithout('lm'), undefined);
    assert.equal(unifiedDiffWithout('x', TEXT, [], [{ start: 0, end: TEXT.length }]), '');
  });
});
