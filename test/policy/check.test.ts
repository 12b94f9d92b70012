import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { checkPolicy } from '../../lib/policy/check.ts';
import type { Policy } from '../../lib/policy/policy.ts';
import type { RuleOverrides } from '../../lib/rules/index.ts';

/** What a program may hand over that no compiler has seen. */
function checked({ policy = {}, rules = {} }: { readonly policy?: object; readonly rules?: object }): void {
  checkPolicy(policy as Policy, rules as RuleOverrides);
}

describe('checkPolicy', () => {
  it('takes what there is', () => {
    const policy = {
      rules: { 'beta-api': 'off' },
      minimumStability: 'ga',
      overrides: [{ paths: ['legacy'], namespaces: ['team-*'], rules: { 'removed-api': 'note' } }],
    };
    assert.doesNotThrow(() => checked({ policy, rules: { 'removed-api': 'error' } }));
  });

  const mistakes: readonly (readonly [Parameters<typeof checked>[0], RegExp])[] = [
    [
      { rules: { 'removed-api': 'warn' } },
      /^rules\.removed-api: there is no 'warn'\. Choose one of error, warning, note, off/,
    ],
    [
      { rules: { 'removed-apis': 'off' } },
      /^rules: there is no rule 'removed-apis'\. Did you mean removed-api\? The rules are /,
    ],
    [{ policy: { rules: { constructor: 'off' } } }, /^policy\.rules: there is no rule 'constructor'/],
    [
      { policy: { minimumStability: 'GA' } },
      /^policy\.minimumStability: there is no 'GA'\. Choose one of ga, beta, alpha/,
    ],
    [{ policy: { overrides: [{ rules: { 'beta-api': 'fatal' } }] } }, /^policy\.overrides\[0\]\.rules\.beta-api: /],
    [{ policy: { overrides: [{ minimumStability: 'stable' }] } }, /^policy\.overrides\[0\]\.minimumStability: /],
    [{ policy: { overrides: [{ paths: ['a', ''] }] } }, /^policy\.overrides\[0\]\.paths has an empty pattern/],
    [{ policy: { overrides: [{ namespaces: [' '] }] } }, /^policy\.overrides\[0\]\.namespaces has an empty pattern/],
    [
      { policy: { minimumStabilty: 'ga' } },
      /^policy: there is no 'minimumStabilty'\. Did you mean minimumStability\? There are root, /,
    ],
    [{ policy: { failOn: 'note' } }, /^policy: there is no 'failOn'/],
    [
      { policy: { overrides: [{ path: ['old'], rules: { 'removed-api': 'off' } }] } },
      /^policy\.overrides\[0\]: there is no 'path'\. Did you mean paths\?/,
    ],
    [{ policy: { overrides: { paths: ['old'] } } }, /^policy\.overrides is no list/],
    [{ policy: { overrides: [{ paths: 'old' }] } }, /^policy\.overrides\[0\]\.paths is no list/],
    [
      { policy: { allow: [{ rule: 'removed-api', namespaces: 'dev', reason: 'x', expires: 'never' }] } },
      /^policy\.allow\[0\]: there is no 'namespaces'\. Did you mean namespace\?/,
    ],
    [{ policy: { allow: [{ rule: 'removed-api', reason: 'x' }] } }, /^policy\.allow\[0\] has no 'expires'/],
    [{ policy: { allow: [{ rule: 'removed-api', expires: 'never' }] } }, /^policy\.allow\[0\] has no 'reason'/],
    [{ policy: { allow: [{ api: ['Pod'], reason: 'x', expires: 'never' }] } }, /^policy\.allow\[0\]\.api is no text/],
  ];
  for (const [given, message] of mistakes) {
    it(`refuses ${JSON.stringify(given)}`, () => {
      assert.throws(
        () => checked(given),
        (error) => error instanceof ApiAuditError && message.test(error.message),
      );
    });
  }

  it('is asked by an audit', async () => {
    const rules = { 'removed-api': 'warn' } as unknown as RuleOverrides;
    await assert.rejects(
      async () => audit({ file: 'a.yaml', text: 'apiVersion: v1\nkind: Pod\n' }, { rules }),
      ApiAuditError,
    );
  });
});
