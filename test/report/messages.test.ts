import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { vendorApis } from '../../lib/catalog/vendor.ts';
import { RULE_IDS } from '../../lib/model/finding.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { compareVersions } from '../../lib/model/stability.ts';
import { cautionOf, messageOf, PASSED_OVER } from '../../lib/report/messages.ts';
import { findingOf } from '../support/findings.ts';
import { berthCrd, crdsOf } from '../support/states.ts';

function messageAt(gvk: string, target: string, options: Parameters<typeof findingOf>[2] = {}): string {
  const finding = findingOf(gvk, target, options);
  assert.notEqual(finding, null, `nothing is found of ${gvk} at ${target}`);
  return messageOf(finding as NonNullable<typeof finding>);
}

describe('the sentence of removed-api', () => {
  it('says that the Target itself removes it, since when it was deprecated, and what to write', () => {
    assert.equal(
      messageAt('policy/v1beta1 PodDisruptionBudget', '1.25'),
      'Kubernetes 1.25 no longer serves policy/v1beta1 PodDisruptionBudget (deprecated since 1.21). ' +
        'Write apiVersion: policy/v1 instead, served since 1.21.',
    );
  });

  it('says that the replacement is off by default, where the Target has it so', () => {
    const finding = findingOf('coordination.k8s.io/v1alpha1 LeaseCandidate', '1.34');
    assert.ok(finding !== null);
    for (const via of ['resource', 'source'] as const) {
      assert.match(
        messageOf({ ...finding, via }),
        /coordination\.k8s\.io\/v1beta1.* instead, served since 1\.33, but off unless an administrator enables it\.$/,
      );
    }
  });

  it('names the earlier release that removed it', () => {
    assert.equal(
      messageAt('extensions/v1beta1 Ingress', '1.25'),
      'Kubernetes 1.25 does not serve extensions/v1beta1 Ingress: 1.22 removed it (deprecated since 1.14). ' +
        'Write apiVersion: networking.k8s.io/v1 instead, served since 1.19.',
    );
  });

  it('says that there is no replacement where there is none', () => {
    assert.equal(
      messageAt('auditregistration.k8s.io/v1alpha1 AuditSink', '1.19'),
      'Kubernetes 1.19 no longer serves auditregistration.k8s.io/v1alpha1 AuditSink. No API takes its place.',
    );
  });

  it('names what takes its place where that is no API', () => {
    const message = messageAt('policy/v1beta1 PodSecurityPolicy', '1.25');
    assert.match(message, /No API takes its place; use Pod Security Admission\.$/);
  });

  it('says how it can still be turned on where the Target can be told to', () => {
    for (const target of ['1.16', '1.17']) {
      const message = messageAt('extensions/v1beta1 Deployment', target);
      assert.match(message, /Up to 1\.17 an administrator .*--runtime-config=extensions\/v1beta1=true/);
    }
  });

  it('does not speak of turning it on where the Target cannot be told to any more', () => {
    assert.doesNotMatch(messageAt('extensions/v1beta1 Deployment', '1.25'), /turn it on|runtime-config/);
  });

  it('names the successor that is yet to come', () => {
    assert.match(
      messageAt('storagemigration.k8s.io/v1alpha1 StorageVersionMigration', '1.36'),
      /Its successor storagemigration\.k8s\.io\/v1 StorageVersionMigration comes in 1\.37; before that there is storagemigration\.k8s\.io\/v1beta1, since 1\.35\.$/,
    );
    assert.match(
      messageAt('autoscaling/v2alpha1 HorizontalPodAutoscaler', '1.6'),
      /comes in 1\.23; before that, autoscaling\/v2beta1 comes in 1\.8\.$/,
    );
  });
});

describe('the sentence of unavailable-api', () => {
  it('says from when on it is served', () => {
    assert.equal(
      messageAt('resource.k8s.io/v1 ResourceClaim', '1.33'),
      'Kubernetes 1.33 does not serve resource.k8s.io/v1 ResourceClaim yet: it comes in 1.34.',
    );
  });

  it('names the version that does until then', () => {
    assert.equal(
      messageAt('networking.k8s.io/v1 Ingress', '1.18'),
      'Kubernetes 1.18 does not serve networking.k8s.io/v1 Ingress yet: it comes in 1.19. ' +
        'Write apiVersion: networking.k8s.io/v1beta1 until 1.19.',
    );
  });

  it('does not send a kind back to an older API of less', () => {
    assert.match(
      messageAt('autoscaling/v2 HorizontalPodAutoscaler', '1.22'),
      /Write apiVersion: autoscaling\/v2beta2 until 1\.23\./,
    );
  });
});

