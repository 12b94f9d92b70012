import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Difference } from '../../lib/diff/change.ts';
import { diff } from '../../lib/diff/diff.ts';
import { bundledReleases } from '../../lib/snapshot/releases.ts';
import './arbitrary.ts';

/** Codes that say the same of the way there and of the way back. */
const MIRRORED: Readonly<Partial<Record<Difference['code'], Difference['code']>>> = {
  'field-added': 'field-removed',
  'field-removed': 'field-added',
  'field-required': 'field-optional',
  'field-optional': 'field-required',
  'enum-values-added': 'enum-values-removed',
  'enum-values-removed': 'enum-values-added',
  'verbs-added': 'verbs-removed',
  'verbs-removed': 'verbs-added',
  'subresource-added': 'subresource-removed',
  'subresource-removed': 'subresource-added',
  'field-type': 'field-type',
  'list-type': 'list-type',
  'resource-renamed': 'resource-renamed',
  'scope-changed': 'scope-changed',
};

/** What a comparison says of fields and resources, as the way back would say it where `back`. */
function toldBy(from: string, to: string, back: boolean): string[] {
  const { changes } = diff({ release: from }, { release: to });
  return changes
    .flatMap((difference) => {
      const code = MIRRORED[difference.code];
      if (code === undefined) return [];
      const where =
        'definition' in difference
          ? `${difference.definition} ${difference.field}`
          : 'resource' in difference
            ? `${difference.gvk.group}/${difference.gvk.version} ${difference.gvk.kind} ${difference.resource}`
            : '';
      return [`${back ? code : difference.code} ${where}`];
    })
    .sort();
}

/** The types of which a comparison tells anything. */
function typesOf(from: string, to: string): ReadonlySet<string> {
  const { changes } = diff({ release: from }, { release: to });
  return new Set(changes.flatMap((change) => ('definition' in change ? [change.definition] : [])));
}

describe('the diff of any two releases', () => {
  const releases = bundledReleases();

  it('has nothing to say of a release and itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...releases), (release) => {
        assert.deepEqual(diff({ release }, { release }).changes, []);
      }),
      { numRuns: 5 },
    );
  });

  it('is the mirror of that of the two the other way round', () => {
    const anyPair = fc.nat(releases.length - 2).map((at) => [releases[at], releases[at + 1]] as [string, string]);
    fc.assert(
      fc.property(anyPair, ([from, to]) => {
        const { groupVersions: there } = diff({ release: from }, { release: to });
        const { groupVersions: back } = diff({ release: to }, { release: from });
        assert.deepEqual([back.added, back.removed], [there.removed, there.added]);
        // A type that only the later side reaches is compared on the way there, and not on the way back.
        const told = new Set(toldBy(from, to, false));
        const toldBack = new Set(toldBy(to, from, true));
        const typesThere = typesOf(from, to);
        const typesBack = typesOf(to, from);
        const both = (line: string) => {
          const type = line.split(' ')[1] as string;
          return !line.startsWith('field') || (typesThere.has(type) && typesBack.has(type));
        };
        assert.deepEqual([...toldBack].filter(both), [...told].filter(both));
      }),
      { numRuns: 8 },
    );
  }).timeout(60_000);
});
