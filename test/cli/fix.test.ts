import assert from 'node:assert/strict';
import { chmod, chown, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceUnchanged } from '../../lib/cli/fix-files.ts';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1beta1 # old\nkind: Role\nmetadata: {name: clerk}\nrules: []\n';
const FIXED = ROLE.replace('v1beta1', 'v1');
const BUDGET = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {selector: {}}\n';

/** Runs `fix` in a folder with these files. */
async function inFolder(
  files: Readonly<Record<string, string | Buffer>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await use(folder);
  });
}

describe('api-audit fix', () => {
  it('proposes a patch, touches nothing, and ends with 1', () =>
    inFolder({ 'role.yaml': ROLE }, async (cwd) => {
      const { code, stdout, stderr } = await run(['fix'], { cwd });
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^--- a\/role\.yaml\n\+\+\+ b\/role\.yaml\n@@ -1,4 \+1,4 @@\n-apiVersion: .*\n\+apiVersion: rbac\.authorization\.k8s\.io\/v1 # old\n/,
      );
      assert.match(stderr, /1 change proposed in 1 file, 0 things left to decide/);
      assert.equal(await readFile(join(cwd, 'role.yaml'), 'utf8'), ROLE);
    }));

  it('writes with --write, keeps the mode of the file, and ends with 0', () =>
    inFolder({ 'role.yaml': ROLE }, async (cwd) => {
      const path = join(cwd, 'role.yaml');
      await chmod(path, 0o750);
      const { code, stdout } = await run(['fix', '--write', 'role.yaml'], { cwd });
      assert.deepEqual([code, stdout], [0, '']);
      assert.equal(await readFile(path, 'utf8'), FIXED);
      assert.equal((await stat(path)).mode & 0o777, 0o750);
      assert.deepEqual(await run(['fix', '--write', 'role.yaml'], { cwd }), {
        code: 0,
        stdout: '',
        stderr: '0 changes made in 0 files, 0 things left to decide\n',
      });
    }));

  it('sends no commands of a file to a terminal, and all of them to another program', () => {
    const text = ROLE.replace('# old', '# \u001b[2J\u202e\told\r');
    return inFolder({ 'role.yaml': text }, async (cwd) => {
      const { stdout } = await run(['fix'], { cwd, terminal: 80 });
      assert.match(stdout, /^-apiVersion: .* # \\u001b\[2J\\u202e\told\r\n\+apiVersion/m);
      assert.ok(!stdout.includes('\u001b') && !stdout.includes('\u202e'));
      assert.ok((await run(['fix'], { cwd })).stdout.includes('# \u001b[2J\u202e\told\r\n'));
      const piped = { cwd, stdin: text, terminal: 80 };
      assert.ok(!(await run(['fix', '-', '--write'], piped)).stdout.includes('\u001b'));
    });
  });

  it('leaves a file to its owner, though another writes it', async function () {
    if (process.geteuid?.() !== 0) this.skip();
    await inFolder({ 'role.yaml': ROLE, 'out.json': '' }, async (cwd) => {
      for (const name of ['role.yaml', 'out.json']) await chown(join(cwd, name), 65_534, 65_533);
      assert.equal((await run(['fix', '--write', 'role.yaml'], { cwd })).code, 0);
      assert.equal((await run(['role.yaml', '--format', 'json', '-o', 'out.json'], { cwd })).code, 0);
      for (const name of ['role.yaml', 'out.json']) {
        const { uid, gid, size } = await stat(join(cwd, name));
        assert.deepEqual([uid, gid, size > 0], [65_534, 65_533, true], name);
      }
    });
  });

  it('writes a file whose name is as long as names can be', () => {
    const name = `${'n'.repeat(250)}.yaml`;
    return inFolder({ [name]: ROLE }, async (cwd) => {
      assert.equal((await run(['fix', '--write', name], { cwd })).code, 0);
      assert.equal(await readFile(join(cwd, name), 'utf8'), FIXED);
    });
  });

  it('ends with 1 where something is left, and says what has to be decided', () =>
    inFolder({ 'budget.yaml': BUDGET }, async (cwd) => {
      const { code, stderr } = await run(['fix', '--write'], { cwd });
      assert.equal(code, 1);
      assert.match(stderr, /^left: budget\.yaml:4:8: policy\/v1beta1 PodDisruptionBudget stays: spec\.selector: /);
      assert.equal(await readFile(join(cwd, 'budget.yaml'), 'utf8'), BUDGET);
    }));

  it('leaves a program as it is and names it, though its text reads as a manifest or as none', () => {
    const files = {
      'a.ts': `const role = \`\n${ROLE}note: {{ a }}\n\`;\n`,
      'b.go': 'package a\n\nvar b = "apiVersion: kind"\n',
    };
    return inFolder(files, async (cwd) => {
      const nothing = '0 changes made in 0 files, 0 things left to decide\n';
      const left =
        'left: a.ts:2:13: Kubernetes 1.37 does not serve rbac.authorization.k8s.io/v1beta1 Role: 1.22 removed it (deprecated since 1.17). Use rbac.authorization.k8s.io/v1 Role instead, served since 1.8. Programs are not edited: change it by hand.\n';
      const notes = Object.keys(files).map((file) => `note: ${file} is a program: it was left as it is\n`);
      const named = await run(['fix', '--write', ...Object.keys(files)], { cwd });
      assert.deepEqual(named, {
        code: 1,
        stdout: '',
        stderr: `${notes.join('')}${left}${nothing.replace('0 things', '1 thing')}`,
      });
      assert.deepEqual(await run(['fix', '--write'], { cwd }), { code: 0, stdout: '', stderr: nothing });
      for (const [file, text] of Object.entries(files)) assert.equal(await readFile(join(cwd, file), 'utf8'), text);
    });
  });

  it('prints the whole text of standard input with --write', async () => {
    const { code, stdout } = await run(['fix', '-', '--write'], { stdin: ROLE });
    assert.deepEqual([code, stdout], [0, FIXED]);
    assert.equal((await run(['fix', '-', '--write'], { stdin: FIXED })).stdout, FIXED);
  });

  it('says of each change why the meaning stays with --verbose', async () => {
    const { stderr } = await run(['fix', '-', '--verbose'], { stdin: ROLE });
    assert.match(
      stderr,
      /changed: -:1:1: apiVersion becomes rbac\.authorization\.k8s\.io\/v1: every field here is in /,
    );
  });

  it('writes nothing that --target or a release of --supports does not serve', async () => {
    const stdin = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n';
    const patch = async (...flags: string[]) => (await run(['fix', '-', ...flags], { stdin })).stdout;
    assert.equal(await patch('--target', '1.20'), '');
    assert.equal(await patch('--supports', '1.20..1.24'), '');
    assert.match(await patch('--supports', '1.21..1.24'), /^\+apiVersion: batch\/v1$/m);
  });

  it('writes UTF-16 back as UTF-16, and proposes no patch for it', () =>
    inFolder({ 'role.yaml': Buffer.from(`\uFEFF${ROLE}`, 'utf16le') }, async (cwd) => {
      const proposed = await run(['fix'], { cwd });
      assert.equal(proposed.stdout, '');
      assert.match(proposed.stderr, /role\.yaml is UTF-16/);
      await run(['fix', '--write'], { cwd });
      assert.deepEqual(await readFile(join(cwd, 'role.yaml')), Buffer.from(`\uFEFF${FIXED}`, 'utf16le'));
    }));

  it('says that a patch does not fit where the file is not below this folder', () =>
    inFolder({ 'role.yaml': ROLE }, async (folder) => {
      const cwd = join(folder, 'below');
      await mkdir(cwd);
      const { stdout, stderr } = await run(['fix', '../role.yaml'], { cwd });
      assert.match(stdout, /^--- a\/\.\.\/role\.yaml\n/);
      assert.match(stderr, /^note: \.\.\/role\.yaml leads out of this folder, so git apply does not take its patch/m);
      assert.equal((await run(['fix', '--write', '../role.yaml'], { cwd })).stderr.includes('note:'), false);
    }));

  it('moves patches with what they patch, and what chooses it', () => {
    const deployment = (version: string, spec: string) =>
      `apiVersion: ${version}\nkind: Deployment\nmetadata: {name: web}\nspec: ${spec}\n`;
    const whole = '{template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}';
    const kustomization = (target: string) =>
      `resources: [web.yaml, budget.yaml]\npatches:\n- path: patch.yaml\n- path: more.yaml\n  target: {${target}, kind: Deployment}\n- patch: '[{op: add, path: /spec/minAvailable, value: 2}]'\n  target: {group: policy, version: v1beta1, kind: PodDisruptionBudget}\n`;
    const files = {
      'web.yaml': deployment('apps/v1beta2', whole),
      'patch.yaml': deployment('apps/v1beta2', '{replicas: 3}'),
      'more.yaml': '- {op: replace, path: /spec/replicas, value: 4}\n',
      'budget.yaml': BUDGET,
      'kustomization.yaml': kustomization('group: apps, version: v1beta2'),
    };
    return inFolder(files, async (cwd) => {
      const { stderr } = await run(['fix', '--write', '--target', '1.25'], { cwd });
      const textOf = (file: string) => readFile(join(cwd, file), 'utf8');
      assert.equal(await textOf('patch.yaml'), deployment('apps/v1', '{replicas: 3}'));
      assert.match(await textOf('web.yaml'), /apps\/v1\n[\s\S]*selector/);
      // The budget stays, since its selector is empty.
      assert.equal(await textOf('kustomization.yaml'), kustomization('group: apps, version: v1'));
      assert.match(stderr, /^left: kustomization\.yaml:7:12: patches\[2\]\.target\.group: /m);
      assert.match(stderr, / 2 things left to decide\n$/);
      assert.match((await run(['fix', '--target', '1.25'], { cwd })).stderr, /^0 changes proposed/m);
    });
  });

  it('writes no selector where a kustomization changes the labels that it was made of', () => {
    const files = {
      'web.yaml': `apiVersion: apps/v1beta2\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: a}]}}}\n`,
      'kustomization.yaml': 'resources: [web.yaml]\ncommonLabels: {team: harbour}\n',
    };
    return inFolder(files, async (cwd) => {
      const { stdout, stderr } = await run(['fix', '--target', '1.25'], { cwd });
      assert.equal(stdout, '');
      assert.match(stderr, /^left: web\.yaml:4:1: .*Write the selector that the object has in the cluster/m);
    });
  });

  it('leaves a file with bytes that would not come back, and ends with 2', () =>
    inFolder({ 'role.yaml': Buffer.from(ROLE.replace('old', '\xe4'), 'latin1') }, async (cwd) => {
      const { code, stderr } = await run(['fix', '--write'], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /role\.yaml:1:1: holds bytes that are no UTF-8/);
    }));

  it('writes through a symbolic link', () =>
    inFolder({}, async (cwd) => {
      await mkdir(join(cwd, 'real'));
      await writeFile(join(cwd, 'real', 'role.yaml'), ROLE);
      await symlink(join('real', 'role.yaml'), join(cwd, 'link.yaml'));
      await run(['fix', '--write', 'link.yaml'], { cwd });
      assert.equal(await readFile(join(cwd, 'real', 'role.yaml'), 'utf8'), FIXED);
    }));

  it('writes nothing that a link leads to out of the folders that were named', async function () {
    if (process.platform === 'win32') this.skip();
    await inFolder({ 'role.yaml': ROLE }, async (cwd) => {
      await mkdir(join(cwd, 'own'));
      await writeFile(join(cwd, 'own', 'inside.yaml'), ROLE);
      await symlink(join('..', 'role.yaml'), join(cwd, 'own', 'out.yaml'));
      await symlink('inside.yaml', join(cwd, 'own', 'within.yaml'));
      for (const args of [['own'], ['own/*.yaml']]) {
        const { code, stderr } = await run(['fix', '--write', ...args], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /own\/out\.yaml:1:1: was not written: it is a link that leads to role\.yaml, out of what/);
        assert.equal(await readFile(join(cwd, 'own', 'inside.yaml'), 'utf8'), FIXED);
        assert.equal(await readFile(join(cwd, 'role.yaml'), 'utf8'), ROLE);
      }
      assert.equal((await run(['fix', '--write', 'own', 'role.yaml'], { cwd })).code, 0);
      assert.equal(await readFile(join(cwd, 'role.yaml'), 'utf8'), FIXED);
    });
  });

  it('names a document that does not parse, mends the others, and ends with 2 but for --allow-unread', () =>
    inFolder({ 'a.yaml': `${ROLE}---\napiVersion: v1\nkind: [\n` }, async (cwd) => {
      const { code, stdout, stderr } = await run(['fix'], { cwd });
      assert.equal(code, 2);
      assert.match(stdout, /^\+apiVersion/m);
      assert.match(stderr, /a\.yaml:\d+:\d+: this document was not audited/);
      assert.equal((await run(['fix', '--allow-unread'], { cwd })).code, 1);
    }));

  it('names a manifest that a NUL byte makes no text, and passes over what is none', () =>
    inFolder({ 'role.yaml': `${ROLE}# \0\n`, 'tide.yaml': 'a picture\0' }, async (cwd) => {
      const { code, stderr } = await run(['fix'], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /^api-audit: role\.yaml:5:3: this file was not audited: there is a NUL byte here/m);
      assert.doesNotMatch(stderr, /tide/);
    }));

  it('moves the class of an Ingress where its IngressClass stands in another file', () =>
    inFolder(
      {
        'class.yaml': 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: inner}\n',
        'a.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\n  annotations:\n    kubernetes.io/ingress.class: inner\nspec:\n  rules: []\n',
      },
      async (cwd) => {
        assert.equal((await run(['fix', '--write'], { cwd })).code, 0);
        assert.equal(
          await readFile(join(cwd, 'a.yaml'), 'utf8').then((text) => text.split('\n').at(-2)),
          '  ingressClassName: inner',
        );
      },
    ));

  it('refuses --diff with --write, and what is no range', async () => {
    assert.equal((await run(['fix', '--diff', '--write'])).code, 2);
    assert.equal((await run(['fix', '--supports', '1.20'])).code, 2);
  });

  it('shows no control characters of a file', async () => {
    const stdin = BUDGET.replace('selector: {}', '"sel\\u001bector": {}');
    assert.ok(!(await run(['fix', '-'], { stdin })).stderr.includes('\u001b'));
  });
});

describe('replaceUnchanged', () => {
  it('does not write over what has changed since it was read', () =>
    inFolder({ a: 'now' }, async (folder) => {
      const path = join(folder, 'a');
      assert.match((await replaceUnchanged(path, Buffer.from('then'), Buffer.from('new'))) ?? '', /changed since/);
      assert.equal(await readFile(path, 'utf8'), 'now');
      assert.equal(await replaceUnchanged(path, Buffer.from('now'), Buffer.from('new')), null);
      assert.equal(await readFile(path, 'utf8'), 'new');
    }));
});
