import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceUnchanged } from '../../lib/cli/fix-files.ts';
import { run } from '../support/cli.ts';
import { EXECUTABLE } from '../support/executable.ts';
import { runIn, withFiles } from '../support/run-in.ts';

const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
/** DEL, a control character of eight bits, a mark that turns the direction of writing. */
const UNSAFE = /[\u007f-\u009f\u202e]/;

describe('a file that is written', () => {
  for (const [what, args] of [
    ['the input', ['in.yaml', '-o', 'in.yaml']],
    ['the input, by another way', ['in.yaml', '--format', 'sarif=./sub/../in.yaml']],
    ['the input, by a link', ['in.yaml', '-o', 'link.yaml']],
    ['the input, as evidence', ['in.yaml', '--evidence', 'in.yaml']],
    ['the configuration', ['in.yaml', '--config', 'policy.yaml', '-o', 'policy.yaml']],
    ['the baseline', ['in.yaml', '--baseline', 'known.json', '-o', 'known.json']],
    ['the OpenAPI document', ['in.yaml', '--snapshot', 'api.json', '-o', 'api.json']],
    ['the values', ['in.yaml', '--values', 'values.yaml', '-o', 'values.yaml']],
    ['the input of an upgrade', ['upgrade', 'in.yaml', '--from', '1.20', '-o', 'in.yaml']],
    ['one of two reports', ['compare', 'a.json', 'b.json', '-o', 'b.json']],
    ['one of two documents', ['diff', '1.30', 'api.json@1.31', '-o', 'api.json']],
    ['the raw document', ['snapshot', 'build', 'api.json', '--release', '1.31', '-o', 'api.json']],
  ] as const) {
    it(`is not ${what}`, async function () {
      if (process.platform === 'win32' && args.includes('link.yaml' as never)) this.skip();
      const api = JSON.stringify({ swagger: '2.0', info: {}, paths: {}, definitions: {} });
      const gvk = [{ group: 'a', version: 'v1', kind: 'K' }];
      const files = {
        'in.yaml': INGRESS,
        'policy.yaml': 'target: 1.25\n',
        'known.json': '{"schemaVersion": 1, "entries": []}\n',
        'api.json': api.replace(
          '"definitions":{',
          `"definitions":{"a.v1.K":${JSON.stringify({ 'x-kubernetes-group-version-kind': gvk })}`,
        ),
        'values.yaml': 'a: b\n',
        'a.json': '{}',
        'b.json': '{}',
        'sub/x.txt': '',
      };
      await withFiles(files, async (cwd) => {
        await symlink('in.yaml', join(cwd, 'link.yaml'));
        const { code, stdout, stderr } = await run([...args, ...(args[0] === 'in.yaml' ? ['--target', '1.31'] : [])], {
          cwd,
        });
        assert.deepEqual([code, stdout], [2, ''], stderr);
        assert.match(
          stderr,
          /^api-audit: --\S+( \w+)?: \S+ is read by this run, and would be overwritten\. Name another/,
        );
        for (const [name, text] of Object.entries(files)) assert.equal(await readFile(join(cwd, name), 'utf8'), text);
      });
    });
  }

  for (const [what, args] of [
    ['another report', ['--format', 'json=a.json', '--format', 'sarif=./a.json']],
    ['the evidence', ['--format', 'json=a.json', '--evidence', 'a.json']],
    ['the baseline', ['--format', 'json=a.json', '--baseline', 'a.json', '--update-baseline']],
  ] as const) {
    it(`is not ${what}, too`, async () => {
      const { code, stderr } = await runIn({ 'in.yaml': INGRESS }, '.', ['in.yaml', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, /a\.json is what --\S+( \w+)? writes\. Name another file\.\n$/);
    });
  }

  it('is no file of manifests, wherever that lies', () =>
    withFiles({ 'in.yaml': INGRESS, 'more/other.yml': `# a list\n${INGRESS}` }, async (cwd) => {
      for (const [flag, file] of [
        ['--output', 'in.yaml'],
        ['--output', 'more/other.yml'],
        ['--evidence', 'in.yaml'],
      ] as const) {
        const { code, stderr } = await run(['.', '--target', '1.25', flag, file], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /^api-audit: --.*: \S+ holds Kubernetes objects, and would be overwritten\. Name another/);
      }
      assert.equal(await readFile(join(cwd, 'in.yaml'), 'utf8'), INGRESS);
    }));

  it('is none of a command either that reads no manifests', () =>
    withFiles({ 'in.yaml': INGRESS }, async (cwd) => {
      for (const args of [
        ['stability', '1.36'],
        ['diff', '1.35', '1.36'],
      ]) {
        const { code, stderr } = await run([...args, '-o', 'in.yaml'], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /^api-audit: --output: in\.yaml holds Kubernetes objects, and would be overwritten\./);
      }
      assert.equal(await readFile(join(cwd, 'in.yaml'), 'utf8'), INGRESS);
    }));

  it('has a name, in every command', async () => {
    const { stdout: report } = await run(['-', '--format', 'json', '--config', 'none'], { stdin: INGRESS });
    await withFiles({ 'in.yaml': INGRESS, 'a.json': report }, async (cwd) => {
      for (const args of [
        ['in.yaml', '--output', ''],
        ['in.yaml', '--evidence', ''],
        ['upgrade', 'in.yaml', '--from', '1.30', '--output', ''],
        ['diff', '1.35', '1.36', '--output', ''],
        ['compare', 'a.json', 'a.json', '--output', ''],
        ['stability', '1.36', '--output', ''],
        ['snapshot', 'build', 'a.json', '--output', ''],
      ]) {
        const { code, stdout, stderr } = await run(args, { cwd });
        assert.deepEqual([code, stdout, stderr], [2, '', `api-audit: ${args.at(-2)} is empty: name a file.\n`]);
      }
    });
  });

  it('may lie in the folder that is read, where the report of the last run is', () =>
    withFiles({ 'in.yaml': INGRESS }, async (cwd) => {
      const args = ['.', '--format', 'json=a.json', '--format', 'sarif=/dev/null', '--format', 'csv=/dev/../dev/null'];
      const given = process.platform === 'win32' ? args.slice(0, 3) : args;
      for (let times = 0; times < 2; times++) assert.equal((await run(given, { cwd })).code, 1);
    }));

  it('ends the run as untrusted where it is a standard output that is full', function () {
    if (process.platform !== 'linux') this.skip();
    const command = `echo '${POD}' | '${process.execPath}' '${EXECUTABLE}' - > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stderr, 'api-audit: standard output cannot be written (ENOSPC: no space left on device).\n');
  });
});

describe('what is no file to be read to its end', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('does not keep a fix waiting', () =>
    withFiles({ 'in.yaml': POD }, async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'pipe.yaml')]);
      await symlink('/dev/zero', join(cwd, 'zero.yaml'));
      const { code, stderr } = await run(['fix', '.'], { cwd });
      assert.equal(code, 2);
      for (const name of ['pipe', 'zero'])
        assert.ok(
          stderr.includes(`${name}.yaml:1:1: is no regular file (a pipe, socket or device), so it was not read`),
        );
    }));

  it('is read once by a fix where it is a pipe that a shell has open', function () {
    if (process.platform !== 'linux') this.skip();
    const command = `echo '${INGRESS.replace('extensions/v1beta1', 'networking.k8s.io/v1beta1')}' | '${process.execPath}' '${EXECUTABLE}' fix /dev/stdin --target 1.20`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /1 (change proposed in 1 file|thing left)/);
  });

  it('does not end a fix where it is gone by the time it is to be written', async () => {
    assert.equal(await replaceUnchanged('/no/such/file', Buffer.from('a'), Buffer.from('b')), 'it is no longer there');
  });

  it('is missing where evidence names it', () =>
    withFiles({}, async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      const digest = { sha256: 'a'.repeat(64) };
      const inputs = ['pipe', '/dev/zero', '.'].map((name) => ({ name, digest }));
      const statement = {
        _type: 'https://in-toto.io/Statement/v1',
        predicateType: 'https://api-audit.io/evidence/v1',
        subject: [],
        predicate: { inputs, materials: [], data: [], tool: { name: 'api-audit', version: '0' } },
      };
      await writeFile(join(cwd, 'evidence.json'), JSON.stringify(statement));
      const { code, stdout } = await run(['verify', 'evidence.json'], { cwd });
      assert.equal(code, 1);
      assert.match(stdout, /^missing: pipe\nmissing: \/dev\/zero\nmissing: \.\n3 files looked at: 3 not/);
    }));

  it('ends as too large where an OpenAPI document is wanted', () =>
    withFiles({ 'in.yaml': POD }, async (cwd) => {
      const { code, stderr } = await run(['in.yaml', '--snapshot', '/dev/zero'], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /\/dev\/zero: it is larger than 268435456 bytes/);
    }));

  it('ends as too large where a shell has it open as an input', async function () {
    if (process.platform !== 'linux') this.skip();
    await withFiles({ 'in.yaml': POD }, async (cwd) => {
      const [zeros, lines, pod] = [await open('/dev/zero'), await open('/dev/zero'), await open(join(cwd, 'in.yaml'))];
      try {
        const audited = await run([`/dev/fd/${zeros.fd}`, `/dev/fd/${pod.fd}`], { cwd });
        assert.match(audited.stdout, /1 resource/);
        const { code, stderr } = await run(['fix', `/dev/fd/${lines.fd}`], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /is larger than \d+ MB, so it was not read; split it/);
      } finally {
        for (const handle of [zeros, lines, pod]) await handle.close();
      }
    });
  });

  it('is no configuration that may be passed over', () =>
    withFiles({ 'pipe/in.yaml': POD, 'folder/in.yaml': POD, 'link/in.yaml': POD }, async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'pipe', 'api-audit.yaml')]);
      await mkdir(join(cwd, 'folder', 'api-audit.yaml'));
      await symlink('gone.yaml', join(cwd, 'link', 'api-audit.yaml'));
      for (const [folder, why] of [
        ['pipe', 'it is no regular file'],
        ['folder', 'it is a folder'],
        ['link', 'ENOENT: no such file or directory'],
      ] as const) {
        const { code, stderr } = await run([`${folder}/in.yaml`], { cwd });
        assert.equal(code, 2);
        assert.equal(
          stderr,
          `api-audit: ${folder}/api-audit.yaml cannot be read (${why}); --config none goes without it.\n`,
        );
        assert.equal((await run([`${folder}/in.yaml`, '--config', 'none'], { cwd })).code, 0);
      }
    }));
});

describe('a configuration of several documents', () => {
  it('is refused, for one of them would not hold', async () => {
    const files = { 'in.yaml': POD, 'api-audit.yaml': 'target: 1.30\n---\nminimumStability: ga\n' };
    const { code, stderr } = await runIn(files, '.', ['in.yaml']);
    assert.equal(code, 2);
    assert.match(stderr, /^api-audit: api-audit\.yaml:3:1: a configuration is one document/);
  });

  it('is one where all the others are empty', async () => {
    const files = { 'in.yaml': POD, 'api-audit.yaml': '---\n# none\n---\ntarget: 1.30\n---\n' };
    const { stdout } = await runIn(files, '.', ['in.yaml']);
    assert.match(stdout, /^Kubernetes 1\.30/);
  });
});

describe('a hostile report', () => {
  const finding = (more: string) =>
    `{"rule":"r","severity":"error","message":"\\u009b","subject":{"group":"a","version":"v1","kind":"K"},"holder":{"apiVersion":"a/v1","kind":"K\\u202e","namespace":null,"name":"\\u007f"},"location":{"file":"f\\u009b","line":1}${more}}`;
  const report = (findings: string, more = '') =>
    `{"schemaVersion":1,"target":"1.30","summary":{"resources":1,"reliance":{"ga":1,"beta":0,"alpha":0,"unknown":0}},"findings":[${findings}]${more}}`;
  const compared = (text: string) =>
    runIn({ 'a.json': report(''), 'b.json': text }, '.', ['compare', 'a.json', 'b.json', '--format', 'json']);

  it('brings no control character into a comparison', async () => {
    const { stdout } = await compared(report(finding('')));
    assert.doesNotMatch(stdout, UNSAFE);
    assert.equal(JSON.parse(stdout).new[0].location.file, 'f\u009b');
  });

  it('is refused where it is nested too deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const text of [report(finding(`,"replacement":${deep}`)), report('', `,"x":${deep}`)]) {
      const { code, stderr } = await compared(text);
      assert.equal(code, 2);
      assert.equal(stderr, 'api-audit: b.json is no report of api-audit: its nesting exceeds 400 levels.\n');
    }
  });

  it('is not that of the evidence by being the same text in other bytes', () =>
    withFiles({ 'in.yaml': POD.replace('name: a', 'name: a\ufffd') }, async (cwd) => {
      const args = ['in.yaml', '--format', 'json=a.json', '--evidence', 'e.json', '--all'];
      const named = POD.replace('metadata: {name: a}', 'metadata: {name: "a\ufffd"}').replace('v1', 'policy/v1beta1');
      await writeFile(join(cwd, 'in.yaml'), named);
      await run(args, { cwd });
      const bytes = await readFile(join(cwd, 'a.json'));
      const at = bytes.indexOf('\ufffd');
      assert.notEqual(at, -1);
      await writeFile(
        join(cwd, 'b.json'),
        Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)]),
      );
      const { stdout } = await run(['verify', 'e.json', '--report', 'b.json'], { cwd });
      assert.match(stdout, /^not the report of this evidence: b\.json$/m);
      assert.equal((await run(['verify', 'e.json', '--report', 'a.json'], { cwd })).code, 0);
    }));
});

describe('a hostile name', () => {
  it('brings no control character into a baseline, evidence or a Snapshot', () =>
    withFiles({ 'in.yaml': INGRESS.replace('name: a', 'name: "a\\x7f\\x9b\\u202e"') }, async (cwd) => {
      const args = ['in.yaml', '--target', '1.25', '--baseline', 'b.json', '--update-baseline', '--evidence', 'e.json'];
      await run([...args, '--set', 'a=\u009b'], { cwd });
      for (const file of ['b.json', 'e.json']) assert.doesNotMatch(await readFile(join(cwd, file), 'utf8'), UNSAFE);
      assert.equal(
        JSON.parse(await readFile(join(cwd, 'b.json'), 'utf8')).entries[0].object,
        'Ingress a\u007f\u009b\u202e',
      );
      const gvks = [{ group: 'a', version: 'v1', kind: 'K\u007f\u009b' }];
      const definitions = { 'a.v1.K': { 'x-kubernetes-group-version-kind': gvks } };
      await writeFile(join(cwd, 'api.json'), JSON.stringify({ swagger: '2.0', definitions }));
      const { stdout } = await run(['snapshot', 'build', 'api.json', '--release', '1.30'], { cwd });
      assert.match(stdout, /K\\u007f\\u009b/);
      assert.doesNotMatch(stdout, UNSAFE);
      const other = JSON.stringify({ swagger: '2.0', definitions: { ...definitions, 'a.v1.L\u009b': {} } });
      await writeFile(join(cwd, 'other.json'), other);
      const diff = await run(['diff', 'api.json@1.30', 'other.json@1.31', '--format', 'json'], { cwd });
      assert.doesNotMatch(diff.stdout, UNSAFE);
    }));
});
