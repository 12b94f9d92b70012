import assert from 'node:assert/strict';
import type { FixOptions } from '../../lib/fix/fix.ts';
import { fix } from '../../lib/fix/fix.ts';
import { leftMessage, suppressedMessage } from '../../lib/report/fix-messages.ts';

const ALWAYS = { reason: 'why', expires: 'never' };

/** The lines that go and come, what is left, and what is suppressed, of a text. */
function fixed(lines: readonly string[], options: FixOptions, file = 'it.yaml') {
  const text = `${lines.join('\n')}\n`;
  const result = fix({ file, text }, { target: '1.25', cwd: '/nowhere', ...options });
  const before = text.split('\n');
  return {
    written: result.text.split('\n').filter((line) => !before.includes(line)),
    left: result.left.map(leftMessage),
    suppressed: result.suppressed.map(suppressedMessage),
  };
}

const ROLE = ['apiVersion: rbac.authorization.k8s.io/v1beta1', 'kind: Role', 'metadata: {name: clerk}'];
const RULES = ['rules:', '  - {apiGroups: [extensions], resources: [ingresses, deployments], verbs: [get]}'];
const DEPLOYMENT = [
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata: {name: web}',
  'spec:',
  '  selector: {matchLabels: {app: web}}',
  '  template:',
  '    metadata:',
  '      labels: {app: web}',
  '      annotations:',
  '        seccomp.security.alpha.kubernetes.io/pod: runtime/default',
  '        container.seccomp.security.alpha.kubernetes.io/web: runtime/default',
  '    spec:',
  '      nodeSelector:',
  '        beta.kubernetes.io/os: linux',
  '        beta.kubernetes.io/arch: amd64',
  '      containers: [{name: web, image: web}]',
];

/** A line of a text with a comment behind it. */
function ignoring(lines: readonly string[], part: string, rule: string): readonly string[] {
  return lines.map((line) => (line.includes(part) ? `${line} # api-audit: ignore ${rule} -- why` : line));
}

