import assert from 'node:assert/strict';
import { apiMatches, apiPattern, pathPattern, textPattern } from '../../lib/policy/pattern.ts';

describe('textPattern', () => {
  it('takes a star for any text, and everything else for itself', () => {
    assert.ok(textPattern('team-*').test('team-red'));
    assert.ok(textPattern('*').test(''));
    assert.ok(!textPattern('team-*').test('my-team-red'));
    assert.ok(!textPattern('a.b').test('axb'));
    assert.ok(textPattern('spec.a[0]').test('spec.a[0]'));
    assert.ok(textPattern('*.web.*').test('team.web.web.x'));
    assert.ok(textPattern('a*').test('a\nb'));
    assert.ok(!textPattern('a*b').test('a'));
    assert.ok(!textPattern('aba*aba').test('ababa'));
    assert.ok(!textPattern('').test('a'));
  });

  it('does not take forever with many stars', () => {
    assert.ok(!textPattern(`${'*a'.repeat(20)}b`).test('a'.repeat(2000)));
  });
});

describe('pathPattern', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['legacy', ['legacy', 'legacy/a.yaml', 'legacy/x/y.yaml'], ['legacy.yaml', 'old/legacy/a.yaml']],
    ['./legacy/', ['legacy/a.yaml'], ['a.yaml']],
    ['*.yaml', ['a.yaml'], ['x/a.yaml', 'a.yml']],
    ['**/*.yaml', ['a.yaml', 'x/a.yaml', 'x/y/a.yaml'], ['a.json']],
    ['apps/*/prod', ['apps/web/prod/a.yaml'], ['apps/web/x/prod/a.yaml', 'apps/prod/a.yaml']],
    ['apps/{web,db}/**', ['apps/web/a.yaml', 'apps/db/x/a.yaml'], ['apps/mail/a.yaml']],
    ['a?.yaml', ['ab.yaml'], ['a.yaml', 'a/.yaml']],
    ['a+b (c).yaml', ['a+b (c).yaml'], ['aab c.yaml']],
    ['.', ['a.yaml', 'x/a.yaml'], []],
    ['./', ['a.yaml', 'x/a.yaml'], []],
    ['/', [], ['a.yaml', 'x/a.yaml']],
    ['**', ['a.yaml', 'x/a.yaml'], []],
    ['**/web/**/a.yaml', ['web/a.yaml', 'x/web/y/z/a.yaml', 'web/web/a.yaml'], ['web.yaml', 'xweb/a.yaml']],
    ['a**z', ['az', 'a/x/z', 'abz/y'], ['a/zx']],
    ['{a,ab}{,c}.yaml', ['a.yaml', 'ab.yaml', 'abc.yaml'], ['b.yaml', 'abcc.yaml']],
    ['{a', ['{a', '{a/b.yaml'], ['a']],
    ['a}.y[a]ml', ['a}.y[a]ml'], ['a}.yaml']],
    ['x/**/', ['x/a.yaml', 'x/y/a.yaml'], ['x']],
  ];
  for (const [pattern, matching, others] of cases) {
    it(`of ${pattern} means what people mean`, () => {
      for (const path of matching) assert.ok(pathPattern(pattern).test(path), path);
      for (const path of others) assert.ok(!pathPattern(pattern).test(path), path);
    });
  }
});

describe('pathPattern of many stars', () => {
  it('does not take forever', () => {
    assert.ok(!pathPattern(`${'**/a/'.repeat(20)}x`).test(`${'a/'.repeat(500)}y`));
    assert.ok(!pathPattern(`${'*a'.repeat(20)}x`).test('a'.repeat(2000)));
  });
});

describe('apiPattern', () => {
  const cases: readonly (readonly [string, readonly [string, string, string] | null])[] = [
    ['policy/v1beta1/PodSecurityPolicy', ['policy', 'v1beta1', 'PodSecurityPolicy']],
    ['policy/*/PodSecurityPolicy', ['policy', '*', 'PodSecurityPolicy']],
    ['v1/Pod', ['', 'v1', 'Pod']],
    ['core/v1/Pod', ['', 'v1', 'Pod']],
    ['v1', ['', 'v1', '*']],
    ['batch/v1beta1', ['batch', 'v1beta1', '*']],
    ['batch', ['batch', '*', '*']],
    ['Ingress', ['*', '*', 'Ingress']],
    ['*', ['*', '*', '*']],
    ['a/b/c/d', null],
    ['a//c', null],
    ['batch/v1beta1/Cron*', null],
    ['*.k8s.io', null],
    ['', null],
  ];
  for (const [text, parts] of cases) {
    it(`reads '${text}'`, () => {
      const expected = parts === null ? null : { group: parts[0], version: parts[1], kind: parts[2] };
      assert.deepEqual(apiPattern(text), expected);
    });
  }
});

describe('apiMatches', () => {
  it('holds every part that is no star against the API', () => {
    const api = { group: 'batch', version: 'v1beta1', kind: 'CronJob' };
    assert.ok(apiMatches({ group: 'batch', version: '*', kind: 'CronJob' }, api));
    assert.ok(!apiMatches({ group: 'batch', version: 'v1', kind: '*' }, api));
    assert.ok(!apiMatches({ group: '', version: '*', kind: '*' }, api));
  });
});
