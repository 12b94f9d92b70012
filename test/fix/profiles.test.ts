import assert from 'node:assert/strict';
import { fix, planningFor } from '../../lib/fix/fix.ts';
import { planFor } from '../../lib/fix/plan.ts';
import { watched } from '../support/watched.ts';

/** A Deployment with these annotations on its Pods, and this in its one container. */
function deployment(annotations: readonly string[], container: readonly string[] = []): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: quay}',
    'spec:',
    '  selector: {matchLabels: {app: quay}}',
    '  template:',
    '    metadata:',
    '      labels: {app: quay}',
    ...(annotations.length === 0 ? [] : ['      annotations:', ...annotations.map((line) => `        ${line}`)]),
    '    spec:',
    '      containers:',
    '      - name: crane',
    '        image: crane:1',
    ...container.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/crane';
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/crane';

describe('the profiles in annotations', () => {
  it('go into one security context, and the annotations with the last of them', () => {
    const { text, left } = fix(deployment([`${SECCOMP}: unconfined`, `${APPARMOR}: localhost/crane`]));
    assert.deepEqual(left, []);
    assert.equal(
      text,
      deployment(
        [],
        [
          'securityContext:',
          '  seccompProfile:',
          '    type: Unconfined',
          '  appArmorProfile:',
          '    type: Localhost',
          '    localhostProfile: crane',
        ],
      ),
    );
  });

  it('take the comments of the annotations along', () => {
    const { text, left } = fix(deployment(['# as the others', `${SECCOMP}: unconfined # for now`]));
    assert.deepEqual(left, []);
    const context = ['# as the others', '# for now', 'securityContext:', '  seccompProfile:', '    type: Unconfined'];
    assert.equal(text, deployment([], context));
    const flow = deployment([`${SECCOMP}: unconfined # for now`], ['securityContext: {privileged: false}']);
    assert.equal(fix(flow).text, flow);
  });

  it('take each the comment of its own along where other annotations stay', () => {
    const { text } = fix(deployment(['a: b', `${SECCOMP}: unconfined # for now`, `${APPARMOR}: unconfined # too`]));
    assert.match(text, / {8}# for now\n {8}# too\n {8}securityContext:\n/);
  });

  it('leave no metadata behind that hold nothing else', () => {
    const job = (version: string, ...lines: readonly string[]) =>
      [
        `apiVersion: batch/${version}`,
        'kind: CronJob',
        'metadata: {name: report}',
        'spec:',
        '  schedule: "0 3 * * *"',
        '  jobTemplate:',
        '    spec:',
        '      template:',
        ...lines,
        '',
      ].join('\n');
    const spec = ['        spec:', '          containers: [{name: a, image: a}]'];
    const annotation = '            seccomp.security.alpha.kubernetes.io/pod: runtime/default';
    const { text, left } = fix(job('v1beta1', '        metadata:', '          annotations:', annotation, ...spec));
    assert.deepEqual(left, []);
    const context = ['          securityContext:', '            seccompProfile:', '              type: RuntimeDefault'];
    assert.equal(text, job('v1', ...spec, ...context));
  });

  for (const value of ['runtime/other', '7', 'null', '[]']) {
    it(`stay where they are ${value}, and a person is asked`, () => {
      const text = deployment([`${SECCOMP}: ${value}`]);
      const result = fix(text);
      assert.equal(result.text, text);
      assert.deepEqual(
        result.left.map(({ reason }) => reason.reason === 'decide' && reason.question),
        ['profile'],
      );
    });
  }

  it('stay where the security context has one already', () => {
    const text = deployment([`${SECCOMP}: runtime/default`], ['securityContext: {seccompProfile: {type: Unconfined}}']);
    assert.equal(fix(text).text, text);
    assert.equal(fix(text).left.length, 1);
  });

  it('stay while the API stays that has no field for them, whatever keeps it', () => {
    const misplaced = '        securityContext: {runAsUser: 1000}\n';
    const text = [
      'apiVersion: batch/v1beta1',
      'kind: CronJob',
      'metadata: {name: quay}',
      'spec:',
      '  schedule: "0 3 * * *"',
      '  jobTemplate:',
      '    spec:',
      '      template:',
      '        metadata:',
      '          labels: {app: quay}',
      '          annotations:',
      `            ${APPARMOR}: localhost/crane`,
      '        spec:',
      '          containers:',
      '          - name: crane',
      '            image: crane:1',
      misplaced,
    ].join('\n');
    const kept = fix(text, { target: '1.36' });
    assert.equal(kept.text, text);
    assert.deepEqual(
      kept.left.map(({ reason }) => reason),
      [{ reason: 'field-gone', path: ['spec', 'jobTemplate', 'spec', 'template', 'securityContext'] }],
    );
    const moved = fix(text.replace(misplaced, ''), { target: '1.36' });
    assert.match(moved.text, /^apiVersion: batch\/v1\n[\s\S]*appArmorProfile:\n/);
    assert.deepEqual(moved.left, []);
  });

  it('of the first container of a name, be there two', () => {
    const twins = ['- name: crane', '  image: crane:2'].map((line) => `      ${line}\n`).join('');
    const { text } = fix(`${deployment([`${SECCOMP}: unconfined`])}${twins}`);
    assert.equal(text, `${deployment([], ['securityContext:', '  seccompProfile:', '    type: Unconfined'])}${twins}`);
  });

  it('have each container looked at as often among many as among few', () => {
    const planning = planningFor({});
    const looksPerContainer = (many: number) => {
      const names = Array.from({ length: many }, (_, at) => `crane${at}`);
      const containers = names.map((name) => watched({ name, image: 'crane:1' }));
      const annotations = Object.fromEntries(names.map((name) => [SECCOMP.replace('crane', name), 'unconfined']));
      const spec = { containers: containers.map(({ object }) => object) };
      const resource = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        spec: { template: { metadata: { annotations }, spec } },
      };
      const gvk = { group: 'apps', version: 'v1', kind: 'Deployment' };
      assert.equal(planFor(resource, gvk, planning, () => null).steps.length, many + 1);
      return containers.reduce((sum, { looks }) => sum + looks(), 0) / many;
    };
    assert.ok(looksPerContainer(100) <= looksPerContainer(10));
  });
});
