import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lately, owner, ownerOfShared } from '../../lib/model/owned.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const MEGABYTE = 1024 * 1024;
/** The last text may still be at hand. */
const FEW = 3 * MEGABYTE;

/** How many bytes are kept of twenty texts of a megabyte each, of which only this is wanted. */
function keptOf(wanted: (text: string) => unknown): number {
  const kept: unknown[] = [];
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 20; at++) kept.push(wanted(`${at} quay-and-crane-and-berth ${'.'.repeat(MEGABYTE)}`));
  collectGarbage();
  assert.equal(kept.length, 20);
  return process.memoryUsage().heapUsed - before;
}

describe('the owner of strings', () => {
  it('keeps nothing of the text that a string was cut out of', () => {
    const { text, object } = owner();
    const cut = (whole: string) => whole.slice(0, 26);
    assert.ok(keptOf((whole) => text(cut(whole))) < FEW);
    assert.ok(keptOf((whole) => object({ names: [{ name: cut(whole) }] })) < FEW);
    assert.ok(keptOf((whole) => text(whole.slice(0, 13))) < FEW);
  });

  it('gives the same string, whatever is in it', () => {
    const { text } = owner();
    for (const value of [
      '',
      'short',
      'networking.k8s.io/v1beta1',
      'a ship 🚢 that sails',
      'half a ship: \ud83d alone',
      '\ud83d'.repeat(20),
      'quäy-und-kräne',
    ])
      for (let time = 0; time < 2; time++) assert.equal(text(value), value);
  });

  it('does not remember without end what it was given', () => {
    const { text, shared } = owner();
    const number = 200_000;
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < number; at++) {
      text(`the only ship of the name ${at}`);
      shared({ name: `the only berth of the name ${at}` });
    }
    collectGarbage();
    // An entry of a Map alone takes more than twenty bytes.
    assert.ok(process.memoryUsage().heapUsed - before < 20 * number + FEW * 2);
  });

  it('gives one object for all that are alike', () => {
    const { shared } = owner();
    assert.equal(shared({ kind: 'Ship', list: ['a'] }), shared({ kind: 'Ship', list: ['a'] }));
    assert.notEqual(shared({ kind: 'Ship' }), shared({ kind: 'Berth' }));
    const own = shared({ kind: 'Ship' });
    assert.equal(shared(own), own);
  });

  it('gives the same of objects that came of another owner, one by one or shared already', () => {
    const own = owner();
    const ship = own.shared({ kind: 'Ship' });
    const [first, second] = structuredClone([ship, ship]);
    const { shared, text } = ownerOfShared(own);
    assert.notEqual(first, ship);
    assert.equal(first, second);
    assert.equal(shared({ kind: 'Ship' }), ship);
    for (const one of [first, second]) assert.equal(one && shared(one), ship);
    assert.equal(text('Ship'), 'Ship');
  });

  it('copies an object with all that is in it, and changes nothing', () => {
    const { object } = owner();
    const given = {
      name: 'networking.k8s.io/v1beta1',
      list: ['a', { deep: ['half a ship: \ud83d alone', null] }, 3],
      nothing: null,
      absent: undefined,
      count: 7,
      is: false,
    };
    const copy = object(given);
    assert.deepEqual(copy, given);
    assert.notEqual(copy, given);
    assert.notEqual(copy.list, given.list);
    assert.notEqual(copy.list[1], given.list[1]);
  });
});

describe('lately', () => {
  it('remembers 20,000 things, and then begins anew', () => {
    const { get, set } = lately<number, number>();
    for (let at = 0; at < 20_000; at++) set(at, -at);
    assert.equal(get(0), -0);
    assert.equal(get(19_999), -19_999);
    set(20_000, 1);
    assert.equal(get(0), undefined);
    assert.equal(get(19_999), undefined);
    assert.equal(get(20_000), 1);
  });
});
