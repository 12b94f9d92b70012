import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { audit } from '../../lib/audit.ts';
import type { Finding } from '../../lib/model/finding.ts';
import { formatApiVersion, formatGvk } from '../../lib/model/gvk.ts';
import { fixture, run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const APIS: readonly Finding['rule'][] = ['removed-api', 'deprecated-api', 'unavailable-api'];

/** What is left, as a run of `fix` names it. */
interface Named {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

function namedIn(stderr: string): Named[] {
  return [...stderr.matchAll(/^(?:left|suppressed): (.*?):(\d+):\d+: (.*)$/gm)].map(([, file, line, message]) => ({
    file: file as string,
    line: Number(line),
    message: message as string,
  }));
}

/**
 * The findings of a folder that was fixed which the fix had not named: none of what was left stands at their line, nor is
 * there one for each of the API in the file, for lines of what was changed are others now.
 */
async function unnamed(cwd: string, target: string, named: readonly Named[]): Promise<readonly string[]> {
  const { findings } = await audit('.', { target, cwd });
  const toName = findings.filter(
    ({ rule, severity }) => severity === 'error' || (APIS.includes(rule) && severity === 'warning'),
  );
  return toName
    .filter(({ location, subject }) => {
      const api = formatGvk(subject);
      const inFile = named.filter(({ file }) => file === location.file);
      const isOfApi = (other: Finding) => other.location.file === location.file && formatGvk(other.subject) === api;
      const ofApi = inFile.filter(({ message }) => message.includes(formatApiVersion(subject)));
      // What a kustomization chooses is named by the field that holds the names.
      const isNear = ({ line }: Named) => Math.abs(line - location.line) <= 1;
      return ofApi.length < toName.filter(isOfApi).length && !inFile.some(isNear);
    })
    .map(({ rule, location, subject }) => `${location.file}:${location.line} ${rule} ${formatGvk(subject)}`);
}

const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: quay}\n';

/** A text, each line of it indented. */
function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

/** What Helm stores of a release with a manifest. */
function storedRelease(manifest: string): string {
  const release = { name: 'shop', version: 3, info: { status: 'deployed' }, manifest };
  const data = Buffer.from(gzipSync(JSON.stringify(release)).toString('base64')).toString('base64');
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: sh.helm.release.v1.shop.v3}\ntype: helm.sh/release.v1\ndata: {release: ${data}}\n`;
}

/** Writes files into a folder, fixes it, and gives what is named. */
async function fixed(cwd: string, files: Readonly<Record<string, string>>, ...flags: string[]) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
  const result = await run(['fix', '--write', '--target', '1.25', ...flags], { cwd });
  return { ...result, named: namedIn(result.stderr) };
}

describe('what fix does not change, it names', () => {
  it('of a chart, what a release of the range is not given', () =>
    inTemporaryFolder(async (cwd) => {
      const budget = (version: string) =>
        `apiVersion: policy/${version}\nkind: PodDisruptionBudget\nmetadata: {name: {{ .Release.Name }}}\n`;
      const { named, code } = await fixed(
        cwd,
        {
          'quay/Chart.yaml': 'apiVersion: v2\nname: quay\nversion: 1.0.0\n',
          'quay/templates/new.yaml': budget('v1'),
          'quay/templates/asking.yaml': `{{- if semverCompare "<1.21-0" .Capabilities.KubeVersion.Version }}\n${budget('v1beta1')}{{- end }}\n`,
          'quay/templates/wrong.yaml': `{{- if semverCompare "<1.24-0" .Capabilities.KubeVersion.Version }}\n${budget('v1')}{{- end }}\n`,
        },
        '--supports',
        '1.19..1.25',
        '--helm',
        'none',
      );
      assert.equal(code, 1);
      assert.deepEqual(
        named.map(({ file, line, message }) => [file, line, /concerns (.*?)\. Change/.exec(message)?.[1]]),
        [
          ['quay/templates/new.yaml', 1, '1.19 to 1.20'],
          ['quay/templates/wrong.yaml', 2, '1.19 to 1.20'],
        ],
      );
    }));

  for (const target of ['1.16', '1.22', '1.25', '1.29', '1.36']) {
    it(`of the fixtures, at ${target}`, () =>
      inTemporaryFolder(async (cwd) => {
        for (const name of ['boundaries', 'e2e', 'fix', 'helm', 'references', 'upgrade'])
          await cp(fixture(name), join(cwd, name), { recursive: true });
        const { stderr } = await run(['fix', '--write', '--target', target], { cwd });
        assert.deepEqual(await unnamed(cwd, target, namedIn(stderr)), []);
      })).timeout(120_000);
  }

  const files: Readonly<Record<string, string>> = {
    'a ConfigMap with a manifest': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.yaml: |\n${indented(INGRESS)}`,
    'a script in a ConfigMap':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.sh: kubectl get ingresses.v1beta1.extensions\n',
    'an annotation':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    quay: \'{"apiVersion": "extensions/v1beta1", "kind": "Ingress", "metadata": {"name": "a"}}\'\n',
    'all resources of a group':
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: [{apiGroups: [extensions], resources: ['*'], verbs: [get]}]\n",
    'a stored Helm release': storedRelease(INGRESS),
    'a patch in a kustomization': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n- patch: |\n${indented(INGRESS)}`,
    'an API that is not there yet':
      'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\n',
    'a gate that is gone':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, command: [kubelet, --feature-gates=TokenRequest=true]}]}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    it(`in ${name}`, () =>
      inTemporaryFolder(async (cwd) => {
        const { code, named } = await fixed(cwd, { 'a.yaml': text });
        assert.deepEqual([code, named.length > 0], [1, true]);
        assert.deepEqual(await unnamed(cwd, '1.25', named), []);
        const { findings } = await audit('.', { target: '1.25', cwd });
        assert.ok(findings.some(({ location }) => location.line === named[0]?.line));
      }));
  }

  it('in what stands below something that was put in, by the line in the file as it was', () =>
    inTemporaryFolder(async (cwd) => {
      const deployment =
        'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    metadata: {labels: {app: a}}\n    spec: {containers: [{name: a, image: a}]}\n';
      const map = files['a ConfigMap with a manifest'] as string;
      const { named, stderr } = await fixed(cwd, { 'a.yaml': `${deployment}---\n${map}` });
      assert.match(stderr, /^[1-9]\d* changes made in 1 file, 1 thing left to decide$/m);
      assert.deepEqual(
        named.map(({ line }) => line),
        [`${deployment}---\n${map.slice(0, map.indexOf('extensions'))}`.split('\n').length],
      );
    }));

  it('in custom resources whose definition, in another file, no longer serves them', () =>
    inTemporaryFolder(async (cwd) => {
      const { named } = await fixed(cwd, {
        'a.yaml': 'apiVersion: quays.example/v1alpha1\nkind: Quay\nmetadata: {name: a}\n',
        'b.yaml':
          'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: quays.quays.example}\nspec:\n  group: quays.example\n  scope: Namespaced\n  names: {kind: Quay, plural: quays}\n  versions:\n  - {name: v1alpha1, served: false, storage: false}\n  - {name: v1, served: true, storage: true}\n',
      });
      assert.deepEqual(named, [
        {
          file: 'a.yaml',
          line: 1,
          message:
            'The CustomResourceDefinition in the input no longer serves quays.example/v1alpha1 Quay. Write apiVersion: quays.example/v1 instead. Change it by hand.',
        },
      ]);
    }));

  it('in charts, of which a template takes its apiVersion from another, and in the mended ones nothing', () =>
    inTemporaryFolder(async (cwd) => {
      const { named, stderr } = await fixed(cwd, {
        'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
        'shop/templates/_api.tpl': '{{- define "api" -}}extensions/v1beta1{{- end -}}\n',
        'shop/templates/a.yaml': 'apiVersion: {{ include "api" . }}\nkind: Ingress\nmetadata: {name: a}\n',
        'shop/templates/b.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: {{ .Release.Name }}}\nrules: []\n',
      });
      assert.deepEqual(
        named.map(({ file, line }) => `${file}:${line}`),
        ['shop/templates/a.yaml:1'],
      );
      assert.match(stderr, /^1 change made in 1 file, 1 thing left to decide$/m);
      assert.deepEqual(await unnamed(cwd, '1.25', named), []);
    }));

  it('but for what in a chart a cluster of the Target is never given', () =>
    inTemporaryFolder(async (cwd) => {
      const asks = (api: string) => `{{- if .Capabilities.APIVersions.Has "${api}" }}\n`;
      const { code, named } = await fixed(cwd, {
        'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
        'shop/templates/a.yaml': `${asks('policy/v1beta1/PodSecurityPolicy')}apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: {{ .Release.Name }}}\n{{- end }}\n`,
        'shop/templates/b.yaml': `${asks('policy/v1/PodDisruptionBudget')}apiVersion: policy/v1\n{{- else }}\napiVersion: policy/v1beta1\n{{- end }}\nkind: PodDisruptionBudget\nmetadata: {name: {{ .Release.Name }}}\n`,
      });
      assert.deepEqual([code, named], [0, []]);
    }));

  it('as suppressed where the policy allows it', () =>
    inTemporaryFolder(async (cwd) => {
      const { code, stderr } = await fixed(cwd, {
        'a.yaml': files['a ConfigMap with a manifest'] as string,
        'api-audit.yaml': 'allow:\n- {api: extensions/v1beta1, reason: they move in spring, expires: never}\n',
      });
      assert.equal(code, 0);
      assert.match(
        stderr,
        /^suppressed: a\.yaml:6:17: extensions\/v1beta1 Ingress stays: suppressed by the policy in .*: they move in spring$/m,
      );
      assert.match(stderr, /0 things left to decide, 1 suppressed/);
    }));
});
