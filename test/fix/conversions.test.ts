import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import type { Reason } from '../../lib/fix/step.ts';

/** A resource that is called `quay`. */
function resource(gvk: string, ...lines: readonly string[]): string {
  const [apiVersion, kind] = gvk.split(' ');
  return [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata: {name: quay}', ...lines, ''].join('\n');
}

/** Why a text is left as it is. */
function reasonsFor(text: string): readonly Reason[] {
  const result = fix(text);
  assert.equal(result.text, text);
  return result.left.map(({ reason }) => reason);
}

/** The lines of the one resource below its metadata, once it is fixed; nothing of it is left. */
function fixedLines(text: string): readonly string[] {
  const result = fix(text);
  // What is written out may be deprecated itself: the reviews of v1beta1.
  assert.deepEqual(
    result.left.filter(({ reason }) => reason.reason !== 'found'),
    [],
  );
  return result.text.trimEnd().split('\n').slice(3);
}

describe('the conversion of workloads', () => {
  const POD = [
    '  selector: {matchLabels: {app: a}}',
    '  template:',
    '    metadata: {labels: {app: a}}',
    '    spec: {containers: [{name: a, image: a}]}',
  ];
  const DEPLOYMENT = 'extensions/v1beta1 Deployment';
  const UNLIMITED = ['  revisionHistoryLimit: 2147483647', '  progressDeadlineSeconds: 2147483647'];
  const strategies: readonly [what: string, before: readonly string[], after: readonly string[]][] = [
    ['keeps a strategy that is not to roll', ['  strategy: {type: Recreate}'], ['  strategy: {type: Recreate}']],
    [
      'writes the old limits into a strategy that says nothing',
      ['  strategy:'],
      ['  strategy:', '    rollingUpdate:', '      maxSurge: 1', '      maxUnavailable: 1'],
    ],
    [
      'writes the old limits where the strategy names its type alone',
      ['  strategy: {type: RollingUpdate}'],
      ['  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}'],
    ],
    [
      'writes the one limit that is not given',
      ['  strategy: {rollingUpdate: {maxSurge: 2}}'],
      ['  strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 1}}'],
    ],
    [
      'writes both limits below a key without a value',
      ['  strategy:', '    rollingUpdate:'],
      ['  strategy:', '    rollingUpdate:', '      maxSurge: 1', '      maxUnavailable: 1'],
    ],
  ];
  for (const [what, before, after] of strategies) {
    it(what, () => {
      const lines = fixedLines(resource(DEPLOYMENT, 'spec:', ...before, ...POD));
      assert.deepEqual(lines, ['spec:', ...after, ...POD, ...UNLIMITED]);
    });
  }

  it('takes a strategy without a type, or with an empty one, for the old default', () => {
    for (const [before, after] of [
      ['{type: ""}', '{type: "OnDelete"}'],
      ['{}', '{type: OnDelete}'],
    ]) {
      const text = resource('extensions/v1beta1 DaemonSet', 'spec:', `  updateStrategy: ${before}`, ...POD);
      assert.deepEqual(fixedLines(text), ['spec:', `  updateStrategy: ${after}`, ...POD]);
    }
  });

  it('leaves an object without a spec', () => {
    for (const gvk of [DEPLOYMENT, 'extensions/v1beta1 DaemonSet', 'apps/v1beta2 ReplicaSet']) {
      assert.deepEqual(reasonsFor(resource(gvk)), [{ op: 'refuse', reason: 'required', path: ['spec'] }], gvk);
    }
  });
});

describe('the conversion of CustomResourceDefinitions', () => {
  const SPEC = ['spec:', '  group: harbour.example', '  names: {kind: Berth, plural: berths}', '  scope: Namespaced'];
  const crd = (...lines: readonly string[]) =>
    resource(
      'apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
      ...SPEC,
      '  preserveUnknownFields: false',
      ...lines,
    );
  const version = (name: string, ...lines: readonly string[]) => [
    `  - name: ${name}`,
    '    served: true',
    `    storage: ${name === 'v1'}`,
    ...lines,
  ];
  const kept = [...SPEC, '  preserveUnknownFields: false'];

  it('leaves one without a spec', () => {
    const [reason] = reasonsFor(resource('apiextensions.k8s.io/v1beta1 CustomResourceDefinition'));
    assert.equal(reason?.reason, 'required');
  });

  it('asks which counts where a thing is set for all versions and for one', () => {
    const text = crd('  subresources: {status: {}}', '  versions:', ...version('v1', '    subresources: {status: {}}'));
    assert.deepEqual(reasonsFor(text), [
      { op: 'refuse', reason: 'decide', path: ['spec', 'subresources'], question: 'both-set' },
    ]);
  });

  it('takes out what is set to nothing, and gives a schema for everything to the versions that have none', () => {
    const schema = '    schema: {openAPIV3Schema: {type: object}}';
    const text = crd('  subresources: null', '  versions:', ...version('v1', schema), ...version('v2'));
    assert.deepEqual(fixedLines(text), [
      ...kept,
      '  versions:',
      ...version('v1', schema),
      ...version('v2'),
      '    schema:',
      '      openAPIV3Schema:',
      '        type: object',
      '        x-kubernetes-preserve-unknown-fields: true',
    ]);
  });

  it('moves the versions of the reviews below the webhook, as they are given', () => {
    const text = crd(
      '  conversion:',
      '    strategy: Webhook',
      '    conversionReviewVersions: [v1beta1, v1]',
      '    webhookClientConfig:',
      '      url: https://harbour.example/convert',
      '  validation: {openAPIV3Schema: {type: object}}',
      '  versions:',
      ...version('v1'),
    );
    assert.deepEqual(fixedLines(text), [
      ...kept,
      '  conversion:',
      '    strategy: Webhook',
      '    webhook:',
      '      clientConfig:',
      '        url: https://harbour.example/convert',
      '      conversionReviewVersions: [v1beta1, v1]',
      '  versions:',
      ...version('v1', '    schema: {openAPIV3Schema: {type: object}}'),
    ]);
  });
});

describe('what is empty in a CustomResourceDefinition', () => {
  const crd = (scope: string, group: string, ...lines: readonly string[]) =>
    resource(
      'apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
      'spec:',
      `  group: ${group}`,
      `  scope: ${scope}`,
      '  names: {kind: Berth, plural: berths}',
      ...lines,
    );
  const VERSIONS = ['  versions:', '  - name: v1', '    served: true', '    storage: true'];

  it('is a scope, which is then that of a namespace', () => {
    const lines = fixedLines(crd('""', 'harbour.example', ...VERSIONS));
    assert.deepEqual(lines.slice(0, 3), ['spec:', '  group: harbour.example', '  scope: "Namespaced"']);
  });

  it('is a list of versions of reviews, which is then that of the first', () => {
    for (const empty of ['[]', 'null']) {
      const lines = fixedLines(
        crd(
          'Cluster',
          'harbour.example',
          '  conversion:',
          '    strategy: Webhook',
          `    conversionReviewVersions: ${empty}`,
          '    webhookClientConfig: {url: https://harbour.example}',
          ...VERSIONS,
        ),
      );
      assert.deepEqual(lines.slice(4, 10), [
        '  conversion:',
        '    strategy: Webhook',
        '    webhook:',
        '      clientConfig: {url: https://harbour.example}',
        '      conversionReviewVersions:',
        '      - v1beta1',
      ]);
    }
  });

  it('is an approval, which is then none', () => {
    const text = crd('Cluster', 'harbour.k8s.io', ...VERSIONS).replace(
      '{name: quay}',
      '{name: quay, annotations: {api-approved.kubernetes.io: ""}}',
    );
    assert.deepEqual(reasonsFor(text), [
      { op: 'refuse', reason: 'decide', path: ['metadata', 'annotations'], question: 'api-approved' },
    ]);
  });
});

describe('the conversion of EndpointSlices', () => {
  const slice = (...lines: readonly string[]) =>
    resource('discovery.k8s.io/v1beta1 EndpointSlice', 'addressType: IPv4', 'endpoints:', ...lines);
  const endpoints: readonly [what: string, before: readonly string[], after: readonly string[]][] = [
    [
      'leaves an endpoint without a topology as it is',
      ['- addresses: [10.0.0.1]', '- addresses: [10.0.0.2]', '  topology: {topology.kubernetes.io/zone: a}'],
      ['- addresses: [10.0.0.1]', '- addresses: [10.0.0.2]', '  zone: a'],
    ],
    ['takes out a topology that is nothing', ['- addresses: [a]', '  topology: null'], ['- addresses: [a]']],
    [
      'takes out a topology that says what the endpoint says',
      ['- addresses: [a]', '  nodeName: crane', '  topology: {kubernetes.io/hostname: crane}'],
      ['- addresses: [a]', '  nodeName: crane'],
    ],
  ];
  it('takes the comments of a topology along', () => {
    const text = slice(
      '- addresses: [a]',
      '  topology: # where it runs',
      '    # the machine',
      '    kubernetes.io/hostname: crane # by the water',
      '    # the zone',
      '    topology.kubernetes.io/zone: a',
    );
    assert.deepEqual(fixedLines(text).slice(2), [
      '- addresses: [a]',
      '  # where it runs',
      '  # the machine',
      '  nodeName: crane # by the water',
      '  # the zone',
      '  zone: a',
    ]);
  });

  for (const [what, before, after] of endpoints) {
    it(what, () => assert.deepEqual(fixedLines(slice(...before)), ['addressType: IPv4', 'endpoints:', ...after]));
  }

  it('asks where the topology says other than the endpoint', () => {
    const text = slice('- addresses: [a]', '  nodeName: quay', '  topology: {kubernetes.io/hostname: crane}');
    assert.deepEqual(reasonsFor(text), [
      { op: 'refuse', reason: 'decide', path: ['endpoints', 0, 'topology'], question: 'topology' },
    ]);
  });
});

describe('the conversion of Events', () => {
  const given = [
    'action: Dock',
    'reason: Tide',
    'reportingController: harbour.example/pilot',
    'reportingInstance: pilot-0',
    'eventTime: "2020-01-01T00:00:00.000000Z"',
  ];

  it('asks for what is missing, or empty', () => {
    for (const [at, line] of given.entries()) {
      const key = line.slice(0, line.indexOf(':'));
      for (const lines of [given.toSpliced(at, 1), given.with(at, `${key}: ""`)]) {
        assert.deepEqual(reasonsFor(resource('events.k8s.io/v1beta1 Event', ...lines, 'type: Normal')), [
          { op: 'refuse', reason: 'decide', path: [key], question: 'event-fields' },
        ]);
      }
    }
  });

  it('asks for a type that the new API does not know', () => {
    assert.deepEqual(reasonsFor(resource('events.k8s.io/v1beta1 Event', ...given, 'type: Loud')), [
      { op: 'refuse', reason: 'decide', path: ['type'], question: 'event-fields' },
    ]);
    assert.deepEqual(fixedLines(resource('events.k8s.io/v1beta1 Event', ...given, 'type: Warning')), [
      ...given,
      'type: Warning',
    ]);
  });
});

describe('other conversions', () => {
  it('keep the backend of an Ingress that is no Service', () => {
    const text = resource(
      'networking.k8s.io/v1beta1 Ingress',
      'spec:',
      '  backend:',
      '    resource: {apiGroup: harbour.example, kind: Berth, name: a}',
    );
    assert.deepEqual(fixedLines(text), [
      'spec:',
      '  defaultBackend:',
      '    resource: {apiGroup: harbour.example, kind: Berth, name: a}',
    ]);
  });

  it('add nothing to a webhook that says all', () => {
    const webhook = [
      'webhooks:',
      '- name: a.harbour.example',
      '  clientConfig: {url: https://harbour.example}',
      '  sideEffects: None',
      '  admissionReviewVersions: [v1]',
      '  failurePolicy: Fail',
      '  matchPolicy: Exact',
      '  timeoutSeconds: 5',
    ];
    const gvk = 'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration';
    assert.deepEqual(fixedLines(resource(gvk, ...webhook)), webhook);
  });

  it('take an empty list of the reviews of a webhook for none', () => {
    const webhook = (versions: readonly string[], ...more: readonly string[]) => [
      'webhooks:',
      '- name: a.harbour.example',
      ...versions,
      '  clientConfig: {url: https://harbour.example}',
      '  sideEffects: None',
      '  failurePolicy: Fail',
      '  matchPolicy: Exact',
      '  timeoutSeconds: 5',
      ...more,
    ];
    const gvk = 'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration';
    assert.deepEqual(
      fixedLines(resource(gvk, ...webhook(['  admissionReviewVersions: []']))),
      webhook([], '  admissionReviewVersions:', '  - v1beta1'),
    );
  });

  it('ask for a usage of a certificate that the new API does not know', () => {
    const text = resource(
      'certificates.k8s.io/v1beta1 CertificateSigningRequest',
      'spec: {request: YQ==, signerName: quay.example/a, usages: [client auth, made-up]}',
    );
    assert.deepEqual(reasonsFor(text), [
      { op: 'refuse', reason: 'decide', path: ['spec', 'usages', 1], question: 'unknown-usage' },
    ]);
  });

  it('rename the groups of an access review only where it has some', () => {
    const gvk = 'authorization.k8s.io/v1beta1 SubjectAccessReview';
    const attributes = '  resourceAttributes: {verb: get, resource: pods}';
    assert.deepEqual(fixedLines(resource(gvk, 'spec:', '  user: pilot', attributes)), [
      'spec:',
      '  user: pilot',
      attributes,
    ]);
    assert.deepEqual(fixedLines(resource(gvk, 'spec:', '  group: [crew]', attributes)), [
      'spec:',
      '  groups: [crew]',
      attributes,
    ]);
  });
});
