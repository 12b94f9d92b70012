import assert from 'node:assert/strict';
import { read } from './helpers.ts';

describe('a name in a program in Python', () => {
  const known = (...lines: readonly string[]) =>
    read({ 'a.py': ['import kubernetes', ...lines, 'body = {"apiVersion": version, "kind": "CronJob"}'].join('\n') });

  for (const [what, ...lines] of [
    ['a constant', 'version = "batch/v1beta1"'],
    ['a constant with a type', 'version: str = "batch/v1beta1"'],
    ['one of several', 'group, version = "batch", "batch/v1beta1"'],
    ['given in passing', 'if (version := "batch/v1beta1"): pass'],
    ['given in an if', 'if old: version = "batch/v1beta1"'],
    ['given beside another statement', 'a = 1; version = "batch/v1beta1"; b = 2'],
    [
      'a keyword, too',
      'version = "batch/v1beta1"',
      'call(version="v1")',
      'chart.version = "v1"',
      'charts[version] = "v1"',
    ],
    ['what it is compared with', 'version = "batch/v1beta1"', 'old = version == "v1" or version != "v2"'],
    ['a default of others', 'version = "batch/v1beta1"', 'f = lambda a=version: a', 'def g(a=version): pass'],
  ] as const) {
    it(`is known where it is ${what}`, async () => {
      const { uses, unresolved } = await known(...lines);
      assert.deepEqual([uses.length, unresolved], [1, []]);
    });
  }

  for (const [what, ...lines] of [
    ['a parameter', 'version = "batch/v1beta1"', 'def f(group, version): pass'],
    ['a parameter with a default', 'version = "batch/v1beta1"', 'def f(version: str = "v1"): pass'],
    ['a parameter of a lambda', 'version = "batch/v1beta1"', 'f = lambda group, version: group'],
    ['a parameter of a function with types', 'version = "batch/v1beta1"', 'def f[T](version: T): pass'],
    [
      'an attribute of a class that a parameter is called like',
      'class A:',
      '    version = "v1"',
      '    def f(self, version): pass',
    ],
    ['the name of a loop', 'version = "batch/v1beta1"', 'for version in all: pass'],
    ['one of the names of a loop', 'version = "batch/v1beta1"', 'for (group, version) in all: pass'],
    ['the name in a list', 'version = "batch/v1beta1"', 'all = [version for version in all]'],
    ['one of what a call gives', 'version = "batch/v1beta1"', 'group, version = text.split("/")'],
    ['one of what a call gives, in brackets', 'version = "batch/v1beta1"', '(group, *version) = text.split("/")'],
    ['given in passing, too', 'version = "batch/v1beta1"', 'if (version := call()): pass'],
    ['given twice in one statement', 'version = old = "batch/v1beta1"'],
    ['imported', 'version = "batch/v1beta1"', 'from shop import (', '    group,', '    version,', ')'],
    ['imported by another name', 'version = "batch/v1beta1"', 'from shop import group as version'],
    ['a function', 'version = "batch/v1beta1"', 'def version(): pass'],
    ['added to', 'version = "batch/v1"', 'version += "beta1"'],
    ['one of two', 'version = "batch/v1beta1" if old else "batch/v1"'],
    ['a list', 'version = "batch/v1beta1", "batch/v1"'],
    ['the type of another', 'other: version = "batch/v1beta1"'],
  ] as const) {
    it(`is not known where it is ${what}`, async () => {
      const { uses, unresolved } = await known(...lines);
      // The text itself is listed too.
      const places = unresolved.filter((text) => text.endsWith(' version'));
      assert.deepEqual([uses, places.length], [[], 1]);
    });
  }

  it('is not known as the attribute of another', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'version = "v1beta1"',
        'api.list_cluster_custom_object("batch", spec.version, "cronjobs")',
        'url = f"/apis/batch/{version.lower()}/cronjobs"',
        'url = f"/apis/batch/{version}/cronjobs"',
        'url = "/apis/batch/{version}/cronjobs".format(version=other)',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['5:9 batch/v1beta1 CronJob']);
    assert.equal(unresolved.length, 3);
  });
});
