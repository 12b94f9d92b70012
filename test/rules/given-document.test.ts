import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { NO_FACTS } from '../support/facts.ts';

const BERTH = { group: 'harbour.example', version: 'v1', kind: 'Berth' };

/** What the server of a harbour says of its one kind, in words alone: no bundled fact knows of it. */
const snapshot = snapshotFromV2(
  {
    document: {
      swagger: '2.0',
      info: { title: 'Kubernetes', version: 'v1.30.2' },
      paths: {
        '/apis/harbour.example/v1/berths': {
          get: { 'x-kubernetes-action': 'list', 'x-kubernetes-group-version-kind': BERTH, responses: {} },
        },
      },
      definitions: {
        'example.harbour.v1.Berth': {
          type: 'object',
          properties: {
            metadata: { type: 'object', properties: { name: { type: 'string' } } },
            depth: { type: 'integer' },
            tide: {
              type: 'string',
              description:
                'When it is full. This is an alpha field and requires enabling the TidalBerths feature gate.',
            },
            mood: { type: 'string', description: 'How it feels. This field is alpha-level.' },
            buoy: { type: 'string', description: 'Deprecated: it drifts.' },
            bollard: { type: 'string', description: 'Deprecated: use spec.cleat instead.' },
          },
          'x-kubernetes-group-version-kind': [BERTH],
        },
      },
    },
    origin: { form: 'openapi-v2', file: 'harbour.json', sha256: 'f'.repeat(64) },
  },
  { release: '1.30', facts: NO_FACTS },
);

async function findingsOf(field: string) {
  const text = `apiVersion: harbour.example/v1\nkind: Berth\nmetadata: { name: north }\n${field}: north\n`;
  const { findings } = await audit({ file: 'berth.yaml', text }, { snapshot: { snapshot, sha256: 'f'.repeat(64) } });
  return findings.map(({ rule, subject, stability, lifecycle, details }) => ({
    rule,
    gate: subject.gate,
    stability,
    lifecycle,
    details,
  }));
}

describe('the rules about fields, by what a server says in words', () => {
  const nothing = { introduced: null, deprecated: null, removed: null };

  it('tell of a gate that no release of Kubernetes has, without a default', async () => {
    assert.deepEqual(await findingsOf('tide'), [
      {
        rule: 'alpha-field',
        gate: 'TidalBerths',
        stability: 'alpha',
        lifecycle: nothing,
        details: { target: '1.30', gates: ['TidalBerths'] },
      },
    ]);
  });

  it('do not take a word for alpha that names no gate', async () => {
    assert.deepEqual(await findingsOf('mood'), []);
  });

  it('tell of a deprecation that nobody dates', async () => {
    const deprecated = { rule: 'deprecated-field', gate: undefined, stability: 'ga', lifecycle: nothing };
    assert.deepEqual(await findingsOf('buoy'), [{ ...deprecated, details: { target: '1.30' } }]);
    assert.deepEqual(await findingsOf('bollard'), [{ ...deprecated, details: { target: '1.30', use: 'spec.cleat' } }]);
  });

  it('tell of a field that the server does not have', async () => {
    assert.deepEqual(await findingsOf('dept'), [
      {
        rule: 'unknown-field',
        gate: undefined,
        stability: 'unknown',
        lifecycle: nothing,
        details: { target: '1.30', nearest: 'depth' },
      },
    ]);
    assert.deepEqual(await findingsOf('depth'), []);
  });
});
