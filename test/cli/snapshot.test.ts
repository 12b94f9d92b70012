import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const DUMP = {
  swagger: '2.0',
  info: { title: 'Kubernetes', version: 'v1.31.2' },
  paths: {
    '/apis/harbour.example/v1/namespaces/{namespace}/berths': {
      get: {
        responses: {},
        'x-kubernetes-action': 'list',
        'x-kubernetes-group-version-kind': { group: 'harbour.example', version: 'v1', kind: 'Berth' },
      },
    },
  },
  definitions: {
    'example.harbour.v1.Berth': {
      type: 'object',
      description: 'A place for a ship.',
      properties: { kind: { type: 'string' } },
      'x-kubernetes-group-version-kind': [{ group: 'harbour.example', version: 'v1', kind: 'Berth' }],
    },
  },
};

describe('api-audit snapshot list', () => {
  it('lists the bundled releases', async () => {
    const { code, stdout } = await run(['snapshot', 'list']);
    assert.equal(code, 0);
    for (const release of ['1.0', '1.9', '1.37', '1.38'])
      assert.match(stdout, new RegExp(`\\s${release.replace('.', '\\.')}\\s`));
  });

  it('lists them as JSON, in the order of the releases', async () => {
    const { snapshots } = JSON.parse((await run(['snapshot', 'list', '--format', 'json'])).stdout);
    const releases = snapshots.map(({ release }: { release: string }) => release);
    assert.equal(releases[0], '1.0');
    assert.equal(releases.indexOf('1.10') - releases.indexOf('1.9'), 1);
  });
});

describe('api-audit snapshot build', () => {
  it('makes a Snapshot of a dump, by which a scan can judge', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'dump.json'), JSON.stringify(DUMP));
      const built = await run(['snapshot', 'build', 'dump.json', '-o', 'mine.json'], { cwd: folder });
      assert.deepEqual(built, { code: 0, stdout: '', stderr: '' });
      const snapshot = JSON.parse(await readFile(join(folder, 'mine.json'), 'utf8'));
      assert.equal(snapshot['x-api-audit'].release, '1.31');
      assert.doesNotMatch(JSON.stringify(snapshot), /A place for a ship/);

      const stdin = 'apiVersion: harbour.example/v1\nkind: Berth\n---\napiVersion: apps/v1\nkind: Deployment\n';
      const scan = await run(['-', '--snapshot', 'mine.json', '--format', 'json'], { cwd: folder, stdin });
      const { target, findings } = JSON.parse(scan.stdout);
      assert.equal(target, '1.31');
      assert.deepEqual(
        findings.map(({ rule, subject }: { rule: string; subject: { kind: string } }) => `${rule} ${subject.kind}`),
        ['unavailable-api Deployment'],
      );
    });
  });

  it('refuses a list of resources for what is a Snapshot already, be the list there or not', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'dump.json'), JSON.stringify(DUMP));
      await run(['snapshot', 'build', 'dump.json', '-o', 'whole.json'], { cwd: folder });
      for (const [list, message] of [
        ['none.json', /none\.json: there is no such file or folder/],
        ['dump.json', /Only definitions take a list of resources/],
      ] as const) {
        const args = ['snapshot', 'build', 'whole.json', '--resources', list];
        const { code, stdout, stderr } = await run(args, { cwd: folder });
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, message);
      }
    });
  });

  it('prints it where no file is named', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'dump.json'), JSON.stringify(DUMP));
      const { stdout } = await run(['snapshot', 'build', 'dump.json', '--release', '1.31'], { cwd: folder });
      assert.equal(JSON.parse(stdout)['x-api-audit'].release, '1.31');
    });
  });
});

describe('api-audit snapshot build, of definitions alone', () => {
  const pod = {
    type: 'object',
    'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Pod' }],
    properties: { kind: { type: 'string' } },
  };
  const list = [{ group: '', version: 'v1', kind: 'Pod', plural: 'pods', singular: 'pod', namespaced: true }];

  it('takes the names and scopes of resources from a list', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(
        join(folder, 'definitions.json'),
        JSON.stringify({ definitions: { 'io.k8s.api.core.v1.Pod': pod } }),
      );
      await writeFile(join(folder, 'list.json'), JSON.stringify({ release: '1.20', resources: list }));
      const flags = ['--release', '1.20', '--resources', 'list.json'];
      const { stdout } = await run(['snapshot', 'build', 'definitions.json', ...flags], { cwd: folder });
      const [resource] = JSON.parse(stdout)['x-api-audit'].resources;
      assert.deepEqual([resource.kind, resource.name, resource.namespaced], ['Pod', 'pods', true]);
    });
  });
});

describe('api-audit snapshot, wrongly used', () => {
  it('refuses a release that is not the one the document says it is of', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'dump.json'), JSON.stringify(DUMP));
      const args = ['snapshot', 'build', 'dump.json', '--release', '1.30'];
      const { code, stderr } = await run(args, { cwd: folder });
      assert.equal(code, 2);
      assert.match(stderr, /dump\.json: it is of Kubernetes 1\.31, not of 1\.30/);
    });
  });

  const mistakes: Readonly<Record<string, RegExp>> = {
    snapshot: /'snapshot list' or 'snapshot build'/,
    'snapshot show': /no 'snapshot show'/,
    'snapshot list 1.36': /'snapshot list' takes no 1\.36/,
    'snapshot list --format csv': /table, json/,
    'snapshot build': /takes one raw document/,
    'snapshot build one.json two.json': /takes one raw document/,
    'snapshot build no-such.json': /no-such\.json/,
    'snapshot build x.json --release new': /--release new is not a Kubernetes release/,
    'snapshot list --realease 1.2': /There is no flag --realease\./,
  };
  for (const [line, words] of Object.entries(mistakes)) {
    it(`ends with 2 for '${line}'`, async () => {
      const { code, stdout, stderr } = await run(line.split(' '));
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, words);
      assert.match(stderr, /^api-audit: [^\n]*\n$/);
    });
  }
});
