import assert from 'node:assert/strict';
import { read } from './helpers.ts';

describe('a name in a program in Go', () => {
  const RESOURCE = 'schema.GroupVersionResource{Group: "batch", Version: version, Resource: "cronjobs"}';
  const known = (...lines: readonly string[]) =>
    read({ 'a.go': ['import "k8s.io/apimachinery"', ...lines, `var a = ${RESOURCE}`].join('\n') });

  for (const [what, ...lines] of [
    ['a constant', 'const version = "v1beta1"'],
    ['a constant with a type', 'const version string = "v1beta1" // of old'],
    ['one of a group', 'const (', '  group = "batch"', '  version = "v1beta1"', ')'],
    ['a variable', 'var version = "v1beta1"'],
    ['one of several', 'const group, version = "batch", "v1beta1"'],
    ['the name of a field, too', 'const version = "v1beta1"', 'type chart struct {', '  version string', '}'],
    ['what it is compared with', 'const version = "v1beta1"', 'var old = version == "v1" || version != other'],
    ['the field of another, too', 'const version = "v1beta1"', 'func f() { chart.version = "v1" }'],
  ] as const) {
    it(`is known where it is ${what}`, async () => {
      const { uses, unresolved } = await known(...lines);
      assert.deepEqual([uses.length, unresolved], [1, []]);
    });
  }

  for (const [what, ...lines] of [
    ['a parameter', 'func a() { version := "v1beta1" }', 'func b(version string) {}'],
    ['a parameter of many of one type', 'const version = "v1beta1"', 'func b(group, version string) {}'],
    ['a result', 'const version = "v1beta1"', 'func b(text string) (version string, err error) {}'],
    ['a parameter of a method', 'const version = "v1beta1"', 'func (c *chart) b(version string) {}'],
    ['a parameter of a method with types', 'const version = "v1beta1"', 'func b[T any](version T) {}'],
    ['a function', 'const version = "v1beta1"', 'func version() {}'],
    ['one of what a call gives', 'const version = "v1beta1"', 'func b() { group, version := parse(c) }'],
    ['one of what a call gives, in an if', 'const version = "v1beta1"', 'func b() { if version, ok := c[d]; ok {} }'],
    ['the name of a loop', 'const version = "v1beta1"', 'func b() { for _, version := range all {} }'],
    ['filled later', 'var version string', 'func b() { if c { version = "v1beta1" } }'],
    ['filled later, in a group', 'var (', '  version string', '  d = "e"', ')', 'func b() { version = "v1beta1" }'],
    ['added to', 'var version = "v1"', 'func b() { version += "beta1" }'],
    ['the type of another', 'type version string', 'const c version = "v1beta1"'],
    ['a sum', 'const version = "v1" + "beta1"'],
    ['a sum over lines', 'const version = "v1" +', '  "beta1"'],
  ] as const) {
    it(`is not known where it is ${what}`, async () => {
      const { uses, unresolved } = await known(...lines);
      assert.deepEqual([uses, unresolved.length], [[], 1]);
    });
  }

  it('is not known as the field of another, nor as what another package has', async () => {
    const { uses, unresolved } = await read({
      'a.go': [
        'const version = "v1beta1" // of k8s',
        'var a = schema.GroupVersionResource{Group: "batch", Version: chart.version, Resource: "cronjobs"}',
      ].join('\n'),
    });
    assert.deepEqual([uses, unresolved], [[], ['2:45 batchchart.version']]);
  });
});
