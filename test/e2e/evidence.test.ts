import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixture, run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const TARGET = ['--target', '1.25', '--fail-on', 'never'];

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Gives a folder with a folder of manifests, `multi-doc`, in it. */
function withManifests(use: (folder: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await cp(fixture('e2e/multi-doc'), join(folder, 'multi-doc'), { recursive: true });
    await use(folder);
  });
}

async function statementIn(folder: string) {
  return JSON.parse(await readFile(join(folder, 'evidence.json'), 'utf8'));
}

describe('--evidence', () => {
  it('writes an in-toto statement over the report, with the digest of every input', () =>
    withManifests(async (cwd) => {
      const args = ['multi-doc', ...TARGET, '--format', 'json', '-o', 'audit.json', '--evidence', 'evidence.json'];
      assert.equal((await run(args, { cwd })).code, 0);
      const { _type, subject, predicateType, predicate } = await statementIn(cwd);
      assert.equal(_type, 'https://in-toto.io/Statement/v1');
      assert.equal(predicateType, 'https://api-audit.io/evidence/v1');
      const digest = { sha256: sha256(await readFile(join(cwd, 'audit.json'))) };
      assert.deepEqual(subject, [
        { name: 'api-audit-report.json', digest },
        { name: 'audit.json', digest },
      ]);
      const manifest = await readFile(join(cwd, 'multi-doc', 'observatory.yaml'));
      assert.deepEqual(predicate.inputs, [
        { name: 'multi-doc/observatory.yaml', digest: { sha256: sha256(manifest) } },
      ]);
      assert.deepEqual(predicate.arguments, args);
      assert.equal(predicate.target, '1.25');
      assert.equal(
        predicate.data.find(({ name }: { name: string }) => name === 'openapi-snapshots/1.25.json').digest.sha256,
        predicate.snapshot.sha256,
      );
    }));

  it('has the digest of a file that is larger than what can be read at once', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'large.yaml');
      await writeFile(path, '');
      await truncate(path, 2 ** 31);
      const { digestOfFile } = await import('../../lib/cli/evidence.ts');
      assert.deepEqual(await digestOfFile(path), {
        sha256: 'a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51',
      });
    })).timeout(60_000);

  it('gives the same bytes for the same input', () =>
    withManifests(async (cwd) => {
      const texts: string[] = [];
      for (const _ of [1, 2]) {
        await run(['.', ...TARGET, '-o', 'out.txt', '--evidence', 'evidence.json'], { cwd });
        texts.push(await readFile(join(cwd, 'evidence.json'), 'utf8'));
        await rm(join(cwd, 'evidence.json'));
      }
      assert.equal(texts[0], texts[1]);
    }));

  it('takes the reports in the folder that it audits for reports, and not for inputs', () =>
    withManifests(async (cwd) => {
      const args = ['.', ...TARGET, '--format', 'json', '-o', 'audit.json', '--evidence', 'evidence.txt'];
      for (const _ of [1, 2]) assert.equal((await run(args, { cwd })).stderr, '');
      const { predicate } = JSON.parse(await readFile(join(cwd, 'evidence.txt'), 'utf8'));
      assert.deepEqual(
        predicate.inputs.map(({ name }: { name: string }) => name),
        ['multi-doc/observatory.yaml'],
      );
    }));

  it('takes down standard input, the configuration and the values of charts', () =>
    withManifests(async (cwd) => {
      const stdin = 'apiVersion: v1\nkind: Pod\nmetadata: { name: piped }\n';
      await writeFile(join(cwd, 'api-audit.yaml'), 'target: "1.25"\n');
      await writeFile(join(cwd, 'values.txt'), 'a: 1\n');
      await run(['-', 'multi-doc', '--values', 'values.txt', '--evidence', 'evidence.json'], { cwd, stdin });
      const { predicate } = await statementIn(cwd);
      assert.deepEqual(predicate.inputs[0], { name: '-', digest: { sha256: sha256(stdin) } });
      assert.deepEqual(
        predicate.materials.map(({ name }: { name: string }) => name),
        ['api-audit.yaml', 'values.txt'],
      );
    }));

  it('takes down every file of a chart, templates and helpers too', () =>
    inTemporaryFolder(async (cwd) => {
      await cp(fixture('helm/lighthouse'), join(cwd, 'lighthouse'), { recursive: true });
      await run(['lighthouse', '--helm', 'none', ...TARGET, '--evidence', 'evidence.json'], { cwd });
      const names = (await statementIn(cwd)).predicate.inputs.map(({ name }: { name: string }) => name);
      assert.ok(names.includes('lighthouse/Chart.yaml'));
      assert.ok(names.includes('lighthouse/templates/_helpers.tpl'), names.join('\n'));
    }));
});

