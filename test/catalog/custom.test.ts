import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CrdApis, firstOf } from '../../lib/catalog/custom.ts';
import { vendorApis } from '../../lib/catalog/vendor.ts';
import { readText } from '../../lib/input/read.ts';
import type { Node } from '../../lib/model/node.ts';
import { compareVersions } from '../../lib/model/stability.ts';

function definition(yaml: string): Node {
  const node = readText('crd.yaml', yaml).resources[0]?.node;
  assert.ok(node, 'the text holds a resource');
  return node;
}

const V1 = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: orders.shop.example.com}
spec:
  group: shop.example.com
  names: {kind: Order, plural: orders}
  versions:
  - {name: v1, served: true, storage: true}
  - {name: v1beta1, served: true, storage: false, deprecated: true, deprecationWarning: "use v1"}
  - {name: v1alpha1, served: false, storage: false}
`;

const order = (version: string) => ({ group: 'shop.example.com', version, kind: 'Order' });

describe('CrdApis', () => {
  const crds = new CrdApis();
  crds.add(definition(V1));

  it('knows which versions are served, deprecated, turned off, and not there', () => {
    assert.equal(crds.find(order('v1'))?.serving, 'by-default');
    assert.equal(crds.find(order('v1'))?.deprecated, false);
    assert.equal(crds.find(order('v1beta1'))?.deprecated, true);
    assert.equal(crds.find(order('v1beta1'))?.deprecationWarning, 'use v1');
    assert.equal(crds.find(order('v1alpha1'))?.serving, 'removed');
    assert.equal(crds.find(order('v2'))?.serving, 'not-yet');
  });

  it('names the most stable served version as the replacement of the others', () => {
    assert.deepEqual(crds.find(order('v1alpha1'))?.replacement, order('v1'));
    assert.equal(crds.find(order('v1'))?.replacement, null);
  });

  it('names none that is less stable, or older, than one that can stay', () => {
    const beta = new CrdApis();
    const served = (name: string) => ({ name, served: true, deprecated: false, deprecationWarning: null });
    beta.learn({
      kinds: new Map([['shop.example.com/Order', [served('v1alpha1'), served('v1beta1'), served('v1beta2')]]]),
      resources: new Map(),
    });
    assert.equal(beta.find(order('v1beta2'))?.replacement, null);
    assert.deepEqual(beta.find(order('v1beta1'))?.replacement, order('v1beta2'));
    assert.deepEqual(beta.find(order('v1alpha1'))?.replacement, order('v1beta2'));
  });

  it('knows nothing of kinds that no definition names', () => {
    assert.equal(crds.find({ ...order('v1'), kind: 'Invoice' }), undefined);
    assert.equal(crds.find({ ...order('v1'), group: 'other.example.com' }), undefined);
  });

  it('reads the one version that a v1beta1 definition names in a field', () => {
    const old = new CrdApis();
    old.add(
      definition(`apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec: {group: shop.example.com, version: v1, names: {kind: Order, plural: orders}}
