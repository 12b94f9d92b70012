import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readObjects } from '../../lib/input/objects.ts';
import { parseApiVersion } from '../../lib/model/gvk.ts';
import { bundledFieldTypes } from '../../lib/schema/field-types.ts';
import { fieldsOf } from '../../lib/schema/walk.ts';
import { anyValue } from './arbitrary.ts';

const KINDS = [
  ['apps/v1', 'Deployment'],
  ['v1', 'Pod'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['networking.k8s.io/v1', 'Ingress'],
] as const;

describe('the field walker, whatever an object holds,', () => {
  const types = bundledFieldTypes('1.25');
  const anyObject = fc.record({
    kind: fc.constantFrom(...KINDS),
    spec: anyValue,
    status: anyValue,
    metadata: anyValue,
  });

  /** The object's own Node and the fields found in it. */
  const walked = ({ kind: [apiVersion, kind], ...rest }: { readonly kind: (typeof KINDS)[number] } & object) => {
    const groupVersion = parseApiVersion(apiVersion);
    const root = readObjects('a', [{ apiVersion, kind, ...rest }]).resources[0]?.node ?? null;
    const type = groupVersion === null ? null : (types?.of({ ...groupVersion, kind }) ?? null);
    assert.ok(root !== null && type !== null);
    return { root, fields: fieldsOf(root, type) };
  };

  it('does not throw, and finds nothing in the status', () => {
    fc.assert(
      fc.property(anyObject, (object) => {
        for (const { pointer } of walked(object).fields) assert.doesNotMatch(pointer, /^\/status(?:\/|$)/);
      }),
      { numRuns: 500 },
    );
  });

  it('gives each field at the place that its pointer names', () => {
    fc.assert(
      fc.property(anyObject, (object) => {
        const { root, fields } = walked(object);
        for (const { pointer, entry } of fields) {
          const steps = pointer
            .split('/')
            .slice(1)
            .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
          const found = steps.reduce<unknown>((at, step) => {
            const node = at as typeof root | { readonly type: 'sequence'; readonly items: readonly unknown[] };
            return node.type === 'sequence'
              ? node.items[Number(step)]
              : node.entries.find(({ key }) => key.value === step)?.value;
          }, root);
          assert.equal(found, entry.value, pointer);
        }
      }),
    );
  });
});
