import assert from 'node:assert/strict';
import { providerFact, providerFacts, providerStanding, providersNamed } from '../../lib/catalog/providers.ts';

describe('providerStanding', () => {
  const cases: readonly [Parameters<typeof providerFact>[0], string, string, ReturnType<typeof providerStanding>][] = [
    ['volume', 'awsElasticBlockStore', '1.18', null],
    ['volume', 'awsElasticBlockStore', '1.19', 'deprecated'],
    ['volume', 'awsElasticBlockStore', '1.22', 'deprecated'],
    ['volume', 'awsElasticBlockStore', '1.23', 'handed-on'],
    ['volume', 'awsElasticBlockStore', '1.27', 'removed'],
    ['volume', 'rbd', '1.30', 'deprecated'],
    ['provisioner', 'kubernetes.io/vsphere-volume', '1.24', 'deprecated'],
    ['provisioner', 'kubernetes.io/vsphere-volume', '1.25', 'handed-on'],
    ['volume', 'gitRepo', '1.32', 'deprecated'],
    ['volume', 'gitRepo', '1.33', 'off'],
    ['provisioner', 'kubernetes.io/no-provisioner', '1.36', null],
    ['cloud-provider', 'azure', '1.29', 'off'],
    ['cloud-provider', 'azure', '1.30', 'removed'],
    ['cri', 'dockershim', '1.24', 'removed'],
    ['cni-spec', '0.3.1', '1.36', 'below-minimum'],
    ['cni-spec', '1.0.0', '1.36', null],
  ];
  for (const [category, name, release, standing] of cases) {
    it(`says of ${category} ${name} at ${release}: ${standing ?? 'nothing'}`, () => {
      const fact = providerFact(category, name);
      assert.ok(fact !== undefined);
      assert.equal(providerStanding(fact, release), standing);
    });
  }

  it('never compares the releases of another project with those of Kubernetes', () => {
    const others = providerFacts().filter(({ versionsOf }) => versionsOf !== undefined);
    assert.ok(others.length > 0);
    for (const fact of others) assert.equal(providerStanding(fact, '1.36'), null, fact.name);
  });
});

describe('providersNamed', () => {
  it('finds every fact by its name, and by its category and name', () => {
    for (const fact of providerFacts()) {
      assert.ok(providersNamed(fact.name).includes(fact), fact.name);
      assert.ok(providersNamed(`${fact.category}/${fact.name}`.toUpperCase()).includes(fact), fact.name);
    }
  });
});
