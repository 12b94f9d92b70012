import assert from 'node:assert/strict';
import { ApiAuditError, audit, auditRange, dryRun, fix, loadSnapshot, type VendorFact } from '../lib/index.ts';

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

describe('what is no option, and no input', () => {
  const wrong = (value: unknown) => value as never;
  const refused = async (run: () => unknown, words: RegExp) => {
    await assert.rejects(
      async () => {
        await run();
      },
      (error: unknown) => error instanceof ApiAuditError && words.test(error.message),
      String(words),
    );
  };

  it('is refused with a sentence wherever it is handed over', async () => {
    await refused(() => audit(INPUT, wrong(null)), /^options is no object/);
    await refused(() => audit(INPUT, { target: wrong(1.25) }), /^options\.target is no text/);
    await refused(() => audit(INPUT, { snapshot: wrong({}) }), /give what loadSnapshot gave/);
    await refused(() => audit(INPUT, { snapshot: wrong(Promise.resolve()) }), /give what loadSnapshot gave/);
    await refused(() => audit(INPUT, { render: { helm: wrong('helm') } }), /^options\.render\.helm is no object/);
    await refused(() => audit(INPUT, { render: { helm: wrong({ path: '/bin/helm' }) } }), /has no 'env'/);
    await refused(() => audit(INPUT, { render: wrong({ vaules: [] }) }), /options\.render: there is no 'vaules'/);
    await refused(() => audit(INPUT, { policy: { allow: [wrong(null)] } }), /^policy\.allow\[0\] is no object/);
    await refused(() => audit(INPUT, { policy: { suppressionsInManifests: wrong('false') } }), /is no flag/);
    await refused(() => dryRun(INPUT, wrong(undefined)), /^options is no object/);
    await refused(() => fix(INPUT, wrong(null)), /^options is no object/);
    await refused(() => loadSnapshot('1.29', wrong({ relase: '1.29' })), /Did you mean release\?/);
    await refused(() => loadSnapshot(wrong(undefined)), /^No snapshot is named/);
  });

  it('is refused where an audit would look at nothing, or at a part of it', async () => {
    const text = 'apiVersion: v1\nkind: Pod\n';
    const inputs = [undefined, null, 5, {}, { file: 'a.yaml' }, { text }];
    for (const input of [...inputs, { file: 'a.yaml', objects: {} }, { file: 'a.yaml', text, objects: [] }]) {
      await refused(() => audit(wrong(input)), /^The input is none: give a path/);
      await refused(() => audit(['.', wrong(input)]), /^inputs\[1\] is none/);
      await refused(() => dryRun(wrong(input), { from: '1.20' }), /^The input is none/);
    }
    await refused(() => audit({ file: 'a.yaml', text: wrong(5) }), /^The text of a\.yaml is none: give a string/);
    await refused(() => audit({ file: 'a.go', text: wrong(null) }), /^The text of a\.go is none/);
    for (const input of [undefined, null, 5, { text }, { file: 'a.yaml' }, Buffer.from(text)])
      await refused(() => fix(wrong(input)), /^There is nothing to fix: give a text/);
    const bytes = await audit([
      { file: 'a.yaml', text: Buffer.from(text) },
      { file: 'b', objects: [] },
    ]);
    assert.equal(bytes.summary.resources, 1);
  });
});

describe('a range', () => {
  const OLD = { file: 'a.yaml', text: 'apiVersion: batch/v1beta1\nkind: CronJob\n' };

  it('that ends before it begins holds no release, and is refused', async () => {
    await assert.rejects(
      auditRange(OLD, { from: '1.26', to: '1.24' }),
      new ApiAuditError('The range 1.26..1.24 ends before it begins: write 1.24..1.26.'),
    );
    assert.throws(
      () => fix(OLD, { supports: ['1.26', '1.24'] }),
      new ApiAuditError("options.supports ends before it begins: write ['1.24', '1.26']."),
    );
  });

  it('is between releases: what is none would be counted to without an end', async () => {
    for (const range of [
      { from: 'x', to: '1.26' },
      { from: '1.24', to: 'x' },
    ])
      await assert.rejects(auditRange(OLD, range), /^ApiAuditError: 'x' is not a Kubernetes release/);
    await assert.rejects(auditRange(OLD, { from: '1.24' } as never), /^ApiAuditError: range needs both ends/);
    await assert.rejects(auditRange(OLD, '1.24..1.30' as never), /^ApiAuditError: range is no object/);
    assert.throws(() => fix(OLD, { supports: ['1.24'] as never }), /^ApiAuditError: options\.supports is no pair/);
    const { supports, findings } = await auditRange(OLD, { from: 'v1.24.3', to: 'v1.26.1' });
    assert.deepEqual(supports, { from: '1.24', to: '1.26' });
    assert.deepEqual(findings[0]?.details.failsIn, ['1.25', '1.26']);
  });
});
