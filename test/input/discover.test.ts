import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FoundSoFar } from '../../lib/input/discover.ts';
import { discover } from '../../lib/input/discover.ts';
import { asNobody } from '../support/nobody.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

describe('discovering files', () => {
  let cwd = '';
  beforeEach(() => {
    cwd = join(mkdtempSync(join(tmpdir(), 'api-audit-discover-')), 'work');
    mkdirSync(cwd);
  });
  afterEach(() => rmSync(dirname(cwd), { recursive: true }));

  function make(...names: readonly string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), '');
    }
  }

  async function found(paths: readonly string[], hidden = false): Promise<string[]> {
    const { files, errors } = await discover(paths, { cwd, hidden });
    assert.deepEqual(errors, []);
    for (const { file, path } of files) assert.ok(path === '-' || path.startsWith('/'), file);
    return files.map(({ file }) => file);
  }

  async function refused(paths: readonly string[]): Promise<string[]> {
    const { errors } = await discover(paths, { cwd, hidden: false });
    return errors.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  }

  describe('where they are many', () => {
    beforeEach(() => {
      for (let at = 0; at < 30; at++) make(...Array.from({ length: 100 }, (_, name) => `${at}/${name}.yaml`));
    });

    async function midway(paths: readonly string[]) {
      const told: FoundSoFar[] = [];
      let isWaitedFor = true;
      const { files } = await discover(paths, {
        cwd,
        hidden: false,
        midway: async (found) => {
          assert.ok(isWaitedFor);
          isWaitedFor = false;
          await new Promise((resolve) => setTimeout(resolve, 1));
          isWaitedFor = true;
          told.push(found);
        },
      });
      const final = told.filter(({ isFinal }) => isFinal).flatMap(({ files: some }) => some);
      assert.equal(new Set(final.map(({ path }) => path)).size, final.length);
      for (const file of final) assert.ok(files.some((one) => isDeepStrictEqual(one, file)));
      return told.map(({ files: some, isFinal }) => [some.length, isFinal]);
    }

    it('tells of them before it has found all, each once and as it is in the end', async () => {
      assert.deepEqual(await midway(['.']), [
        [1000, true],
        [1000, true],
        [1000, true],
      ]);
      assert.deepEqual(await midway(['7']), []);
    });

    it('says so where another path, a glob or a link may change what they are', async () => {
      const all = [1000, 1000, 1000].map((count) => [count, false]);
      assert.deepEqual(await midway(['.', '7/1.yaml']), all);
      make('folder/a.yaml');
      for (let at = 0; at < 30; at++) renameSync(join(cwd, String(at)), join(cwd, 'folder', String(at)));
      assert.deepEqual((await midway(['fold*'])).at(-1), [1000, false]);
      symlinkSync(join(cwd, 'folder', '7'), join(cwd, 'folder', 'link'));
      assert.deepEqual((await midway(['folder'])).at(-1), [1000, false]);
    });
  });

  it('finds the manifests of a folder and below, in the order of their names', async () => {
    make('b.yml', 'a.yaml', 'a/z.json', 'a/B.YAML', 'é.yaml', 'c.ndjson', 'x.txt', 'README.md', 'a/yaml');
    assert.deepEqual(await found(['.']), ['a.yaml', 'a/B.YAML', 'a/z.json', 'b.yml', 'c.ndjson', 'é.yaml']);
  });

  it('finds what is no YAML by its name: a Kustomization, a static Pod, a kubeconfig', async () => {
    make('base/Kustomization', 'etcd.manifest', 'admin.kubeconfig', 'base/myKustomization', 'manifest', 'kubelet.conf');
    assert.deepEqual(await found(['.']), ['admin.kubeconfig', 'base/Kustomization', 'etcd.manifest']);
  });

  it('finds templates of manifests, and the helpers of a chart', async () => {
    make(
      'web.yaml.j2',
      'roles/web/templates/cron-job.j2',
      'roles/web/templates/etcd.manifest.j2',
      'kubeadm.conf.jinja',
      'web.yaml.example',
      'web.yaml.sample',
      'web.json.dist',
      'dist',
      'web.yml.tmpl',
      'web.json.tpl',
      'web.yaml.in',
      'web.yaml.sed',
      'web.yaml.base',
      'Makefile.in',
      'chart/templates/lib/_web.tpl',
      'user-data.tpl',
      'web.sh.tpl',
      'a.yaml.bak',
    );
    assert.deepEqual(await found(['.']), [
      'chart/templates/lib/_web.tpl',
      'kubeadm.conf.jinja',
      'roles/web/templates/cron-job.j2',
      'roles/web/templates/etcd.manifest.j2',
      'web.json.dist',
      'web.json.tpl',
      'web.yaml.base',
      'web.yaml.example',
      'web.yaml.in',
      'web.yaml.j2',
      'web.yaml.sample',
      'web.yaml.sed',
      'web.yml.tmpl',
    ]);
  });

  it('leaves out what is hidden, node_modules and .git', async () => {
    make('a.yaml', '.b.yaml', '.github/c.yaml', 'node_modules/d.yaml', 'x/node_modules/e.yaml', '.git/f.yaml');
    assert.deepEqual(await found(['.']), ['a.yaml']);
    assert.deepEqual(await found(['.'], true), [
      '.b.yaml',
      '.git/f.yaml',
      '.github/c.yaml',
      'a.yaml',
      'node_modules/d.yaml',
      'x/node_modules/e.yaml',
    ]);
    assert.deepEqual(await found(['node_modules', '.github', '.b.yaml']), [
      '.b.yaml',
      '.github/c.yaml',
      'node_modules/d.yaml',
    ]);
    assert.deepEqual(await found(['x/node_modules/*.yaml']), ['x/node_modules/e.yaml']);
  });

  it('leaves out programs that were copied from others, but where they are named', async () => {
    make(
      'main.go',
      'vendor/k8s.io/api/types.go',
      'vendor/deploy.yaml',
      'venv/lib/site-packages/client.py',
      'cue.mod/gen/types.cue',
      'vendors.py',
    );
    const programs = async (path: string, hidden = false) =>
      (await discover([path], { cwd, hidden, programs: true })).files.map(({ file }) => file);
    assert.deepEqual(await programs('.'), ['main.go', 'vendor/deploy.yaml', 'vendors.py']);
    assert.deepEqual(await programs('vendor'), ['vendor/deploy.yaml', 'vendor/k8s.io/api/types.go']);
    assert.equal((await programs('.', true)).length, 6);
  });

  it('takes a file of any ending that is named, and says that it was', async () => {
    make('deploy.txt', 'a.yaml');
    const { files } = await discover(['deploy.txt', '.', '-'], { cwd, hidden: false });
    assert.deepEqual(
      files.map(({ file, named }) => [file, named]),
      [
        ['-', true],
        ['a.yaml', false],
        ['deploy.txt', true],
      ],
    );
  });

  it('lists a file that is reached twice once', async () => {
    make('a/b.yaml');
    assert.deepEqual(await found(['a', 'a/b.yaml', './a/../a/b.yaml', join(cwd, 'a'), 'a/*.yaml', 'a/']), ['a/b.yaml']);
    const { files } = await discover(['a', 'a/b.yaml'], { cwd, hidden: false });
    assert.equal(files[0]?.named, true);
  });

  it('shows absolute paths and paths outside relative to the working directory', async () => {
    make('a.yaml', '../beside/b.yaml');
    assert.deepEqual(await found([join(cwd, 'a.yaml'), '../beside']), ['../beside/b.yaml', 'a.yaml']);
  });

  it('expands globs', async () => {
    make('a/x.yaml', 'b/x.yaml', 'b/y.yaml', 'b/z.txt', 'b/.h.yaml');
    assert.deepEqual(await found(['*/x.yaml']), ['a/x.yaml', 'b/x.yaml']);
    assert.deepEqual(await found(['b/**']), ['b/x.yaml', 'b/y.yaml']);
    assert.deepEqual(await found(['b/*.txt']), ['b/z.txt']);
    assert.deepEqual(await found(['b/*.{txt,yaml}']), ['b/x.yaml', 'b/y.yaml', 'b/z.txt']);
    assert.deepEqual(await found(['*']), ['a/x.yaml', 'b/x.yaml', 'b/y.yaml']);
    assert.deepEqual(await found(['../work/a/*.yaml']), ['a/x.yaml']);
  });

  it('takes a path that exists as it is, even where its name looks like a glob', async () => {
    make('[prod]/a*.yaml', '[prod]/ab.yaml', 'p/c.yaml');
    assert.deepEqual(await found(['[prod]']), ['[prod]/a*.yaml', '[prod]/ab.yaml']);
    assert.deepEqual(await found(['[prod]/a*.yaml']), ['[prod]/a*.yaml']);
  });

  it('follows a link that is the root, and links in it', async () => {
    make('real/a.yaml', '../outside/b.yaml');
    symlinkSync('real', join(cwd, 'root'));
    symlinkSync('../../outside', join(cwd, 'real/more'));
    symlinkSync('a.yaml', join(cwd, 'real/again.yaml'));
    assert.deepEqual(await found(['root']), ['root/a.yaml', 'root/more/b.yaml']);
    assert.deepEqual(await found(['root', '.']), ['real/a.yaml', 'real/more/b.yaml']);
  });

  it('comes to an end where links form a loop', async () => {
    make('a/b/c.yaml');
    symlinkSync('..', join(cwd, 'a/b/up'));
    symlinkSync('.', join(cwd, 'a/self'));
    assert.deepEqual(await found(['.']), ['a/b/c.yaml']);
    assert.deepEqual(await found(['a/b']), ['a/b/c.yaml']);
  });

  it('lists a link to nowhere, for the reader to say so', async () => {
    make('a.yaml');
    symlinkSync('gone.yaml', join(cwd, 'b.yaml'));
    assert.deepEqual(await found(['.']), ['a.yaml', 'b.yaml']);
  });

  it('does not go into node_modules by way of a link', async () => {
    make('node_modules/a.yaml', 'b.yaml');
    symlinkSync('../..', join(cwd, 'node_modules/up'));
    assert.deepEqual(await found(['.']), ['b.yaml']);
  });

  it('says which path does not exist and which glob matches nothing', async () => {
    make('a.yaml', 'a/b.yaml');
    assert.deepEqual(await refused(['a', 'gone', 'a.yaml/x', 'a/*.yml', join(cwd, 'gone')]), [
      'a.yaml/x:1:1 does not exist; check the path',
      'a/*.yml:1:1 matches no file; check the pattern',
      'gone:1:1 does not exist; check the path',
    ]);
  });

  it('says which folder cannot be listed, and lists the others', async () => {
    make('a/x.yaml', 'b/y.yaml');
    chmodSync(dirname(cwd), 0o755);
    chmodSync(join(cwd, 'a'), 0o000);
    const { files, errors } = await asNobody(() => discover(['.'], { cwd, hidden: false }));
    chmodSync(join(cwd, 'a'), 0o755);
    assert.deepEqual(
      files.map(({ file }) => file),
      ['b/y.yaml'],
    );
    assert.deepEqual(errors, [{ file: 'a', line: 1, column: 1, message: 'cannot be listed: permission denied' }]);
  });

  it('says which folder a glob cannot look into, as of a folder that is named', async () => {
    make('a/x.yaml', 'b/y.yaml', 'c/d/z.yaml');
    chmodSync(dirname(cwd), 0o755);
    chmodSync(join(cwd, 'a'), 0o711);
    chmodSync(join(cwd, 'c'), 0o744);
    const looked = (path: string) => asNobody(() => discover([path], { cwd, hidden: false }));
    const all = await looked('**/*.yaml');
    const one = await looked('a/*.yaml');
    const listed = await looked('[c]/*');
    const named = await looked('{c,b}/y.yaml');
    chmodSync(join(cwd, 'a'), 0o755);
    chmodSync(join(cwd, 'c'), 0o755);
    const said = ({ errors }: typeof all) => errors.map(({ file, message }) => `${file} ${message}`);
    assert.deepEqual(
      all.files.map(({ file }) => file),
      ['b/y.yaml'],
    );
    const [ofA, ofC] = ['a cannot be listed: permission denied', 'c/d cannot be listed: permission denied'];
    assert.deepEqual(said(all), [ofA, ofC]);
    assert.deepEqual(said(one), [ofA]);
    assert.deepEqual(said(listed), ['c/d cannot be read: permission denied']);
    assert.deepEqual(said(named), ['c/y.yaml cannot be read: permission denied']);
    assert.deepEqual(
      named.files.map(({ file }) => file),
      ['b/y.yaml'],
    );
  });

  it('refuses an empty path, which a script gets from a variable that is not set', async () => {
    make('a.yaml');
    assert.deepEqual(await refused(['']), [':1:1 an empty path was given; name a file, a folder or a glob']);
  });

  it('finds nothing in an empty folder, and no fault with it', async () => {
    assert.deepEqual(await found(['.']), []);
  });
});