describe('the sentence of deprecated-api', () => {
  it('says since when, and which release removes it', () => {
    assert.equal(
      messageAt('autoscaling/v2beta2 HorizontalPodAutoscaler', '1.25'),
      'autoscaling/v2beta2 HorizontalPodAutoscaler is deprecated since 1.23; 1.26 removes it. ' +
        'Write apiVersion: autoscaling/v2 instead, served since 1.23.',
    );
  });

  it('says what to write meanwhile where the replacement is not served yet', () => {
    assert.equal(
      messageAt('extensions/v1beta1 Ingress', '1.16'),
      'extensions/v1beta1 Ingress is deprecated since 1.14; 1.22 removes it. ' +
        'Write apiVersion: networking.k8s.io/v1beta1 until 1.19 serves networking.k8s.io/v1 Ingress.',
    );
  });

  it('says that no release is declared to remove it', () => {
    assert.match(
      messageAt('v1 Endpoints', '1.33'),
      /^v1 Endpoints is deprecated since 1\.33; no release is declared to remove it\./,
    );
  });

  it('does not offer the deprecated API itself as another one with its name', () => {
    assert.doesNotMatch(messageAt('v1 Endpoints', '1.33'), /has a kind of that name in v1 Endpoints/);
    assert.doesNotMatch(messageAt('v1 ComponentStatus', '1.36'), /has a kind of that name in v1 ComponentStatus/);
  });

  it('warns that an alpha often goes before the release that is declared', () => {
    assert.match(
      messageAt('coordination.k8s.io/v1alpha2 LeaseCandidate', '1.36'),
      /1\.38 is declared to remove it, though alphas often go earlier\./,
    );
  });

  it('does not doubt the removal of an alpha that was seen to go', () => {
    assert.match(messageAt('storagemigration.k8s.io/v1alpha1 StorageVersionMigration', '1.33'), /; 1\.35 removes it\./);
  });
});

describe('the sentences of alpha-api and beta-api', () => {
  it('say that an alpha is off by default, and which release takes it', () => {
    assert.equal(
      messageAt('scheduling.k8s.io/v1alpha1 Workload', '1.35'),
      'scheduling.k8s.io/v1alpha1 Workload is an alpha API. In Kubernetes 1.35 it is off unless an administrator enables it. ' +
        'It will be removed in 1.36. Its successor scheduling.k8s.io/v1beta1 Workload comes in 1.37; before that, ' +
        'scheduling.k8s.io/v1alpha2 comes in 1.36.',
    );
  });

  it('say whether a beta is on by default', () => {
    assert.match(
      messageAt('batch/v1beta1 CronJob', '1.20'),
      /is a beta API. In Kubernetes 1\.20 it is on by default\./,
    );
    assert.match(
      messageAt('resource.k8s.io/v1beta1 ResourceClaim', '1.33'),
      /is a beta API. In Kubernetes 1\.33 it is off unless an administrator enables it\./,
    );
  });

  it('name the stable version, where the Target serves it and where it comes later', () => {
    assert.match(messageAt('events.k8s.io/v1beta1 Event', '1.19'), /Write apiVersion: events\.k8s\.io\/v1 instead/);
    assert.match(
      messageAt('events.k8s.io/v1beta1 Event', '1.18'),
      /Its successor events\.k8s\.io\/v1 Event comes in 1\.19/,
    );
  });
});

