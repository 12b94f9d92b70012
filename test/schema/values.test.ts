import assert from 'node:assert/strict';
import type { ValueForm } from '../../lib/catalog/fields.ts';
import { readText } from '../../lib/input/read.ts';
import type { Node } from '../../lib/model/node.ts';
import { entry } from '../../lib/model/node.ts';
import { isNothing, isValue, matching } from '../../lib/schema/values.ts';

/** The value of the field `at` in a document. */
function value(yaml: string): Node {
  const [resource] = readText('a.yaml', `apiVersion: v1\nkind: Pod\nat: ${yaml}\n`).resources;
  const found = entry(resource?.node ?? undefined, 'at')?.value;
  assert.ok(found !== undefined);
  return found;
}

describe('matching', () => {
  const cases: readonly [ValueForm, string, string | null][] = [
    [{ equals: 0 }, '0', '0'],
    [{ equals: 0 }, '1', null],
    [{ equals: 0 }, '"0"', null],
    [{ equals: 0 }, '', null],
    [{ equals: true }, 'true', 'true'],
    [{ equals: true }, '"true"', null],
    [{ equals: 'SCTP' }, '"SCTP"', 'SCTP'],
    [{ in: ['Gt', 'Lt'] }, 'Lt', 'Lt'],
    [{ notIn: ['Gt'] }, 'Lt', 'Lt'],
    [{ notIn: ['Gt'] }, '"{{ x }}"', null],
    [{ prefix: 'HugePages-' }, 'HugePages-2Mi', 'HugePages-2Mi'],
    [{ contains: '.includes(' }, '"a.includes(b)"', 'a.includes(b)'],
    [{ notMatches: '^[a-z]+$' }, 'A B', 'A B'],
    [{ notMatches: '^[a-z]+$' }, '$(NAME)', null],
    [{ minItems: 2 }, '[a, b]', ''],
    [{ minItems: 2 }, '[a]', null],
    [{ anyItem: { equals: 'b' } }, '[a, b]', 'b'],
    [{ anyItem: { equals: 'b' } }, 'b', null],
    [{ anyKey: { prefix: 'hugepages-' } }, '{cpu: 1, hugepages-2Mi: 1}', 'hugepages-2Mi'],
    [{ anyOf: [{ equals: 'x' }, { prefix: 'y' }] }, 'yes', 'yes'],
    [{ path: 'kind', equals: 'VolumeSnapshot' }, '{kind: VolumeSnapshot}', 'VolumeSnapshot'],
    [{ path: 'kind', equals: 'VolumeSnapshot' }, '{name: VolumeSnapshot}', null],
  ];
  for (const [form, yaml, expected] of cases) {
    it(`finds ${JSON.stringify(expected)} in '${yaml}' by ${JSON.stringify(form)}`, () => {
      assert.equal(matching(form, value(yaml), null), expected);
    });
  }

  it('asks for the list that holds the object', () => {
    const form = { equals: 'Always', parent: 'initContainers' };
    assert.equal(matching(form, value('Always'), 'initContainers'), 'Always');
    assert.equal(matching(form, value('Always'), 'containers'), null);
  });
});

describe('isNothing', () => {
  for (const yaml of ['', '~', 'null', '""', '[]', 'false']) {
    it(`holds for '${yaml}'`, () => assert.equal(isNothing(value(yaml)), true));
  }
  for (const yaml of ['{}', '0', '"false"', 'true', '[a]']) {
    it(`does not hold for '${yaml}'`, () => assert.equal(isNothing(value(yaml)), false));
  }
});

describe('isValue', () => {
  it('tells a number from its text', () => {
    assert.equal(isValue(value('1'), 1), true);
    assert.equal(isValue(value('"1"'), 1), false);
    assert.equal(isValue(value('[1]'), 1), false);
    assert.equal(isValue(value('[1, a]'), [1, 'a']), true);
    assert.equal(isValue(value('[1]'), [1, 'a']), false);
    assert.equal(isValue(value('1'), [1]), false);
    assert.equal(isValue(value('{ a: 1 }'), { a: 1, b: 2 }), true);
    assert.equal(isValue(value('{ a: 2 }'), { a: 1, b: 2 }), false);
    assert.equal(isValue(value('{ c: 1 }'), { a: 1 }), false);
    assert.equal(isValue(value('a'), { a: 1 }), false);
  });
});