describe('a name that is no UTF-8', () => {
  it('is told of, byte by byte, on every way to it', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (cwd) => {
      const pathOf = (...name: readonly (string | number)[]) =>
        Buffer.concat([cwd, '/', ...name].map((part) => Buffer.from(typeof part === 'string' ? part : [part])));
      for (const name of [
        [0xff, '.yaml'],
        [0xfe, 'b.yaml'],
        [0xff, '.txt'],
        ['.', 0xff, '.yaml'],
        ['\ufffd.yaml'],
        ['\ufffdb.yaml'],
      ]) {
        await writeFile(pathOf(...name), 'apiVersion: v1\nkind: Pod\n');
      }
      await mkdir(pathOf('deep', 0xff));
      await mkdir(pathOf('deep\ufffd'));
      await symlink(pathOf('deep', 0xff), pathOf('link', 0xff));
      await symlink(pathOf(0xff, '.txt'), pathOf('text', 0xff));
      const message = 'was not read: its name holds bytes that are no UTF-8; rename it';
      const { files, errors } = await discover(['.'], { cwd, hidden: false });
      assert.deepEqual(
        files.map(({ file }) => file),
        ['\ufffd.yaml', '\ufffdb.yaml'],
      );
      assert.deepEqual(
        errors.map((error) => [error.file, error.message]),
        ['\\xfeb.yaml', '\\xff.yaml', 'deep\\xff', 'link\\xff'].map((file) => [file, message]),
      );
    });
  });

  it('is what may be meant where no file has the name that is given, or that a glob found', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (cwd) => {
      await writeFile(Buffer.concat([Buffer.from(`${cwd}/a`), Buffer.from([0xff]), Buffer.from('.yaml')]), '');
      for (const path of ['a\ufffd.yaml', '*.yaml']) {
        const { files, errors } = await discover([path], { cwd, hidden: false });
        assert.deepEqual(files, []);
        assert.deepEqual(
          errors.map(({ file, message }) => [file, message]),
          [['a\ufffd.yaml', 'was not read: its name holds bytes that are no UTF-8; rename it']],
        );
      }
      const { errors } = await discover(['b\ufffd.yaml'], { cwd, hidden: false });
      assert.equal(errors[0]?.message, 'does not exist; check the path');
    });
  });
});
