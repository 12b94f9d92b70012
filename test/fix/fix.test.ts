import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import { readText } from '../../lib/input/read.ts';
import { ApiAuditError } from '../../lib/model/errors.ts';

const ROLE = 'kind: Role\napiVersion: rbac.authorization.k8s.io/v1beta1\nmetadata: {name: clerk}\nrules: []\n';
const CRON_JOB = [
  'apiVersion: batch/v1beta1',
  'kind: CronJob',
  'metadata: {name: report}',
  'spec:',
  '  schedule: "0 3 * * *"',
  '  jobTemplate: {spec: {template: {spec: {containers: []}}}}',
  '',
].join('\n');

describe('fix', () => {
  it('gives the very text back where there is nothing to do', () => {
    const text = 'apiVersion: v1\nkind: Pod\n';
    assert.deepEqual(fix(text), { text, changes: [], edits: [], left: [], suppressed: [], errors: [] });
  });

  it('says of each change what it is, where, and on what ground', () => {
    const { changes } = fix({ file: 'role.yaml', text: `# roles\n${ROLE}` });
    assert.equal(changes.length, 1);
    const [change] = changes;
    assert.deepEqual(change?.location, { file: 'role.yaml', line: 3, column: 1, document: 0, path: '/apiVersion' });
    assert.equal(change?.holder.name, 'clerk');
    assert.equal(change?.step.ground, 'schemas-agree');
  });

  it('changes one Resource of a text and leaves its neighbours', () => {
    const text = `${ROLE}---\n${ROLE.replace('clerk', 'boss')}`;
    const second = readText('roles.yaml', text).resources[1];
    assert.ok(second !== undefined);
    assert.equal(fix(second).text, `${ROLE}---\n${fix(ROLE.replace('clerk', 'boss')).text}`);
  });

  it('writes nothing that the Target does not serve', () => {
    assert.equal(fix(CRON_JOB, { target: '1.20' }).text, CRON_JOB);
    assert.match(fix(CRON_JOB, { target: '1.21' }).text, /^apiVersion: batch\/v1\n/);
  });

  it('writes nothing that a release of the supported range does not serve', () => {
    assert.equal(fix(CRON_JOB, { supports: ['1.20', '1.24'], target: '1.24' }).text, CRON_JOB);
    assert.match(fix(CRON_JOB, { supports: ['1.21', '1.24'], target: '1.24' }).text, /^apiVersion: batch\/v1\n/);
  });

  it('names the releases of the range that lack the successor of what is gone', () => {
    const { text, left } = fix(CRON_JOB, { supports: ['1.19', '1.25'], target: '1.25' });
    assert.equal(text, CRON_JOB);
    assert.deepEqual(
      left.map(({ reason }) => reason.reason === 'not-served' && reason.releases),
      [['1.19', '1.20']],
    );
  });

  it('names what a release of the range does not serve, though the Target does', () => {
    const text = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: quay}\nspec: {minAvailable: 1}\n';
    const { left } = fix(text, { supports: ['1.19', '1.25'], target: '1.25' });
    assert.deepEqual(
      left.map(({ reason }) => reason.reason === 'found' && [reason.finding.rule, reason.finding.details.failsIn]),
      [['unavailable-api', ['1.19', '1.20']]],
    );
    assert.deepEqual(fix(text, { supports: ['1.21', '1.25'], target: '1.25' }).left, []);
  });

  for (const [sort, name] of [
    ['a manifest', 'a'],
    ['a template', '{{ .a }}'],
  ] as const) {
    it(`says the first time that the API that ${sort} is moved to has no successor either`, () => {
      const text = `apiVersion: extensions/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: ${name}\n`;
      const once = fix(text, { target: '1.22' });
      const twice = fix(once.text, { target: '1.22' });
      assert.match(once.text, /^apiVersion: policy\/v1beta1\n/);
      assert.deepEqual(
        once.left.map(({ gvk, reason }) => [gvk.group, reason]),
        [['policy', { reason: 'no-successor', use: 'Pod Security Admission' }]],
      );
      assert.deepEqual(
        twice.left.map(({ gvk, reason }) => [gvk, reason]),
        once.left.map(({ gvk, reason }) => [gvk, reason]),
      );
    });
  }

  it('refuses a Target of which nothing is known', () => {
    assert.throws(() => fix(ROLE, { target: '9.9' }), ApiAuditError);
  });

  it('mends the documents around one that does not parse, and names that', () => {
    const { text, errors } = fix(`${ROLE}---\napiVersion: v1\nkind: [\n---\n${CRON_JOB}`);
    assert.equal(text, `${fix(ROLE).text}---\napiVersion: v1\nkind: [\n---\n${fix(CRON_JOB).text}`);
    assert.equal(errors.length, 1);
  });

  it('leaves what an anchor shares with an object that is to stay as it is, and mends the others', () => {
    const shared = 'spec: &spec {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}';
    const item = (body: string) => `- metadata: {name: a}\n  ${body}\n`;
    const text = [
      'apiVersion: v1\nkind: List\nitems:\n',
      item(`apiVersion: apps/v1beta1\n  kind: Deployment\n  ${shared}`),
      item('apiVersion: example.com/v1\n  kind: Shop\n  spec: *spec'),
      item('apiVersion: rbac.authorization.k8s.io/v1beta1\n  kind: Role'),
    ].join('');
    const { text: fixed, left } = fix(text);
    assert.equal(fixed, text.replace('k8s.io/v1beta1', 'k8s.io/v1'));
    assert.deepEqual(
      left.map(({ gvk, reason }) => [gvk.kind, reason.reason]),
      [['Deployment', 'layout']],
    );
  });

  it('mends each document and each item beside those that cannot be mended', () => {
    const item = '  apiVersion: rbac.authorization.k8s.io/v1beta1\n  kind: Role\n  metadata: {name: a}\n';
    const shared = `apiVersion: v1\nkind: List\nx: &x\n${item}items:\n- *x\n-${item.slice(1)}`;
    const texts = Array.from({ length: 90 }, (_, at) => (at % 3 === 0 ? shared : CRON_JOB));
    const { text, left } = fix(texts.join('---\n'));
    // What stands for the alias too stays, and so does the item that is the alias.
    const mended = shared.replace(/v1beta1(?![\s\S]*v1beta1)/, 'v1');
    assert.equal(text, texts.map((one) => (one === shared ? mended : fix(CRON_JOB).text)).join('---\n'));
    assert.equal(left.length, 30);
  });

  it('tells of each alias of what it mends, at its own path', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- &a\n  apiVersion: rbac.authorization.k8s.io/v1beta1\n  kind: Role\n- *a\n- *a\n';
    const { text: mended, changes } = fix(text);
    assert.equal(mended, text.replace('v1beta1', 'v1'));
    assert.deepEqual(
      changes.map(({ location }) => location.path),
      ['/items/0/apiVersion', '/items/1/apiVersion', '/items/2/apiVersion'],
    );
  });

  it('leaves a field that would begin to have an effect', () => {
    // networking.k8s.io/v1beta1 has defaultBackend as little as extensions/v1beta1 has.
    const text =
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec:\n  defaultBackend: {resource: {kind: A, name: a}}\n';
    const { left, changes } = fix(text);
    assert.deepEqual(changes, []);
    assert.deepEqual(left[0]?.reason, { reason: 'field-new', path: ['spec', 'defaultBackend'] });
  });

  it('does not touch what a Kubernetes object holds as a text', () => {
    const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n  role: |\n    ${ROLE.replaceAll('\n', '\n    ')}\n`;
    assert.equal(fix(text).text, text);
  });

  it('leaves the objects of add-ons, and says so', () => {
    const { left, changes } = fix('apiVersion: certmanager.k8s.io/v1alpha1\nkind: Certificate\nmetadata: {name: a}\n');
    assert.deepEqual(changes, []);
    assert.equal(left[0]?.reason.reason, 'add-on');
  });
});
