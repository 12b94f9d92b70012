import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '../../lib/audit.ts';
import { ARCHIVE_LIMITS } from '../../lib/input/chart-archive.ts';
import { chartContent } from '../../lib/input/chart-files.ts';
import { chartMetadata } from '../../lib/input/chart-metadata.ts';
import { expandTemplate } from '../../lib/input/helm-expand.ts';
import { collectHelpers } from '../../lib/input/helm-helpers.ts';
import { placesIn } from '../../lib/input/helm-places.ts';
import { sourcedChunks } from '../../lib/input/helm-source.ts';
import { filesNamedBy } from '../../lib/input/kustomize-files.ts';
import { readSource, readText } from '../../lib/input/read-text.ts';
import { tgz } from '../support/tar.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const CAPABILITIES = { release: '1.25', apis: new Set(['policy/v1']), groups: new Set(['policy']) };
const OLD = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n';

function expand(text: string, prune = true) {
  return expandTemplate(text, { helpers: collectHelpers([text]), capabilities: CAPABILITIES }, { prune });
}

const NESTED = 8000;
const TEMPLATES: Readonly<Record<string, string>> = {
  'blanks in an action': `a: {{ a${' '.repeat(200_000)}b }}`,
  'blanks after the name of a helper': `a: {{ include "a"${' '.repeat(20_000)}( }}`,
  'blanks after a do of Ruby': `a: {% do${' '.repeat(200_000)}x %}`,
  'half of the name of a version, again and again': `{{ if ${'kube'.repeat(100_000)} }}{{ end }}`,
  'a string in a condition that does not close': `{{ if "${'\\"'.repeat(200_000)} }}{{ end }}`,
  'blanks in a constraint': `{{ if semverCompare ">=1${' '.repeat(200_000)}" .Capabilities.KubeVersion.Version }}{{ end }}`,
  'a quote that does not close, and those after it': `a: {{ "${'\\" }} {{ '.repeat(48_000)}`,
  'guards in guards': `${'{{if .Capabilities.APIVersions.Has "policy/v1beta1"}}'.repeat(NESTED)}${'{{end}}'.repeat(NESTED)}`,
  'a helper of nothing but guards': `{{define "a"}}${'{{if .Capabilities.a}}'.repeat(10_000)}${'{{end}}'.repeat(10_000)}{{end}}{{ include "a" . }}`,
};

