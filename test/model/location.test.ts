import assert from 'node:assert/strict';
import { comparePointers, LineIndex, pointer, pointersAround } from '../../lib/model/location.ts';

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
    assert.equal(pointer('', '~'), '/~0');
  });
});

describe('pointersAround', () => {
  it('begins with the place, and ends with the whole document', () => {
    assert.deepEqual(pointersAround('/a/0/b~1c'), ['/a/0/b~1c', '/a/0', '/a', '']);
    assert.deepEqual(pointersAround(''), ['']);
  });
});

describe('comparePointers', () => {
  it('orders the items of a list by number', () => {
    assert.deepEqual(['/items/10', '/items/9', '/items/0'].sort(comparePointers), [
      '/items/0',
      '/items/9',
      '/items/10',
    ]);
    assert.deepEqual(['/items/10/kind', '/items/9/spec'].sort(comparePointers), ['/items/9/spec', '/items/10/kind']);
  });

  it('orders keys by text, also those that only begin or end with a number', () => {
    assert.deepEqual(['/spec', '/metadata', '/kind'].sort(comparePointers), ['/kind', '/metadata', '/spec']);
    assert.deepEqual(['/a/9b', '/a/10b'].sort(comparePointers), ['/a/10b', '/a/9b']);
    assert.deepEqual(['/a/b9', '/a/b10'].sort(comparePointers), ['/a/b10', '/a/b9']);
    assert.deepEqual(['/a/b', '/a/10', '/a/9'].sort(comparePointers), ['/a/9', '/a/10', '/a/b']);
    assert.ok(comparePointers('/a/9', '/a/9b') < 0);
    assert.ok(comparePointers('/a/b', '/a/B') > 0);
    assert.ok(comparePointers('/a/B', '/a/b') < 0);
  });

  it('puts what holds something before what is in it', () => {
    assert.deepEqual(['/items/0/spec', '/items/0', ''].sort(comparePointers), ['', '/items/0', '/items/0/spec']);
  });

  it('goes by the first step that differs, however long the pointers are', () => {
    assert.ok(comparePointers('/items/2', '/items/1/spec/ports/0') > 0);
    assert.ok(comparePointers('/items/1/spec/ports/0', '/items/2') < 0);
    assert.ok(comparePointers('/a/x/1', '/b') < 0);
  });

  it('finds a pointer equal to itself', () => {
    for (const path of ['', '/', '/items/3/spec']) assert.equal(comparePointers(path, path), 0);
  });
});
