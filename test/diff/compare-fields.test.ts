import assert from 'node:assert/strict';
import type { FieldDifference } from '../../lib/diff/change.ts';
import { compareFields } from '../../lib/diff/compare-fields.ts';
import type { JsonObject } from '../../lib/snapshot/json.ts';
import { document, kindDefinition, loaded, ref, type SmallKind } from './documents.ts';

const POD: SmallKind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };
const JOB: SmallKind = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs' };
const [POD_NAME, JOB_NAME] = ['io.k8s.api.core.v1.Pod', 'io.k8s.api.batch.v1.Job'];
const [SPEC, STATUS] = ['io.k8s.api.core.v1.PodSpec', 'io.k8s.api.core.v1.PodStatus'];

/** A Pod and a Job that share one PodSpec. */
function withSpec(spec: JsonObject, more: JsonObject = {}, status: JsonObject = {}): JsonObject {
  return document([POD, JOB], {
    [POD_NAME]: kindDefinition(POD, { spec: ref(SPEC), status: ref(STATUS) }),
    [JOB_NAME]: kindDefinition(JOB, { spec: { type: 'object', properties: { template: ref(SPEC) } } }),
    [SPEC]: { type: 'object', ...spec },
    [STATUS]: { type: 'object', properties: status },
    ...more,
  });
}

function differences(before: JsonObject, after: JsonObject): FieldDifference[] {
  const [from, to] = [loaded(before, '1.30').snapshot, loaded(after, '1.31').snapshot];
  return compareFields(from, to, [POD, JOB]);
}

/** The code, field and values of each difference between two forms of the PodSpec's field `x`. */
function told(before: JsonObject, after: JsonObject, more: JsonObject = {}): string[] {
  const found = differences(
    withSpec({ properties: { x: before } }, more),
    withSpec({ properties: { x: after } }, more),
  );
  return found.map(({ code, field, before: was, after: is }) => `${code} ${field} ${was} ${is}`);
}

const TEXT = { type: 'string' };

