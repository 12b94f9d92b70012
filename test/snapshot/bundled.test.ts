import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gvkKey } from '../../lib/model/gvk.ts';
import { factsAt } from '../../lib/snapshot/facts-at.ts';
import { isObject, type JsonObject } from '../../lib/snapshot/json.ts';
import { readFacts } from '../../lib/snapshot/read-facts.ts';
import { bundledReleases } from '../../lib/snapshot/releases.ts';
import { serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { compareResources } from '../../lib/snapshot/served.ts';
import type { SnapshotSchema } from '../../lib/snapshot/snapshot.ts';
import { FACTS_FOLDER, loadSnapshot, SNAPSHOT_FOLDER } from '../../lib/snapshot/store.ts';

/** Calls `visit` with each schema of a definition: itself, its properties, items and additional properties. */
function forEachSchema(schema: SnapshotSchema, visit: (schema: SnapshotSchema) => void): void {
  visit(schema);
  for (const property of Object.values(schema.properties ?? {})) forEachSchema(property, visit);
  if (schema.items !== undefined) forEachSchema(schema.items, visit);
  if (isObject(schema.additionalProperties)) forEachSchema(schema.additionalProperties as SnapshotSchema, visit);
}

const SCHEMA_KEYS = new Set([
  '$ref',
  'additionalProperties',
  'enum',
  'format',
  'items',
  'properties',
  'required',
  'type',
  'x-api-audit',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-preserve-unknown-fields',
]);

describe('the bundled Snapshots', () => {
  it('are of the releases 1.0 to 1.38, without a gap', () => {
    assert.deepEqual(
      bundledReleases(),
      Array.from({ length: 39 }, (_, minor) => `1.${minor}`),
    );
  });

  for (const release of bundledReleases()) {
    describe(release, () => {
      const { snapshot } = loadSnapshot(release);
      const { resources, knows } = snapshot['x-api-audit'];
      const definitions = Object.entries(snapshot.definitions);

      it('is of its release, and its file is as it would be written again', () => {
        assert.equal(snapshot.info.version, release);
        assert.equal(snapshot['x-api-audit'].release, release);
        assert.equal(readFileSync(join(SNAPSHOT_FOLDER, `${release}.json`), 'utf8'), serializeSnapshot(snapshot));
      });

      it('has only references that resolve', () => {
        for (const [name, definition] of definitions) {
          forEachSchema(definition, ({ $ref }) => {
            if ($ref === undefined) return;
            const target = $ref.replace('#/definitions/', '');
            assert.ok(Object.hasOwn(snapshot.definitions, target), `${name} refers to ${$ref}`);
          });
        }
        for (const [path, item] of Object.entries(snapshot.paths)) {
          for (const parameter of item.parameters ?? []) {
            const name = '$ref' in parameter ? parameter.$ref.replace('#/parameters/', '') : '';
            assert.ok(Object.hasOwn(snapshot.parameters ?? {}, name), `${path} refers to ${name}`);
          }
        }
      });

      it('has only the keys of a Snapshot in its schemas, and so no descriptions', () => {
        for (const [name, definition] of definitions) {
          forEachSchema(definition, (schema) => {
            for (const key of Object.keys(schema)) assert.ok(SCHEMA_KEYS.has(key), `${name} has ${key}`);
          });
        }
        assert.ok(!JSON.stringify(snapshot.paths).includes('"description"'));
      });

      it('lists each resource once, sorted', () => {
        assert.deepEqual([...resources].sort(compareResources), resources);
        const keys = resources.map((entry) => `${gvkKey(entry)} ${entry.name} ${entry.parent && gvkKey(entry.parent)}`);
        assert.equal(new Set(keys).size, keys.length);
      });

      it('has a definition for each plain resource, and only one of each kind', () => {
        const named = definitions.flatMap(([, schema]) =>
          (schema['x-kubernetes-group-version-kind'] ?? []).map(gvkKey),
        );
        for (const entry of resources) {
          if (entry.parent !== undefined) continue;
          assert.equal(named.filter((key) => key === gvkKey(entry)).length, 1, gvkKey(entry));
        }
      });

      it('has fields exactly where it says that it knows them', () => {
        assert.equal(
          definitions.some(([, { properties }]) => properties !== undefined),
          knows.fields,
        );
        assert.equal(Object.keys(snapshot.paths).length > 0, knows.verbs);
        let enums = 0;
        for (const [, definition] of definitions) forEachSchema(definition, (schema) => (enums += schema.enum ? 1 : 0));
        assert.equal(enums > 0, knows.enums);
      });
    });
  }

  const field = (release: string, definition: string, name: string) =>
    loadSnapshot(release).snapshot.definitions[definition]?.properties?.[name];

  it('follow a gated field along the releases', () => {
    const facts = (release: string) => field(release, 'io.k8s.api.core.v1.Container', 'startupProbe')?.['x-api-audit'];
    assert.deepEqual(facts('1.16'), { stability: 'alpha', gates: ['StartupProbe'], enabledByDefault: false });
    assert.deepEqual(facts('1.18'), { stability: 'beta', gates: ['StartupProbe'], enabledByDefault: true });
    assert.equal(facts('1.20'), undefined);
  });

  it('take the declared deprecation of a kind, not an earlier remark in its description', () => {
    const facts = (release: string) =>
      loadSnapshot(release).snapshot.definitions['io.k8s.api.extensions.v1beta1.Ingress']?.['x-api-audit'];
    assert.deepEqual(facts('1.13'), { stability: 'beta' });
    assert.deepEqual(facts('1.14'), {
      stability: 'beta',
      deprecated: '1.14',
      removed: '1.22',
      replacement: 'networking.k8s.io/v1 Ingress',
    });
  });

  it('name definitions alike in every release', () => {
    for (const release of ['1.5', '1.6', '1.7', '1.8', '1.20', '1.36']) {
      assert.ok(field(release, 'io.k8s.api.core.v1.PodSpec', 'nodeSelector') !== undefined, release);
    }
  });

  it('know the same subresource kinds in releases without paths as in those around them', () => {
    for (const [release, version] of [
      ['1.13', 'v1beta1'],
      ['1.20', 'v1beta1'],
      ['1.24', 'v1'],
      ['1.36', 'v1'],
    ] as const) {
      const { resources } = loadSnapshot(release).snapshot['x-api-audit'];
      const eviction = resources.find(({ kind, version: of }) => kind === 'Eviction' && of === version);
      assert.equal(eviction?.name, 'pods/eviction', release);
    }
  });

  it('say of the release that was not out yet that they are preliminary, and of no other', () => {
    const preliminary = bundledReleases().filter(
      (release) => loadSnapshot(release).snapshot['x-api-audit'].preliminary !== null,
    );
    assert.deepEqual(preliminary, ['1.38']);
  });
});

describe('the bundled data', () => {
  it('are in ASCII, as which they are read', () => {
    for (const folder of [SNAPSHOT_FOLDER, FACTS_FOLDER]) {
      const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
      assert.ok(names.length > 10);
      for (const name of names) {
        const text = readFileSync(join(folder, name), 'latin1');
        assert.equal(text.search(/[^\n -~]/), -1, name);
      }
    }
  });
});

describe('the bundled facts', () => {
  it('have entries, and no prose of how they were found', () => {
    for (const name of readdirSync(FACTS_FOLDER)) {
      const { entries } = JSON.parse(readFileSync(join(FACTS_FOLDER, name), 'utf8')) as { entries: JsonObject[] };
      assert.ok(entries.length > 0, name);
      for (const entry of entries) {
        for (const key of ['evidence', 'source', 'note', 'notes']) assert.ok(!(key in entry), `${name} has ${key}`);
      }
    }
  });

  it('mark no field with a gate that is not among the gates', () => {
    const { gates, markedFields, describedFields } = readFacts(FACTS_FOLDER);
    const known = new Set(gates.map(({ name }) => name));
    for (const { field, gates: marks } of markedFields) {
      for (const gate of marks) assert.ok(known.has(gate), `${field}: ${gate}`);
    }
    for (const { field, gate } of describedFields) assert.ok(gate === null || known.has(gate), `${field}: ${gate}`);
  });

  it('know which fields 1.37 has behind a gate, which it no longer has there, and what it deprecates', () => {
    const { kind, field } = factsAt('1.37', readFacts(FACTS_FOLDER));
    const gatesOf = (group: string, type: string, name: string) =>
      field({ group, version: 'v1', type }, name).facts.gates;
    assert.deepEqual(gatesOf('', 'PodSpec', 'evictionResponders'), ['EvictionRequestAPI']);
    assert.deepEqual(gatesOf('', 'EphemeralContainer', 'restartPolicyRules'), ['ContainerRestartRules']);
    assert.deepEqual(gatesOf('batch', 'JobSpec', 'scheduling'), ['WorkloadWithJob']);
    assert.deepEqual(gatesOf('resource.k8s.io', 'Device', 'nodeAllocatableResources'), ['DRANodeAllocatableResources']);
    assert.equal(gatesOf('', 'PodSpec', 'hostnameOverride'), undefined);
    assert.equal(field({ group: '', version: 'v1', type: 'ServiceSpec' }, 'externalIPs').facts.deprecated, '1.36');
    const request = { group: 'certificates.k8s.io', version: 'v1beta1', kind: 'PodCertificateRequest' };
    const { deprecated, removed, replacement } = kind(request).facts;
    assert.deepEqual([deprecated, removed], ['1.37', '1.40']);
    assert.equal(replacement, 'certificates.k8s.io/v1 PodCertificateRequest');
  });
});
