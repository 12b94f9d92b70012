import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import { leftMessage } from '../../lib/report/fix-messages.ts';

/** The fixed text, and what is left of it, by its path. */
function fixed(...lines: readonly string[]) {
  const { text, left } = fix(`${lines.join('\n')}\n`);
  return { text, left: left.map(({ reason }) => [reason.reason, 'path' in reason ? reason.path.join('.') : '']) };
}

const ROLE = [
  'apiVersion: rbac.authorization.k8s.io/v1beta1',
  'kind: ClusterRole',
  'metadata: {name: clerk}',
  'rules:',
];
const rule = (groups: string, resource: string) => [
  `- apiGroups: ${groups}`,
  `  resources: [${resource}]`,
  '  verbs: [get]',
];

describe('what of a resource cannot be written', () => {
  it('is left by itself: its API and its other parts are mended', () => {
    const { text, left } = fixed(
      ...ROLE,
      ...rule('&old [extensions]', 'ingresses'),
      ...rule('*old', 'deployments'),
      ...rule('[extensions]', 'deployments'),
    );
    assert.match(text, /^apiVersion: rbac.authorization.k8s.io\/v1\n/);
    assert.match(text, /&old \[extensions\]\n/);
    assert.match(text, /\[extensions, apps\]\n/);
    assert.deepEqual(left, [
      ['part-layout', 'rules.0.apiGroups'],
      ['part-layout', 'rules.1.apiGroups'],
      // What an audit says of the ingresses names the group to write; another rule has the deployments now.
      ['found', ''],
    ]);
  });

  it('is left by itself where a merge key pulls it in', () => {
    const deployment = (version: string) => [
      `apiVersion: ${version}`,
      'kind: Deployment',
      'metadata: {name: quay}',
      'spec:',
      '  selector: {matchLabels: &labels {beta.kubernetes.io/os: linux}}',
      '  template:',
      '    metadata: {labels: {beta.kubernetes.io/os: linux}}',
      '    spec:',
      '      nodeSelector:',
      '        <<: *labels',
      '        disk: ssd',
      '      containers: [{name: a, image: a}]',
    ];
    const { text, left } = fixed(...deployment('apps/v1beta2'));
    assert.equal(text, `${deployment('apps/v1').join('\n')}\n`);
    assert.deepEqual(left, [['part-layout', 'spec.template.spec.nodeSelector.beta.kubernetes.io/os']]);
  });

  it('is the move alone where only that cannot be written', () => {
    const deployment = (label: string) => [
      'apiVersion: extensions/v1beta1',
      'kind: Deployment',
      'metadata: {name: quay}',
      'spec:',
      '  strategy: {rollingUpdate: null}',
      '  template:',
      '    metadata: {labels: {app: a}}',
      '    spec:',
      `      nodeSelector: {${label}: linux}`,
      '      containers: [{name: a, image: a}]',
    ];
    const { text, left } = fixed(...deployment('beta.kubernetes.io/os'));
    assert.equal(text, `${deployment('kubernetes.io/os').join('\n')}\n`);
    assert.deepEqual(left, [['layout', 'spec.strategy.rollingUpdate']]);
  });

  it('says so where comments would be lost', () => {
    const { left } = fix(
      'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  backend: {\n    serviceName: web, # the shop\n    servicePort: 80 }\n',
    );
    assert.deepEqual(left.map(leftMessage), [
      'networking.k8s.io/v1beta1 Ingress stays: spec.backend has comments that would be lost. Edit it by hand.',
    ]);
  });
});

describe('what an anchor shares within a resource', () => {
  it('moves once, comments and all', () => {
    const ingress = (version: string, backend: readonly string[]) => [
      `apiVersion: networking.k8s.io/${version}`,
      'kind: Ingress',
      'metadata: {name: quay}',
      'spec:',
      `  ${version === 'v1' ? 'defaultBackend' : 'backend'}: &shop`,
      ...backend.map((line) => `    ${line}`),
      '  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: *shop}]}}]',
    ];
    const before = ['serviceName: shop # the shop', '# the port of it', 'servicePort: 80'];
    const after = ['service:', '  name: shop # the shop', '  port:', '    # the port of it', '    number: 80'];
    const { text, left } = fixed(...ingress('v1beta1', before));
    assert.equal(text, `${ingress('v1', after).join('\n')}\n`);
    assert.deepEqual(left, []);
  });

  it('is changed once where all that use it want the same', () => {
    const { text, left } = fixed(
      ...ROLE,
      ...rule('&old [extensions]', 'ingresses'),
      ...rule('*old', 'ingresses/status'),
    );
    assert.match(text, /&old \[extensions, networking.k8s.io\]\n/);
    assert.deepEqual(left, []);
  });
});
