import assert from 'node:assert/strict';
import { messageOf } from '../../lib/report/messages.ts';
import { findingOf } from '../support/findings.ts';

describe('messageOf, for configuration files', () => {
  const cases: readonly [gvk: string, target: string, message: string][] = [
    [
      'kubeadm.k8s.io/v1beta2 InitConfiguration',
      '1.27',
      'Kubernetes 1.27 no longer reads kubeadm.k8s.io/v1beta2 InitConfiguration (kubeadm --config). What reads such a file rejects it. Write apiVersion: kubeadm.k8s.io/v1beta3 until 1.31, when kubeadm.k8s.io/v1beta4 InitConfiguration comes.',
    ],
    [
      'kubeadm.k8s.io/v1alpha2 MasterConfiguration',
      '1.36',
      'Kubernetes 1.36 does not read kubeadm.k8s.io/v1alpha2 MasterConfiguration (kubeadm --config): 1.13 removed it. What reads such a file rejects it. Write apiVersion: kubeadm.k8s.io/v1beta4 with kind: InitConfiguration instead, read since 1.31.',
    ],
    [
      'kubeadm.k8s.io/v1beta4 ClusterConfiguration',
      '1.30',
      'Kubernetes 1.30 does not read kubeadm.k8s.io/v1beta4 ClusterConfiguration (kubeadm --config) yet: it comes in 1.31. Write apiVersion: kubeadm.k8s.io/v1beta3 until 1.31.',
    ],
    [
      'kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration',
      '1.27',
      'kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration (kube-scheduler --config) is deprecated since 1.26; 1.29 removes it. Write apiVersion: kubescheduler.config.k8s.io/v1 instead, read since 1.25.',
    ],
    [
      'kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration',
      '1.36',
      'kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration (kube-proxy --config) is an alpha API of configuration files: any release can change or remove it.',
    ],
    [
      'kubeadm.k8s.io/v1beta3 InitConfiguration',
      '1.30',
      'kubeadm.k8s.io/v1beta3 InitConfiguration (kubeadm --config) is a beta API of configuration files: any release can change or remove it. It will be deprecated in 1.31 and removed in 1.37. Its successor kubeadm.k8s.io/v1beta4 InitConfiguration comes in 1.31.',
    ],
    [
      'kubeadm.k8s.io/v1beta2 ClusterStatus',
      '1.27',
      'Kubernetes 1.27 no longer reads kubeadm.k8s.io/v1beta2 ClusterStatus (kubeadm --config). What reads such a file rejects it. No other API takes its place.',
    ],
  ];
  for (const [gvk, target, message] of cases) {
    it(`speaks of what reads ${gvk} at ${target}, and of no API server`, () => {
      const finding = findingOf(gvk, target);
      assert.ok(finding !== null);
      assert.equal(messageOf(finding), message);
    });
  }

  it('has nothing to say of the files of other tools, whatever their versions', () => {
    for (const gvk of [
      'kustomize.config.k8s.io/v1beta1 Kustomization',
      'kustomize.config.k8s.io/v1alpha1 Component',
      'skaffold/v2beta29 Config',
    ])
      assert.equal(findingOf(gvk, '1.36'), null, gvk);
  });
});
