import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a program in Python', () => {
  it('uses classes of clients and models, and the methods of clients', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'from kubernetes import client',
        'def job(api):',
        '    api.list_namespaced_cron_job("shop")',
        'batch = client.BatchV1beta1Api()',
        'batch.create_namespaced_cron_job("shop", client.V1beta1CronJob())',
        'client.NetworkingV1beta1Api().list_ingress_for_all_namespaces()',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '4:16 batch/v1beta1',
      '5:7 batch/v1beta1 CronJob',
      '5:49 batch/v1beta1 CronJob',
      '6:8 networking.k8s.io/v1beta1',
      '6:31 networking.k8s.io/v1beta1 Ingress',
    ]);
    assert.deepEqual(unresolved, ['3:9 api.list_namespaced_cron_job']);
  });

  it('uses what its dictionaries, keywords and custom objects name', async () => {
    assert.deepEqual(
      await usesIn(
        'main.py',
        'import kubernetes',
        'VERSION = "batch/v1beta1"',
        "body = {'apiVersion': VERSION, 'kind': 'CronJob'}",
        'pdb = client.V1PodDisruptionBudget(api_version="policy/v1beta1", kind="PodDisruptionBudget")',
        'api.get_namespaced_custom_object("cert-manager.io", "v1alpha2", ns, "certificates", name)',
        'api.list_cluster_custom_object(group="berths.example", version="v1", plural="berths")',
      ),
      [
        '3:23 batch/v1beta1 CronJob',
        '4:14 policy/v1 PodDisruptionBudget',
        '4:49 policy/v1beta1 PodDisruptionBudget',
        '5:5 cert-manager.io/v1alpha2 Certificate',
        '6:39 berths.example/v1 berths',
      ],
    );
  });

  it('uses what its strings hold, and nothing that its documentation and comments do', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        '"""Kubernetes jobs.',
        'apiVersion: v1',
        'kind: Pod',
        '"""',
        '# /apis/extensions/v1beta1/ingresses',
        'path = f"/apis/batch/v1beta1/namespaces/{ns}/cronjobs"',
        'other = f"/apis/{group}/v1/things"',
        'text = """',
        'apiVersion: policy/v1beta1',
        'kind: PodDisruptionBudget',
        '"""',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['6:10 batch/v1beta1 CronJob', '9:13 policy/v1beta1 PodDisruptionBudget']);
    assert.deepEqual(unresolved, ['7:11 /apis/.../v1/things']);
  });

  it('uses what it makes with Pulumi', async () => {
    assert.deepEqual(
      await usesIn(
        '__main__.py',
        'import pulumi_kubernetes as k8s',
        'from pulumi_kubernetes.batch.v1beta1 import CronJob',
        'k8s.networking.v1beta1.Ingress("web")',
      ),
      ['2:6 batch/v1beta1 CronJob', '3:1 networking.k8s.io/v1beta1 Ingress'],
    );
  });
});
