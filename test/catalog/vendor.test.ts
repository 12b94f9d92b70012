import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import type { InstalledComponents, VendorFact } from '../../lib/catalog/vendor.ts';
import { checkComponents, componentNames, VENDOR_FILES, vendorApis } from '../../lib/catalog/vendor.ts';
import { gvkKey } from '../../lib/model/gvk.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { findingOf, gvkOf } from '../support/findings.ts';

function at(gvk: string, installed: InstalledComponents = {}) {
  return vendorApis(installed).find(gvkOf(gvk));
}

/** Severity, rule and sentence of the finding that a resource gives. */
function said(gvk: string, installed: InstalledComponents = {}): string {
  const finding = findingOf(gvk, '1.36', { custom: vendorApis(installed) });
  return finding === null ? '' : `${finding.severity} ${finding.rule}: ${messageOf(finding)}`;
}

const bundled = VENDOR_FILES.flatMap((name) => bundledFacts<VendorFact>(name));

describe('the bundled facts about add-ons', () => {
  it('say something of every add-on whose name is taken', () => {
    const known = new Set(bundled.map(({ component }) => component));
    assert.deepEqual(
      componentNames().filter((name) => !known.has(name)),
      [],
    );
  });

  it('say of each version of an add-on once what becomes of it', () => {
    const keys = bundled.map((fact) => `${fact.component} ${fact.channel ?? ''} ${gvkKey(fact)}`);
    assert.deepEqual(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      [],
    );
  });

  it('say nothing of files that only another tool reads', () => {
    const files = bundledFacts<{ readonly group: string; readonly kinds?: readonly string[] }>('client-files.json');
    const isFile = ({ group, kind }: VendorFact) =>
      files.some((file) => file.group === group && (file.kinds ?? [kind]).includes(kind));
    assert.deepEqual(bundled.filter(isFile), []);
  });

  it('name no replacement that is gone, and none that nothing knows', () => {
    const isGone = ({ unservedIn, removedIn }: VendorFact) => (unservedIn ?? removedIn) !== undefined;
    const served = new Set(bundled.filter((fact) => !isGone(fact)).map(gvkKey));
    // What Kubernetes serves itself is no fact about an add-on.
    const own = bundled.flatMap(({ replacement }) => (replacement?.group.includes('.') ? [gvkKey(replacement)] : []));
    assert.deepEqual(
      own.filter((key) => !served.has(key)),
      [],
    );
  });
});

