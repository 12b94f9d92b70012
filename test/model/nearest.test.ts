import assert from 'node:assert/strict';
import { didYouMean, nearest } from '../../lib/model/nearest.ts';

describe('nearest', () => {
  const known = ['removed-api', 'deprecated-api', 'beta-api', 'alpha-api'];

  it('finds the name with the fewest letters changed', () => {
    assert.equal(nearest('remove-api', known), 'removed-api');
    assert.equal(nearest('Beta-API', known), 'beta-api');
    assert.equal(nearest('beta-api', known), 'beta-api');
  });

  it('finds none where too many differ', () => {
    assert.equal(nearest('completely-else', known), undefined);
    assert.equal(nearest('x', known), undefined);
    assert.equal(nearest('', known), undefined);
    assert.equal(nearest('beta-api', []), undefined);
  });

  it('allows one change in three letters, and one in shorter names', () => {
    assert.equal(nearest('depreciatd-ap', ['deprecated-api']), 'deprecated-api');
    assert.equal(nearest('dprctd-pi', ['deprecated-api']), undefined);
    assert.equal(nearest('abcdefghi', ['abcdefxyz']), 'abcdefxyz');
    assert.equal(nearest('abcdefghi', ['abcdewxyz']), undefined);
    assert.equal(nearest('a', ['b']), 'b');
    assert.equal(nearest('ab', ['cd']), undefined);
  });

  it('takes the first of names that are equally near', () => {
    assert.equal(nearest('port', ['ports', 'sport']), 'ports');
    assert.equal(nearest('port', ['sport', 'ports']), 'sport');
  });

  it('counts the last letter, too', () => {
    assert.equal(nearest('ports', ['port', 'ports']), 'ports');
    assert.equal(nearest('port', ['ports', 'port']), 'port');
  });
});

describe('didYouMean', () => {
  it('says the near name as it is written, and nothing where none is near', () => {
    assert.equal(didYouMean('targt', ['target', 'format'], '--'), ' Did you mean --target?');
    assert.equal(didYouMean('completely-else', ['target']), '');
  });
});
