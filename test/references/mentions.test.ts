import assert from 'node:assert/strict';
import { readObjects, readText } from '../../lib/input/read.ts';
import type { MappingNode } from '../../lib/model/node.ts';
import type { Resource } from '../../lib/model/resource.ts';
import { asking } from '../../lib/references/mentions.ts';

type Asked = [Resource, MappingNode];

function objectsOf(text: string): Asked[] {
  return readText('a.yaml', text).resources.map((resource) => {
    assert.ok(resource.node !== null);
    return [resource, resource.node];
  });
}

function objectOf(text: string): Asked {
  const [object] = objectsOf(text);
  assert.ok(object !== undefined);
  return object;
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n';

const holdsVolumes = (text: string) => text.includes('volumes');

describe('asking', () => {
  it('asks of a text once for all that is asked about it', () => {
    const asked: string[] = [];
    const mayHold = asking((text) => asked.push(text) > 0);
    const [one, other] = [objectOf(POD), objectOf(`${POD}spec: {}\n`)];
    for (const object of [one, one, other, one]) assert.equal(mayHold(...object), true);
    const [a, b] = [one[0].source.text, other[0].source.text];
    assert.deepEqual(asked, [a, b, a]);
  });

  it('says no of a text that has none of it', () => {
    assert.equal(asking(holdsVolumes)(...objectOf(POD)), false);
  });

  it('asks each of many objects of a text that has it', () => {
    const mayHold = asking(holdsVolumes);
    const objects = objectsOf(`${POD}---\n${POD}spec:\n  volumes: []\n---\n${POD}`);
    assert.deepEqual(
      objects.map((object) => mayHold(...object)),
      [false, true, false],
    );
  });

  it('asks each item of a list', () => {
    const item = (spec: string) => `- {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: ${spec}}\n`;
    const mayHold = asking(holdsVolumes);
    const objects = objectsOf(`apiVersion: v1\nkind: List\nitems:\n${item('{}')}${item('{volumes: []}')}${item('{}')}`);
    assert.deepEqual(
      objects.map((object) => mayHold(...object)),
      [false, true, false],
    );
  });

  it('cannot tell of an object with an alias, whose text may stand before it', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: &spec\n    volumes: []\n- apiVersion: v1\n  kind: Pod\n  spec: *spec\n- apiVersion: v1\n  kind: Pod\n`;
    const mayHold = asking(holdsVolumes);
    assert.deepEqual(
      objectsOf(text).map((object) => mayHold(...object)),
      [true, true, false],
    );
  });

  it('cannot tell of a text in which a letter may be written otherwise', () => {
    for (const escaped of ['"\\x76olumes": []\n', '"\\u0076olumes": []\n', 'a: "vol\\\n  umes"\n', '"a\\/b": 1\n']) {
      assert.equal(asking(holdsVolumes)(...objectOf(POD + escaped)), true, escaped);
      const [written, other, plain] = objectsOf(`${POD}${escaped}---\n${POD}b: volumes\n---\n${POD}`);
      assert.ok(written !== undefined && other !== undefined && plain !== undefined);
      const mayHold = asking(holdsVolumes);
      assert.deepEqual([mayHold(...written), mayHold(...other), mayHold(...plain)], [true, true, false], escaped);
    }
    assert.equal(asking(holdsVolumes)(...objectOf(`${POD}a: "b\\nc"\n`)), false);
  });

  it('cannot tell of objects that have no text', () => {
    const [resource] = readObjects('a', [{ apiVersion: 'v1', kind: 'Pod' }]).resources;
    assert.ok(resource !== undefined && resource.node !== null);
    assert.equal(asking(() => false)(resource, resource.node), true);
  });
});
