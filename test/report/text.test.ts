import assert from 'node:assert/strict';
import { count, printable } from '../../lib/report/text.ts';

describe('printable', () => {
  it('leaves words of any language as they are', () => {
    for (const text of ['web-1.yaml', 'größe', '入口', 'a b', '🚢', 'C:\\charts']) assert.equal(printable(text), text);
  });

  it('makes control characters visible', () => {
    assert.equal(printable('a\u001b[31mb'), 'a\\u001b[31mb');
    assert.equal(printable('a\nb\rc\td\u0000e\u007f\u009b'), 'a\\u000ab\\u000dc\\u0009d\\u0000e\\u007f\\u009b');
  });

  it('makes the marks visible that turn or hide the direction of writing', () => {
    assert.equal(printable('user\u202egnp.yaml'), 'user\\u202egnp.yaml');
    for (const mark of ['\u200e', '\u2028', '\u2066', '\ufeff'])
      assert.doesNotMatch(printable(`a${mark}b`), new RegExp(mark));
  });
});

describe('count', () => {
  it('puts the noun into the right number', () => {
    assert.equal(count(0, 'file'), '0 files');
    assert.equal(count(1, 'file'), '1 file');
    assert.equal(count(2, 'entry', 'entries'), '2 entries');
  });
});
