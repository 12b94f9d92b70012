import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
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
