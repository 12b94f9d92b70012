import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { featureGate, featureGates, gateState, gatesNamed, ownerOf } from '../../lib/catalog/gates.ts';
import { compareReleases, isAtLeast } from '../../lib/model/release.ts';

const releases = new Catalog().releases.map(({ release }) => release);

describe('gateState', () => {
  it('answers for every gate at every release as its stages say', () => {
    for (const gate of featureGates()) {
      for (const release of releases) {
        const state = gateState(gate, release);
        const stage = gate.stages.find(
          ({ from, to }) => isAtLeast(release, from) && (to === null || compareReleases(release, to) <= 0),
        );
        if (isAtLeast(release, gate.removedIn ?? null)) assert.equal(state?.standing, 'gone', gate.name);
        else if (stage !== undefined) {
          assert.equal(state?.standing, stage.stage, `${gate.name} ${release}`);
          assert.equal(state?.default, stage.default, `${gate.name} ${release}`);
        } else assert.ok(state === null || state.standing === 'not-yet', `${gate.name} ${release}`);
      }
    }
  });

  it('says nothing where the facts end before the release', () => {
    const gate = { name: 'Lamplight', stages: [{ stage: 'alpha', default: false, from: '1.9', to: '1.9' }] } as const;
    assert.equal(gateState(gate, '1.9')?.standing, 'alpha');
    assert.equal(gateState(gate, '1.10'), null);
  });

  it('tells of every gate what became of it, and its default', () => {
    for (const gate of featureGates()) {
      assert.notEqual(gateState(gate, '1.37'), null, gate.name);
      for (const { default: isOn } of gate.stages) assert.notEqual(isOn, null, gate.name);
    }
  });

  it('knows the gates that stand for all others, and what 1.37 makes of gates', () => {
    const standing = (name: string, release: string) => {
      const gate = featureGate(name, 'kubernetes');
      return gate === undefined ? undefined : gateState(gate, release)?.standing;
    };
    assert.equal(standing('AllAlpha', '1.36'), 'alpha');
    assert.equal(standing('AllBeta', '1.16'), 'not-yet');
    assert.equal(standing('GangScheduling', '1.36'), 'alpha');
    assert.equal(standing('GangScheduling', '1.37'), 'gone');
    assert.equal(standing('KubeProxyIPVS', '1.37'), 'deprecated');
    assert.equal(standing('PodInfoAPI', '1.36'), undefined);
  });

  it('takes the stability of a deprecated gate from the stage before', () => {
    const gate = featureGate('DynamicKubeletConfig', 'kubernetes');
    assert.ok(gate !== undefined);
    assert.equal(gateState(gate, '1.22')?.standing, 'deprecated');
    assert.equal(gateState(gate, '1.22')?.stability, 'beta');
  });
});

describe('featureGate', () => {
  it('tells the gates of kubeadm from those of the other components', () => {
    assert.equal(featureGate('IPv6DualStack', 'kubernetes')?.removedIn, '1.27');
    assert.equal(featureGate('IPv6DualStack', 'kubeadm')?.removedIn, '1.24');
    assert.equal(featureGate('SidecarContainers', 'kubeadm'), undefined);
  });

  it('finds each gate by its name and owner', () => {
    for (const gate of featureGates()) assert.equal(featureGate(gate.name, ownerOf(gate)), gate);
  });
});

describe('gatesNamed', () => {
  it('does not mind the case, and knows former names', () => {
    assert.deepEqual(
      gatesNamed('sidecarcontainers').map(({ name }) => name),
      ['SidecarContainers'],
    );
    assert.ok(gatesNamed('PodHasNetworkCondition').some(({ name }) => name === 'PodReadyToStartContainersCondition'));
  });
});
