import assert from 'node:assert/strict';
import {
  compareReleases,
  earlier,
  isAtLeast,
  isLater,
  nextRelease,
  parseRelease,
  releasesBetween,
  runsOf,
  wayOf,
} from '../../lib/model/release.ts';

describe('parseRelease', () => {
  const releases = {
    '1.29': '1.29',
    'v1.29': '1.29',
    '1.29.3': '1.29',
    '1.29.13': '1.29',
    'v1.29.3-eks-1234': '1.29',
    'v1.31.1+k3s1': '1.31',
    'v1.30.0-rc.1': '1.30',
    '1.29+': '1.29',
    ' 1.9\n': '1.9',
    '1.09': '1.9',
    '2.0': '2.0',
    '12.10': '12.10',
  };
  for (const [written, release] of Object.entries(releases)) {
    it(`reads ${JSON.stringify(written)} as ${release}`, () => assert.equal(parseRelease(written), release));
  }

  for (const text of [
    '',
    '1',
    'latest',
    'v1',
    '1.x',
    '1.29.x',
    '1.29.3.4',
    '1,29',
    '-1.29',
    '1.29 or so',
    '1.2929',
    'v1beta1',
  ]) {
    it(`says that ${JSON.stringify(text)} is no release`, () => assert.equal(parseRelease(text), null));
  }
});

describe('compareReleases', () => {
  it('orders by number, not as text', () => {
    assert.ok(compareReleases('1.9', '1.10') < 0);
    assert.deepEqual(['1.10', '2.0', '1.9', '1.2'].sort(compareReleases), ['1.2', '1.9', '1.10', '2.0']);
  });

  it('finds a release equal to itself', () => assert.equal(compareReleases('1.25', '1.25'), 0));

  it('puts the major number first', () => assert.ok(compareReleases('2.0', '1.99') > 0));
});

describe('isAtLeast', () => {
  it('holds from the release on', () => {
    assert.equal(isAtLeast('1.9', '1.10'), false);
    assert.equal(isAtLeast('1.10', '1.10'), true);
    assert.equal(isAtLeast('1.11', '1.10'), true);
  });

  it('never reaches a release that is not known', () => assert.equal(isAtLeast('1.99', null), false));
});

describe('isLater', () => {
  it('holds after a release, and not for itself', () => {
    assert.equal(isLater('1.10', '1.9'), true);
    assert.equal(isLater('1.9', '1.9'), false);
    assert.equal(isLater('1.9', '1.10'), false);
  });
});

describe('earlier', () => {
  it('gives the earlier of two releases', () => {
    assert.equal(earlier('1.10', '1.9'), '1.9');
    assert.equal(earlier('1.9', '1.10'), '1.9');
  });

  it('prefers any release to one that is not known', () => {
    assert.equal(earlier(null, '1.9'), '1.9');
    assert.equal(earlier('1.9', null), '1.9');
    assert.equal(earlier(null, null), null);
  });
});

describe('nextRelease', () => {
  it('counts on past nine', () => assert.equal(nextRelease('1.9'), '1.10'));
});

describe('releasesBetween', () => {
  it('includes both ends, oldest first', () => {
    assert.deepEqual(releasesBetween('1.8', '1.11'), ['1.8', '1.9', '1.10', '1.11']);
    assert.deepEqual(releasesBetween('1.8', '1.8'), ['1.8']);
  });

  it('is empty where the end comes before the beginning', () => {
    assert.deepEqual(releasesBetween('1.10', '1.9'), []);
    assert.deepEqual(releasesBetween('2.0', '1.9'), []);
  });

  it('ends where the majors differ', () => assert.deepEqual(releasesBetween('0.0', '1.27'), ['0.0', '1.27']));
});

describe('wayOf', () => {
  it('goes one minor release at a time, up and down', () => {
    assert.deepEqual(wayOf('1.9', '1.11'), ['1.9', '1.10', '1.11']);
    assert.deepEqual(wayOf('1.11', '1.9'), ['1.11', '1.10', '1.9']);
  });
});

describe('runsOf', () => {
  it('ends a run where a release is left out', () => {
    assert.deepEqual(runsOf(['1.8', '1.9', '1.10', '1.12']), [
      ['1.8', '1.10'],
      ['1.12', '1.12'],
    ]);
    assert.deepEqual(runsOf([]), []);
  });
});
