import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { fieldNotes } from '../../lib/catalog/fields.ts';

const HPA = { group: 'autoscaling', version: 'v2', type: 'HorizontalPodAutoscalerSpec' };
const META = { group: 'meta.k8s.io', version: 'v1', type: 'ObjectMeta' };

describe('fieldNotes', () => {
  it('gives the values of a field that need a gate, as the gate stands at the release', () => {
    assert.deepEqual(fieldNotes('1.36')(HPA, 'minReplicas')?.gatedValues, [
      { value: { equals: 0 }, gate: 'HPAScaleToZero', stability: 'alpha', enabledByDefault: false },
    ]);
    assert.equal(fieldNotes('1.36')(HPA, 'maxReplicas'), undefined);
  });

  it('gives none outside of the releases in which the gate guards them', () => {
    const protocol = { group: '', version: 'v1', type: 'ServicePort' };
    const stages = ['1.11', '1.12', '1.19', '1.20'].map(
      (release) => fieldNotes(release)(protocol, 'protocol')?.gatedValues[0]?.stability,
    );
    assert.deepEqual(stages, [undefined, 'alpha', 'beta', undefined]);
  });

  it('gives deprecated values since their release', () => {
    const service = { group: '', version: 'v1', type: 'ServiceSpec' };
    assert.deepEqual(fieldNotes('1.34')(service, 'trafficDistribution')?.deprecatedValues ?? [], []);
    assert.equal(
      fieldNotes('1.35')(service, 'trafficDistribution')?.deprecatedValues[0]?.replacement,
      'PreferSameZone',
    );
  });

  it('tells what servers write, and which value is the same as none', () => {
    assert.equal(fieldNotes('1.36')(META, 'managedFields')?.writtenByServers, true);
    assert.equal(fieldNotes('1.36')(META, 'labels'), undefined);
    const job = { group: 'batch', version: 'v1', type: 'JobSpec' };
    assert.equal(fieldNotes('1.36')(job, 'completionMode')?.whenAbsent, 'NonIndexed');
  });
});

describe('facts/field-values.json', () => {
  it('says one thing of each field', () => {
    for (const fact of bundledFacts<Record<string, unknown>>('field-values.json')) {
      assert.ok('whenAbsent' in fact !== 'writtenBy' in fact, JSON.stringify(fact));
    }
  });
});