describe('vendorApis', () => {
  it('knows every API in the bundled facts', () => {
    const apis = vendorApis();
    assert.ok(bundled.length > 3000);
    for (const fact of bundled) assert.ok(apis.find(fact)?.component?.name !== undefined, JSON.stringify(fact));
  });

  it('takes no API for gone whose CRD only moved to another folder', () => {
    assert.equal(at('multicluster.linkerd.io/v1alpha1 Link')?.component?.removed, null);
    assert.equal(at('multicluster.linkerd.io/v1alpha1 Link', { linkerd: '2.20' })?.serving, 'by-default');
  });

  it('knows the releases of Flux, and those of its controllers', () => {
    const release = 'helm.toolkit.fluxcd.io/v2beta1 HelmRelease';
    assert.match(said(release), /no longer served from flux2 2\.7\.0 on/);
    assert.equal(at(release, { flux2: '2.6' })?.serving, 'by-default');
    assert.equal(at(release, { flux2: '2.7' })?.serving, 'removed');
    assert.equal(at(release, { 'flux-helm-controller': '1.4' })?.serving, 'removed');
  });

  it('says what an add-on deprecates without a mark in its CRD', () => {
    assert.equal(
      said('kyverno.io/v1 ClusterPolicy'),
      'warning deprecated-api: kyverno.io/v1 ClusterPolicy is deprecated by kyverno since 1.17.0.',
    );
    assert.match(
      said('kyverno.io/v2 CleanupPolicy'),
      /Use policies\.kyverno\.io\/v1 NamespacedDeletingPolicy .*: another kind/,
    );
  });

  it('says what went with the release that took a new group', () => {
    assert.match(said('kubeflow.org/v1 PyTorchJob'), /Use trainer\.kubeflow\.org\/v1alpha1 TrainJob/);
    assert.match(said('networking.gke.io/v1beta2 ManagedCertificate'), /Write apiVersion: networking\.gke\.io\/v1 /);
    assert.match(
      said('inference.networking.x-k8s.io/v1alpha2 InferencePool'),
      /no longer served from gateway-api-inference-extension 1\.5\.0 on/,
    );
  });

  it('counts what add-ons serve as stable', () => {
    for (const gvk of [
      'cilium.io/v2 CiliumNetworkPolicy',
      'route.openshift.io/v1 Route',
      'k8s.cni.cncf.io/v1 NetworkAttachmentDefinition',
    ]) {
      assert.equal(said(gvk), '', gvk);
    }
  });

  it('warns of a version that some release of its add-on dropped, with that release, and the first of the replacement', () => {
    assert.equal(
      said('cert-manager.io/v1alpha2 Issuer'),
      'warning deprecated-api: cert-manager.io/v1alpha2 Issuer is no longer served from cert-manager 1.6.0 on. ' +
        'Write apiVersion: cert-manager.io/v1 instead, served since cert-manager 1.0.0.',
    );
  });

  it('says since when an add-on deprecates what it still serves', () => {
    assert.match(
      said('groupsnapshot.storage.k8s.io/v1beta1 VolumeGroupSnapshot'),
      /is deprecated by external-snapshotter since 8\.4\.0\./,
    );
  });

  it('judges by the release that is installed', () => {
    const cert = 'cert-manager.io/v1alpha2 Issuer';
    assert.equal(at(cert, { 'cert-manager': '0.10.1' })?.serving, 'not-yet');
    assert.equal(at(cert, { 'cert-manager': '0.11.0' })?.serving, 'by-default');
    assert.equal(at(cert, { 'cert-manager': '1.5' })?.serving, 'by-default');
    assert.equal(at(cert, { 'cert-manager': 'v1.6' })?.serving, 'removed');
    assert.equal(at(cert, { 'cert-manager': '1.15.2' })?.serving, 'removed');
    assert.equal(at(cert, { istio: '1.20' })?.serving, 'by-default');
  });

  it('compares releases by number, and takes 1.5 for the newest 1.5', () => {
    const snapshot = 'snapshot.storage.k8s.io/v1beta1 VolumeSnapshot';
    assert.equal(at(snapshot, { 'external-snapshotter': '5.0.1' })?.serving, 'by-default');
    assert.equal(at(snapshot, { 'external-snapshotter': '6.0.0' })?.serving, 'removed');
    assert.equal(at(snapshot, { 'external-snapshotter': '10.0.0' })?.serving, 'removed');
    assert.equal(at(snapshot, { 'external-snapshotter': '4.0.0' })?.deprecated, false);
    assert.equal(at(snapshot, { 'external-snapshotter': '4.1.0' })?.deprecated, true);
  });

  it('advises nothing that the installed release does not serve yet', () => {
    assert.equal(
      said('cert-manager.io/v1alpha3 Issuer', { 'cert-manager': '0.12' }),
      'error unavailable-api: cert-manager 0.12 does not serve cert-manager.io/v1alpha3 Issuer yet: it comes in 0.14.0. Its successor cert-manager.io/v1 Issuer comes in cert-manager 1.0.0.',
    );
    assert.match(
      said('cert-manager.io/v1alpha3 Issuer', { 'cert-manager': '1.0' }),
      / Write apiVersion: cert-manager\.io\/v1 instead/,
    );
  });

  it('says what the installed release does not serve, and what it does not serve yet', () => {
    assert.equal(
      said('cert-manager.io/v1alpha2 Issuer', { 'cert-manager': '1.15' }),
      'error removed-api: cert-manager 1.15 does not serve cert-manager.io/v1alpha2 Issuer: 1.6.0 stopped serving it. ' +
        'Write apiVersion: cert-manager.io/v1 instead, served since cert-manager 1.0.0.',
    );
    assert.equal(
      said('cert-manager.io/v1 Issuer', { 'cert-manager': '0.16' }),
      'error unavailable-api: cert-manager 0.16 does not serve cert-manager.io/v1 Issuer yet: it comes in 1.0.0.',
    );
  });

  it('offers another kind as advice, not as a rewriting', () => {
    assert.match(
      said('karpenter.sh/v1alpha5 Provisioner'),
      /Use karpenter\.sh\/v1 NodePool.*: another kind that does the same, so rewrite the object\.$/,
    );
  });

  it('says where only the experimental channel serves a version', () => {
    assert.match(
      said('gateway.networking.k8s.io/v1alpha3 BackendTLSPolicy'),
      /Only the experimental channel of gateway-api serves it\./,
    );
    assert.equal(at('gateway.networking.k8s.io/v1 HTTPRoute')?.component?.channel, null);
    assert.equal(said('gateway.networking.k8s.io/v1 HTTPRoute'), '');
  });

  it('knows nothing of a kind that no add-on has', () => {
    assert.equal(at('example.com/v1 Nothing'), undefined);
  });
});

describe('checkComponents', () => {
  it('takes known add-ons with releases', () => {
    assert.ok(componentNames().includes('cert-manager'));
    assert.doesNotThrow(() => checkComponents({ 'cert-manager': '1.15', istio: 'v1.20.3' }));
  });

  it('refuses an add-on that is not known, and a release that is none', () => {
    assert.throws(
      () => checkComponents({ 'cert-monger': '1.15' }),
      /no known add-on 'cert-monger'\. Did you mean cert-manager\? The known ones/,
    );
    assert.throws(() => checkComponents({ 'cert-manager': 'latest' }), /'latest' is not a release of cert-manager/);
    // As a number it is 1.1.
    assert.throws(() => checkComponents({ 'cert-manager': 1.1 as never }), /'1\.1' is not a release of .* as a text/);
  });
});
