import assert from 'node:assert/strict';
import { itemsIn, objectIn } from '../../lib/input/json-members.ts';

function members(json: string): Record<string, string> | null {
  const found = objectIn(Buffer.from(json));
  return found === null ? null : Object.fromEntries([...found].map(([key, value]) => [key, value.toString()]));
}

function items(json: string): string[] {
  return [...itemsIn(Buffer.from(json))].map(String);
}

describe('objectIn', () => {
  it('gives what is asked of a release as it is written', () => {
    assert.deepEqual(members(' { "name" : "a\\"}é" , "x":{"name":[1,"]"]}, "version":3,"info":{"status":null} }\n'), {
      name: '"a\\"}é"',
      version: '3',
      info: '{"status":null}',
    });
    assert.deepEqual(members('{"name":1,"n\\u0061me":2}'), { name: '2' });
    assert.deepEqual(members('{}'), {});
  });

  it('is nothing for what is no object, or ends within it', () => {
    for (const json of [
      '',
      '[]',
      '"name"',
      '{"name"',
      '{"name":',
      '{"name":1',
      '{"name":"a',
      '{"name":1}x',
      '{1:2}',
      '{"a" 1}',
      '{"a":1,}',
      '{"a":}',
    ])
      assert.equal(members(json), null, json);
    assert.equal(objectIn(undefined), null);
  });
});

describe('itemsIn', () => {
  it('gives the items of an array that hold anything', () => {
    assert.deepEqual(items('[ {"a":[1]}, {} ,"text", [2,{"b":"]"}] ]'), ['{"a":[1]}', '"text"', '[2,{"b":"]"}]']);
    for (const json of ['[]', '{}', '[', '[,]', 'null']) assert.deepEqual(items(json), [], json);
  });
});
