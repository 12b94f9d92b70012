import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { isCommit, missingFrom, releaseOfClient, terraformResource } from '../../lib/catalog/client-libraries.ts';
import { formatGvk } from '../../lib/model/gvk.ts';

const catalog = new Catalog();

describe('the release that a client library was made for', () => {
  it('is known by the first parts of its version, however that is written', () => {
    assert.equal(releaseOfClient('@kubernetes/client-node', '^0.17.1'), '1.24');
    assert.equal(releaseOfClient('@kubernetes/client-node', '~1.4.0'), '1.34');
    assert.equal(releaseOfClient('kubernetes', '28.1.0'), '1.28');
    assert.equal(releaseOfClient('kubernetes', '==37.0.2'), '1.37');
    assert.equal(releaseOfClient('cdk8s-plus-34', '2.0.54'), '1.34');
    assert.equal(releaseOfClient('k8s.io/client-go', 'v0.29.3'), '1.29');
    assert.equal(releaseOfClient('k8s.io/client-go', 'v11.0.1-0.20190409021438-1a26190bd76a+incompatible'), '1.14');
    assert.equal(releaseOfClient('cdk8s-plus-22', 'latest'), '1.22');
  });

  it('is the newest that a commit may be of, where Go has no version of it', () => {
    assert.equal(releaseOfClient('k8s.io/client-go', 'v0.0.0-20190228174230-b40b2a5939e4'), '1.15');
    assert.equal(releaseOfClient('k8s.io/client-go', 'v0.0.0-20180101000000-b40b2a5939e4'), '1.11');
    assert.equal(releaseOfClient('k8s.io/client-go', 'v0.0.0-20251120174230-b40b2a5939e4'), null);
    assert.ok(isCommit('v0.0.0-20190228174230-b40b2a5939e4'));
    assert.ok(!isCommit('v11.0.1-0.20190409021438-1a26190bd76a+incompatible'));
  });

  it('is named by the tags of Kubernetes, and that of the client where another comes with it', () => {
    assert.equal(releaseOfClient('k8s.io/client-go', 'kubernetes-1.14.1'), '1.14');
    assert.equal(releaseOfClient('k8s.io/client-go', 'kubernetes-1.99.1'), null);
    assert.equal(releaseOfClient('k8s.io/api', 'v0.17.4'), '1.17');
    assert.equal(releaseOfClient('kubernetes-asyncio', '12.1.0'), '1.16');
  });

  it('is not known of versions and libraries that no fact names', () => {
    assert.equal(releaseOfClient('@kubernetes/client-node', '99.0.0'), null);
    assert.equal(releaseOfClient('@kubernetes/client-node', 'latest'), null);
    assert.equal(releaseOfClient('left-pad', '1.0.0'), null);
  });

  it('names releases that there are', () => {
    const facts = bundledFacts<{ readonly library: string; readonly release: string }>('client-libraries.json');
    const known = new Set(catalog.releases.map(({ release }) => release));
    assert.ok(facts.length > 0);
    for (const { library, release } of facts) assert.ok(known.has(release), `${library} ${release}`);
  });
});

describe('what a client of a release has not', () => {
  it('is what took the place of what it has, and came after it', () => {
    const missing = missingFrom(catalog, '1.18', '1.25').map(formatGvk);
    assert.ok(missing.includes('networking.k8s.io/v1 Ingress'));
    assert.ok(missing.includes('batch/v1 CronJob'));
    assert.ok(!missing.includes('apps/v1 Deployment'));
  });

  it('is nothing where all that it has is still there, or where it is newer than the Target', () => {
    assert.deepEqual(missingFrom(catalog, '1.30', '1.31'), []);
    assert.deepEqual(missingFrom(catalog, '1.25', '1.18'), []);
  });
});

describe('the resources of Terraform’s Kubernetes provider', () => {
  it('stand for APIs that a release had', () => {
    const ingress = terraformResource('kubernetes_ingress');
    assert.ok(ingress !== undefined && catalog.entry(ingress) !== undefined);
    assert.equal(formatGvk(ingress), 'extensions/v1beta1 Ingress');
    assert.equal(terraformResource('kubernetes_validating_webhook_configuration'), undefined);
  });
});
