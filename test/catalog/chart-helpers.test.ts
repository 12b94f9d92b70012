import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { printedByLibrary } from '../../lib/catalog/chart-helpers.ts';
import { parseApiVersion } from '../../lib/model/gvk.ts';

const printed = (helper: string, version: string | null, release: string) =>
  printedByLibrary(
    `common.capabilities.${helper}.apiVersion`,
    new Map(version === null ? [] : [['common', version]]),
    release,
  );

describe('printedByLibrary', () => {
  it('tells what a helper prints at a release, where all versions of the library agree', () => {
    for (const version of [null, '1.x.x', '2.x.x', '^2.4.0', '2.20.5', '>=1.0.0']) {
      assert.deepEqual(printed('policy', version, '1.25'), ['policy/v1'], `${version}`);
      assert.deepEqual(printed('deployment', version, '1.16'), ['apps/v1'], `${version}`);
    }
  });

  it('does not where they differ, unless the version of the library that the chart takes is known', () => {
    assert.equal(printed('ingress', null, '1.22'), undefined);
    assert.equal(printed('ingress', '1.x.x', '1.22'), undefined);
    assert.deepEqual(printed('ingress', '2.x.x', '1.22'), ['networking.k8s.io/v1']);
    assert.deepEqual(printed('ingress', '1.1.2', '1.22'), ['networking.k8s.io/v1beta1']);
    assert.deepEqual(printed('ingress', '1.1.3', '1.22'), ['networking.k8s.io/v1']);
    assert.equal(printed('policy', '2.x.x', '1.20'), undefined);
    assert.deepEqual(printed('policy', '1.x', '1.20'), ['policy/v1beta1']);
    assert.deepEqual(printed('policy', '2.30.0', '1.20'), ['policy/v1beta1']);
    assert.deepEqual(printed('policy', '^2.31.4', '1.20'), ['policy/v1']);
  });

  it('tells the texts that an argument of the helper decides between', () => {
    assert.deepEqual(printed('hpa', '2.4.0', '1.22'), ['autoscaling/v2beta1', 'autoscaling/v2beta2']);
    assert.deepEqual(printed('hpa', '2.4.0', '1.23'), ['autoscaling/v2']);
  });

  it('knows nothing of other helpers', () => assert.equal(printed('tide', null, '1.25'), undefined));
});

describe('facts/chart-helpers.json', () => {
  it('names, by version of the library and by release, APIs that there were', () => {
    const catalog = new Catalog();
    const groups = new Set(catalog.kinds.map(({ group, version }) => `${group}/${version}`));
    const facts = bundledFacts<{
      readonly helper: string;
      readonly since: string;
      readonly prints: readonly { readonly from: string | null; readonly texts: readonly string[] }[];
    }>('chart-helpers.json');
    for (const { helper, since, prints } of facts) {
      assert.match(since, /^\d+\.\d+\.\d+$/);
      assert.equal(prints[0]?.from, null, helper);
      assert.ok(
        prints.slice(1).every(({ from }) => from !== null),
        helper,
      );
      for (const text of prints.flatMap(({ texts }) => texts)) {
        const { group, version } = parseApiVersion(text) ?? {};
        assert.ok(groups.has(`${group}/${version}`), `${helper}: ${text}`);
      }
    }
  });
});
