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

describe('disproof, where a schema is free in form', () => {
  const text: SnapshotSchema = { type: 'string' };

  it('takes any field', () => {
    for (const free of [
      { type: 'object' },
      {},
      kindless({ Raw: text }),
      { ...kindless({ b: text }), 'x-kubernetes-preserve-unknown-fields': true },
      { ...kindless({ b: text }), 'x-kubernetes-embedded-resource': true },
      { ...kindless({ b: text }), additionalProperties: true },
    ] satisfies readonly SnapshotSchema[]) {
      const open = kind({ a: free });
      assert.equal(disproof({ a: { c: 1 } }, { a: { c: 1 } }, open, open), null, JSON.stringify(free));
    }
    const closed = kind({ a: { ...kindless({ b: text }), additionalProperties: false } });
    assert.equal(disproof({ a: { c: 1 } }, { a: { c: 1 } }, closed, closed)?.reason, 'field-gone');
  });

  it('takes a directive of a patch for no field', () => {
    const closed = kind({ a: kindless({ b: text }) });
    assert.equal(disproof({ a: { $patch: 'delete' } }, { a: { $patch: 'delete' } }, closed, closed), null);
  });

  it('takes any JSON for any JSON, however it is written, and not for an object with fields', () => {
    const pair = (old: SnapshotSchema, now: SnapshotSchema) =>
      disproof({ a: {} }, { a: {} }, kind({ a: old }), kind({ a: now }))?.reason;
    assert.equal(pair({}, { type: 'object' }), undefined);
    assert.equal(pair({ properties: { b: text } }, kindless({ b: text })), undefined);
    assert.equal(pair({}, kindless({ b: text })), 'type-differs');
    assert.equal(pair({ type: 'string', format: 'int-or-string' }, text), 'type-differs');
  });

  it('takes a reference that leads nowhere for any JSON', () => {
    const lost: SnapshotSchema = { $ref: '#/definitions/lost' };
    assert.equal(disproof({ a: { b: 1 } }, { a: { b: 1 } }, kind({ a: lost }), kind({ a: {} })), null);
  });
});

describe('coversWhole', () => {
  it('looks into lists and maps', () => {
    const number: SnapshotSchema = { type: 'integer' };
    const text: SnapshotSchema = { type: 'string' };
    const list = (items: SnapshotSchema) => kind({ a: { type: 'array', items } });
    const map = (additionalProperties: SnapshotSchema) => kind({ a: { type: 'object', additionalProperties } });
    assert.equal(coversWhole(list(text), list(text)), true);
    assert.equal(coversWhole(list(text), list(number)), false);
    assert.equal(coversWhole(list(text), kind({ a: { type: 'array' } })), false);
    assert.equal(coversWhole(map(text), map(text)), true);
    assert.equal(coversWhole(map(text), map(number)), false);
    assert.equal(coversWhole(map(text), kind({ a: kindless({ b: text }) })), false);
    assert.equal(coversWhole(kind({ a: text }), kind({ a: number })), false);
  });

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
