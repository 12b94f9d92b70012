import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const CRON_JOB = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly}\n';
const BUDGET = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n';
const POLICY = 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: all}\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';

/** Compares the audits of two texts. */
function compared(older: string, newer: string, args: readonly string[] = [], targets = ['1.25', '1.25']) {
  return inTemporaryFolder(async (folder) => {
    for (const [at, text] of [older, newer].entries()) {
      await writeFile(join(folder, 'a.yaml'), text);
      await run(['a.yaml', '--target', targets[at] as string, '--format', 'json', '-o', `${at}.json`], { cwd: folder });
    }
    return run(['compare', '0.json', '1.json', ...args], { cwd: folder });
  });
}

const OLDER = [CRON_JOB, BUDGET, POD].join('---\n');
const NEWER = ['# moved\n', POD, POLICY, CRON_JOB].join('---\n');

describe('api-audit compare', () => {
  it('tells what is new, gone and unchanged, and how the reliance moved', async () => {
    const { code, stdout } = await compared(OLDER, NEWER, ['--all']);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /│ new +│ error[\s\S]*PodSecurityPolicy[\s\S]*│ gone +│ error[\s\S]*PodDisruptionBudget[\s\S]*│ unchanged +│ error[\s\S]*CronJob/,
    );
    assert.match(stdout, /│ on beta APIs +│ 2 +│ 2 +│ +│/);
    assert.match(stdout, /1 finding is new, 1 is gone, 1 is unchanged\.\n$/);
    assert.doesNotMatch((await compared(OLDER, NEWER)).stdout, /│ unchanged/);
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await compared(OLDER, `${POD}---\n${CRON_JOB}`, ['--format', 'json']);
    const value = JSON.parse(stdout);
    assert.equal(value.schemaVersion, 1);
    assert.deepEqual(value.targets, { old: '1.25', new: '1.25' });
    assert.deepEqual(
      [value.new, value.gone, value.unchanged].map(({ length }) => length),
      [0, 1, 1],
    );
    assert.equal(value.gone[0].subject.kind, 'PodDisruptionBudget');
    assert.equal(value.unchanged[0].location.line, 5);
    assert.deepEqual(value.summary.reliance, {
      ga: { old: 1, new: 1 },
      beta: { old: 2, new: 1 },
      alpha: { old: 0, new: 0 },
      unknown: { old: 0, new: 0 },
    });
    assert.deepEqual(value.summary.findings.error, { old: 2, new: 1 });
    assert.deepEqual([value.summary.new, value.summary.gone, value.summary.unchanged], [0, 1, 1]);
  });

  it('tells what is suppressed now apart from what is gone, in every form', async () => {
    const newer = `# api-audit: ignore removed-api -- it moves in May\n${CRON_JOB}---\n${POD}`;
    const table = (await compared(OLDER, newer)).stdout;
    assert.match(table, /│ gone +│ error[\s\S]*PodDisruptionBudget[\s\S]*│ suppressed +│ error[\s\S]*CronJob/);
    assert.match(
      table,
      /0 findings are new, 1 is gone, 0 are unchanged\. 1 more is suppressed now, and still there\.\n$/,
    );
    const markdown = (await compared(OLDER, newer, ['--format', 'markdown'])).stdout;
    assert.match(markdown, /^\| suppressed \| error removed-api \| .*CronJob/m);
    const { summary, silenced } = JSON.parse((await compared(OLDER, newer, ['--format', 'json'])).stdout);
    assert.deepEqual([summary.gone, summary.silenced, silenced[0].subject.kind], [1, 1, 'CronJob']);
  });

  it('gives Markdown in which nothing of the input is markup', async () => {
    const hostile = CRON_JOB.replace('nightly', '"<b>@team</b>|`x`"');
    const { stdout } = await compared(POD, hostile, ['--format', 'markdown']);
    assert.match(stdout, /^\*\*1 finding is new, 0 are gone, 0 are unchanged\.\*\*$/m);
    assert.match(stdout, /^\| new \| error removed-api \| .*Kubernetes 1\.25 no longer serves/m);
    assert.match(stdout, /^\| on beta APIs \| 0 \| 1 \| \+1 \|$/m);
    assert.doesNotMatch(stdout, /<b>|@team|`x`/);
  });

  it('keeps Markdown within what a comment may hold', async () => {
    const many = Array.from({ length: 700 }, (_, at) => CRON_JOB.replace('nightly', `n${at}`)).join('---\n');
    const { stdout } = await compared(POD, many, ['--format', 'markdown']);
    assert.ok(stdout.length < 65_536);
    const [, left] = /\.\.\. and (\d+) more that did not fit here/.exec(stdout) ?? [];
    assert.equal(stdout.split('\n').filter((line) => line.startsWith('| new')).length + Number(left), 700);
  });

  it('fails where something is new that is bad enough, if that is asked for', async () => {
    assert.equal((await compared(OLDER, NEWER, ['--fail-on', 'error'])).code, 1);
    assert.equal((await compared(NEWER, CRON_JOB, ['--fail-on', 'note'])).code, 0);
  });

  it('takes a finding that became graver for new, and one that became milder for known', async () => {
    const kubelet = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates: {CSIMigration: true}
`;
    const worse = await compared(kubelet, kubelet, ['--fail-on', 'error'], ['1.24', '1.29']);
    assert.equal(worse.code, 1);
    assert.match(worse.stdout, /│ new +│ error[\s\S]*CSIMigration/);
    assert.match(worse.stdout, /1 finding is new, 0 are gone, /);
    const better = await compared(kubelet, kubelet, ['--fail-on', 'note'], ['1.29', '1.24']);
    assert.equal(better.code, 0);
    assert.match(better.stdout, /0 findings are new, 0 are gone, /);
  });

  it('says where the Targets differ, and where something was not read', async () => {
    assert.match(
      (await compared(OLDER, OLDER, [], ['1.24', '1.25'])).stdout,
      /^The reports are for different Targets, 1\.24 and 1\.25:/,
    );
    assert.match(
      (await compared(OLDER, 'apiVersion: v1\nkind: [\n')).stdout,
      /There were errors in reading \(old: 0, new: 1\)/,
    );
  });

  it('refuses what is no report', () =>
    inTemporaryFolder(async (folder) => {
      const texts: readonly (readonly [string, RegExp])[] = [
        ['{', /a\.json is no JSON/],
        ['hunter2', /a\.json is no JSON: Unexpected token 'h'\.\n$/],
        ['[]', /a\.json is no report of api-audit/],
        ['{"schemaVersion": 1, "summary": {}, "findings": []}', /a\.json is incomplete/],
        ['{"schemaVersion": 2, "summary": {}, "findings": []}', /schemaVersion 2, and only 1 is known/],
        [
          '{"schemaVersion": 1, "target": "1.25", "summary": {"resources": 1, "reliance": {"ga":0,"beta":0,"alpha":0,"unknown":0}}, "findings": [{}]}',
          /a\.json has a finding that cannot be read \(findings\[0\]\)/,
        ],
        [
          '{"schemaVersion": 1, "target": "1.25", "summary": {"resources": 1e999, "reliance": {"ga":0,"beta":0,"alpha":0,"unknown":0}}, "findings": []}',
          /a\.json is incomplete/,
        ],
        [
          '{"schemaVersion": 1, "target": "1.25", "summary": {"resources": 1, "reliance": {"ga":0,"beta":1e999,"alpha":0,"unknown":0}}, "findings": []}',
          /a\.json is incomplete/,
        ],
        [
          '{"schemaVersion": 1, "target": "1.25", "summary": {"resources": 1, "reliance": {"ga":0,"beta":0,"alpha":0,"unknown":0}}, "findings": [{"rule": "r", "severity": "error", "message": "m", "subject": {"group": "a", "version": "v1", "kind": "K"}, "holder": {"apiVersion": "a/v1", "kind": "K"}, "location": {"file": "f", "line": 1e999}}]}',
          /a\.json has a finding that cannot be read \(findings\[0\]\)/,
        ],
      ];
      for (const [text, message] of texts) {
        await writeFile(join(folder, 'a.json'), text);
        const { code, stderr } = await run(['compare', 'a.json', 'a.json'], { cwd: folder });
        assert.equal(code, 2);
        assert.match(stderr, message);
      }
      assert.match(
        (await run(['compare', 'a.json'], { cwd: folder })).stderr,
        /takes two JSON reports, the older first/,
      );
      assert.match((await run(['compare', 'b.json', 'a.json'], { cwd: folder })).stderr, /b\.json cannot be read/);
    }));
});
