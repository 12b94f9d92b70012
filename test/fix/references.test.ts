import assert from 'node:assert/strict';
import { fix, planningFor } from '../../lib/fix/fix.ts';
import { planFor } from '../../lib/fix/plan.ts';
import { watched } from '../support/watched.ts';

const ROLE = (...rules: readonly string[]) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: clerk}\nrules:\n${rules.join('\n')}\n`;

const OLD = '- {apiGroups: [extensions], resources: [ingresses], verbs: [get, list]}';
const WIDENED = '- {apiGroups: [extensions, networking.k8s.io], resources: [ingresses], verbs: [get, list]}';

describe('a rule of a Role', () => {
  it('is widened to the group that has the resource now', () => {
    assert.equal(fix(ROLE(OLD)).text, ROLE(WIDENED));
  });

  it('is left where another rule grants the same', () => {
    for (const other of [
      '- {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get, list, watch]}',
      '- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}',
    ])
      assert.equal(fix(ROLE(OLD, other)).text, ROLE(OLD, other));
  });

  it('is widened where the other rule grants less: fewer verbs, single objects, none that can be read', () => {
    for (const other of [
      '- {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get]}',
      '- {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: ["*"], resourceNames: [shop]}',
      '- {apiGroups: networking.k8s.io, resources: [ingresses], verbs: [get, list]}',
    ])
      assert.equal(fix(ROLE(OLD, other)).text, ROLE(WIDENED, other));
    const unread = '- {apiGroups: [extensions], resources: [ingresses], verbs: get}';
    assert.equal(
      fix(ROLE(unread, '- {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: get}')).text,
      ROLE(
        unread.replace('[extensions]', '[extensions, networking.k8s.io]'),
        '- {apiGroups: [networking.k8s.io], resources: [ingresses], verbs: get}',
      ),
    );
  });

  it('is left where it has no lists of names', () => {
    for (const rule of [
      '- {apiGroups: extensions, resources: [ingresses], verbs: [get]}',
      '- {nonResourceURLs: [/healthz], verbs: [get]}',
      '- {apiGroups: [7], resources: [ingresses], verbs: [get]}',
      '- {apiGroups: [extensions], resources: [7], verbs: [get]}',
      '- text',
    ])
      assert.equal(fix(ROLE(rule)).text, ROLE(rule));
  });
});

describe('the rules of a large Role', () => {
  const rolesOf = (many: number) => ROLE(...Array.from({ length: many }, () => OLD));

  it('are all widened, each by its own edit', () => {
    const { text, changes } = fix(rolesOf(50));
    assert.equal(text, ROLE(...Array.from({ length: 50 }, () => WIDENED)));
    assert.deepEqual(
      changes.map(({ location, edits }) => [location.path, edits.length]),
      changes.map((_, at) => [`/rules/${at}/apiGroups`, 1]),
    );
  });

  it('are held to what single rules grant, whatever the rule before was told', () => {
    const other = '- {apiGroups: [networking.k8s.io], resources: [ingresses, ingresses], verbs: [get]}';
    const [get, list] = ['get', 'list'].map(
      (verb) => `- {apiGroups: [extensions], resources: [ingresses], verbs: [${verb}]}`,
    );
    const wide = (list as string).replace('[extensions]', '[extensions, networking.k8s.io]');
    assert.equal(fix(ROLE(get as string, list as string, other)).text, ROLE(get as string, wide, other));
    assert.equal(fix(ROLE(list as string, get as string, other)).text, ROLE(wide, get as string, other));
  });

  it('are looked at as often among many as among few', () => {
    const planning = planningFor({});
    const gvk = { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' };
    const looksPerRule = (many: number) => {
      const rule = watched({ apiGroups: ['extensions'], resources: ['ingresses'], verbs: ['get'] });
      const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: Array(many).fill(rule.object) };
      assert.equal(planFor(role, gvk, planning, () => null).steps.length, many);
      return rule.looks() / many;
    };
    assert.ok(looksPerRule(100) <= looksPerRule(10));
  });
});

describe('the target of a HorizontalPodAutoscaler', () => {
  const hpa = (target: string) =>
    `apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: quay}\nspec:\n  maxReplicas: 2\n${target}`;

  it('is named in the API that has it now', () => {
    const old = hpa('  scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: quay}\n');
    assert.equal(fix(old).text, old.replace('extensions/v1beta1', 'apps/v1'));
  });

  it('is left where it names no API, or none that can be one', () => {
    for (const target of [
      '',
      '  scaleTargetRef: quay\n',
      '  scaleTargetRef: {kind: Deployment, name: quay}\n',
      '  scaleTargetRef: {apiVersion: a/b/c, kind: Deployment, name: quay}\n',
      '  scaleTargetRef: {apiVersion: harbour.example/v1, kind: Berth, name: quay}\n',
    ])
      assert.equal(fix(hpa(target)).text, hpa(target));
  });
});

describe('what is left', () => {
  const reasonsFor = (text: string, target = '1.36') => {
    const result = fix(text, { target });
    assert.equal(result.text, text);
    return result.left.map(({ reason }) => reason);
  };

  it('names the driver that takes the place of a volume, where there is one', () => {
    const volume = (source: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec:\n  ${source}\n`;
    assert.deepEqual(reasonsFor(volume('rbd: {image: a}'), '1.30'), [
      { reason: 'in-tree', path: ['spec', 'rbd'], driver: 'rbd', successor: 'rbd.csi.ceph.com' },
    ]);
    assert.deepEqual(reasonsFor(volume('cephfs: {monitors: [a]}'), '1.30'), [
      { reason: 'in-tree', path: ['spec', 'cephfs'], driver: 'cephfs', successor: null },
    ]);
  });

  it('is a flag of a component that no longer starts with it', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, command: [kubelet, --cloud-provider=aws]}]}\n';
    assert.deepEqual(
      reasonsFor(pod).map((reason) => reason.reason === 'found' && reason.finding.subject.provider),
      ['aws'],
    );
  });

  it('is no exec plugin that is asked in an API that stays', () => {
    const config = (version: string) =>
      `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user: {exec: {apiVersion: client.authentication.k8s.io/${version}, command: login}}\n`;
    assert.deepEqual(reasonsFor(config('v1')), []);
    assert.deepEqual(
      reasonsFor(config('v1alpha1')).map(({ reason }) => reason),
      ['exec-plugin'],
    );
  });

  it('is a move in a text that shows no place for what is new', () => {
    const deployment = [
      'apiVersion: extensions/v1beta1',
      'kind: Deployment',
      'metadata: {name: a}',
      'spec: {strategy: null, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}',
      '',
    ].join('\n');
    assert.deepEqual(reasonsFor(deployment), [{ reason: 'layout', path: ['spec', 'strategy'] }]);
  });
});
