import assert from 'node:assert/strict';
import { readObjects, readText } from '../../lib/input/read.ts';
import type { Source } from '../../lib/model/resource.ts';
import { asking } from '../../lib/references/mentions.ts';

function sourceOf(text: string): Source {
  const [resource] = readText('a.yaml', text).resources;
  assert.ok(resource !== undefined);
  return resource.source;
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n';

describe('asking', () => {
  it('asks of a text once for all that is asked about it', () => {
    const asked: string[] = [];
    const mayHold = asking((text) => asked.push(text) > 0);
    const [one, other] = [sourceOf(POD), sourceOf(`${POD}spec: {}\n`)];
    for (const source of [one, one, other, one]) assert.equal(mayHold(source), true);
    assert.deepEqual(asked, [one.text, other.text, one.text]);
  });

  it('says no of a text that has none of it', () => {
    assert.equal(asking((text) => text.includes('volumes'))(sourceOf(POD)), false);
  });

  it('cannot tell of a text in which a letter may be written otherwise', () => {
    for (const escaped of ['"\\x76olumes": []\n', '"\\u0076olumes": []\n', 'a: "vol\\\n  umes"\n', '"a\\/b": 1\n']) {
      assert.equal(asking((text) => text.includes('volumes'))(sourceOf(POD + escaped)), true, escaped);
    }
    assert.equal(asking((text) => text.includes('volumes'))(sourceOf(`${POD}a: "b\\nc"\n`)), false);
  });

  it('cannot tell of objects that have no text', () => {
    const [resource] = readObjects('a', [{ apiVersion: 'v1', kind: 'Pod' }]).resources;
    assert.ok(resource !== undefined);
    assert.equal(asking(() => false)(resource.source), true);
  });
});
