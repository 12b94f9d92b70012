import assert from 'node:assert/strict';
import { compareGates } from '../../lib/diff/compare-gates.ts';
import type { FeatureGate, FeatureGateStage } from '../../lib/snapshot/facts.ts';

const stage = (name: FeatureGateStage['stage'], on: boolean, from: string, to: string | null, locked = false) => ({
  stage: name,
  default: on,
  from,
  to,
  ...(locked ? { locked } : {}),
});

const GATE: FeatureGate = {
  name: 'FasterShops',
  components: ['kubernetes'],
  stages: [
    stage('alpha', false, '1.20', '1.20'),
    stage('beta', false, '1.21', '1.21'),
    stage('beta', true, '1.22', '1.22'),
    stage('stable', true, '1.23', '1.23', true),
  ],
  removedIn: '1.24',
};

function codes(from: string, to: string, gate: FeatureGate = GATE): string[] {
  return compareGates([gate], from, to).map(({ code }) => code);
}

describe('compareGates', () => {
  it('follows a gate from its introduction to its end', () => {
    assert.deepEqual(codes('1.19', '1.20'), ['gate-added']);
    assert.deepEqual(codes('1.20', '1.21'), ['gate-promoted']);
    assert.deepEqual(codes('1.21', '1.22'), ['gate-on']);
    assert.deepEqual(codes('1.22', '1.23'), ['gate-locked']);
    assert.deepEqual(codes('1.23', '1.24'), ['gate-removed']);
    assert.deepEqual(codes('1.24', '1.25'), []);
  });

  it('tells one thing of a gate, with where it stands on both sides', () => {
    const [change] = compareGates([GATE], '1.20', '1.23');
    assert.equal(change?.code, 'gate-locked');
    assert.deepEqual(change?.before, { stage: 'alpha', default: false, locked: false });
    assert.deepEqual(change?.after, { stage: 'stable', default: true, locked: true });
  });

  it('tells a gate that is turned off, and one that is deprecated', () => {
    const off = { ...GATE, stages: [stage('beta', true, '1.20', '1.20'), stage('beta', false, '1.21', null)] };
    assert.deepEqual(codes('1.20', '1.21', off), ['gate-off']);
    const old = { ...GATE, stages: [stage('stable', true, '1.20', '1.20'), stage('deprecated', false, '1.21', null)] };
    assert.deepEqual(codes('1.20', '1.21', old), ['gate-deprecated']);
  });

  it('leaves out a gate of which nothing is known at one of the releases', () => {
    const { removedIn, ...ended } = GATE;
    assert.equal(removedIn, '1.24');
    assert.deepEqual(codes('1.23', '1.24', ended), []);
  });
});
