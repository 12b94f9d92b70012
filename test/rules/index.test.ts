import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { RULE_IDS } from '../../lib/model/finding.ts';
import { compareReleases } from '../../lib/model/release.ts';
import type { RuleOverrides } from '../../lib/rules/index.ts';
import { judgeApi, RULES } from '../../lib/rules/index.ts';
import { stateOf } from '../support/states.ts';

function judged(gvk: string, release: string, overrides: RuleOverrides = {}): string | null {
  const judgement = judgeApi(stateOf(gvk, release), overrides);
  return judgement === null ? null : `${judgement.severity} ${judgement.rule}`;
}

describe('RULES', () => {
  it('has a row for each rule, with a headline that ends without a full stop', () => {
    assert.deepEqual(Object.keys(RULES).sort(), [...RULE_IDS].sort());
    for (const { title } of Object.values(RULES)) assert.match(title, /^[A-Z].*[^.]$/);
  });

  it('has the severities of the contract', () => {
    assert.deepEqual(Object.fromEntries(Object.entries(RULES).map(([id, { severity }]) => [id, severity])), {
      'removed-api': 'error',
      'client-library': 'warning',
      'expired-allow': 'warning',
      'unused-suppression': 'note',
      'unavailable-api': 'error',
      'deprecated-api': 'warning',
      'alpha-api': 'warning',
      'beta-api': 'note',
      'unknown-api': 'note',
      'feature-gate': 'warning',
      'deprecated-label': 'warning',
      'provider-api': 'warning',
      'alpha-field': 'warning',
      'beta-field': 'note',
      'deprecated-field': 'warning',
      'unknown-field': 'warning',
    });
  });
});

describe('judgeApi', () => {
  it('says one thing of each API, with the severity of its rule', () => {
    assert.equal(judged('extensions/v1beta1 Ingress', '1.22'), 'error removed-api');
    assert.equal(judged('apps/v1 Deployment', '1.8'), 'error unavailable-api');
    assert.equal(judged('v1 Endpoints', '1.33'), 'warning deprecated-api');
    assert.equal(judged('batch/v2alpha1 CronJob', '1.8'), 'warning alpha-api');
    assert.equal(judged('batch/v1beta1 CronJob', '1.20'), 'note beta-api');
    assert.equal(judged('harbour.example/v1 Berth', '1.36'), 'note unknown-api');
  });

  it('says nothing of a GA API that is served and not deprecated', () => {
    assert.equal(judged('apps/v1 Deployment', '1.36'), null);
    assert.equal(judged('v1 Pod', '1.0'), null);
  });

  it('tells a deprecated beta or alpha as deprecated', () => {
    assert.equal(judged('batch/v1beta1 CronJob', '1.24'), 'warning deprecated-api');
    assert.equal(judged('coordination.k8s.io/v1alpha2 LeaseCandidate', '1.35'), 'warning deprecated-api');
  });

  it('tells a deprecated alpha as alpha where the user made that the graver of the two', () => {
    const overrides = { 'alpha-api': 'error' } as const;
    assert.equal(judged('coordination.k8s.io/v1alpha2 LeaseCandidate', '1.35', overrides), 'error alpha-api');
  });

  it('lets the first in the table speak where a raised rule is only as grave as another', () => {
    assert.equal(judged('batch/v1beta1 CronJob', '1.24', { 'beta-api': 'warning' }), 'warning deprecated-api');
    assert.equal(judged('batch/v1beta1 CronJob', '1.24', { 'beta-api': 'error' }), 'error beta-api');
  });

  it('lets the next rule speak where the first is off', () => {
    assert.equal(judged('batch/v1beta1 CronJob', '1.24', { 'deprecated-api': 'off' }), 'note beta-api');
    assert.equal(judged('batch/v1beta1 CronJob', '1.24', { 'deprecated-api': 'off', 'beta-api': 'off' }), null);
  });

  it('gives a rule the severity that the user wants, a lower one too', () => {
    assert.equal(judged('extensions/v1beta1 Ingress', '1.22', { 'removed-api': 'note' }), 'note removed-api');
    assert.equal(judged('harbour.example/v1 Berth', '1.36', { 'unknown-api': 'error' }), 'error unknown-api');
  });

  it('does not tell of a removed API in other words where removed-api is off', () => {
    assert.equal(judged('extensions/v1beta1 Ingress', '1.22', { 'removed-api': 'off' }), null);
  });

  it('finds a rule for every API of every release that is not served by default, or not GA', () => {
    const catalog = new Catalog();
    for (const { release } of catalog.releases) {
      for (const entry of catalog.kinds) {
        const state = catalog.state(entry, release);
        const isFine = state.serving === 'by-default' && state.stability === 'ga' && !state.deprecated;
        const isOfOtherForm = state.serving === 'by-default' && state.stability === 'unknown';
        if (isFine || isOfOtherForm) continue;
        assert.notEqual(judgeApi(state, {}), null, `${entry.group}/${entry.version} ${entry.kind} at ${release}`);
      }
    }
  });

  it('calls nothing removed before its introduction, nor unavailable after its removal', () => {
    const catalog = new Catalog();
    for (const { release } of catalog.releases) {
      for (const entry of catalog.kinds) {
        const judgement = judgeApi(catalog.state(entry, release), {});
        if (judgement?.rule === 'removed-api') assert.ok(compareReleases(release, entry.removed ?? '0.0') >= 0);
        if (judgement?.rule === 'unavailable-api' && entry.introduced !== null) {
          assert.ok(compareReleases(release, entry.introduced) < 0, `${entry.group} ${entry.kind} at ${release}`);
        }
      }
    }
  });
});
