import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { document, kindDefinition, loaded, type SmallKind } from '../diff/documents.ts';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const POD: SmallKind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };

function pods(fields: Readonly<Record<string, unknown>>) {
  return document([POD], { 'io.k8s.api.core.v1.Pod': kindDefinition(POD, fields) });
}

describe('api-audit diff', () => {
  it('shows what changed between two releases', async () => {
    const { code, stdout, stderr } = await run(['diff', 'v1.21', '1.22']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /extensions\/v1beta1 Ingress/);
    assert.match(stdout, /Groups gone: extensions\./);
  });

  it('exits with 1 where a change of the class of --fail-on is left', async () => {
    assert.equal((await run(['diff', '1.21', '1.22', '--fail-on', 'breaking'])).code, 1);
    assert.equal((await run(['diff', '1.21', '1.22', '--fail-on', 'breaking', '--kind', 'Lease'])).code, 1);
    assert.equal(
      (await run(['diff', '1.21', '1.22', '--fail-on', 'breaking', '--group', 'flowcontrol.apiserver.k8s.io'])).code,
      0,
    );
    assert.equal((await run(['diff', '1.21', '1.22'])).code, 0);
    assert.equal((await run(['diff', '1.22', '1.22', '--fail-on', 'deprecation'])).code, 0);
  });

  it('takes a type by a name that objects of JavaScript have for one like others', () =>
    inTemporaryFolder(async (folder) => {
      for (const type of ['constructor', '__proto__']) {
        await writeFile(join(folder, 'a.json'), JSON.stringify(pods({ x: { type } })));
        await writeFile(join(folder, 'b.json'), JSON.stringify(pods({ x: { type: 'string' } })));
        const { code, stdout, stderr } = await run(['diff', 'a.json@1.30', 'b.json@1.31'], { cwd: folder });
        assert.equal(stderr, '');
        assert.equal(code, 0);
        assert.match(stdout, new RegExp(type));
      }
    }));

  it('filters by group, kind and class', async () => {
    const { stdout } = await run([
      'diff',
      '1.15',
      '1.25',
      '--group',
      'policy',
      '--class',
      'breaking',
      '--format',
      'json',
    ]);
    const { changes } = JSON.parse(stdout);
    const told = changes.map(({ release, message }: { release: string; message: string }) => `${release} ${message}`);
    assert.deepEqual(told, [
      '1.16 extensions/v1beta1 PodSecurityPolicy: no longer served; use policy/v1beta1, served since 1.10',
      '1.25 policy/v1beta1 PodDisruptionBudget: replaced by v1, served since 1.21',
      '1.25 policy/v1beta1 PodSecurityPolicy: no longer served; use Pod Security Admission',
    ]);
  });

  it('heeds no case of groups and kinds', async () => {
    const shown = async (...filter: string[]) => (await run(['diff', '1.24', '1.25', ...filter])).stdout;
    assert.equal(await shown('--group', 'Policy'), await shown('--group', 'policy'));
    assert.equal(await shown('--group', 'CORE'), await shown('--group', 'core'));
    assert.equal(await shown('--kind', 'podsecuritypolicy'), await shown('--kind', 'PodSecurityPolicy'));
  });

  it('refuses a group or a kind that neither side has, and names the nearest', async () => {
    for (const [args, message] of [
      [['--group', 'polici'], '--group polici: neither 1.24 nor 1.25 has that API group. Did you mean policy?'],
      [['--group', 'nosuch.example'], '--group nosuch.example: neither 1.24 nor 1.25 has that API group.'],
      [
        ['--kind', 'Pod', '--kind', 'Deploymnt'],
        '--kind Deploymnt: neither 1.24 nor 1.25 has that kind or schema type. Did you mean Deployment?',
      ],
    ] as const) {
      const { code, stdout, stderr } = await run(['diff', '1.24', '1.25', ...args]);
      assert.deepEqual([code, stdout, stderr], [2, '', `api-audit: ${message}\n`]);
    }
  });

  it('takes a group, a kind or a schema type of one side of which nothing has changed', async () => {
    for (const filter of [
      ['--kind', 'PodSecurityPolicy'],
      ['--kind', 'lease'],
      ['--kind', 'LabelSelector'],
      ['--group', 'coordination.k8s.io'],
      ['--group', 'policy', '--class', 'deprecation'],
    ]) {
      assert.equal((await run(['diff', '1.24', '1.25', ...filter])).stderr, '');
    }
  });

  for (const [format, start] of [
    ['json', '{'],
    ['markdown', '# '],
    ['html', '<!doctype html>'],
  ] as const) {
    it(`writes ${format}`, async () => {
      const { stdout } = await run(['diff', '1.35', '1.36', '--kind', 'CSIDriver', '--format', format]);
      assert.ok(stdout.startsWith(start));
    });
  }

  it('compares documents, and takes the release of one that does not say it from behind an @', async () => {
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'old.json'), JSON.stringify(pods({ mood: { type: 'string' } })));
      await writeFile(join(cwd, 'new.json'), serializeSnapshot(loaded(pods({}), '1.31').snapshot));
      const { code, stdout, stderr } = await run(
        ['diff', 'old.json@1.30', 'new.json', '--fail-on', 'breaking-manifests'],
        {
          cwd,
        },
      );
      assert.equal(stderr, '');
      assert.equal(code, 1);
      assert.match(stdout, /core\/v1 Pod +│ fields gone: mood/);
      assert.match(stdout, /old\.json \(Kubernetes 1\.30\) to new\.json \(Kubernetes 1\.31\)/);
    });
  });

  it('writes to a file', async () => {
    await inTemporaryFolder(async (cwd) => {
      const { stdout } = await run(['diff', '1.35', '1.36', '--kind', 'Lease', '-o', 'diff.txt'], { cwd });
      assert.equal(stdout, '');
      assert.match(await readFile(join(cwd, 'diff.txt'), 'utf8'), /Kubernetes 1\.35 to Kubernetes 1\.36/);
    });
  });

  for (const [args, message] of [
    [['1.30'], /takes two releases or documents/],
    [['1.30', '1.31', '1.32'], /takes two releases or documents/],
    [['1.30', '1.99'], /no snapshot of release 1\.99/],
    [['1.30', 'nothing-there.json'], /nothing-there\.json/],
    [['1.30', '1.31', '--class', 'bad'], /choose one of breaking, /],
    [['1.30', '1.31', '--format', 'sarif'], /choose one of table, json, markdown, html/],
  ] as const) {
    it(`refuses '${args.join(' ')}'`, async () => {
      const { code, stdout, stderr } = await run(['diff', ...args]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }
});
