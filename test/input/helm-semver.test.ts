import assert from 'node:assert/strict';
import { satisfies } from '../../lib/input/helm-semver.ts';

const AT_1_22 = 'v1.22.0';

describe('satisfies', () => {
  const cases: readonly (readonly [constraint: string, expected: boolean | undefined])[] = [
    ['>=1.22-0', true],
    ['>=1.22.0', true],
    ['>1.21-0', true],
    ['>1.22', false],
    ['>1.21', true],
    ['<1.22-0', false],
    ['<1.22', false],
    ['<=1.22', true],
    ['<=1.21', false],
    ['^1.8-0', true],
    ['~1.22', true],
    ['~1.21', false],
    ['1.22.x', true],
    ['1.x', true],
    ['=1.22', true],
    ['!=1.22', false],
    ['*', true],
    ['>=1.16, <1.22', false],
    ['>=1.16 <1.23', true],
    ['1.20 - 1.23', true],
    ['1.14 - 1.21', false],
    ['<1.16 || >=1.22', true],
    ['<1.16 || >=1.23', false],
    ['>= 1.19.0-0', true],
    ['> v1.9', true],
  ];
  for (const [constraint, expected] of cases) {
    it(`says ${expected} of '${constraint}' at 1.22`, () => assert.equal(satisfies(AT_1_22, constraint), expected));
  }

  it('does not know where patches of that very release differ', () => {
    assert.equal(satisfies(AT_1_22, '>=1.22.4'), undefined);
    assert.equal(satisfies(AT_1_22, '>=1.21.4'), true);
  });

  it('does not know what it cannot read', () => {
    assert.equal(satisfies(AT_1_22, '>=latest'), undefined);
    assert.equal(satisfies(AT_1_22, ''), undefined);
    assert.equal(satisfies('latest', '>=1.2'), undefined);
  });
});
