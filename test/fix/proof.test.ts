import assert from 'node:assert/strict';
import type { KindSchema } from '../../lib/fix/proof.ts';
import { coversWhole, disproof, schemaOf } from '../../lib/fix/proof.ts';
import type { SnapshotSchema } from '../../lib/snapshot/snapshot.ts';

function kind(properties: Record<string, SnapshotSchema>, more: SnapshotSchema = {}): KindSchema {
  const schema: SnapshotSchema = { type: 'object', properties, ...more };
  const named: Readonly<Record<string, SnapshotSchema>> = {
    text: { type: 'string' },
    deep: kindless({ a: { type: 'string' } }),
  };
  return {
    schema,
    definitions: { release: '1.0', get: (name) => named[name], nameOf: () => undefined, typeOf: () => null },
  };
}

function kindless(properties: Record<string, SnapshotSchema>): SnapshotSchema {
  return { type: 'object', properties };
}

describe('disproof', () => {
  const text: SnapshotSchema = { type: 'string' };

  it('finds nothing where each field has the type it had, by reference or not', () => {
    assert.equal(
      disproof({ a: 'x' }, { a: 'x' }, kind({ a: text }), kind({ a: { $ref: '#/definitions/text' } })),
      null,
    );
  });

  it('finds a field that the new kind does not have', () => {
    const reason = disproof(
      { a: { b: 1 } },
      { a: { b: 1 } },
      kind({ a: kindless({ b: text }) }),
      kind({ a: kindless({}) }),
    );
    assert.deepEqual(reason, { reason: 'field-gone', path: ['a', 'b'] });
  });

  it('finds a field that the old kind did not have', () => {
    assert.deepEqual(disproof({ a: 'x' }, { a: 'x' }, kind({}), kind({ a: text })), {
      reason: 'field-new',
      path: ['a'],
    });
  });

  it('finds no fault with a field that the conversion put there', () => {
    assert.equal(disproof({}, { a: 'x' }, kind({}), kind({ a: text })), null);
  });

  it('finds a field of another type, in the items of lists and the values of maps too', () => {
    const list = (items: SnapshotSchema) => kind({ a: { type: 'array', items } });
    const map = (additionalProperties: SnapshotSchema) => kind({ a: { type: 'object', additionalProperties } });
    const number: SnapshotSchema = { type: 'integer' };
    assert.deepEqual(disproof({ a: ['x'] }, { a: ['x'] }, list(text), list(number)), {
      reason: 'type-differs',
      path: ['a', 0],
    });
    assert.deepEqual(disproof({ a: { b: 'x' } }, { a: { b: 'x' } }, map(text), map(number)), {
      reason: 'type-differs',
      path: ['a', 'b'],
    });
  });

  it('finds a field that only the new kind requires', () => {
    const [old, now] = [kind({ a: text }), kind({ a: text }, { required: ['a'] })];
    assert.deepEqual(disproof({}, {}, old, now), { reason: 'required', path: ['a'] });
    assert.deepEqual(disproof({ a: null }, { a: null }, old, now), { reason: 'required', path: ['a'] });
    assert.equal(disproof({}, {}, now, now), null);
  });
});

describe('coversWhole', () => {
  it('holds where the new kind has every field and requires nothing more', () => {
    const deep: SnapshotSchema = { $ref: '#/definitions/deep' };
    assert.equal(coversWhole(kind({ a: deep }), kind({ a: deep, b: { type: 'string' } })), true);
    assert.equal(coversWhole(kind({ a: deep, b: { type: 'string' } }), kind({ a: deep })), false);
    assert.equal(coversWhole(kind({ a: deep }), kind({ a: deep }, { required: ['a'] })), false);
  });
});

describe('schemaOf', () => {
  const gvk = { group: 'batch', version: 'v1beta1', kind: 'CronJob' };

  it('takes the newest of the releases that has the kind', () => {
    assert.equal(schemaOf(gvk, ['1.9', '1.24', '1.36'])?.definitions.release, '1.24');
  });

  it('gives null where no release knows the fields of the kind', () => {
    assert.equal(schemaOf(gvk, ['1.36', '1.2']), null);
  });
});
