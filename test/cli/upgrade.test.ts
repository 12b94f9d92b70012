import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixture, run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const cwd = fixture('upgrade');

describe('api-audit upgrade', () => {
  it('exits with 1 where something has to be changed, and with 0 where nothing has', async () => {
    const old = await run(['upgrade', 'old-harbour', '--from', '1.15', '--to', '1.36'], { cwd });
    assert.deepEqual([old.code, old.stderr], [1, '']);
    const fine = await run(['upgrade', 'fine-throughout', '--from', '1.15', '--to', '1.36'], { cwd });
    assert.deepEqual([fine.code, fine.stderr], [0, '']);
    assert.match(
      fine.stdout,
      /^Nothing in 2 resources has to change from 1\.15 to 1\.36\.\n\nWithout changes, all APIs in use are served on 1\.9–1\.38\.$/m,
    );
  });

  it('tells the hops, the windows and the plan', async () => {
    const { stdout } = await run(['upgrade', 'old-harbour', '--from', '1.20', '--to', '1.23'], { cwd });
    assert.match(stdout, /1\.21 to 1\.22 │ extensions\/v1beta1 Ingress \(1\)/);
    assert.match(stdout, /networking\.k8s\.io\/v1.*│ 1\.20–1\.21/);
    assert.match(
      stdout,
      /^On 1\.20\n {2}1\. Fix what already does not work on 1\.20\. Kubernetes 1\.20 does not serve/m,
    );
    assert.match(stdout, /-> Move the control plane to 1\.21/);
  });

  it('says what programs take, where there is nothing else', async () => {
    const cwd = fixture('source/shop-operator');
    const old = await run(['upgrade', 'src/reconcile.ts', '--from', '1.20', '--to', '1.25'], { cwd });
    assert.match(old.stdout, /^1\.20 to 1\.25 takes 3 edits in 4 places: /m);
    const fine = await run(['upgrade', 'src/reconcile.ts', '--from', '1.20', '--to', '1.21'], { cwd });
    assert.match(fine.stdout, /^Nothing in 4 uses in programs has to change from 1\.20 to 1\.21\./m);
  });

  it('says plainly that a window is empty', async () => {
    const { stdout } = await run(['upgrade', 'empty-window', '--from', '1.30', '--to', '1.31'], { cwd });
    assert.match(stdout, /There is\s+no window/);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /On 1\.30 1\. Delete the objects of resource\.k8s\.io\/v1alpha2 ResourceClaimTemplate: 1\.31 can neither read nor delete /,
    );
    assert.match(stdout, /none: gone in 1\.31, new/);
  });

  it('keeps its lines within the terminal', async () => {
    const { stdout } = await run(['upgrade', 'old-harbour', '--from', '1.15', '--to', '1.36'], { cwd, terminal: 90 });
    for (const line of stdout.split('\n').slice(4)) assert.ok(line.length <= 90, line);
  });

  it('goes to the newest release where no other is named', async () => {
    const { stdout, code } = await run(['upgrade', 'fine-throughout', '--from', '1.30', '--format', 'json'], { cwd });
    const { to, direction, plan } = JSON.parse(stdout);
    assert.deepEqual([code, to, direction, plan.length], [0, '1.37', 'up', 7]);
  });

  it('asks where to go from a release that is later than the newest', async () => {
    const { stdout, stderr, code } = await run(['upgrade', 'fine-throughout', '--from', '1.38'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /--from 1\.38 is later than 1\.37, the newest release that is not preliminary\. Say with --to where to go/,
    );
    const back = await run(['upgrade', 'fine-throughout', '--from', '1.38', '--to', '1.37'], { cwd });
    assert.match(back.stdout, /1\.38 to 1\.37/);
  });

  it('cautions on standard error where a release on the way is preliminary', async () => {
    const args = ['upgrade', 'fine-throughout', '--from', '1.37', '--to', '1.38', '--format', 'json'];
    assert.match((await run(args, { cwd })).stderr, /^api-audit: The Snapshot of Kubernetes 1\.38 is preliminary/);
  });

  it('gives JSON in which the hops and the plan point at the changes', async () => {
    const { stdout } = await run(['upgrade', 'old-harbour', '--from', '1.21', '--to', '1.22', '--format', 'json'], {
      cwd,
    });
    const { changes, hops, plan, compatible } = JSON.parse(stdout);
    const [stopped] = hops[0].stops;
    assert.deepEqual(
      [changes[stopped].subject.kind, changes[stopped].breaks, changes[stopped].before],
      ['Ingress', '1.22', '1.21'],
    );
    assert.deepEqual(changes[stopped].moves, [
      {
        of: { group: 'extensions', version: 'v1beta1', kind: 'Ingress' },
        to: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
        from: '1.21',
        until: '1.21',
        missing: null,
        whenEnabled: false,
      },
    ]);
    assert.deepEqual(
      plan.map((step: { do: string; change?: number }) => [step.do, step.change === stopped]),
      [
        ['mend', false],
        ['rewrite', true],
        ['hop', false],
      ],
    );
    assert.deepEqual(compatible.releases, []);
  });

  it('gives a checklist in Markdown', async () => {
    const { stdout } = await run(['upgrade', 'old-harbour', '--from', '1.21', '--to', '1.22', '--format', 'markdown'], {
      cwd,
    });
    assert.match(stdout, /^- \[ \] On 1\.21: Rewrite .*Ingress/m);
    assert.match(stdout, /^- \[ \] \*\*Move the control plane to 1\.22\.\*\*$/m);
  });

  it('writes HTML to a file', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'upgrade.html');
      const args = ['upgrade', 'old-harbour', '--from', '1.21', '--to', '1.22', '--format', 'html', '-o', file];
      assert.deepEqual(await run(args, { cwd }), { code: 1, stdout: '', stderr: '' });
      assert.match(await readFile(file, 'utf8'), /^<!doctype html>/);
    });
  });

  it('exits with 2 where an input cannot be read, unless that is allowed', async () => {
    const args = ['upgrade', 'fine-throughout', 'not-there.yaml', '--from', '1.30'];
    const { code, stderr } = await run(args, { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /not-there\.yaml/);
    assert.equal((await run([...args, '--allow-unread'], { cwd })).code, 0);
  });

  it('asks for the release that runs now', async () => {
    const { code, stderr } = await run(['upgrade', '.'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /--from/);
  });
});

describe('api-audit --supports', () => {
  it('fails where one release of the range does not serve something', async () => {
    const { code, stdout } = await run(['old-harbour', '--supports', '1.21..1.22'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /Checked against every release from 1\.21 to 1\.22\./);
  });

  it('passes where every release serves everything', async () => {
    assert.equal((await run(['fine-throughout', '--supports', '1.15..1.36'], { cwd })).code, 0);
  });

  it('takes the end of the range for the Target', async () => {
    const { stdout } = await run(['fine-throughout', '--supports', '1.15..1.20', '--format', 'json'], { cwd });
    const { target, supports } = JSON.parse(stdout);
    assert.deepEqual([target, supports], ['1.20', { from: '1.15', to: '1.20' }]);
  });

  it('is not for one way through the releases, nor for one server', async () => {
    const { code, stderr } = await run(['.', '--supports', '1.24..1.30', '--from', '1.20'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /--supports and --from cannot be used together/);
  });
});
