import assert from 'node:assert/strict';
import { nearest } from '../../lib/model/nearest.ts';

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
});
