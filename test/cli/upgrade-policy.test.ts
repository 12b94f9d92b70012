import assert from 'node:assert/strict';
import type { Files } from '../support/run-in.ts';
import { runIn } from '../support/run-in.ts';

const CRON_JOB = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly, namespace: jobs}\n';
const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: clerk}\nrules: []\n';
const FILES = { 'jobs/cron.yaml': CRON_JOB, 'web/role.yaml': ROLE };
const ALLOW = 'allow:\n  - {api: batch/v1beta1/CronJob, path: jobs, reason: they move in spring, expires: "1.27"}\n';

interface UpgradeJson {
  readonly changes: readonly { readonly subject: { readonly kind: string } }[];
  readonly hops: readonly { readonly to: string; readonly warns: readonly { readonly rule: string }[] }[];
  readonly suppressed: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly subject: { readonly kind: string };
    readonly suppressedBy: { readonly type: string; readonly reason: string };
  }[];
  readonly expired: readonly { readonly rule: string; readonly location: { readonly file: string } }[];
}

/** The exit status and the JSON of an upgrade of these files. */
async function upgraded(files: Files, ...flags: readonly string[]) {
  const args = ['upgrade', '.', '--from', '1.20', '--to', '1.26', '--format', 'json', ...flags];
  const { code, stdout, stderr } = await runIn(files, '.', args);
  assert.equal(stderr, '');
  const upgrade = JSON.parse(stdout) as UpgradeJson;
  return { code, ...upgrade, kinds: upgrade.changes.map(({ subject }) => subject.kind) };
}

