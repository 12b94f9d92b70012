import assert from 'node:assert/strict';
import { bundledFacts } from '../../lib/catalog/bundled-facts.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { clientFileState, configKinds, configState } from '../../lib/catalog/config-apis.ts';
import { CrdApis, firstOf } from '../../lib/catalog/custom.ts';
import type { GroupVersionKind } from '../../lib/model/gvk.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { isAtLeast } from '../../lib/model/release.ts';
import { gvkOf } from '../support/findings.ts';
import { stateOf } from '../support/states.ts';

describe('configState', () => {
  it('answers for every fact as the fact says, at every release', () => {
    const { releases } = new Catalog();
    for (const entry of configKinds()) {
      for (const { release } of releases) {
        const state = configState(entry, release);
        assert.equal(state?.boundary, 'config', formatGvk(entry));
        assert.equal(state?.serving === 'removed', isAtLeast(release, entry.removed), formatGvk(entry));
        assert.equal(state?.deprecated, isAtLeast(release, entry.deprecated), formatGvk(entry));
        if (state?.serving === 'not-yet') assert.ok(!isAtLeast(release, entry.introduced), formatGvk(entry));
      }
    }
  });

  it('does not say of a kind that was there in the oldest release looked at that it was to come', () => {
    assert.equal(stateOf('v1 Config', '1.0').serving, 'by-default');
  });

  it('names what reads the file', () => {
    assert.deepEqual(stateOf('kubeadm.k8s.io/v1beta3 InitConfiguration', '1.30').reader, {
      name: 'kubeadm --config',
      isKubernetes: true,
    });
    assert.equal(stateOf('v1 Pod', '1.30').reader, null);
  });

  it('names a version to write until the replacement is read', () => {
    const { replacement, advice } = stateOf('kubeadm.k8s.io/v1beta2 InitConfiguration', '1.28');
    assert.equal(replacement?.version, 'v1beta4');
    assert.equal(advice.from, '1.31');
    assert.equal(advice.meanwhile?.version, 'v1beta3');
  });

  it('names an older version for a kind that is yet to come', () => {
    const { serving, advice } = stateOf('kubeadm.k8s.io/v1beta4 ClusterConfiguration', '1.28');
    assert.equal(serving, 'not-yet');
    assert.equal(advice.meanwhile?.version, 'v1beta3');
  });

  it('leaves what an API server serves to the Timeline', () => {
    const state = stateOf('authentication.k8s.io/v1 TokenReview', '1.30');
    assert.equal(state.boundary, 'rest');
    assert.equal(state.reader, null);
  });

  it('knows no other kinds', () => {
    assert.equal(configState(gvkOf('kubeadm.k8s.io/v1beta4 Teapot'), '1.36'), undefined);
  });
});

describe('clientFileState', () => {
  interface ClientFile {
    readonly group: string;
    readonly versions?: readonly string[];
    readonly kinds?: readonly string[];
    readonly reader: string;
  }

  it('answers for every fact', () => {
    for (const { group, versions = ['v1'], kinds = ['Anything'], reader } of bundledFacts<ClientFile>(
      'client-files.json',
    )) {
      for (const version of versions) {
        for (const kind of kinds) {
          assert.equal(clientFileState({ group, version, kind }, '1.36')?.reader?.name, reader, `${group} ${kind}`);
        }
      }
    }
  });

  it('names no kind that a Kubernetes release serves', () => {
    const catalog = new Catalog();
    const known = (gvk: GroupVersionKind) => clientFileState(gvk, '1.36') !== undefined;
    assert.deepEqual(catalog.kinds.filter(known).map(formatGvk), []);
  });

  it('knows what an API server answers, beside the objects it keeps', () => {
    for (const api of ['v1 Status', 'v1 APIResourceList', 'v1 PatchOptions', 'meta.k8s.io/v1 Table']) {
      assert.equal(stateOf(api, '1.36').reader?.name, 'clients of the API server', api);
    }
    assert.equal(stateOf('v2 Status', '1.36').reader, null);
  });

  it('says of a document of a machine that Talos reads it, and of no other kind of that name', () => {
    assert.deepEqual(stateOf('v1alpha1 HostnameConfig', '1.36').reader, { name: 'Talos', isKubernetes: false });
    assert.equal(stateOf('v1 HostnameConfig', '1.36').reader, null);
    assert.equal(stateOf('v1alpha1 Anything', '1.36').reader, null);
  });

  it('says of a kustomization that kustomize reads it', () => {
    const state = stateOf('kustomize.config.k8s.io/v1beta1 Kustomization', '1.36');
    assert.deepEqual(state.reader, { name: 'kustomize', isKubernetes: false });
    assert.equal(state.boundary, 'config');
    assert.equal(state.serving, 'by-default');
  });

  it('gives way to a CRD in the input', () => {
    const crds = new CrdApis();
    const custom = firstOf(crds, {
      find: () => ({
        serving: 'by-default',
        deprecated: false,
        deprecationWarning: null,
        replacement: null,
        evidence: 'crd',
        component: null,
      }),
    });
    const state = new Catalog({ custom }).state(gvkOf('kops.k8s.io/v1alpha2 Cluster'), '1.36');
    assert.equal(state.boundary, 'rest');
    assert.equal(state.evidence, 'crd');
  });
});
