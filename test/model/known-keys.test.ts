import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { checkKeys } from '../../lib/model/known-keys.ts';

describe('checkKeys', () => {
  const known = { target: true, from: true } as const;

  it('takes what there is, and leaves out what is left out', () => {
    checkKeys({}, known, 'options');
    checkKeys({ from: '1.20', target: undefined }, known, 'options');
  });

  it('names what there is not, and what was meant', () => {
    assert.throws(
      () => checkKeys({ traget: '1.25' }, known, 'options'),
      new ApiAuditError("options: there is no 'traget'. Did you mean target? There are target, from."),
    );
    assert.throws(
      () => checkKeys({ constructor: 1 }, known, 'options'),
      new ApiAuditError("options: there is no 'constructor'. There are target, from."),
    );
  });
});