describe('the policy of an upgrade', () => {
  it('takes what it allows out of the changes, and names it', async () => {
    assert.deepEqual((await upgraded(FILES)).kinds, ['Role', 'CronJob']);
    const { kinds, code, suppressed, expired } = await upgraded({ ...FILES, 'api-audit.yaml': ALLOW });
    assert.deepEqual([kinds, code, expired], [['Role'], 1, []]);
    assert.deepEqual(
      suppressed.map(({ rule, severity, subject, suppressedBy }) => [
        rule,
        severity,
        subject.kind,
        suppressedBy.type,
        suppressedBy.reason,
      ]),
      [['removed-api', 'error', 'CronJob', 'allow', 'they move in spring']],
    );
  });

  it('ends with 0 where all that would have to be changed is suppressed, and says so first of all', async () => {
    const files = { 'jobs/cron.yaml': CRON_JOB, 'api-audit.yaml': ALLOW };
    const args = ['upgrade', '.', '--from', '1.20', '--to', '1.26'];
    const { code, stdout } = await runIn(files, '.', args);
    assert.equal(code, 0);
    assert.match(stdout, /^Nothing in 1 resource has to change .*, except for 1 thing that is suppressed\.\n/);
    assert.match(
      stdout,
      /^Suppressed: 1 finding, 1 by the policy \(--verbose names them\)\. 1 of them does not work on all of the way\.$/m,
    );
    const { stderr } = await runIn(files, '.', [...args, '--verbose']);
    assert.match(
      stderr,
      /^configuration: api-audit\.yaml\nsuppressed: jobs\/cron\.yaml:1: removed-api, by the policy /,
    );
  });

  it('names what is suppressed in Markdown and HTML, too', async () => {
    for (const format of ['markdown', 'html']) {
      const args = ['upgrade', '.', '--from', '1.20', '--to', '1.26', '--format', format];
      const { stdout } = await runIn({ ...FILES, 'api-audit.yaml': ALLOW }, '.', args);
      assert.match(stdout, /Suppressed: 1 finding, 1 by the policy\./, format);
      assert.match(stdout, /jobs\/cron\.yaml:1: removed.?-api of .*they move in spring/, format);
    }
  });

  it('holds an entry of allow for the whole way or, where it ends at a release of it, not at all', async () => {
    const { kinds, suppressed, expired } = await upgraded({
      ...FILES,
      'api-audit.yaml': ALLOW.replace('1.27', '1.23'),
    });
    assert.deepEqual([kinds, suppressed], [['Role', 'CronJob'], []]);
    assert.deepEqual(
      expired.map(({ rule, location }) => [rule, location.file]),
      [['expired-allow', 'api-audit.yaml']],
    );
  });

  it('takes comments and annotations in manifests into account', async () => {
    const files = {
      'jobs/cron.yaml': `# api-audit: ignore removed-api, deprecated-api -- it moves in May\n${CRON_JOB}`,
      'web/role.yaml': ROLE.replace(
        '{name: clerk}',
        '{name: clerk, annotations: {api-audit.io/ignore: removed-api -- x}}',
      ),
    };
    const { code, kinds, suppressed } = await upgraded(files);
    assert.deepEqual([code, kinds], [0, []]);
    assert.deepEqual(
      suppressed.map(({ suppressedBy }) => suppressedBy.type),
      ['comment', 'annotation'],
    );
    const strict = { ...files, 'api-audit.yaml': 'suppressionsInManifests: false\n' };
    assert.deepEqual((await upgraded(strict)).kinds, ['Role', 'CronJob']);
  });

  it('lets a rule be off or milder, everywhere or at some paths', async () => {
    const off = { ...FILES, 'api-audit.yaml': 'rules: {removed-api: off}\n' };
    assert.deepEqual((await upgraded(off)).kinds, []);
    const milder = 'overrides:\n  - paths: [jobs]\n    rules: {removed-api: warning}\n';
    const { kinds, hops } = await upgraded({ ...FILES, 'api-audit.yaml': milder });
    assert.deepEqual(kinds, ['Role']);
    assert.deepEqual(
      hops.filter(({ warns }) => warns.some(({ rule }) => rule === 'removed-api')).map(({ to }) => to),
      ['1.25'],
    );
  });

  it('calls nothing broken that the policy merely forbids', async () => {
    const strict = 'minimumStability: ga\nrules: {deprecated-api: error}\n';
    const { kinds, hops } = await upgraded({ 'jobs/cron.yaml': CRON_JOB, 'api-audit.yaml': strict }, '--to', '1.24');
    assert.deepEqual(kinds, []);
    assert.deepEqual(
      hops.filter(({ warns }) => warns.some(({ rule }) => rule === 'deprecated-api')).map(({ to }) => to),
      ['1.21'],
    );
  });

  it('is named by --config, and kept away by --config none; --rule goes over it', async () => {
    const files = { ...FILES, 'api-audit.yaml': ALLOW, 'other.yaml': 'rules: {removed-api: off}\n' };
    assert.deepEqual((await upgraded(files, '--config', 'none')).kinds, ['Role', 'CronJob']);
    assert.deepEqual((await upgraded(files, '--config', 'other.yaml')).kinds, []);
    const set = await upgraded(files, '--config', 'other.yaml', '--rule', 'removed-api=error');
    assert.deepEqual(set.kinds, ['Role', 'CronJob']);
    assert.deepEqual((await upgraded(files, '--rule', 'removed-api=off')).kinds, []);
  });

  it('says which add-ons are installed, and what is known of those of the user', async () => {
    const quay = { component: 'quays', group: 'quays.example.com', version: 'v1beta1', kind: 'Quay', removedIn: '2.0' };
    const files = {
      'quay.yaml': 'apiVersion: quays.example.com/v1beta1\nkind: Quay\nmetadata: {name: north}\n',
      'facts.json': JSON.stringify({ entries: [quay] }),
      'api-audit.yaml': 'vendorFacts: facts.json\ncomponents: {quays: "2.1"}\n',
    };
    assert.deepEqual((await upgraded(files)).kinds, ['Quay']);
    assert.deepEqual((await upgraded(files, '--component', 'quays=1.9')).kinds, []);
  });

  it('ends with 2 where it has a mistake', async () => {
    const { code, stderr } = await runIn({ ...FILES, 'api-audit.yaml': 'rulez: {}\n' }, '.', [
      'upgrade',
      '--from',
      '1.20',
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /api-audit\.yaml:1:1: there is no 'rulez'/);
  });
});
