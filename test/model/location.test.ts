import assert from 'node:assert/strict';
import { LineIndex, pointer } from '../../lib/model/location.ts';

describe('LineIndex', () => {
  const text = 'kind: Pod\r\n\nmetadata: {}\n';
  const lines = new LineIndex(text);

  it('counts lines and columns from 1', () => {
    assert.deepEqual(lines.position(0), { line: 1, column: 1 });
    assert.deepEqual(lines.position(6), { line: 1, column: 7 });
  });

  it('takes the line feed as the end of its own line, after a carriage return too', () => {
    assert.deepEqual(lines.position(text.indexOf('\n')), { line: 1, column: 11 });
    assert.deepEqual(lines.position(11), { line: 2, column: 1 });
    assert.deepEqual(lines.position(text.indexOf('metadata')), { line: 3, column: 1 });
  });

  it('knows the place one past the end', () => {
    assert.deepEqual(lines.position(text.length), { line: 4, column: 1 });
    assert.deepEqual(new LineIndex('').position(0), { line: 1, column: 1 });
  });

  it('counts UTF-16 code units, so that an emoji takes two columns', () => {
    assert.deepEqual(new LineIndex('a: 🚢!').position('a: 🚢'.length), { line: 1, column: 6 });
  });

  it('agrees with counting by hand at every offset', () => {
    for (let offset = 0; offset <= text.length; offset++) {
      const before = text.slice(0, offset).split('\n');
      assert.deepEqual(lines.position(offset), { line: before.length, column: (before.at(-1) as string).length + 1 });
    }
  });
});

describe('pointer', () => {
  it('appends keys and indexes', () => {
    assert.equal(pointer('', 'items'), '/items');
    assert.equal(pointer('/items', 3), '/items/3');
    assert.equal(pointer('', ''), '/');
  });

  it('escapes tildes and slashes as RFC 6901 says', () => {
    assert.equal(pointer('/metadata/annotations', 'nginx.org/mergeable'), '/metadata/annotations/nginx.org~1mergeable');
    assert.equal(pointer('', '~/1'), '/~0~11');
  });
});