`),
    );
    assert.equal(old.find(order('v1'))?.serving, 'by-default');
  });

  it('takes a version for served where one of two definitions of the kind serves it', () => {
    const both = new CrdApis();
    both.add(definition(V1));
    both.add(definition(V1.replace('v1alpha1, served: false', 'v1alpha1, served: true')));
    assert.equal(both.find(order('v1alpha1'))?.serving, 'by-default');
  });

  it('takes a version for deprecated where all definitions that serve it say so, in the same words each time', () => {
    const warned = (warning: string) => definition(V1.replace('use v1', warning));
    const crds = [warned('use v1'), warned('go'), definition(V1.replace(', deprecated: true', ''))];
    const both = (...at: readonly number[]) => {
      const apis = new CrdApis();
      for (const one of at) apis.add(crds[one] as Node);
      return apis.find(order('v1beta1'));
    };
    assert.equal(both(0, 1)?.deprecationWarning, 'go');
    assert.equal(both(1, 0)?.deprecationWarning, 'go');
    assert.equal(both(0, 2)?.deprecated, false);
    assert.equal(both(2, 0)?.deprecated, false);
  });

  it('passes over a version without a name, and a definition without versions', () => {
    const odd = new CrdApis();
    odd.add(definition(V1.replace('name: v1beta1, ', '')));
    assert.equal(odd.find(order('v1beta1'))?.serving, 'not-yet');
    assert.equal(odd.find(order('v1'))?.serving, 'by-default');
    const none = new CrdApis();
    none.add(definition(V1.slice(0, V1.indexOf('  versions:'))));
    assert.notEqual(none.find(order('v1'))?.serving, 'by-default');
  });

  it('is not put off by a definition without a group or a kind', () => {
    const broken = new CrdApis();
    broken.add(definition('apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n'));
    assert.equal(broken.find(order('v1')), undefined);
  });
});

describe('CrdApis of several parts of an input', () => {
  const said = (kind: string) => ({
    kinds: new Map([
      [`harbour.example/${kind}`, [{ name: 'v1', served: true, deprecated: false, deprecationWarning: null }]],
    ]),
    resources: new Map([['harbour.example/ships', kind]]),
  });

  it('give a name that two kinds have to the same of them, whichever is met first', () => {
    const names = [
      ['Ship', 'Boat'],
      ['Boat', 'Ship'],
    ].map((kinds) => {
      const crds = new CrdApis();
      for (const kind of kinds) crds.learn(said(kind));
      return crds.kindOfResource('harbour.example', 'ships');
    });
    assert.deepEqual(names, ['Boat', 'Boat']);
  });

  it('forget what they said, and what was given out stays', () => {
    const crds = new CrdApis();
    crds.learn(said('Ship'));
    const before = crds.known();
    crds.forget();
    assert.deepEqual(crds.known(), new CrdApis().known());
    assert.deepEqual(before, said('Ship'));
    crds.learn(before);
    assert.deepEqual(crds.known(), before);
  });
});

describe('CrdApis of any versions', () => {
  const names = ['v1', 'v2', 'v1beta1', 'v1beta2', 'v1alpha1', 'odd'];
  const version = fc.record({
    name: fc.constantFrom(...names),
    served: fc.boolean(),
    deprecated: fc.boolean(),
    deprecationWarning: fc.constantFrom(null, 'go', 'use v1'),
  });

  it('finds what looking through all of them does', () => {
    fc.assert(
      fc.property(fc.array(version), (versions) => {
        const crds = new CrdApis();
        crds.learn({ kinds: new Map([['shop.example.com/Order', versions]]), resources: new Map() });
        for (const name of names) {
          const found = crds.find(order(name));
          const same = versions.filter((one) => one.name === name);
          const served = same.filter((one) => one.served);
          assert.equal(found?.serving, served.length > 0 ? 'by-default' : same.length > 0 ? 'removed' : 'not-yet');
          const said = served.length > 0 ? served : same;
          assert.equal(found?.deprecated, said.length > 0 && said.every(({ deprecated }) => deprecated));
          // What can stay is left for something better only.
          const stays = served.some(({ deprecated }) => !deprecated);
          const best = versions
            .filter((one) => one.served && !one.deprecated && one.name !== name)
            .filter((one) => !stays || compareVersions(one.name, name) < 0)
            .map((one) => one.name)
            .sort(compareVersions)[0];
          assert.equal(found?.replacement?.version, best);
        }
      }),
    );
  });
});

describe('CrdApis of many versions', () => {
  /** How often the name of a version is read while that many are learnt. */
  function readsOf(count: number): number {
    let reads = 0;
    const versions = Array.from({ length: count }, (_, at) => ({
      get name() {
        reads++;
        return `v${at + 1}`;
      },
      served: true,
      deprecated: false,
      deprecationWarning: null,
    }));
    const crds = new CrdApis();
    crds.learn({ kinds: new Map([['example.com/Berth', versions]]), resources: new Map() });
    assert.equal(crds.known().kinds.get('example.com/Berth')?.length, count);
    return reads;
  }

  it('does not compare each with all others', () => {
    const [few, many] = [readsOf(100), readsOf(400)];
    assert.ok(many < few * 5, `${few} reads of 100 versions, ${many} of 400`);
  });
});

describe('vendorApis', () => {
  it('knows a version that its add-on no longer has, with the add-on and a replacement', () => {
    const found = vendorApis().find({ group: 'cert-manager.io', version: 'v1alpha2', kind: 'Issuer' });
    assert.equal(found?.deprecated, true);
    assert.equal(found.component?.name, 'cert-manager');
    assert.notEqual(found.component?.removed, null);
    assert.deepEqual(found.replacement, { group: 'cert-manager.io', version: 'v1', kind: 'Issuer' });
    assert.equal(found.evidence, 'vendor');
  });

  it('knows a version that its add-on still has', () => {
    const found = vendorApis().find({ group: 'cert-manager.io', version: 'v1', kind: 'Issuer' });
    assert.equal(found?.deprecated, false);
    assert.equal(found.component?.removed, null);
  });

  it('knows nothing of a kind that no add-on has', () => {
    assert.equal(vendorApis().find({ group: 'example.com', version: 'v1', kind: 'Nothing' }), undefined);
  });
});

describe('firstOf', () => {
  it('asks the sources in turn', () => {
    const crds = new CrdApis();
    crds.add(definition(V1.replaceAll('shop.example.com', 'cert-manager.io').replaceAll('Order', 'Issuer')));
    const both = firstOf(crds, vendorApis());
    assert.equal(both.find({ group: 'cert-manager.io', version: 'v1', kind: 'Issuer' })?.evidence, 'crd');
    assert.equal(both.find({ group: 'cert-manager.io', version: 'v1', kind: 'Certificate' })?.evidence, 'vendor');
  });
});
