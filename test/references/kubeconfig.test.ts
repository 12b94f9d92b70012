import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { fixture } from '../support/cli.ts';
import { auditTexts } from '../support/findings.ts';

describe('the exec plugins of a kubeconfig', () => {
  it('are judged by their API, in a file without an ending that was named', async () => {
    const { findings, summary } = await audit('config', { cwd: fixture('boundaries/kubeconfig'), target: '1.24' });
    assert.equal(summary.audited, 1);
    assert.deepEqual(
      findings.map(
        ({ rule, boundary, location }) => `${rule} ${boundary} ${location.line}:${location.column} ${location.path}`,
      ),
      ['removed-api config 14:21 /users/0/user/exec/apiVersion'],
    );
    assert.match(
      messageOf(findings[0] as (typeof findings)[0]),
      /Logins that use it fail\. .*client\.authentication\.k8s\.io\/v1 instead/,
    );
  });

  it('work up to 1.23', async () => {
    const { findings } = await audit('config', { cwd: fixture('boundaries/kubeconfig'), target: '1.23' });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['alpha-api'],
    );
  });
});

describe('the exec plugins of a kubeconfig in a Secret', () => {
  it('are judged by their API where it is known, and else are not shown', async () => {
    const secret = (apiVersion: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData:\n  config: |\n    apiVersion: v1\n    kind: Config\n    users: [{ name: a, user: { exec: { apiVersion: ${apiVersion} } } }]\n`;
    const report = await auditTexts(
      { 'a.yaml': secret('client.authentication.k8s.io/v1alpha1'), 'b.yaml': secret('hunter2') },
      { target: '1.24' },
    );
    assert.deepEqual(
      report.findings.map(({ rule, location: { file } }) => `${rule} ${file}`),
      ['removed-api a.yaml'],
    );
    assert.ok(!JSON.stringify(report).includes('hunter2'));
  });
});

describe("the kubelet's credential providers", () => {
  const CONFIG = `apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
- name: quay
  apiVersion: credentialprovider.kubelet.k8s.io/v1alpha1
- name: pier
  apiVersion: credentialprovider.kubelet.k8s.io/v1
`;

  it('are judged by their API, in a file and in a ConfigMap', async () => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: node }\ndata:\n  providers.yaml: |\n${CONFIG.replace(/^/gm, '    ')}`;
    const { findings } = await auditTexts({ 'file.yaml': CONFIG, 'map.yaml': map }, { target: '1.34' });
    assert.deepEqual(
      findings.map(
        ({ rule, subject, location: { file, line, path } }) => `${rule} ${subject.kind} ${file}:${line} ${path}`,
      ),
      [
        'alpha-api CredentialProviderRequest file.yaml:5 /providers/0/apiVersion',
        'alpha-api CredentialProviderRequest map.yaml:10 /data/providers.yaml',
      ],
    );
  });
});
