import assert from 'node:assert/strict';
import { scopeOf, withoutPromotions } from '../../lib/policy/standard.ts';
import { auditTexts } from '../support/findings.ts';

describe('scopeOf', () => {
  it('makes errors of what is less stable than the minimum', () => {
    assert.deepEqual(scopeOf([{ minimumStability: 'ga' }]).rules, {
      'alpha-api': 'error',
      'beta-api': 'error',
      'alpha-field': 'error',
      'beta-field': 'error',
    });
    assert.deepEqual(scopeOf([{ minimumStability: 'beta' }]).rules, { 'alpha-api': 'error', 'alpha-field': 'error' });
    assert.deepEqual(scopeOf([{ minimumStability: 'alpha' }]).rules, {});
  });

  it('lets single rules go over the minimum beside them', () => {
    const { rules } = scopeOf([{ minimumStability: 'ga', rules: { 'beta-field': 'off' } }]);
    assert.equal(rules['beta-field'], 'off');
    assert.equal(rules['beta-api'], 'error');
  });

  it('lets a later standard go over an earlier one, also by asking for less', () => {
    assert.deepEqual(scopeOf([{ minimumStability: 'ga' }, { minimumStability: 'beta' }]).rules, {
      'alpha-api': 'error',
      'alpha-field': 'error',
    });
    const { rules } = scopeOf([
      { rules: { 'beta-api': 'off' } },
      { minimumStability: 'ga' },
      { rules: { 'alpha-api': 'note' } },
    ]);
    assert.equal(rules['beta-api'], 'error');
    assert.equal(rules['alpha-api'], 'note');
  });
});

describe('withoutPromotions', () => {
  it('keeps what is off or milder, and errors of rules that are errors by themselves', () => {
    const rules = { 'removed-api': 'error', 'unavailable-api': 'note', 'beta-api': 'off' } as const;
    assert.deepEqual(withoutPromotions({ rules, minimumStability: 'alpha' }), { rules, minimumStability: 'alpha' });
  });

  it('gives rules back their own severity where the policy made them errors', () => {
    const standards = [{ rules: { 'deprecated-api': 'off' } }, { rules: { 'deprecated-api': 'error' } }] as const;
    assert.deepEqual(withoutPromotions(scopeOf([{ minimumStability: 'ga' }, ...standards])), {
      rules: {},
      minimumStability: 'alpha',
    });
  });
});

describe('a minimum stability', () => {
  const gates = [
    'apiVersion: kubelet.config.k8s.io/v1beta1',
    'kind: KubeletConfiguration',
    'featureGates:',
    '  InPlacePodVerticalScaling: true',
    '',
  ].join('\n');

  it('makes an error of a gate that turns on what is less stable', async () => {
    const severities = async (policy: object) =>
      (await auditTexts({ 'k.yaml': gates }, { target: '1.30', policy })).findings
        .filter(({ rule }) => rule === 'feature-gate')
        .map(({ severity }) => severity);
    assert.deepEqual(await severities({}), ['warning']);
    assert.deepEqual(await severities({ minimumStability: 'beta' }), ['error']);
    assert.deepEqual(await severities({ minimumStability: 'ga', rules: { 'feature-gate': 'note' } }), ['note']);
  });

  it('asks nothing of a gate that is turned off', async () => {
    const text = gates.replace('InPlacePodVerticalScaling: true', 'SidecarContainers: false');
    const { findings } = await auditTexts({ 'k.yaml': text }, { target: '1.30', policy: { minimumStability: 'ga' } });
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'feature-gate').map(({ severity }) => severity),
      ['note'],
    );
  });

  it('says of a deprecated beta that it is a beta, which is then the graver thing', async () => {
    const text = 'apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n';
    const { findings } = await auditTexts({ 'a.yaml': text }, { target: '1.25', policy: { minimumStability: 'ga' } });
    assert.deepEqual(
      findings.map(({ rule, severity }) => `${rule} ${severity}`),
      ['beta-api error'],
    );
  });
});
