import assert from 'node:assert/strict';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { asciiJson, serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { clusterDump, FACTS, ORIGIN } from './documents.ts';

describe('a Snapshot as text', () => {
  const make = { release: '1.30', facts: FACTS };
  const snapshot = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, make);
  const text = serializeSnapshot(snapshot);

  it('reads back as the same Snapshot', () => assert.deepEqual(JSON.parse(text), snapshot));

  it('is in ASCII, whatever the letters', () => {
    const value = { é: 'port 港口, 👷' };
    assert.match(asciiJson(value), /^[ -~]+$/);
    assert.deepEqual(JSON.parse(asciiJson(value)), value);
  });

  it('has one definition, one path and one resource a line', () => {
    const lines = text.split('\n');
    for (const start of ['"io.k8s.api.core.v1.PodSpec":{', '"/api/v1/pods":{']) {
      const line = lines.find((candidate) => candidate.startsWith(start));
      assert.doesNotThrow(() => JSON.parse(`{${line?.replace(/,$/, '')}}`), start);
    }
    assert.equal(lines.filter((line) => line.includes('"name":"pods/eviction"')).length, 1);
  });

  it('is the same whatever the order of members in the raw document', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, child]) => [key, reversed(child)]),
      );
    };
    const document = reversed(clusterDump()) as ReturnType<typeof clusterDump>;
    assert.equal(serializeSnapshot(snapshotFromV2({ document, origin: ORIGIN }, make)), text);
  });
});
