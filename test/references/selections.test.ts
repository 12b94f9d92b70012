import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import type { SelectedText } from '../../lib/references/select.ts';
import { referencesOfSelections } from '../../lib/references/selections.ts';

/** How often texts are read when that many rules, all of the same that is gone, are looked at. */
function readsOf(rules: number): number {
  let reads = 0;
  const text = (value: string): SelectedText => {
    const node = { type: 'scalar', quoted: false, start: 0, end: 0 } as const;
    const counted = Object.defineProperty({ ...node, value }, 'value', {
      get: () => {
        reads++;
        return value;
      },
    });
    return { node: counted, path: '' };
  };
  const selections = Array.from({ length: rules }, () => ({
    groups: [text('extensions')],
    versions: null,
    resources: [text('ingresses')],
  }));
  const found = [
    ...referencesOfSelections(
      selections,
      { sort: 'permission', exact: false },
      { catalog: new Catalog(), target: '1.25' },
    ),
  ];
  assert.equal(found.length, rules);
  return reads;
}

describe('referencesOfSelections', () => {
  it('asks all rules of an object once for each kind, and not for each rule', () => {
    const [few, many] = [readsOf(100), readsOf(400)];
    assert.ok(many < few * 5, `${few} reads of 100 rules, ${many} of 400`);
  });
});
