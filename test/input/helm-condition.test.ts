import assert from 'node:assert/strict';
import type { Capabilities } from '../../lib/input/helm-condition.ts';
import { evaluate, literalOf } from '../../lib/input/helm-condition.ts';

const AT_1_25: Capabilities = {
  release: '1.25',
  apis: new Set(['v1', 'v1/Secret', 'policy/v1', 'policy/v1/PodDisruptionBudget', 'networking.k8s.io/v1']),
  groups: new Set(['', 'policy', 'networking.k8s.io', 'extensions']),
};

function holds(condition: string): boolean | null {
  return evaluate(condition, AT_1_25).holds;
}

describe('evaluate', () => {
  it('answers for the APIs of the Target', () => {
    assert.equal(holds('.Capabilities.APIVersions.Has "policy/v1"'), true);
    assert.equal(holds('$.Capabilities.APIVersions.Has "policy/v1/PodDisruptionBudget"'), true);
    assert.equal(holds('(.Capabilities.APIVersions.Has "policy/v1beta1")'), false);
    assert.equal(holds('has "extensions/v1beta1" .Capabilities.APIVersions'), false);
    assert.equal(holds('.Capabilities.APIVersions.Has "v1"'), true);
  });

  it('knows nothing of groups that are not Kubernetes own', () => {
    assert.deepEqual(evaluate('.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"', AT_1_25), {
      holds: null,
      asks: true,
    });
  });

  it('compares the release of the Target', () => {
    assert.equal(holds('semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion'), true);
    assert.equal(holds('semverCompare "<1.21-0" .Capabilities.KubeVersion.Version'), false);
    assert.equal(holds('.Capabilities.KubeVersion.GitVersion | semverCompare "^1.25-0"'), true);
    assert.equal(holds('eq .Capabilities.KubeVersion.Minor "25"'), true);
    assert.equal(holds('ge (int .Capabilities.KubeVersion.Minor) 9'), true);
    assert.equal(holds('lt (.Capabilities.KubeVersion.Minor | int) 22'), false);
  });

  it('takes the version that a value may override for that of the Target', () => {
    const overridable = 'semverCompare ">= 1.24-0" (default .Capabilities.KubeVersion.Version .Values.kubeVersion)';
    assert.equal(holds(overridable), true);
    assert.equal(holds('semverCompare "<1.14-0" (include "common.capabilities.kubeVersion" .)'), false);
  });

  it('goes by what a name stands for, and not by the name', () => {
    for (const name of [
      '$kubeVersion',
      '$kubeStateMetricsVersion',
      '(include "shop.kubectlVersion" .)',
      '(include "a.capabilities.v" .)',
    ]) {
      assert.deepEqual(evaluate(`semverCompare "<1.9-0" ${name}`, AT_1_25), { holds: null, asks: false }, name);
    }
    const version = { value: 'v1.25.0', asks: true, path: null };
    const path = { value: undefined, asks: true, path: '.Capabilities.KubeVersion' };
    const names = {
      variable: (name: string) => ({ $v: version, $kube: path, $root: { ...path, path: '.' } })[name],
      helper: (name: string) => (name === 'shop.v' ? version : undefined),
    };
    for (const condition of [
      'semverCompare ">=1.19-0" $v',
      'semverCompare ">=1.19-0" (include "shop.v" .)',
      'include "shop.v" . | semverCompare ">=1.19-0"',
      'eq $kube.Minor "25"',
      '$root.Capabilities.APIVersions.Has "policy/v1"',
    ]) {
      assert.deepEqual(evaluate(condition, AT_1_25, names), { holds: true, asks: true }, condition);
    }
  });

  it('keeps apart what is known and what only rendering tells', () => {
    assert.equal(holds('and (.Capabilities.APIVersions.Has "policy/v1beta1") .Values.enabled'), false);
    assert.equal(holds('and .Values.enabled (.Capabilities.APIVersions.Has "policy/v1")'), null);
    assert.equal(holds('or .Values.old (.Capabilities.APIVersions.Has "policy/v1")'), true);
    assert.equal(holds('not (.Capabilities.APIVersions.Has "policy/v1")'), false);
    assert.deepEqual(evaluate('.Values.ingress.enabled', AT_1_25), { holds: null, asks: false });
  });

  const VERSION = '.Capabilities.KubeVersion.Version';
  const MINOR = '.Capabilities.KubeVersion.Minor';
  const SERVED = '(.Capabilities.APIVersions.Has "policy/v1")';
  const GONE = '(.Capabilities.APIVersions.Has "extensions/v1beta1")';
  const NOT_KNOWN = '(.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")';
  const conditions: readonly [condition: string, outcome: boolean | null][] = [
    ['eq .Capabilities.KubeVersion.Major "1"', true],
    [`and true ${SERVED}`, true],
    [`and ${SERVED} ${NOT_KNOWN}`, null],
    [`or false ${GONE}`, false],
    [`or ${GONE} ${NOT_KNOWN}`, null],
    [`not ${NOT_KNOWN}`, null],
    [`eq ${MINOR} .Values.minor`, null],
    [`eq .Values.minor ${MINOR}`, null],
    [`eq ${MINOR} "24" "25"`, true],
    [`ne ${MINOR} "25"`, false],
    [`ne ${MINOR} .Values.minor`, null],
    [`gt ${MINOR} "24"`, true],
    [`lt ${MINOR} "25"`, false],
    [`le ${MINOR} "25"`, true],
    [`ge ${MINOR} 24`, null],
    [`ge (atoi ${MINOR}) 24`, true],
    [`gt (int64 "x") (int ${MINOR})`, null],
    [`gt (int .Values.minor) (int ${MINOR})`, null],
    [`semverCompare ">=1.25-0" (default "v1.20.0" .Values.kubeVersion)`, null],
    [`semverCompare ">=1.25-0" (.Values.kubeVersion | default ${VERSION})`, true],
    [`semverCompare ">=1.25-0" (or .Values.kubeVersion ${VERSION})`, true],
    [`and (default false .Values.psp) ${SERVED}`, null],
    [`and (.Values.psp | default false) ${SERVED}`, null],
    [`and (coalesce .Values.psp false) ${SERVED}`, null],
    [`and (default true .Values.psp) ${SERVED}`, true],
    [`eq (or .Values.a "b") (print ${MINOR})`, null],
    [`or .Values.a ${GONE} true`, true],
    [`eq (default "" ${GONE}) ${MINOR}`, false],
    [`semverCompare ">=1.25-0" (default "v1.20.0" ${VERSION})`, true],
    [`coalesce .Values.kubeVersion ${VERSION} | semverCompare ">=1.25-0"`, true],
    [`semverCompare 1 ${VERSION}`, null],
    [`semverCompare .Values.range ${VERSION}`, null],
    [`trimPrefix "v" ${VERSION} | eq "1.25.0"`, true],
    [`trimPrefix "x" ${VERSION} | eq "v1.25.0"`, true],
    [`trimSuffix ".0" ${VERSION} | eq "v1.25"`, true],
    [`trimSuffix "x" ${VERSION} | eq "v1.25.0"`, true],
    [`eq (toString ${MINOR}) (print "25")`, true],
    [`eq (printf "25") (print ${MINOR})`, true],
    [`eq (printf "%s" ${MINOR}) "25"`, true],
    [`semverCompare ">=1.25-0" (printf "v%v.%d.0" .Capabilities.KubeVersion.Major (int ${MINOR}))`, true],
    [`eq (printf "%q" ${MINOR}) "25"`, null],
    [`eq (printf "%s %s" ${MINOR}) "25"`, null],
    [`eq (printf "%s" .Values.a) ${MINOR}`, null],
    [`eq (quote ${MINOR}) (squote ${MINOR})`, false],
    [`lt (int (semver ${VERSION}).Minor) 25`, false],
    [`gt (semver ${VERSION}).Minor 24`, true],
    [`eq (${VERSION} | semver).Minor 25`, null],
    [`ge (regexReplaceAll "[^0-9]" ${MINOR} "" | int) 25`, true],
    [`ge (regexReplaceAll "(a+)+$" ${MINOR} "" | int) 25`, null],
    [`ge (${MINOR} | replace "+" "" | int) 25`, true],
    [`ge (${MINOR} | trimAll "+" | int) 25`, true],
    [`ge (replace "+" ${MINOR} 1 | int) 25`, null],
    [`eq (trim ${MINOR}) "25"`, true],
    [`semverCompare ">=1.19-0" (substr 1 -1 ${VERSION})`, true],
    [`eq (substr 1 5 ${VERSION}) "1.25"`, true],
    [`eq (substr -1 2 ${VERSION}) "v1"`, true],
    [`eq (substr 1 .Values.a ${VERSION}) "1.25"`, null],
    [`contains "v1.2" ${VERSION}`, true],
    [`hasPrefix "v1.3" ${VERSION}`, false],
    [`hasSuffix ".0" ${VERSION}`, true],
    [`eq (print ${MINOR} "x") "25"`, null],
    [`or (empty ${VERSION}) ${GONE}`, false],
    [`and ${SERVED} (empty .Values.a)`, null],
    [`eq (ternary "new" "old" ${SERVED}) "new"`, true],
    [`${GONE} | ternary "new" "old" | eq "old"`, true],
    [`eq (ternary "new" "old" ${NOT_KNOWN}) "new"`, null],
    [`toString .Values.a | eq ${MINOR}`, null],
    ['.Capabilities.APIVersions.Has "v2"', false],
    ['.Capabilities.APIVersions.Has .Values.api', null],
    [`${SERVED} "more"`, null],
    [`and () ${SERVED}`, null],
    [`unknown ${VERSION}`, null],
    ['include "common.capabilities.psp.supported" .', false],
    [VERSION, true],
  ];
  for (const [condition, outcome] of conditions) {
    it(`says ${outcome} to ${condition}`, () => assert.equal(holds(condition), outcome));
  }

  it('guesses nothing of what it cannot read', () => {
    for (const condition of [
      '.Capabilities.APIVersions.Has $api',
      'semverCompare ">=x" .Capabilities.KubeVersion',
      '(',
    ]) {
      assert.equal(holds(condition), null, condition);
    }
    assert.equal(holds(`${'('.repeat(400)}.Capabilities${')'.repeat(400)}`), null);
  });
});

describe('literalOf', () => {
  it('gives the text that is printed as it is', () => {
    assert.equal(literalOf('"policy/v1"'), 'policy/v1');
    assert.equal(literalOf('print "policy/v1"'), 'policy/v1');
    assert.equal(literalOf('printf "policy/v1" | quote'), 'policy/v1');
    assert.equal(literalOf('`policy/v1`'), 'policy/v1');
    assert.equal(literalOf('printf "%s/v1" .Values.group'), null);
    assert.equal(literalOf('.Values.apiVersion'), null);
  });
});
