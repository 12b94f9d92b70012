import assert from 'node:assert/strict';
import { originsAmong } from '../../lib/input/kustomize-origins.ts';
import { readText } from '../../lib/input/read.ts';
import type { Resource } from '../../lib/model/resource.ts';

function objects(...names: readonly string[]): readonly Resource[] {
  const texts = names.map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "${name}" }\n`);
  return readText('a.yaml', texts.join('---\n')).resources;
}

function object(name: string): Resource {
  return objects(name)[0] as Resource;
}

/** The document of the object that each of the rendered ones was made of. */
function origins(plain: readonly Resource[], rendered: readonly Resource[]): readonly (number | undefined)[] {
  const originOf = originsAmong(plain);
  return rendered.map((each) => originOf(each)?.document);
}

/** All names of up to so many letters, in no order that helps. */
function words(most: number): readonly string[] {
  const longer = (names: readonly string[]) => names.flatMap((name) => [`${name}b`, `a${name}`]);
  const all: string[] = [];
  for (let names: readonly string[] = ['a', 'b']; (names[0] as string).length <= most; names = longer(names)) {
    all.push(...names);
  }
  return [...new Set(all)].sort((a, b) => (a.length % 2) - (b.length % 2));
}

describe('originsAmong', () => {
  it('finds the object of the name, or of the longest that is a part of it', () => {
    const plain = objects('quay', 'quay-east', 'storm');
    const rendered = objects('quay', 'prod-quay-east', 'storm-7d', 'prod-quay-west', 'berth');
    assert.deepEqual(origins(plain, rendered), [0, 1, 2, 0, undefined]);
  });

  it('takes the first of several as long', () => {
    assert.deepEqual(origins(objects('east', 'quay', 'quay'), objects('quay-east', 'quay')), [0, 1]);
  });

  it('asks for the same kind of the same API, and for a name', () => {
    const others = [
      'apiVersion: v1\nkind: Secret\nmetadata: { name: quay }\n',
      'apiVersion: v2\nkind: ConfigMap\nmetadata: { name: quay }\n',
      'apiVersion: v1\nkind: ConfigMap\n',
    ].flatMap((text) => readText('a.yaml', text).resources);
    assert.equal(others.length, 3);
    assert.deepEqual(origins(others, [object('quay'), others[2] as Resource]), [undefined, undefined]);
    assert.deepEqual(origins(objects('quay'), others), [undefined, undefined, undefined]);
  });

  it('finds the same among few objects and among many', () => {
    const names = words(6);
    const rendered = ['b', 'ab', 'bab', 'xabx', 'aabba', 'babbxb', 'bbaabbab', 'xyz'];
    for (const many of [3, 5, names.length]) {
      const plain = names.slice(0, many);
      const expected = rendered.map((name) => {
        const [best] = plain.filter((part) => name.includes(part)).sort((a, b) => b.length - a.length);
        return best === undefined ? undefined : plain.indexOf(best);
      });
      assert.deepEqual(origins(objects(...plain), objects(...rendered)), expected, `${many}`);
    }
  });

  it('does not go through all objects for each that is rendered', () => {
    let asked = 0;
    const names = Array.from({ length: 200 }, (_, at) => `quay${at}`);
    const plain = objects(...names).map((own) => ({
      ...own,
      get gvk() {
        asked++;
        return own.gvk;
      },
    }));
    assert.equal(new Set(origins(plain, objects(...names))).size, 200);
    assert.ok(asked <= 2 * names.length, `${asked}`);
  });
});
