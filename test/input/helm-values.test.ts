import assert from 'node:assert/strict';
import { defaultsOf, printedByDefault } from '../../lib/input/helm-values.ts';

const DEFAULTS = defaultsOf(Buffer.from('rbac:\n  apiVersion: v1beta1\napi: ""\nodd: a b\nmore: [v1]\n'), null);

describe('printedByDefault', () => {
  const cases: readonly (readonly [words: string, printed: string | undefined])[] = [
    ['.Values.rbac.apiVersion', 'v1beta1'],
    ['$.Values.rbac.apiVersion | quote', 'v1beta1'],
    ['default "v1" .Values.rbac.apiVersion', 'v1beta1'],
    ['.Values.rbac.apiVersion | default "v1" | quote', 'v1beta1'],
    ['required "say which" .Values.rbac.apiVersion', 'v1beta1'],
    ['default "v1" .Values.api', 'v1'],
    ['.Values.none | default "v1"', 'v1'],
    ['.Values.api', undefined],
    ['.Values.none', undefined],
    ['.Values.odd', undefined],
    ['.Values.more', undefined],
    ['.Values.rbac', undefined],
    ['.Values.rbac.apiVersion | upper', undefined],
    ['.apiVersion', undefined],
  ];
  for (const [words, printed] of cases) {
    it(`is ${printed} for ${words}`, () => assert.equal(printedByDefault(words, DEFAULTS), printed));
  }

  it('is nothing where there are no values, or they cannot be read', () => {
    for (const values of [null, Buffer.from('a: [')]) {
      assert.equal(printedByDefault('.Values.a', defaultsOf(values, null)), undefined);
    }
  });
});
