import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const TOKEN = 'hunter2hunter2';
const ENCODED = Buffer.from(TOKEN).toString('base64');

const release = Buffer.from(
  gzipSync(JSON.stringify({ name: 'web', manifest: 1, config: { password: TOKEN } })).toString('base64'),
).toString('base64');

/** Files in which the token stands, and in which something is wrong beside it. */
const FILES = {
  'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nunknown: ${TOKEN}\ndata: {password: ${ENCODED}}\nstringData: {password: ${TOKEN}}\n`,
  'old.yaml': `apiVersion: v1beta1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: ${TOKEN}}\n`,
  'broken.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  password: "${TOKEN}\nmore: [\n`,
  'tab.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n\tpassword: ${TOKEN}\n`,
  'broken.json': `{"apiVersion": "v1", "kind": "Secret", "stringData": {"password": ${TOKEN}}}`,
  'template.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  password: {{ .Values.password | default "${TOKEN}" }}\n`,
  'release.yaml': `apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata: {name: a}\ndata: {release: ${release}}\n`,
  'damaged.yaml': `apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata: {name: a}\ndata: {release: ${ENCODED}}\n`,
  'twice.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  a: *${TOKEN.slice(0, 3)}\n  password: ${TOKEN}\n`,
};

describe('what a Secret holds', () => {
  for (const format of ['table', 'json', 'ndjson', 'markdown', 'html', 'sarif', 'junit', 'csv', 'github']) {
    it(`is in no output: ${format}`, async () => {
      await inTemporaryFolder(async (folder) => {
        for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
        const args = ['.', '--target', '1.25', '--format', format, '--all', '--verbose'];
        const { stdout, stderr } = await run(args, { cwd: folder });
        for (const [where, text] of Object.entries({ stdout, stderr })) {
          assert.ok(!text.includes(TOKEN) && !text.includes(ENCODED), `${where}: ${text}`);
        }
        assert.match(stderr, /broken\.yaml/);
        assert.match(stdout, /secret\.yaml/);
      });
    });
  }
});

const BUDGET =
  'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n';
const SECRET = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: ${TOKEN}\n`;

/** Files that fix changes, in which the token stands right beside what changes. */
const CHANGING = {
  'above.yaml': `${SECRET}---\n${BUDGET}`,
  'below.yaml': `${BUDGET}---\nstringData: {password: ${TOKEN}}\napiVersion: v1\nkind: Secret\n`,
  'between.yaml': `${BUDGET}---\n${SECRET}---\n${BUDGET}`,
  'template.yaml': `kind: Secret\napiVersion: v1\nstringData:\n  password: {{ .Values.a | default "${TOKEN}" }}\n---\n${BUDGET}`,
  'broken.yaml': `apiVersion: v1\nkind: Secret\nstringData: { password: ${TOKEN}\n---\n${BUDGET}`,
  'list.json': JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'Secret', stringData: { password: TOKEN } },
        {
          apiVersion: 'policy/v1beta1',
          kind: 'PodDisruptionBudget',
          spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
        },
      ],
    },
    null,
    1,
  ),
};

describe('what a Secret holds, in a patch', () => {
  it('is not shown around what changes, and git takes the patch', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const [name, text] of Object.entries(CHANGING)) await writeFile(join(folder, name), text);
      const { stdout, stderr } = await run(['fix', '.', '--target', '1.30'], { cwd: folder });
      assert.ok(!stdout.includes(TOKEN) && !stderr.includes(TOKEN), stdout);
      assert.match(stderr, /7 changes proposed in 6 files/);
      execFileSync('git', ['apply'], { cwd: folder, input: stdout });
      for (const [name, text] of Object.entries(CHANGING)) {
        assert.equal(await readFile(join(folder, name), 'utf8'), text.replaceAll('policy/v1beta1', 'policy/v1'));
      }
    });
  });

  it('keeps a patch back that cannot do without it, and says what to do', async () => {
    await inTemporaryFolder(async (folder) => {
      const line = JSON.stringify(JSON.parse(CHANGING['list.json']));
      await writeFile(join(folder, 'line.json'), line);
      const { code, stdout, stderr } = await run(['fix', '.', '--target', '1.30'], { cwd: folder });
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(
        stderr,
        /^note: line\.json: its patch would show values of a Secret: use --write\n1 change proposed/,
      );
      assert.equal((await run(['fix', '.', '--target', '1.30', '--write'], { cwd: folder })).code, 0);
      assert.equal(await readFile(join(folder, 'line.json'), 'utf8'), line.replace('policy/v1beta1', 'policy/v1'));
    });
  });
});
