import assert from 'node:assert/strict';
import { vendorApis } from '../../lib/catalog/vendor.ts';
import { readVendorFacts } from '../../lib/catalog/vendor-file.ts';

const QUAY = { component: 'quays', group: 'quays.dev', version: 'v1beta1', kind: 'Quay' };

describe('readVendorFacts', () => {
  it('reads the entries of a file in the form of facts/vendor-apis.json', () => {
    const entry = { ...QUAY, removedIn: '2.0', replacement: { group: 'quays.dev', version: 'v1', kind: 'Quay' } };
    assert.deepEqual(readVendorFacts(JSON.stringify({ components: {}, entries: [entry] })), [entry]);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{', /^it is no JSON/],
    ['[]', /^it has no list 'entries'/],
    ['{"entries": [null]}', /^entries\[0\] is no object/],
    [JSON.stringify({ entries: [QUAY, { ...QUAY, kind: '' }] }), /^entries\[1\] has no 'kind'/],
    [JSON.stringify({ entries: [{ ...QUAY, removedIn: 2 }] }), /has a 'removedIn' that is no text/],
    [JSON.stringify({ entries: [{ ...QUAY, replacement: null }] }), /has a 'replacement' that is no/],
  ];
  for (const [text, message] of wrong) {
    it(`says what is wrong with ${text}`, () => assert.match(String(readVendorFacts(text)), message));
  }
});

describe("a user's own facts", () => {
  const v1 = { ...QUAY, version: 'v1', introducedIn: '1.5' };
  const old = { ...QUAY, removedIn: '2.0', replacement: { group: 'quays.dev', version: 'v1', kind: 'Quay' } };

  it('are judged by as the bundled ones are', () => {
    const found = vendorApis({ quays: '2.1' }, [v1, old]).find(QUAY);
    assert.equal(found?.serving, 'removed');
    assert.equal(found?.component?.replacementFrom, '1.5');
    assert.equal(vendorApis({}, [v1]).find(QUAY), undefined);
  });

  it('go over the bundled ones of the same API, and leave the others', () => {
    const issuer = { group: 'cert-manager.io', version: 'v1alpha2', kind: 'Issuer' };
    const own = vendorApis({}, [{ component: 'our-certs', ...issuer }]);
    assert.equal(own.find(issuer)?.component?.name, 'our-certs');
    assert.equal(own.find({ ...issuer, version: 'v1' })?.component?.name, 'cert-manager');
  });
});
