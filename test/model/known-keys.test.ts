import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { checkKeys } from '../../lib/model/known-keys.ts';

describe('checkKeys', () => {
  const known = {
    target: 'text',
    from: 'text',
    paths: 'texts',
    hidden: 'flag',
    render: 'object',
    stdin: 'any',
  } as const;

  it('takes what there is, and leaves out what is left out', () => {
    checkKeys({}, known, 'options');
    checkKeys({ from: '1.20', target: undefined }, known, 'options');
  });

  it('names what there is not, and what was meant', () => {
    assert.throws(
      () => checkKeys({ traget: '1.25' }, known, 'options'),
      new ApiAuditError(
        "options: there is no 'traget'. Did you mean target? There are target, from, paths, hidden, render, stdin.",
      ),
    );
    assert.throws(
      () => checkKeys({ constructor: 1 }, known, 'options'),
      new ApiAuditError("options: there is no 'constructor'. There are target, from, paths, hidden, render, stdin."),
    );
  });

  it('names what has a value that it cannot have', () => {
    const words: readonly [object, string][] = [
      [{ target: 1.25 }, 'options.target is no text: write one, or leave it out.'],
      [{ target: null }, 'options.target is no text: write one, or leave it out.'],
      [{ paths: 'a' }, 'options.paths is no list of texts: write one, or leave it out.'],
      [{ paths: ['a', 1] }, 'options.paths is no list of texts: write one, or leave it out.'],
      [{ hidden: 'yes' }, 'options.hidden is no flag (true or false): write one, or leave it out.'],
      [{ render: [] }, 'options.render is no object of keys and values: write one, or leave it out.'],
    ];
    for (const [value, message] of words)
      assert.throws(() => checkKeys(value, known, 'options'), new ApiAuditError(message));
    checkKeys({ stdin: null, paths: [], hidden: false, render: {} }, known, 'options');
    for (const none of [null, undefined, 5, 'x', []] as unknown as object[])
      assert.throws(
        () => checkKeys(none, known, 'options'),
        new ApiAuditError('options is no object of keys and values.'),
      );
  });
});
