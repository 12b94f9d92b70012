import assert from 'node:assert/strict';
import { compareVersions, stabilityOf } from '../../lib/model/stability.ts';

describe('stabilityOf', () => {
  const stabilities = {
    v1: 'ga',
    v2: 'ga',
    v10: 'ga',
    v1beta1: 'beta',
    v2beta10: 'beta',
    v1alpha1: 'alpha',
    v3alpha12: 'alpha',
  } as const;
  for (const [version, stability] of Object.entries(stabilities)) {
    it(`says that ${version} is ${stability}`, () => assert.equal(stabilityOf(version), stability));
  }

  for (const version of [
    '2019-01-01',
    'latest',
    '',
    '1',
    'v',
    'v0',
    'v1beta',
    'v1beta0',
    'V1',
    'v1-beta1',
    'v1gamma1',
    'v1beta1 ',
    'v1.2',
    'apps/v1',
  ]) {
    it(`guesses nothing of ${JSON.stringify(version)}`, () => assert.equal(stabilityOf(version), 'unknown'));
  }
});

describe('compareVersions', () => {
  it('orders as the API server prefers them', () => {
    const preferred = [
      'v10',
      'v2',
      'v1',
      'v11beta2',
      'v10beta3',
      'v3beta1',
      'v1beta10',
      'v1beta2',
      'v12alpha1',
      'v11alpha2',
      'foo1',
      'foo10',
    ];
    assert.deepEqual([...preferred].reverse().sort(compareVersions), preferred);
  });

  it('puts v1beta10 before v1beta2', () => assert.ok(compareVersions('v1beta10', 'v1beta2') < 0));

  it('puts names of another form last, by text', () => {
    assert.deepEqual(['2019-01-01', 'v1alpha1', 'latest'].sort(compareVersions), ['v1alpha1', '2019-01-01', 'latest']);
    assert.ok(compareVersions('latest', '2019-01-01') > 0);
    for (const other of ['v1beta', 'v1-beta1', 'dev1', 'v2x']) assert.ok(compareVersions(other, 'v1alpha1') > 0, other);
  });

  it('finds a version equal to itself', () => {
    assert.equal(compareVersions('v1beta1', 'v1beta1'), 0);
    assert.equal(compareVersions('v1', 'v1'), 0);
    assert.equal(compareVersions('latest', 'latest'), 0);
  });
});
