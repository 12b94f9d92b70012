import assert from 'node:assert/strict';
import type { Diff } from '../../lib/diff/change.ts';
import { diff } from '../../lib/diff/diff.ts';
import { reachOf } from '../../lib/diff/reach.ts';
import type { JsonObject } from '../../lib/snapshot/json.ts';
import { document, kindDefinition, loaded, ref, type SmallKind } from './documents.ts';

const KINDS = ['A', 'B', 'C'].map(
  (kind): SmallKind => ({ group: 'shop.example', version: 'v1', kind, plural: `${kind.toLowerCase()}s` }),
);
const [A, B, C] = KINDS as [SmallKind, SmallKind, SmallKind];

function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties };
}

/** What is told of each type: its kinds, and the kind and path that it is shown at. */
function reaches(definitions: JsonObject): Record<string, string> {
  const { snapshot } = loaded(document(KINDS, definitions), '1.30');
  const found = reachOf(snapshot, KINDS, new Set(Object.keys(snapshot.definitions)));
  return Object.fromEntries(
    [...found].map(([name, { kinds, example, path, statusOnly }]) => [
      name,
      `${kinds.map(({ kind }) => kind).join('')} ${example.kind}:${path}${statusOnly ? ' (status)' : ''}`,
    ]),
  );
}

describe('reachOf', () => {
  it('goes through more references of one map than a call has arguments', () => {
    const { snapshot } = loaded(document(KINDS, { A: kindDefinition(A, {}), Shared: object({}) }), '1.30');
    const to = { $ref: '#/definitions/Shared' };
    const properties = Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`f${at}`, to]));
    const list = { type: 'array', items: { type: 'object', properties } } as const;
    const definitions = { ...snapshot.definitions, A: { ...snapshot.definitions['A'], properties: { list } } };
    const found = reachOf({ ...snapshot, definitions }, KINDS, new Set(['Shared']));
    assert.equal(found.get('Shared')?.path, 'list[].f0');
  });

  it('shows a type where the first kind has it in its manifests, by the shortest path', () => {
    const { Shared, Deep, Loop } = reaches({
      A: kindDefinition(A, { status: ref('Shared') }),
      B: kindDefinition(B, { spec: object({ long: object({ way: ref('Deep') }), deep: ref('Shared') }) }),
      C: kindDefinition(C, { near: ref('Deep'), shared: ref('Shared') }),
      Shared: object({ list: { type: 'array', items: ref('Deep') }, loop: ref('Loop') }),
      Deep: object({ back: ref('Shared') }),
      Loop: object({ loop: ref('Loop') }),
    });
    assert.deepEqual([Shared, Deep, Loop], ['ABC B:spec.deep', 'ABC B:spec.long.way', 'ABC B:spec.deep.loop']);
  });

  it('says where a type stands below a status alone, of the kind or of one that it embeds', () => {
    const { Own, Below, Embedded, Other } = reaches({
      A: kindDefinition(A, { spec: ref('Embedded') }),
      B: kindDefinition(B, { status: ref('Own') }),
      C: kindDefinition(C, { status: ref('Own') }),
      Embedded: object({ status: ref('Below') }),
      Own: object({ below: ref('Below') }),
      Below: object({}),
      Other: object({}),
    });
    assert.deepEqual(
      [Own, Below, Embedded, Other],
      ['BC B:status (status)', 'ABC A:spec.status (status)', 'A A:spec', undefined],
    );
  });

  it('follows what thousands of kinds share once, and not for each of them', () => {
    const size = 5000;
    const kinds = Array.from({ length: size }, (_, at): SmallKind => {
      return { group: 'shop.example', version: 'v1', kind: `Kind${at}`, plural: `kind${at}s` };
    });
    const side = (type: string, release: string) => {
      const definitions: Record<string, JsonObject> = {};
      for (const [at, kind] of kinds.entries()) {
        definitions[kind.kind] = kindDefinition(kind, { spec: ref('Type0') });
        definitions[`Type${at}`] = object({ next: ref(`Type${(at + 1) % size}`), [`field${at}`]: { type } });
      }
      return { document: type, loaded: loaded(document(kinds, definitions), release) };
    };
    const { changes }: Diff = diff(side('string', '1.30'), side('integer', '1.31'));
    const fields = changes.filter((change) => 'definition' in change);
    assert.equal(fields.length, size);
    for (const { reach } of fields) assert.equal(reach.kinds.length, size);
  });
});