describe('compareFields', () => {
  it('tells of more fields of one type than a call has arguments', () => {
    const { snapshot } = loaded(withSpec({ properties: {} }), '1.30');
    const properties = Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`f${at}`, TEXT]));
    const definitions = { ...snapshot.definitions, [SPEC]: { ...snapshot.definitions[SPEC], properties } };
    assert.equal(compareFields(snapshot, { ...snapshot, definitions }, [POD, JOB]).length, 150_000);
  });

  it('tells a change of a shared type once, with the kinds that it reaches', () => {
    const found = differences(withSpec({ properties: { a: TEXT } }), withSpec({ properties: { a: TEXT, b: TEXT } }));
    assert.equal(found.length, 1);
    const [change] = found as [FieldDifference];
    assert.equal(`${change.code} ${change.definition} ${change.field}`, `field-added ${SPEC} b`);
    assert.deepEqual(
      change.reach.kinds.map(({ kind }) => kind),
      ['Pod', 'Job'],
    );
    assert.equal(change.reach.path, 'spec');
    assert.equal(change.reach.statusOnly, false);
  });

  it('passes over a type that both share, but not where a type it is made of has changed', () => {
    const [quantity, size] = ['io.k8s.api.core.v1.Quantity', 'io.k8s.api.core.v1.Size'];
    const more = { [quantity]: { type: 'string' }, [size]: ref(quantity) };
    const before = loaded(withSpec({ properties: { a: ref(size), b: TEXT } }, more), '1.30').snapshot;
    const { definitions } = before;
    assert.deepEqual(compareFields(before, { ...before, definitions: { ...definitions } }, [POD, JOB]), []);
    const changed = { ...before, definitions: { ...definitions, [quantity]: { type: 'integer' } } };
    assert.equal(changed.definitions[SPEC], definitions[SPEC]);
    assert.deepEqual(
      compareFields(before, changed, [POD, JOB]).map(({ code, field }) => `${code} ${field}`),
      ['field-type a'],
    );
  });

  it('follows types that are made of each other once, however many', () => {
    const size = 12_000;
    const chain = (last: JsonObject) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, at) => [`Size${at}`, at === size - 1 ? last : ref(`Size${at + 1}`)]),
      );
    const { snapshot } = loaded(withSpec({}), '1.30');
    const spec = { type: 'object', properties: { a: ref(`Size${size - 4}`) } };
    const shared = { ...snapshot.definitions, ...chain(TEXT), [SPEC]: spec };
    const before = { ...snapshot, definitions: shared };
    const after = { ...snapshot, definitions: { ...shared, [`Size${size - 1}`]: { type: 'integer' } } };
    assert.deepEqual(
      compareFields(before, after, [POD, JOB])
        .filter(({ definition }) => definition === SPEC)
        .map(({ code }) => code),
      ['field-type'],
    );
  });

  it('knows what stands below a status alone', () => {
    const found = differences(withSpec({}, {}, { ready: TEXT }), withSpec({}, {}, {}));
    assert.deepEqual(
      found.map(({ code, field, reach }) => [code, field, reach.statusOnly]),
      [['field-removed', 'ready', true]],
    );
  });

  it('says of a new field whether it must be given', () => {
    const [change] = differences(withSpec({}), withSpec({ properties: { a: TEXT }, required: ['a'] }));
    assert.equal(change?.required, true);
  });

  it('tells what is required and no longer required of fields that stay, and of no other', () => {
    const properties = { a: TEXT, b: TEXT, c: TEXT };
    const found = differences(
      withSpec({ properties, required: ['a', 'c'] }),
      withSpec({ properties: { a: TEXT, b: TEXT }, required: ['b'] }),
    );
    assert.deepEqual(
      found.map(({ code, field }) => `${code} ${field}`),
      ['field-optional a', 'field-required b', 'field-removed c'],
    );
  });

  it('tells types and formats', () => {
    assert.deepEqual(told(TEXT, { type: 'boolean' }), ['field-type x string boolean']);
    assert.deepEqual(told({ type: 'array', items: TEXT }, { type: 'array', items: { type: 'boolean' } }), [
      'field-type x[] string boolean',
    ]);
    assert.deepEqual(told(TEXT, TEXT), []);
  });

  it('knows a type that takes all that the old one took', () => {
    const widened = (before: JsonObject, after: JsonObject) =>
      differences(withSpec({ properties: { x: before } }), withSpec({ properties: { x: after } }))[0]?.widened;
    const [small, big] = [
      { type: 'integer', format: 'int32' },
      { type: 'integer', format: 'int64' },
    ];
    assert.equal(widened(small, big), true);
    assert.equal(widened(big, small), false);
    assert.equal(widened(TEXT, { type: 'string', format: 'int-or-string' }), true);
  });

  it('passes over a type that was only renamed, and tells one that changed on the way', () => {
    const [OLD, NEW, OTHER] = [
      'io.k8s.api.core.v1.Handler',
      'io.k8s.api.core.v1.LifecycleHandler',
      'io.k8s.api.core.v1.Probe',
    ];
    const shape = { type: 'object', properties: { exec: TEXT } };
    const types = {
      [OLD]: shape,
      [NEW]: shape,
      [OTHER]: { type: 'object', properties: { exec: TEXT, httpGet: TEXT } },
    };
    assert.deepEqual(told(ref(OLD), ref(NEW), types), []);
    assert.deepEqual(told(ref(OLD), ref(OTHER), types), ['field-type x core/v1 Handler core/v1 Probe']);
  });

  it('does not take the Go struct that old documents show for what a type takes', () => {
    const raw = 'io.k8s.apimachinery.pkg.runtime.RawExtension';
    const types = { [raw]: { type: 'object', properties: { Raw: { type: 'string', format: 'byte' } } } };
    assert.deepEqual(told(ref(raw), { type: 'object' }, types), []);
  });

  it('compares enum values only where both documents state them', () => {
    const [few, more] = [
      { type: 'string', enum: ['A', 'B'] },
      { type: 'string', enum: ['B', 'C'] },
    ];
    assert.deepEqual(told(few, more), ['enum-values-added x null C', 'enum-values-removed x A null']);
    assert.deepEqual(told(TEXT, few), []);
    assert.deepEqual(told(few, TEXT), []);
  });

  it('tells how lists, maps and patches are merged', () => {
    const list = { type: 'array', items: { type: 'object' } };
    assert.deepEqual(told(list, { ...list, 'x-kubernetes-list-type': 'set' }), ['list-type x atomic set']);
    const map = { ...list, 'x-kubernetes-list-type': 'map' };
    assert.deepEqual(
      told({ ...map, 'x-kubernetes-list-map-keys': ['a'] }, { ...map, 'x-kubernetes-list-map-keys': ['a', 'b'] }),
      ['list-keys x a a, b'],
    );
    const object = { type: 'object', additionalProperties: TEXT };
    assert.deepEqual(told(object, { ...object, 'x-kubernetes-map-type': 'atomic' }), ['map-type x granular atomic']);
    assert.deepEqual(told(object, { ...object, 'x-kubernetes-patch-strategy': 'retainKeys' }), [
      'patch-strategy x null retainKeys',
    ]);
  });

  it('takes the marks of a list that say the same in the old and in the new way for the same', () => {
    const merged = {
      type: 'array',
      items: { type: 'object' },
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'name',
    };
    assert.deepEqual(
      told(merged, { ...merged, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] }),
      [],
    );
  });

  it('tells moves between stability levels and new deprecations', () => {
    const words = (description: string) => ({ ...TEXT, description });
    assert.deepEqual(told(words('This is an alpha field.'), words('This is a beta field.')), [
      'field-stability x alpha beta',
    ]);
    assert.deepEqual(told(words('This is a beta field.'), TEXT), ['field-stability x beta ga']);
    assert.deepEqual(told(TEXT, words('Deprecated: it is not used.')), ['field-deprecated x null null']);
  });

  it('goes into objects that stand inline', () => {
    const inline = (properties: JsonObject) => ({ type: 'array', items: { type: 'object', properties } });
    assert.deepEqual(told(inline({}), inline({ name: TEXT })), ['field-added x[].name null string']);
  });

  it('says nothing of types that no kind of both sides holds', () => {
    const lone = 'io.k8s.api.core.v1.Lone';
    const found = differences(
      withSpec({}, { [lone]: { type: 'object', properties: { a: TEXT } } }),
      withSpec({}, { [lone]: { type: 'object', properties: {} } }),
    );
    assert.deepEqual(found, []);
  });
});
