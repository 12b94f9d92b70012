import assert from 'node:assert/strict';
import type { Place } from '../lib/findings.ts';
import { compareFindings, ownPlace, placeOf } from '../lib/findings.ts';
import { readText } from '../lib/input/read.ts';
import type { Finding } from '../lib/model/finding.ts';
import { owner } from '../lib/model/owned.ts';
import { findingOf } from './support/findings.ts';

function found(gvk: string, target: string): Finding {
  const finding = findingOf(gvk, target);
  if (finding === null) throw new Error(`nothing is found of ${gvk}`);
  return finding;
}

describe('placeOf', () => {
  it('says who the resource is and where its apiVersion stands', () => {
    const text = '# tides\n---\nkind: Pod\napiVersion: "v1"\nmetadata:\n  name: tides\n  namespace: harbour\n';
    const [resource] = readText('tides.yaml', text).resources;
    assert.ok(resource !== undefined);
    assert.deepEqual(placeOf(resource, resource.gvk, []), {
      gvk: { group: '', version: 'v1', kind: 'Pod' },
      via: 'resource',
      holder: { apiVersion: 'v1', kind: 'Pod', namespace: 'harbour', name: 'tides' },
      location: { file: 'tides.yaml', line: 4, column: 14, document: 0, path: '/apiVersion' },
      ignores: [],
    });
  });
});

describe('ownPlace', () => {
  const place: Place = {
    gvk: { group: 'harbour.example', version: 'v1', kind: 'Berth' },
    via: 'reference',
    holder: { apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name: 'quay' },
    location: { file: 'quay.yaml', line: 4, column: 14, document: 0, path: '/data/berth', template: 'quay' },
    origin: { helmRelease: 'quay v1' },
    alternatives: [{ group: 'harbour.example', version: 'v2', kind: 'Berth' }],
    ignores: [],
  };

  it('says all that the place said', () => {
    assert.deepEqual(ownPlace(place, owner()), place);
    const { origin = {}, alternatives, ignores, ...plain } = place;
    assert.deepEqual(ownPlace(plain, owner()), plain);
    assert.deepEqual(ownPlace({ ...plain, origin }, owner()), { ...plain, origin });
  });

  it('has one GVK for all places of it that come of other threads', () => {
    const own = owner();
    const [first, second] = [ownPlace(structuredClone(place), own), ownPlace(structuredClone(place), own)];
    assert.equal(first.gvk, second.gvk);
    assert.notEqual(first.gvk, place.gvk);
  });
});

describe('findingAt', () => {
  it('carries what the sentence needs, and leaves out what there is nothing to say of', () => {
    assert.deepEqual(found('extensions/v1beta1 Ingress', '1.16').details, {
      target: '1.16',
      replacementFrom: '1.19',
      meanwhile: { group: 'networking.k8s.io', version: 'v1beta1', kind: 'Ingress' },
      enabledByDefault: true,
    });
    assert.deepEqual(found('harbour.example/v1 Berth', '1.36').details, { target: '1.36' });
  });

  it('marks a replacement that nobody declares', () => {
    assert.equal(found('batch/v2alpha1 CronJob', '1.20').details.derived, true);
    assert.equal(found('batch/v1beta1 CronJob', '1.20').details.derived, undefined);
  });

  it('names what takes the place where no API does', () => {
    assert.equal(found('policy/v1beta1 PodSecurityPolicy', '1.25').details.use, 'Pod Security Admission');
  });

  it('names the kinds of that name that the Target serves, where there is no replacement', () => {
    assert.deepEqual(found('app/v1 Deployment', '1.36').details.namesakes, [
      { group: 'apps', version: 'v1', kind: 'Deployment' },
    ]);
    assert.equal(found('extensions/v1beta1 Deployment', '1.36').details.namesakes, undefined);
  });
});

describe('compareFindings', () => {
  const at = (file: string, line: number, column = 1, path = '', rule: Finding['rule'] = 'beta-api'): Finding => ({
    ...found('batch/v1beta1 CronJob', '1.20'),
    rule,
    location: { file, line, column, document: 0, path },
  });

  it('orders by file, line, column, path and rule', () => {
    const sorted = [
      at('a', 2),
      at('a', 10),
      at('a', 10, 3),
      at('a', 10, 20, '/a'),
      at('a', 10, 20, '/b', 'alpha-api'),
      at('a', 10, 20, '/b', 'removed-api'),
      at('b', 1),
    ];
    assert.deepEqual([...sorted].reverse().sort(compareFindings), sorted);
  });
});
