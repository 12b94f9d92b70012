import assert from 'node:assert/strict';
import { ApiAuditError, audit, auditRange, dryRun, fix, type VendorFact } from '../lib/index.ts';

// A program in JavaScript has no compiler to tell it: what is misspelt must not be an audit of something else.
const INPUT = { file: 'a.yaml', text: 'apiVersion: v1\nkind: Pod\n' };
const misspelt = (key: string) => ({ [key]: '1.25' });
const names = (key: string) => (error: unknown) =>
  error instanceof ApiAuditError && error.message.startsWith(`options: there is no '${key}'. Did you mean `);

describe('an option that there is not', () => {
  it('is refused by an audit, awaited or iterated', async () => {
    await assert.rejects(async () => audit(INPUT, misspelt('traget')), names('traget'));
    await assert.rejects(async () => {
      for await (const _ of audit(INPUT, misspelt('polciy')));
    }, names('polciy'));
  });

  it('is refused where a range or a way is audited, though an audit of one Target has it', async () => {
    const range = { from: '1.20', to: '1.22' };
    await assert.rejects(auditRange(INPUT, range, misspelt('form')), /there is no 'form'/);
    await assert.rejects(auditRange(INPUT, range, misspelt('snapshot')), /there is no 'snapshot'/);
    await assert.rejects(dryRun(INPUT, { from: '1.20', ...misspelt('target') }), /there is no 'target'/);
  });

  it('is refused by a fix', () => {
    assert.throws(() => fix(INPUT, misspelt('support')), names('support'));
  });
});

describe('facts of another form', () => {
  it('are refused, and named', async () => {
    const facts = [{ component: 'harbour', group: 'harbour.example', version: 'v1' }] as unknown as VendorFact[];
    await assert.rejects(
      async () => audit(INPUT, { vendorFacts: facts }),
      new ApiAuditError("vendorFacts[0] has no 'kind'."),
    );
    assert.throws(() => fix(INPUT, { vendorFacts: {} as VendorFact[] }), /^ApiAuditError: vendorFacts is no list/);
  });
});
