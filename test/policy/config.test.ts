import assert from 'node:assert/strict';
import { rootsOf } from '../../lib/input/roots.ts';
import { LineIndex } from '../../lib/model/location.ts';
import type { Node } from '../../lib/model/node.ts';
import type { Config } from '../../lib/policy/config.ts';
import { readConfig } from '../../lib/policy/config.ts';

function read(text: string): ReturnType<typeof readConfig> {
  return readConfig(rootsOf(text)[0] as Node, { file: 'api-audit.yaml', positions: new LineIndex(text) });
}

/** What is wrong with a configuration, as `line: message`. */
function faults(text: string): readonly string[] {
  const found = read(text);
  assert.ok(!('policy' in found), 'it is in order');
  const lines = new LineIndex(text);
  return found.map(({ offset, message }) => `${lines.position(offset).line}: ${message}`);
}

describe('readConfig', () => {
  it('reads every key', () => {
    const config = read(`
target: 1.30
supports: 1.28..1.30
failOn: warning
rules: {beta-api: off, "unknown-api": error}
minimumStability: beta
overrides:
  - paths: [legacy]
    namespaces: ["team-*"]
    rules: {removed-api: note}
    minimumStability: ga
allow:
  - api: policy/v1beta1/PodSecurityPolicy
    rule: removed-api
    field: spec.a
    gate: B
    path: legacy
    namespace: web
    reason: it goes in May
    expires: 1.31
suppressionsInManifests: false
components: {cert-manager: 1.10}
vendorFacts: ours.json
baseline: known.json
`) as Config;
    assert.deepEqual(config, {
      target: '1.30',
      supports: '1.28..1.30',
      failOn: 'warning',
      components: { 'cert-manager': '1.10' },
      vendorFacts: 'ours.json',
      baseline: 'known.json',
      policy: {
        rules: { 'beta-api': 'off', 'unknown-api': 'error' },
        minimumStability: 'beta',
        suppressionsInManifests: false,
        overrides: [
          { paths: ['legacy'], namespaces: ['team-*'], rules: { 'removed-api': 'note' }, minimumStability: 'ga' },
        ],
        allow: [
          {
            api: 'policy/v1beta1/PodSecurityPolicy',
            rule: 'removed-api',
            field: 'spec.a',
            gate: 'B',
            path: 'legacy',
            namespace: 'web',
            reason: 'it goes in May',
            expires: '1.31',
            place: { file: 'api-audit.yaml', line: 13, column: 5 },
          },
        ],
      },
    });
  });

  it('reads an empty object as nothing said', () => assert.deepEqual(read('{}'), { policy: { allow: [] } }));

  const mistakes: readonly (readonly [string, readonly string[]])[] = [
    ['tagret: 1.30\n', ["1: there is no 'tagret'. Did you mean target? There are target, supports"]],
    ['rules:\n  beta-ap: off\n', ["2: there is no 'beta-ap' in rules. Did you mean beta-api? There are removed-api"]],
    [
      'rules:\n  beta-api: fatal\n',
      ["2: rules.beta-api: there is no 'fatal'. Choose one of error, warning, note, off"],
    ],
    ['target: newest\n', ["1: target: 'newest' is not a release, such as 1.36"]],
    ['target:\n', ['1: target is a text: a release, such as 1.36']],
    ['supports: 1.20\n', ["1: supports: '1.20' is not a range of releases, such as 1.28..1.36"]],
    ['overrides: {a: b}\n', ["1: overrides is a list: begin each entry with '- '"]],
    ['overrides:\n  - path: [a]\n', ["2: there is no 'path' in overrides[0]. Did you mean paths? There are"]],
    ['overrides:\n  - paths: legacy\n', ["2: overrides[0].paths is a list: begin each entry with '- '"]],
    ['minimumStability: stable\n', ["1: minimumStability: there is no 'stable'. Choose one of ga, beta, alpha"]],
    ['suppressionsInManifests: maybe\n', ['1: suppressionsInManifests is true or false']],
    ['- a\n', ['1: the configuration is an object of keys and values']],
    ['target: 1.30\ntarget: 1.31\n', ["2: the key 'target' stands here twice"]],
    ['a: &a {target: 1.30}\n<<: *a\n', ['1: merge keys (<<) are not read here']],
    ['allow:\n  - path: a\n    reason: b\n', ["2: allow[0] has no 'expires'"]],
    ['allow:\n  - path: a\n    expires: never\n', ["2: allow[0] has no 'reason'"]],
    ['allow:\n  - {reason: b, expires: never}\n', ['2: allow[0] allows everything']],
    ['allow:\n  - {path: "", reason: b, expires: never}\n', ['2: allow[0].path is empty: write a pattern of paths']],
    ['allow:\n  - {api: "", reason: b, expires: never}\n', ['2: allow[0].api is empty: write group/version/Kind']],
    ['allow:\n  - {field: "", reason: b, expires: never}\n', ['2: allow[0].field is empty']],
    ['allow:\n  - {gate: "", reason: b, expires: never}\n', ['2: allow[0].gate is empty']],
    ['allow:\n  - {namespace: " ", reason: b, expires: never}\n', ['2: allow[0].namespace is empty']],
    [
      'allow:\n  - {path: a, reason: "", expires: never}\n',
      ['2: allow[0].reason is empty: write the reason, in words'],
    ],
    ['overrides:\n  - {paths: [a, ""], rules: {removed-api: off}}\n', ['2: overrides[0].paths[1] is empty']],
    // These would be nobody's path: what they tighten would stay as it is, and nothing would say so.
    [
      'overrides:\n  - {paths: [/srv/a], minimumStability: ga}\n',
      ["2: overrides[0].paths[0]: '/srv/a' is not a pattern of"],
    ],
    [
      "overrides:\n  - {paths: ['a\\b'], minimumStability: ga}\n",
      ["2: overrides[0].paths[0]: 'a\\b' is not a pattern of"],
    ],
    [
      'allow:\n  - {path: /srv/a, reason: b, expires: never}\n',
      ["2: allow[0].path: '/srv/a' is not a pattern of paths from"],
    ],
    ['overrides:\n  - {namespaces: [""], rules: {removed-api: off}}\n', ['2: overrides[0].namespaces[0] is empty']],
    ['snapshot: ""\n', ['1: snapshot is empty: write the path of a file or a folder']],
    ['baseline: ""\n', ['1: baseline is empty: write the path of a file']],
    ['vendorFacts: ""\n', ['1: vendorFacts is empty: write the path of a file']],
    ['allow:\n  - {api: batch/v1beta1/Cron*, reason: b, expires: never}\n', ["2: allow[0] has an 'api' that is none"]],
    ['allow:\n  - {path: a, reason: b, expires: 2026-02-31}\n', ["2: allow[0] expires at '2026-02-31'"]],
    [
      'allow:\n  - {path: a, reason: b, expires: tomorrow}\n',
      ["2: allow[0].expires: 'tomorrow' is not a release (1.31)"],
    ],
    ['allow:\n  - {rule: removed, reason: b, expires: never}\n', ["2: allow[0].rule: there is no 'removed'"]],
    ['allow:\n  - {api: a/b/c/d, reason: b, expires: never}\n', ["2: allow[0] has an 'api' that is none"]],
    ['supports: 1.28..1.30\nsnapshot: a.json\n', ["1: 'supports' and 'snapshot' cannot be used together"]],
    ['target: x\nfailOn: y\n', ["1: target: 'x'", "2: failOn: there is no 'y'"]],
  ];
  for (const [text, expected] of mistakes) {
    it(`says where and what is wrong with ${JSON.stringify(text)}`, () => {
      const found = faults(text);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [at, message] of expected.entries()) assert.ok(found[at]?.startsWith(message), found[at]);
    });
  }
});
