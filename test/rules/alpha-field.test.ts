import assert from 'node:assert/strict';
import { deployment, fieldFindings, fieldLines, fieldMessages } from '../support/fields.ts';

const HPA = (minReplicas: string) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: quay}\nspec:\n  minReplicas: ${minReplicas}\n`;

describe('the rule alpha-field', () => {
  it('finds a field whose gate is alpha at the Target, at its own line', async () => {
    const [finding] = await fieldFindings('alpha-field', deployment(['hostname: a', 'hostUsers: false']), '1.28');
    assert.ok(finding !== undefined);
    assert.deepEqual(finding.location, {
      file: 'quay.yaml',
      line: 6,
      column: 3,
      document: 0,
      path: '/spec/template/spec/hostUsers',
    });
    assert.deepEqual(finding.subject, {
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      field: 'spec.template.spec.hostUsers',
      gate: 'UserNamespacesSupport',
    });
    assert.deepEqual(finding.lifecycle, { introduced: '1.25', deprecated: null, removed: null });
    assert.equal(finding.stability, 'alpha');
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.evidence, 'snapshot');
  });

  it('says which gate it needs, how that is set, and what becomes of the field without it', async () => {
    assert.deepEqual(await fieldMessages('alpha-field', deployment(['hostUsers: false']), '1.28'), [
      'spec.template.spec.hostUsers of apps/v1 Deployment is alpha at Kubernetes 1.28: it needs the feature gate UserNamespacesSupport, which is off by default. Unless the gate is turned on, the server silently drops the field.',
    ]);
  });

  it('knows the fields of old releases whose gate no description named', async () => {
    const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: quay}\nspec:\n  ${spec}\n`;
    const volume = (spec: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: quay}\nspec:\n  ${spec}\n`;
    const cases = [
      [pod('securityContext: {runAsGroup: 1}'), ['1.10', '1.13'], '1.14'],
      [pod('volumes: [{name: a, emptyDir: {sizeLimit: 1Gi}}]'), ['1.7', '1.9'], '1.10'],
      [pod('volumes: [{name: a, csi: {driver: a.example}}]'), ['1.14', '1.15'], '1.16'],
      [volume('local: {path: /mnt}'), ['1.7', '1.9'], '1.10'],
    ] as const;
    for (const [text, alpha, beta] of cases) {
      for (const target of alpha) {
        assert.notDeepEqual(await fieldLines('alpha-field', text, target), [], `${text} ${target}`);
      }
      assert.deepEqual(await fieldLines('alpha-field', text, beta), [], text);
    }
    assert.equal((await fieldLines('beta-field', volume('nodeAffinity: {}'), '1.12')).length, 1);
  });

  it('is silent once the gate is beta or GA', async () => {
    for (const target of ['1.30', '1.36'])
      assert.deepEqual(await fieldLines('alpha-field', deployment(['hostUsers: false']), target), []);
  });

  it('finds only the value that needs a gate where the field is GA', async () => {
    assert.deepEqual(await fieldMessages('alpha-field', HPA('0'), '1.36'), [
      'The value 0 for spec.minReplicas of autoscaling/v2 HorizontalPodAutoscaler is alpha at Kubernetes 1.36: it needs the feature gate HPAScaleToZero, which is off by default. Unless the gate is turned on, the server refuses the value or drops it.',
    ]);
    for (const value of ['1', '2', '"0"', '', '{{ .Values.min }}'])
      assert.deepEqual(await fieldLines('alpha-field', HPA(value), '1.36'), [], value);
  });

  it('asks which list of containers a value stands in', async () => {
    const spec = [
      'initContainers: [{name: a, restartPolicy: Always}]',
      'containers: [{name: b, restartPolicy: Always}]',
    ];
    assert.deepEqual(await fieldLines('alpha-field', deployment(spec), '1.28'), [
      '5 spec.template.spec.initContainers[].restartPolicy',
    ]);
  });

  it('says nothing of a value that is the same as none', async () => {
    const spec = [
      'hostUsers: true',
      'containers: [{name: a, securityContext: {procMount: Default}}]',
      'resourceClaims: []',
    ];
    assert.deepEqual(await fieldLines('alpha-field', deployment(spec), '1.28'), []);
  });

  it('says nothing of what a server writes where nothing is said', async () => {
    const objects = (retain: string, mode: string) =>
      [
        `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: quay }\nspec:\n  persistentVolumeClaimRetentionPolicy: ${retain}\n`,
        `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: { name: quay }\nspec: { volumeLifecycleModes: [${mode}] }\n`,
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: quay }\nspec: { podReplacementPolicy: TerminatingOrFailed }\n',
      ].join('---\n');
    const found = async (text: string, target: string) =>
      (await fieldFindings('beta-field', text, target)).map(({ holder }) => holder.kind);
    const written = objects('{ whenDeleted: Retain, whenScaled: Retain }', 'Persistent');
    assert.deepEqual(await fieldLines('alpha-field', written, '1.23'), []);
    assert.deepEqual(await found(written, '1.29'), []);
    assert.deepEqual(await found(written, '1.21'), []);
    assert.deepEqual(await found(objects('{ whenDeleted: Delete }', 'Ephemeral'), '1.29'), ['StatefulSet']);
    assert.deepEqual(await found(objects('{}', 'Persistent, Ephemeral'), '1.21'), ['CSIDriver']);
  });

  it('speaks of no value that is beta by now', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `quay-${at}`).join(', ');
    const searches = (count: number) => deployment([`dnsConfig: {searches: [${names(count)}]}`]);
    const [finding] = await fieldFindings('alpha-field', searches(7), '1.25');
    assert.equal(finding?.stability, 'alpha');
    assert.equal(finding?.evidence, 'declared');
    // It is the number of items that needs the gate: no single value can be named.
    assert.deepEqual(finding?.details, {
      target: '1.25',
      gates: ['ExpandedDNSConfig'],
      someValues: true,
      enabledByDefault: false,
    });
    assert.deepEqual(await fieldLines('alpha-field', searches(6), '1.25'), []);
    assert.deepEqual(await fieldLines('alpha-field', searches(7), '1.26'), []);
    assert.deepEqual(await fieldLines('beta-field', searches(7), '1.26'), ['5 spec.template.spec.dnsConfig.searches']);
  });

  it('speaks of the field and of its value where each needs a gate', async () => {
    const spec = ['securityContext: {seLinuxChangePolicy: MountOption}'];
    const findings = await fieldFindings('alpha-field', deployment(spec), '1.32');
    assert.deepEqual(
      findings.map(({ subject, details }) => [subject.gate, details.value]),
      [
        ['SELinuxChangePolicy', undefined],
        ['SELinuxMount', 'MountOption'],
      ],
    );
  });

  it('names no single gate where the field needs two', async () => {
    const slice =
      'apiVersion: resource.k8s.io/v1\nkind: ResourceSlice\nmetadata: {name: crane}\nspec: {devices: [{name: a, bindsToNode: true}]}\n';
    const [finding] = await fieldFindings('alpha-field', slice, '1.34');
    assert.equal(finding?.subject.gate, undefined);
    assert.deepEqual(finding?.details.gates, ['DRADeviceBindingConditions', 'DRAResourceClaimDeviceStatus']);
  });

  it('says nothing of the fields of a kind that is alpha itself', async () => {
    const cronJob = (version: string) =>
      `apiVersion: batch/${version}\nkind: CronJob\nmetadata: {name: quay, initializers: {pending: [{name: a}]}}\n`;
    assert.deepEqual(await fieldLines('alpha-field', cronJob('v2alpha1'), '1.8'), []);
    assert.deepEqual(await fieldLines('alpha-field', cronJob('v1beta1'), '1.8'), ['3 metadata.initializers']);
  });

  it('says nothing of the fields of an API that the Target does not serve', async () => {
    const old = deployment(['hostUsers: false']).replace('apps/v1', 'extensions/v1beta1');
    assert.deepEqual(await fieldLines('alpha-field', old, '1.28'), []);
  });

  it('says nothing where the fields of the Target are not known', async () => {
    for (const target of ['1.4', '1.38', '1.39'])
      assert.deepEqual(await fieldLines('alpha-field', deployment(['hostUsers: false']), target), []);
  });
});