describe('a hostile chart', () => {
  for (const [name, text] of Object.entries(TEMPLATES)) {
    it(`is read: ${name}`, () => {
      readSource({ file: 'a.yaml', ...expand(text) });
    });
  }

  it('may compute an apiVersion with many blanks', () => {
    const { computed } = readText('a.yaml', `apiVersion: {{ a${' '.repeat(60_000)}b \n  c }}\nkind: A\n`);
    assert.match(computed[0]?.text ?? '', /^\{\{ a {60000}b c \}\}$/);
  });

  it('is read as before where quotes close, in this line or a later one', () => {
    const { text } = expand('a: {{ "x }} {{ print "v1" }} {{ "}}" }}\nb: {{ print "v2" }}\n');
    assert.match(text, /^b: v2$/m);
  });

  it('loses what stands in the branches that are not taken, and nothing else', () => {
    const guard = '{{ if .Capabilities.APIVersions.Has "policy/v1beta1" }}';
    const { text } = expand(`a ${guard}b ${guard}c{{ end }}d{{ end }} e ${guard}f{{ end }} g`);
    assert.equal(text.replace(/ +/g, ' '), `a ${guard} {{ end }} e ${guard} {{ end }} g`);
  });

  it('may print an object without a name, of many lines', () => {
    const printed = `apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: a-\n${'    a: b\n'.repeat(40)}spec: {}\n`;
    const template = { lines: printed.split('\n'), expanded: expand(printed), pairs: [], isComputed: false };
    // 40 lines would take longer than the universe is old; 12 are enough to tell.
    const few = printed.replace(/(?: {4}a: b\n){28}/, '');
    assert.equal(placesIn(few, sourcedChunks(few), template).position(0).line, 1);
    assert.equal(placesIn(printed, sourcedChunks(printed), template).position(0).line, 1);
  });

  it('may print thousands of objects from as many lines', () => {
    const count = 5000;
    const text = Array.from({ length: count }, (_, at) => `---\n${OLD}metadata:\n  name: a${at}\n`).join('');
    const { resources } = readText('a.yaml', text);
    const template = { lines: text.split('\n'), expanded: expand(text), pairs: resources, isComputed: false };
    const places = placesIn(text, sourcedChunks(text), template);
    const lines = resources.map(({ offset }) => places.position(offset).line);
    assert.deepEqual([lines[0], lines.at(-1)], [2, 5 * count - 3]);
  });

  it('takes the objects without a name in turn', () => {
    const text = `---\n${OLD}`.repeat(3);
    const { resources } = readText('a.yaml', text);
    const printed = `---\n${OLD}metadata:\n  name: a\n`.repeat(5);
    const template = { lines: text.split('\n'), expanded: expand(text), pairs: resources, isComputed: false };
    const places = placesIn(printed, sourcedChunks(printed), template);
    const lines = readText('b.yaml', printed).resources.map(({ offset }) => places.position(offset).line);
    assert.deepEqual(lines, [2, 5, 8, 2, 5]);
  });

  it('may have a template of thousands of kinds beside thousands of apiVersions', () => {
    const text = `${'apiVersion: {{ .a }}\n#\nkind: {{ .b }}\n'.repeat(4000)}${'kind: PodDisruptionBudget\n'.repeat(4000)}`;
    const template = { lines: text.split('\n'), expanded: expand(text), pairs: [], isComputed: false };
    assert.equal(placesIn(OLD, sourcedChunks(OLD), template).position(0).line, 11_998);
  });

  it('may give its subcharts more names than there are atoms', async () => {
    const stored = Array.from({ length: 40 }, (_, depth) => {
      const path = `${'charts/a/'.repeat(depth)}Chart.yaml`;
      const text = 'name: a\ndependencies: [{ name: a, alias: b }, { name: a, alias: c }]\n';
      return { path, file: path, load: async () => Buffer.from(text) };
    });
    const last = `${'charts/a/'.repeat(39)}templates/a.yaml`;
    const all = [...stored, { path: last, file: last, load: async () => Buffer.from(OLD) }];
    const { files } = await chartContent(all, { ...ARCHIVE_LIMITS });
    assert.deepEqual([files.length, files[0]?.sources.length], [1, 1000]);
  });

  it('may name thousands of dependencies', () => {
    const chart = Buffer.from(`name: a\ndependencies:\n${'- { name: a, alias: b }\n'.repeat(20_000)}`);
    assert.equal(chartMetadata(chart, null).aliases.get('a')?.length, 20_000);
    assert.equal(chartMetadata(Buffer.from(`name: a\nx: [${'a,'.repeat(1_000_000)}]\n`), null).name, null);
  });

  it('is not read where one of its files is far larger than a file of a chart', async () => {
    const chart = { name: 'a/Chart.yaml', content: 'name: a\n' };
    const big = { name: 'a/templates/a.yaml', content: 'a: b\n'.repeat(1_100_000) };
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.tgz'), tgz([chart, big]));
      const { errors } = await audit('a.tgz', { cwd });
      assert.match(errors[0]?.message ?? '', /larger than a file of a chart may be \(5 MB\)/);
    });
  });

  it('may be packed in two folders, of which none is passed over', async () => {
    const entries = [
      { name: 'a/Chart.yaml', content: 'name: a\n' },
      { name: 'b/templates/a.yaml', content: OLD },
    ];
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'a.tgz'), tgz(entries));
      const { findings } = await audit('a.tgz', { cwd, target: '1.25' });
      assert.deepEqual(
        findings.map(({ location }) => location.file),
        ['a.tgz/b/templates/a.yaml'],
      );
    });
  });

  it('is read but for a file in its folder that is too large for a text', async () => {
    await inTemporaryFolder(async (cwd) => {
      await mkdir(join(cwd, 'templates'));
      await writeFile(join(cwd, 'Chart.yaml'), 'name: a\n');
      await writeFile(join(cwd, 'templates', 'a.yaml'), '');
      await truncate(join(cwd, 'templates', 'a.yaml'), 600 * 1024 * 1024);
      const { errors, summary } = await audit('.', { cwd });
      assert.deepEqual(
        errors.map(({ file, message }) => [file, message]),
        [['templates/a.yaml', 'it was not read: it is larger than 5 MB']],
      );
      assert.equal(summary.unread, 1);
    });
  });
});

describe('a hostile kustomization', () => {
  const kustomize = { path: process.execPath, env: {}, args: ['-e', 'process.exit(3)'] };

  it('may name a path of many slashes', () => {
    const { names } = filesNamedBy(Buffer.from(`resources: ["a${'/'.repeat(60_000)}b", c//]\n`));
    assert.deepEqual([names[0]?.length, names[1]], [60_002, 'c']);
  });

  it('is named in the report where it builds on itself by another', async () => {
    await inTemporaryFolder(async (cwd) => {
      for (const [folder, other] of ['ab', 'ba', 'cc'].map((pair) => [...pair] as [string, string])) {
        await mkdir(join(cwd, folder));
        await writeFile(join(cwd, folder, 'kustomization.yaml'), `resources: [../${other}]\n`);
      }
      const { charts } = await audit('.', { cwd, render: { kustomize } });
      assert.deepEqual(
        charts.map(({ file, rendered }) => [file, rendered]),
        [
          ['a', false],
          ['c', false],
        ],
      );
    });
  });

  it('is not waited for where it is a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'kustomization.yaml')]);
      const { errors } = await audit('.', { cwd, render: { kustomize } });
      assert.match(errors[0]?.message ?? '', /no regular file/);
    });
  });
});