describe('the sentence of unknown-api', () => {
  it('asks for the CustomResourceDefinition', () => {
    assert.equal(
      messageAt('harbour.example/v1 Berth', '1.36'),
      'No Kubernetes release, no known add-on and no CustomResourceDefinition in the input defines harbour.example/v1 Berth. ' +
        'If it is a custom resource, add its CustomResourceDefinition to the input to have it judged.',
    );
  });

  it('asks for none where the group has no dot, which no CustomResourceDefinition can define', () => {
    for (const api of ['policy/v1 PodSecurityPolicy', 'v1 Route']) {
      assert.equal(
        messageAt(api, '1.36'),
        `No Kubernetes release, no known add-on and no CustomResourceDefinition in the input defines ${api}. ` +
          'It cannot be a custom resource, because its group has no dot: check the apiVersion and the kind.',
      );
    }
  });

  it('names the API that has a kind of the same name instead', () => {
    assert.match(
      messageAt('app/v1 Deployment', '1.36'),
      /defines app\/v1 Deployment\. Kubernetes 1\.36 has a kind of that name in apps\/v1 Deployment\.$/,
    );
  });
});

describe('the sentences about what another kind does now', () => {
  it('name that kind, which is to be written anew', () => {
    assert.match(
      messageAt('v1 Endpoints', '1.36'),
      / Another kind takes its place, so rewrite the object: discovery\.k8s\.io\/v1 EndpointSlice\.$/,
    );
    assert.match(
      messageAt('policy/v1beta1 PodSecurityPolicy', '1.25'),
      / No API takes its place; use Pod Security Admission\.$/,
    );
  });
});

describe('the sentences about APIs that a CustomResourceDefinition in the input defines', () => {
  const custom = crdsOf(
    berthCrd([
      { name: 'v1alpha1', served: false },
      { name: 'v1alpha2' },
      { name: 'v1beta1', deprecated: true },
      { name: 'v1beta2', deprecated: true, warning: 'Berths moor at v1 now' },
      { name: 'v1beta3' },
      { name: 'v1' },
    ]),
  );
  const message = (version: string) => messageAt(`harbour.example/${version} Berth`, '1.36', { custom });

  it('say that it no longer serves the version, and which it serves', () => {
    assert.equal(
      message('v1alpha1'),
      'The CustomResourceDefinition in the input no longer serves harbour.example/v1alpha1 Berth. ' +
        'Write apiVersion: harbour.example/v1 instead.',
    );
  });

  it('say that it has no such version', () => {
    assert.equal(
      message('v1alpha3'),
      'The CustomResourceDefinition in the input has no version v1alpha3 of Berth. ' +
        'Write apiVersion: harbour.example/v1 instead.',
    );
  });

  it('say that the definition may be too old, where the version is later than all it has', () => {
    assert.equal(
      message('v2'),
      'The CustomResourceDefinition in the input has no version v2 of Berth. ' +
        'Write apiVersion: harbour.example/v1 instead. If the definition is out of date, update that: v2 is the later version.',
    );
  });

  it('say that it deprecates the version, in its own words where it has any', () => {
    assert.match(
      message('v1beta1'),
      /^The CustomResourceDefinition in the input deprecates harbour\.example\/v1beta1 Berth\. /,
    );
    assert.match(message('v1beta2'), /deprecates harbour\.example\/v1beta2 Berth: "Berths moor at v1 now"\. Write/);
  });

  it('say whose alpha or beta it is, and nothing of Kubernetes releases', () => {
    for (const version of ['v1alpha2', 'v1beta3']) {
      assert.match(
        message(version),
        /API of its CustomResourceDefinition: any of its releases can change or remove it\./,
      );
      assert.doesNotMatch(message(version), /Kubernetes|administrator|null/);
    }
  });
});

describe('the sentences about APIs of add-ons', () => {
  const custom = vendorApis();

  it('name the release of the add-on that dropped the version', () => {
    assert.equal(
      messageAt('cert-manager.io/v1alpha2 Certificate', '1.25', { custom }),
      'cert-manager.io/v1alpha2 Certificate is no longer served from cert-manager 1.6.0 on. ' +
        'Write apiVersion: cert-manager.io/v1 instead, served since cert-manager 1.0.0.',
    );
  });

  it('name the add-on that deprecates the version', () => {
    assert.match(
      messageAt('gateway.k8s.aws/v1beta1 LoadBalancerConfiguration', '1.36', { custom }),
      /^gateway\.k8s\.aws\/v1beta1 LoadBalancerConfiguration is deprecated by aws-load-balancer-controller since \d+\.\d+\.\d+\./,
    );
  });

  it('name the add-on whose beta it is', () => {
    assert.match(
      messageAt('gateway.networking.k8s.io/v1beta1 HTTPRoute', '1.36', { custom }),
      /is a beta API of gateway-api: any of its releases can change or remove it\. Write apiVersion: gateway\.networking\.k8s\.io\/v1 /,
    );
  });
});

