import assert from 'node:assert/strict';
import { count, jsonText, printable, printableLines } from '../../lib/report/text.ts';

describe('printable', () => {
  it('leaves words of any language as they are', () => {
    for (const text of ['web-1.yaml', 'größe', '入口', 'a b', '🚢', 'C:\\charts', 'می\u200cخواهم', '👩\u200d🚀'])
      assert.equal(printable(text), text);
  });

  it('makes control characters visible', () => {
    assert.equal(printable('a\u001b[31mb'), 'a\\u001b[31mb');
    assert.equal(printable('a\nb\rc\td\u0000e\u007f\u009b'), 'a\\u000ab\\u000dc\\u0009d\\u0000e\\u007f\\u009b');
  });

  it('makes the marks visible that turn or hide the direction of writing', () => {
    assert.equal(printable('user\u202egnp.yaml'), 'user\\u202egnp.yaml');
    for (const mark of ['\u061c', '\u200e', '\u2028', '\u2066', '\ufeff'])
      assert.doesNotMatch(printable(`a${mark}b`), new RegExp(mark));
  });

  it('leaves no command of GitHub’s runner, which may stand anywhere in a line', () => {
    assert.equal(printable('a ###[error]b # ##'), 'a #\\u0023#[error]b # ##');
    assert.equal(jsonText('a##[error]b'), '"a\\u0023#[error]b"');
  });

  it('makes what has no width visible, also where it takes two units', () => {
    assert.equal(printable('prod\u200b\u2060\u00ad'), 'prod\\u200b\\u2060\\u00ad');
    assert.equal(printable('a\u{e0041}'), 'a\\udb40\\udc41');
    assert.equal(jsonText('a\u200b\u{e0041}\u061c'), '"a\\u200b\\udb40\\udc41\\u061c"');
  });
});

describe('printableLines', () => {
  it('keeps line breaks and tabs, and nothing else that moves the cursor', () => {
    assert.equal(printableLines('a:\tb\r\n\u001b[2J\rc\n'), 'a:\tb\r\n\\u001b[2J\\u000dc\n');
  });
});

describe('count', () => {
  it('puts the noun into the right number', () => {
    assert.equal(count(0, 'file'), '0 files');
    assert.equal(count(1, 'file'), '1 file');
    assert.equal(count(2, 'entry', 'entries'), '2 entries');
  });
});