describe('api-audit verify', () => {
  const verify = (cwd: string, ...args: string[]) => run(['verify', 'evidence.json', ...args], { cwd });
  const audited = (use: (folder: string) => Promise<void>) =>
    withManifests(async (cwd) => {
      await run(['multi-doc', ...TARGET, '--format', 'json=audit.json', '--evidence', 'evidence.json'], { cwd });
      await use(cwd);
    });

  it('says that nothing changed', () =>
    audited(async (cwd) => {
      const ended = await verify(cwd, '--report', 'audit.json');
      assert.deepEqual(ended, { code: 0, stdout: '3 files looked at: all as they were audited\n', stderr: '' });
    }));

  it('names what was changed, and what is gone', () =>
    audited(async (cwd) => {
      await appendFile(join(cwd, 'multi-doc', 'observatory.yaml'), '# a remark\n');
      await rm(join(cwd, 'audit.json'));
      const { code, stdout } = await verify(cwd);
      assert.equal(code, 1);
      assert.match(stdout, /^changed: multi-doc\/observatory\.yaml$/m);
      assert.match(stdout, /^missing: audit\.json$/m);
      assert.match(stdout, /2 not as they were audited$/m);
    }));

  it('names what was added where the audit would have read it', () =>
    audited(async (cwd) => {
      await writeFile(join(cwd, 'multi-doc', 'new.yaml'), 'apiVersion: v1\nkind: Pod\n');
      await writeFile(join(cwd, 'elsewhere.yaml'), 'apiVersion: v1\nkind: Pod\n');
      const { code, stdout } = await verify(cwd);
      assert.equal(code, 1);
      assert.equal(stdout, 'added: multi-doc/new.yaml\n3 files looked at: 1 not as they were audited\n');
      // What an earlier version wrote does not say where it looked.
      const { predicate, ...statement } = await statementIn(cwd);
      const { searched, ...earlier } = predicate;
      assert.deepEqual(searched, { paths: ['multi-doc'], hidden: false, source: false, charts: [] });
      await writeFile(join(cwd, 'evidence.json'), JSON.stringify({ ...statement, predicate: earlier }));
      const ended = await verify(cwd);
      assert.equal(ended.code, 0);
      assert.equal(
        ended.stderr,
        'note: the evidence does not say where files were looked for; what was added is not told\n',
      );
    }));

  it('says where nothing is any more, so that what was added cannot be told', () =>
    withManifests(async (cwd) => {
      const path = join(cwd, 'multi-doc');
      await run([path, ...TARGET, '--evidence', 'evidence.json'], { cwd });
      await withManifests(async (other) => {
        await cp(join(cwd, 'evidence.json'), join(other, 'evidence.json'));
        await writeFile(join(other, 'multi-doc', 'new.yaml'), 'apiVersion: v1\nkind: Pod\n');
        await rm(path, { recursive: true });
        const { code, stdout, stderr } = await verify(other);
        assert.equal(code, 0);
        assert.equal(stdout, '1 file looked at: all as they were audited\n');
        assert.match(
          stderr,
          /^note: nothing is at .*multi-doc, where files were looked for; what was added is not told$/m,
        );
      });
    }));

  it('takes neither the evidence nor a report for added', () =>
    withManifests(async (cwd) => {
      await run(['.', ...TARGET, '--format', 'json=audit.json', '--evidence', 'evidence.json'], { cwd });
      assert.equal((await verify(cwd)).code, 0);
      await cp(join(cwd, 'evidence.json'), join(cwd, 'archived.json'));
      assert.equal((await run(['verify', 'archived.json'], { cwd })).code, 0);
    }));

  it('holds where an earlier run has left its evidence and its report among the inputs', () =>
    withManifests(async (cwd) => {
      const args = ['.', ...TARGET, '--format', 'json=audit.json', '--evidence', 'evidence.json'];
      for (const _ of [1, 2, 3]) assert.equal((await run(args, { cwd })).code, 0);
      const { code, stdout } = await verify(cwd, '--report', 'audit.json');
      assert.equal(code, 0, stdout);
    }));

  it('names what was added to a chart', () =>
    inTemporaryFolder(async (cwd) => {
      await cp(fixture('helm/lighthouse'), join(cwd, 'lighthouse'), { recursive: true });
      await run(['lighthouse', '--helm', 'none', ...TARGET, '--evidence', 'evidence.json'], { cwd });
      assert.equal((await verify(cwd)).code, 0);
      await writeFile(join(cwd, 'lighthouse', 'templates', '_more.tpl'), '');
      const { code, stdout } = await verify(cwd);
      assert.equal(code, 1);
      assert.match(stdout, /^added: lighthouse\/templates\/_more\.tpl$/m);
    }));

  it('names what the evidence says otherwise than the report', () =>
    audited(async (cwd) => {
      const { predicate, ...statement } = await statementIn(cwd);
      for (const [key, value] of [
        ['summary', { ...predicate.summary, findings: { error: 0, warning: 0, note: 0 } }],
        ['target', '1.36'],
        ['snapshot', null],
      ] as const) {
        const text = JSON.stringify({ ...statement, predicate: { ...predicate, [key]: value } });
        await writeFile(join(cwd, 'evidence.json'), text);
        const { code, stdout } = await verify(cwd, '--report', 'audit.json');
        assert.equal(code, 1, key);
        assert.match(stdout, new RegExp(`^not what audit\\.json says: ${key} in the evidence$`, 'm'));
      }
    }));

  it('takes a report of another format, too', () =>
    withManifests(async (cwd) => {
      await run(['multi-doc', ...TARGET, '--format', 'csv=audit.csv', '--evidence', 'evidence.json'], { cwd });
      const { code, stdout } = await verify(cwd, '--report', 'audit.csv');
      assert.deepEqual([code, stdout], [0, '3 files looked at: all as they were audited\n']);
    }));

  it('names a report that is another', () =>
    audited(async (cwd) => {
      await writeFile(join(cwd, 'other.json'), '{}\n');
      const { code, stdout } = await verify(cwd, '--report', 'other.json');
      assert.equal(code, 1);
      assert.match(stdout, /^not the report of this evidence: other\.json$/m);
    }));

  it('says where another version, or other data, made it', () =>
    audited(async (cwd) => {
      const statement = await statementIn(cwd);
      statement.predicate.tool.version = '0.0.1';
      statement.predicate.data.pop();
      await writeFile(join(cwd, 'evidence.json'), JSON.stringify(statement));
      const { code, stderr } = await verify(cwd);
      assert.equal(code, 0);
      assert.match(stderr, /made by version 0\.0\.1/);
      assert.match(stderr, /other Snapshots or facts/);
    }));

  for (const [what, text] of [
    ['no JSON', 'nothing'],
    ['no statement', '{"_type": "https://in-toto.io/Statement/v0.1"}'],
    [
      'a statement of another sort',
      '{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1"}',
    ],
    [
      'a statement without digests',
      '{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://api-audit.io/evidence/v1", "subject": [], "predicate": {"inputs": [{"name": "a"}]}}',
    ],
    [
      'a statement that does not say where it looked',
      '{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://api-audit.io/evidence/v1", "subject": [], "predicate": {"inputs": [], "materials": [], "data": [], "tool": {"name": "a", "version": "1"}, "searched": {"paths": [1]}}}',
    ],
  ] as const) {
    it(`takes ${what} for no evidence`, () =>
      withManifests(async (cwd) => {
        await writeFile(join(cwd, 'evidence.json'), text);
        const { code, stderr } = await verify(cwd);
        assert.equal(code, 2);
        assert.match(stderr, /is no evidence of an audit/);
      }));
  }
});
