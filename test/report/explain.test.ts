import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { lookUp } from '../../lib/catalog/look-up.ts';
import { judgedBy } from '../../lib/catalog/target.ts';
import type { Explanation } from '../../lib/report/explain.ts';
import { explainJson, explainTable } from '../../lib/report/explain.ts';

const catalog = new Catalog();

function explanation(query: string, target: string): Explanation {
  const releases = catalog.releases.map(({ release }) => release);
  const apis = lookUp(catalog, query).map((entry) => ({
    entry,
    state: catalog.state(entry, target),
    servings: releases.map((release) => catalog.state(entry, release)),
  }));
  return { query, target, judgedBy: judgedBy(catalog, target), releases, apis };
}

/** What the picture shows of one API: one sign a release. */
function picture(text: string, name: string): string {
  const line = text
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name} `) && /^\S+ \S+ +\S+$/.test(candidate));
  return line?.split(/ +/).at(-1) ?? '';
}

describe('explainTable', () => {
  it('shows all versions of a kind with their lives', () => {
    const text = explainTable(explanation('Ingress', '1.22'), 200);
    assert.match(
      text,
      /extensions\/v1beta1 Ingress .*beta .*1\.1 .*1\.14 .*1\.22 \(guide\).*networking\.k8s\.io\/v1 Ingress.*removed/,
    );
    assert.match(text, /networking\.k8s\.io\/v1 Ingress .*GA .*1\.19 .*served/);
  });

  it('draws each API along the releases: one sign a release', () => {
    const text = explainTable(explanation('Ingress', '1.22'), 200);
    const signs = picture(text, 'extensions/v1beta1 Ingress');
    assert.equal(signs.length, catalog.releases.length);
    assert.match(signs, /^\.b{13}d{8}\.+$/);
    assert.match(picture(text, 'networking.k8s.io/v1 Ingress'), /^\.{19}G+$/);
  });

  it('draws what is off by default in a sign of its own', () => {
    const text = explainTable(explanation('batch/v2alpha1/CronJob', '1.22'), 200);
    assert.match(picture(text, 'batch/v2alpha1 CronJob'), /^\.{5}o{16}\.+$/);
  });

  it('marks the Target below the picture', () => {
    const lines = explainTable(explanation('apps/v1/Deployment', '1.9'), 200).split('\n');
    const mark = lines.findIndex((line) => /^ +\^$/.test(line));
    assert.ok(mark > 0);
    const drawn = lines[mark - 1] as string;
    assert.equal(drawn[(lines[mark] as string).indexOf('^')], 'G');
    assert.equal(drawn[(lines[mark] as string).indexOf('^') - 1], '.');
  });

  it('marks nothing where the Target lies beyond the releases, and says so first', () => {
    const text = explainTable(explanation('apps/v1/Deployment', '1.40'), 200);
    assert.match(text, /^Kubernetes 1\.40 lies beyond/);
    assert.doesNotMatch(text, /^ +\^$/m);
  });

  it('says so instead of drawing what does not fit', () => {
    const text = explainTable(explanation('autoscaling/v2beta2/HorizontalPodAutoscaler', '1.22'), 80);
    assert.match(text, /too wide to draw/);
  });

  it('keeps the table within 80 columns', () => {
    const [grid = ''] = explainTable(explanation('Ingress', '1.22'), 80).split('\n\n');
    for (const line of grid.split('\n')) assert.ok(line.length <= 80, line);
  });

  const states = {
    'served, deprecated': ['policy/v1beta1/PodDisruptionBudget', '1.22'],
    'off by default, can be enabled': ['batch/v2alpha1/CronJob', '1.8'],
    'removed, but can still be enabled': ['extensions/v1beta1/Deployment', '1.16'],
    'not served yet': ['apps/v1/Deployment', '1.8'],
  } as const;
  for (const [words, [query, target]] of Object.entries(states)) {
    it(`says that ${query} is '${words}' at ${target}`, () => {
      assert.ok(explainTable(explanation(query, target), 300).includes(words));
    });
  }
});

describe('explainJson', () => {
  it('is one object with what each source says', () => {
    const value = JSON.parse(explainJson(explanation('batch/v1beta1/CronJob', '1.24')));
    assert.equal(value.schemaVersion, 1);
    assert.equal(value.query, 'batch/v1beta1/CronJob');
    assert.equal(value.target, '1.24');
    assert.equal(value.snapshot.standing, 'released');
    assert.equal(value.apis.length, 1);
    const [api] = value.apis;
    assert.equal(api.kind, 'CronJob');
    assert.equal(api.resource, 'cronjobs');
    assert.equal(api.namespaced, true);
    assert.equal(api.serving, 'by-default');
    assert.equal(api.deprecated, true);
    assert.deepEqual(api.lifecycle, { introduced: '1.8', deprecated: '1.21', removed: '1.25' });
    assert.deepEqual(api.replacement, { group: 'batch', version: 'v1', kind: 'CronJob' });
    assert.equal(api.replacementFrom, '1.21');
    assert.deepEqual(Object.keys(api.said), ['declared', 'guide', 'seen']);
    assert.equal(api.said.guide.removed, '1.25');
  });

  it('says how every release serves an API, oldest first', () => {
    const [api] = JSON.parse(explainJson(explanation('batch/v1beta1/CronJob', '1.24'))).apis;
    assert.deepEqual(
      Object.keys(api.releases),
      catalog.releases.map(({ release }) => release),
    );
    assert.deepEqual(
      ['1.7', '1.8', '1.24', '1.25'].map((release) => api.releases[release]),
      ['not-yet', 'by-default', 'by-default', 'removed'],
    );
  });
});