describe('a fix that is held to a policy', () => {
  it('leaves an API that is allowed, and mends what stands beside it', () => {
    const policy = { allow: [{ ...ALWAYS, api: 'rbac.authorization.k8s.io/v1beta1' }] };
    assert.deepEqual(fixed([...ROLE, ...RULES], { policy }), {
      written: [
        '  - {apiGroups: [extensions, networking.k8s.io, apps], resources: [ingresses, deployments], verbs: [get]}',
      ],
      left: [],
      suppressed: ['rbac.authorization.k8s.io/v1beta1 Role stays: suppressed by the policy: why'],
    });
  });

  it('leaves each alias of what is allowed', () => {
    const policy = { allow: [{ ...ALWAYS, api: 'rbac.authorization.k8s.io/v1beta1' }] };
    const items = ROLE.map((line, at) => `${at === 0 ? '- &role\n' : ''}  ${line}`);
    assert.deepEqual(fixed(['apiVersion: v1', 'kind: List', 'items:', ...items, '- *role'], { policy }), {
      written: [],
      left: [],
      suppressed: [1, 2].map(() => 'rbac.authorization.k8s.io/v1beta1 Role stays: suppressed by the policy: why'),
    });
  });

  it('adds no group to a rule of RBAC for what is allowed alone', () => {
    const policy = { allow: [{ ...ALWAYS, api: 'Ingress' }] };
    assert.deepEqual(fixed(['apiVersion: rbac.authorization.k8s.io/v1', ...ROLE.slice(1), ...RULES], { policy }), {
      written: ['  - {apiGroups: [extensions, apps], resources: [ingresses, deployments], verbs: [get]}'],
      left: [],
      suppressed: ['rules[0].resources[0] stays: suppressed by the policy: why'],
    });
  });

  it('changes nothing for the sake of a rule that is off, and does not speak of it', () => {
    const nothing = { written: [], left: [], suppressed: [] };
    assert.deepEqual(fixed([...ROLE, ...RULES], { rules: { 'removed-api': 'off' } }), nothing);
    const policy = { overrides: [{ paths: ['it.yaml'], rules: { 'removed-api': 'off' } }] } as const;
    assert.deepEqual(fixed([...ROLE, ...RULES], { policy: { root: '/nowhere', ...policy } }), nothing);
    assert.equal(fixed([...ROLE, ...RULES], { policy: { root: '/nowhere', ...policy } }, 'b.yaml').written.length, 2);
  });

  it('makes a change that another rule asks for, too', () => {
    const lines = [
      'apiVersion: batch/v1beta1',
      'kind: CronJob',
      'metadata: {name: a}',
      'spec:',
      '  schedule: "@daily"',
    ];
    const job = [...lines, '  jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}'];
    const at = { target: '1.22', rules: { 'deprecated-api': 'off' } } as const;
    assert.deepEqual(fixed(job, at).written, ['apiVersion: batch/v1']);
    assert.deepEqual(fixed(job, { ...at, rules: { ...at.rules, 'beta-api': 'off' } }).written, []);
  });

  it('leaves labels and profiles one by one', () => {
    const one = ignoring(
      ignoring(DEPLOYMENT, 'beta.kubernetes.io/os', 'deprecated-label'),
      'io/web',
      'deprecated-label',
    );
    const { written, suppressed } = fixed(one, {});
    assert.deepEqual(
      written.map((line) => line.trim()),
      ['kubernetes.io/arch: amd64', 'securityContext:', 'seccompProfile:', 'type: RuntimeDefault'],
    );
    assert.deepEqual(suppressed.sort(), [
      'spec.template.metadata.annotations["container.seccomp.security.alpha.kubernetes.io/web"] stays: suppressed by the comment in it.yaml:11: why',
      'spec.template.spec.nodeSelector["beta.kubernetes.io/os"] stays: suppressed by the comment in it.yaml:14: why',
    ]);
  });

  it('has nothing left to decide of what is suppressed', () => {
    const psp = ['apiVersion: policy/v1beta1', 'kind: PodSecurityPolicy', 'metadata: {name: a}'];
    const pod = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata:',
      '  name: a',
      'spec:',
      '  containers: [{name: a, image: a}]',
      '  volumes:',
    ];
    const volumes = [...pod, '    - {name: b, awsElasticBlockStore: {volumeID: c}}'];
    assert.deepEqual(fixed(psp, {}).left.length, 1);
    assert.deepEqual(fixed(volumes, {}).left.length, 1);
    const policy = {
      allow: [
        { ...ALWAYS, api: 'PodSecurityPolicy' },
        { ...ALWAYS, rule: 'provider-api' as const },
      ],
    };
    assert.deepEqual(fixed(psp, { policy }), {
      written: [],
      left: [],
      suppressed: ['policy/v1beta1 PodSecurityPolicy stays: suppressed by the policy: why'],
    });
    assert.deepEqual(fixed(volumes, { policy }).left, []);
  });

  it('heeds an annotation, and the place of an entry in a list', () => {
    const item = (name: string, more: string) => [
      '  - apiVersion: rbac.authorization.k8s.io/v1beta1',
      '    kind: Role',
      `    metadata: {name: ${name}${more}}`,
      '    rules: []',
    ];
    const mark = ', annotations: {api-audit.io/ignore: removed-api -- why}';
    const { text } = fix(['apiVersion: v1', 'kind: List', 'items:', ...item('a', mark), ...item('b', '')].join('\n'));
    assert.deepEqual(text.match(/k8s\.io\/v1\w*/g), ['k8s.io/v1beta1', 'k8s.io/v1']);
  });

  it('heeds a comment in a template, arm by arm', () => {
    const lines = [
      '{{- if .Values.old }}',
      'apiVersion: rbac.authorization.k8s.io/v1beta1 # api-audit: ignore removed-api -- why',
      '{{- else }}',
      'apiVersion: rbac.authorization.k8s.io/v1alpha1',
      '{{- end }}',
      'kind: RoleBinding',
      'metadata:',
      '  name: {{ .Values.name }}',
    ];
    const { suppressed, left, written } = fixed(lines, {});
    assert.deepEqual([suppressed.length, left.length + written.length], [1, 1]);
  });

  it('speaks no more of an entry that has expired', () => {
    const policy = { allow: [{ ...ALWAYS, api: 'Role', expires: '2026-11-01' }] };
    const text = [...ROLE, 'rules: []'];
    assert.deepEqual(fixed(text, { policy, today: '2026-11-25' }).suppressed, []);
    assert.deepEqual(fixed(text, { policy, today: '2026-10-25' }).written, []);
  });

  it('knows the add-ons of the user', () => {
    const gvk = { group: 'quays.example.com', kind: 'Quay' };
    const fact = { component: 'quays', ...gvk, version: 'v1beta1', removedIn: '2.0' };
    const vendorFacts = [{ ...fact, replacement: { ...gvk, version: 'v1' } }];
    const quay = ['apiVersion: quays.example.com/v1beta1', 'kind: Quay', 'metadata: {name: north}'];
    assert.deepEqual(fixed(quay, {}).left, []);
    assert.match(fixed(quay, { vendorFacts }).left[0] ?? '', /Its successor is quays\.example\.com\/v1 Quay\./);
    assert.deepEqual(fixed(quay, { vendorFacts, components: { quays: '1.0' } }).left, []);
  });
});