describe('the sentence about what a given document leaves out', () => {
  it('says that the release could serve it', () => {
    const judging = { release: '1.36', serves: () => false };
    const finding = findingOf('apps/v1 Deployment', '1.36');
    assert.equal(finding, null);
    const state = new Catalog({ judging }).state({ group: 'apps', version: 'v1', kind: 'Deployment' }, '1.36');
    assert.equal(state.notInDocument, true);
    const beta = findingOf('batch/v1beta1 CronJob', '1.7') as NonNullable<ReturnType<typeof findingOf>>;
    assert.match(
      messageOf({ ...beta, details: { target: '1.36', notInDocument: true } }),
      /^The given OpenAPI document does not serve batch\/v1beta1 CronJob, though Kubernetes 1\.36 can\./,
    );
  });
});

describe('the sentences of all APIs at all releases', () => {
  const catalog = new Catalog();
  const targets = [...catalog.releases.map(({ release }) => release), '1.39', '1.40'];
  const messages = targets.flatMap((target) =>
    catalog.kinds.flatMap((entry) => {
      const finding = findingOf(formatGvk(entry), target);
      return finding === null ? [] : [{ entry, target, finding, message: messageOf(finding) }];
    }),
  );

  it('are whole sentences without a hole in them', () => {
    assert.ok(messages.length > 1000);
    for (const { message } of messages) {
      assert.match(message, /^\S.*\.$/);
      assert.doesNotMatch(message, /null|undefined|NaN|\[object| {2}|\.\.|\s[.,;:]/);
    }
  });

  it('name the API they are about', () => {
    for (const { entry, message } of messages) assert.ok(message.includes(formatGvk(entry)), message);
  });

  it('never tell to write the API that the finding is about', () => {
    for (const { finding, message } of messages) {
      const { subject, replacement, details } = finding;
      const advised = details.meanwhile ?? replacement;
      if (advised !== null) assert.notEqual(formatGvk(advised), formatGvk(subject), message);
    }
  });

  it('never tell to leave what the Target serves by default for an older version of it', () => {
    const wrong = messages.filter(({ entry, target, finding }) => {
      const { meanwhile } = finding.details;
      if (meanwhile === undefined || !catalog.servesByDefault(entry, target)) return false;
      return meanwhile.group === entry.group && compareVersions(meanwhile.version, entry.version) > 0;
    });
    assert.deepEqual(
      wrong.map(({ target, message }) => `${target}: ${message}`),
      [],
    );
  });
});

describe('cautionOf', () => {
  it('says nothing of a released Snapshot', () => assert.equal(cautionOf('released', '1.36', '1.36'), null));

  it('says that a preliminary Snapshot, and the time beyond all Snapshots, give no all-clear', () => {
    assert.match(cautionOf('preliminary', '1.37', '1.37') ?? '', /1\.37 is preliminary.*no all-clear/);
    assert.match(
      cautionOf('beyond', '1.40', '1.37') ?? '',
      /1\.40 lies beyond the newest Snapshot \(1\.37\).*no all-clear/,
    );
  });

  it('names the release of a given document', () => {
    assert.match(cautionOf('given', '1.30', '1.30') ?? '', /given OpenAPI document of Kubernetes 1\.30/);
  });
});

describe('PASSED_OVER', () => {
  it('has words for every reason', () => {
    for (const words of Object.values(PASSED_OVER)) assert.match(words, /^it(s)? |^no /);
  });
});

describe('messageOf', () => {
  it('has a sentence for every rule about APIs', () => {
    const finding = findingOf('harbour.example/v1 Berth', '1.36') as NonNullable<ReturnType<typeof findingOf>>;
    // Of what is no API the sentences are made of the details; each has a test of its own.
    const others = [
      'feature-gate',
      'deprecated-label',
      'provider-api',
      'client-library',
      'expired-allow',
      'unused-suppression',
    ];
    const ofApis = RULE_IDS.filter((id) => !others.includes(id));
    for (const rule of ofApis) assert.ok(messageOf({ ...finding, rule }).includes('harbour.example/v1 Berth'), rule);
  });
});
