import assert from 'node:assert/strict';
import { RESOURCE_RULES } from '../../lib/rules/resource-rules.ts';

describe('the rules that look inside a Resource', () => {
  it('each say whose findings they make, so that what the user silenced is not asked', () => {
    assert.deepEqual(RESOURCE_RULES.flatMap(({ ids }) => ids).sort(), [
      'alpha-field',
      'beta-field',
      'deprecated-field',
      'deprecated-label',
      'feature-gate',
      'provider-api',
      'unknown-field',
    ]);
  });
});
