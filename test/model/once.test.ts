import assert from 'node:assert/strict';
import { once } from '../../lib/model/once.ts';

describe('once', () => {
  it('makes a value when it is first asked for, and then gives it again', () => {
    let made = 0;
    const get = once(() => ({ number: ++made }));
    assert.equal(made, 0);
    const first = get();
    assert.equal(get(), first);
    assert.equal(made, 1);
  });
});
