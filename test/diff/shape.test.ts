import assert from 'node:assert/strict';
import { shapeOf, takesAll } from '../../lib/diff/shape.ts';
import type { SnapshotSchema } from '../../lib/snapshot/snapshot.ts';

/** Names that every object of JavaScript has something for. */
const INHERITED = ['constructor', 'toString', '__proto__'];

/** Whether the second schema takes what the first took, where no definition is needed. */
function takes(before: SnapshotSchema, after: SnapshotSchema): boolean {
  return takesAll(before, {}, after, {});
}

describe('takesAll', () => {
  it('takes a type that is wider, and not one that is narrower', () => {
    assert.ok(takes({ type: 'integer', format: 'int32' }, { type: 'integer', format: 'int64' }));
    assert.ok(!takes({ type: 'integer', format: 'int64' }, { type: 'integer', format: 'int32' }));
  });

  for (const name of INHERITED) {
    it(`takes ${name} for a type, a field and a definition like others`, () => {
      assert.ok(takes({ type: name }, { type: name }));
      assert.ok(!takes({ type: name }, { type: 'string' }));
      const withField = { properties: Object.fromEntries([[name, { type: 'string' }]]) };
      assert.ok(!takes(withField, { properties: {} }));
      assert.ok(takes(withField, withField));
      assert.equal(shapeOf({ $ref: `#/definitions/${name}` }, {}), name);
    });
  }
});
