import assert from 'node:assert/strict';
import { factsAt } from '../../lib/snapshot/facts-at.ts';
import { FACTS } from './documents.ts';

const POD_SPEC = { group: '', version: 'v1', type: 'PodSpec' };
const WIDGET = { group: 'shop.example.com', version: 'v1beta1', kind: 'Widget' };

describe('the facts at a release', () => {
  const fieldAt = (release: string, field: string) => factsAt(release, FACTS).field(POD_SPEC, field);

  it('gives a field the stage and default that its gate has at the release', () => {
    assert.deepEqual(fieldAt('1.29', 'mood').facts, {
      stability: 'alpha',
      gates: ['MoodyPods'],
      enabledByDefault: false,
    });
    assert.deepEqual(fieldAt('1.30', 'mood').facts, {
      stability: 'beta',
      gates: ['MoodyPods'],
      enabledByDefault: true,
    });
  });

  it('says nothing of a field whose gate is stable, or is not there yet, and still settles the question', () => {
    for (const release of ['1.27', '1.32']) {
      const answer = fieldAt(release, 'mood');
      assert.deepEqual(answer.facts, {});
      assert.equal(answer.stabilitySettled, true);
    }
  });

  it('takes a mark in the types for a gate, from the first to the last release that has it', () => {
    assert.deepEqual(fieldAt('1.33', 'port').facts.gates, ['SlowPods']);
    assert.deepEqual(fieldAt('1.34', 'port').facts, {});
  });

  it('never marks a field whose gate guards only a value, even where the types mark it', () => {
    const answer = fieldAt('1.30', 'limits');
    assert.deepEqual(answer.facts, {});
    assert.equal(answer.stabilitySettled, true);
  });

  it('gives no stability for a gate that is deprecated, but its default', () => {
    assert.deepEqual(fieldAt('1.30', 'age').facts, { gates: ['OldPods'], enabledByDefault: false });
  });

  it('knows a deprecated field from the release of its deprecation on', () => {
    assert.deepEqual(fieldAt('1.29', 'node').facts, {});
    assert.deepEqual(fieldAt('1.30', 'node').facts, {
      deprecated: '1.30',
      removed: '1.33',
      replacement: 'spec.nodeName',
    });
  });

  it('does not take a field for deprecated where only a value of it is, and lets no words say so', () => {
    const answer = fieldAt('1.31', 'dns');
    assert.deepEqual(answer.facts, {});
    assert.equal(answer.deprecationSettled, true);
  });

  it('leaves the questions of a field it has no entry for to the words', () => {
    assert.deepEqual(fieldAt('1.31', 'unheardOf'), { facts: {}, stabilitySettled: false, deprecationSettled: false });
  });

  it('knows a type that is deprecated as a whole', () => {
    assert.deepEqual(factsAt('1.30', FACTS).type(POD_SPEC), {});
    assert.deepEqual(factsAt('1.31', FACTS).type(POD_SPEC), { deprecated: '1.31' });
  });

  it("gives a kind its version's stability, and its lifecycle once it is deprecated", () => {
    assert.deepEqual(factsAt('1.27', FACTS).kind(WIDGET).facts, { stability: 'beta' });
    assert.deepEqual(factsAt('1.28', FACTS).kind(WIDGET).facts, {
      stability: 'beta',
      deprecated: '1.28',
      removed: '1.32',
      replacement: 'shop.example.com/v1 Widget',
    });
  });

  it('lets no words and no fact about the type speak of a deprecation before the declared one', () => {
    assert.equal(factsAt('1.27', FACTS).kind(WIDGET).deprecationSettled, true);
    const gadget = { ...WIDGET, kind: 'Gadget' };
    assert.deepEqual(factsAt('1.27', FACTS).kind(gadget), { facts: { stability: 'beta' }, deprecationSettled: false });
  });

  it('answers for gates that words name only where all of them are known', () => {
    const { gates } = factsAt('1.30', FACTS);
    assert.deepEqual(gates(['MoodyPods', 'SlowPods']), {
      stability: 'alpha',
      gates: ['MoodyPods', 'SlowPods'],
      enabledByDefault: false,
    });
    assert.equal(gates(['MoodyPods', 'SomeAddOnGate']), null);
  });
});
