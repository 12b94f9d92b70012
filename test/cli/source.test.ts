import assert from 'node:assert/strict';
import { fixture, run } from '../support/cli.ts';

const cwd = fixture('source/shop-operator');

describe('api-audit with programs', () => {
  it('searches folders for them with --source', async () => {
    const { code, stdout } = await run(['.', '--source', '--target', '1.25'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /src\/reconcile\.ts:10/);
    assert.match(stdout, /^Kubernetes 1\.25: 1 resource and 4 uses in programs on 3 APIs:/m);
    assert.match(stdout, /^Not judged: 1 use in programs that only a run would tell/m);
  });

  it('does not without it', async () => {
    const { stdout } = await run(['.', '--target', '1.25'], { cwd });
    assert.doesNotMatch(stdout, /\.ts|uses? in programs|client-library/);
    assert.match(stdout, /^Kubernetes 1\.25: 1 resource on 1 API:/m);
  });

  it('names with --verbose what only a run tells, and why a program was passed over', async () => {
    const { stderr } = await run(['src', '--source', '--verbose'], { cwd });
    assert.match(
      stderr,
      /^not judged: src\/reconcile\.ts:13:75: options\.apiVersion: which API is meant cannot be told from the program$/m,
    );
    assert.match(stderr, /^passed over: src\/empty\.ts: it names no API of Kubernetes$/m);
  });

  it('tells of a program what to use, and not what to write', async () => {
    const { stdout } = await run(['src/reconcile.ts', '--target', '1.25', '--format', 'json'], { cwd });
    const { findings, unresolved } = JSON.parse(stdout);
    const method = findings.find(({ location }: { location: { line: number } }) => location.line === 10);
    assert.equal(method.via, 'source');
    assert.match(method.message, /Use batch\/v1 CronJob instead, served since 1\.21\.$/);
    assert.equal(unresolved.length, 2);
  });

  it('tells of a whole group and version where its kinds went, if not all went the same way', async () => {
    const text = "fetch('/apis/policy/v1beta1');\n";
    const { report } = await auditOf(text);
    assert.match(
      report,
      /no longer serves policy\/v1beta1 \(.*Run 'api-audit explain policy\/v1beta1' to see where its kinds went\./,
    );
  });

  it('tells so of the files that Kubernetes reads, too', async () => {
    const { report } = await auditOf('import "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta1"\n', 'a.go');
    assert.match(
      report,
      /does not read kubeadm\.k8s\.io\/v1beta1 .*'api-audit explain kubeadm\.k8s\.io\/v1beta1' to see/,
    );
  });

  it('tells of a library that is of a commit only which releases it may be made for', async () => {
    const { report } = await auditOf('require k8s.io/client-go v0.0.0-20190228174230-b40b2a5939e4\n', 'go.mod');
    assert.match(report, /b40b2a5939e4 was made for Kubernetes 1\.15 or earlier\. It lacks /);
    const { report: exact } = await auditOf('require k8s.io/client-go v0.17.0\n', 'go.mod');
    assert.match(exact, /v0\.17\.0 was made for Kubernetes 1\.17\. It lacks /);
  });
});

async function auditOf(text: string, file = 'a.ts'): Promise<{ readonly report: string }> {
  const { audit } = await import('../../lib/audit.ts');
  const { messageOf } = await import('../../lib/report/messages.ts');
  const report = await audit({ file, text }, { target: '1.25' });
  return { report: report.findings.map(messageOf).join('\n') };
}
