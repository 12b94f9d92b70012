import assert from 'node:assert/strict';
import { unifiedDiff } from '../../lib/report/unified-diff.ts';

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
});
