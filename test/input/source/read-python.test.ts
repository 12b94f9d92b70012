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

describe('a program in Python, in other words', () => {
  it('knows a client by the last that a name was given, and says where it knows none', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'import kubernetes',
        'api = client.CoreV1Api()',
        'api = nested.client.BatchV1beta1Api()',
        'api.list_namespaced_cron_job("a")',
        'pods = 1',
        'pods.read_namespaced_pod("a")',
        'self.jobs.list_namespaced_job("a")',
        'list_namespaced_job("a")',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:14 v1', '3:21 batch/v1beta1', '4:5 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['6:6 pods.read_namespaced_pod', '7:11 jobs.list_namespaced_job']);
  });

  it('knows the client that a call makes, and none that stands somewhere before', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'from kubernetes import client',
        'core = client.CoreV1Api()',
        'client.BatchV1beta1Api(api_client(config)).list_namespaced_cron_job("a")',
        'jobs().list_namespaced_cron_job("a")',
        '(get()).list_namespaced_cron_job("a")',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:15 v1', '3:8 batch/v1beta1', '3:44 batch/v1beta1 CronJob']);
    assert.equal(unresolved.length, 2);
  });

  it('uses the constructs that cdk8s generates', async () => {
    assert.deepEqual(
      await usesIn(
        'main.py',
        'from imports import k8s',
        'k8s.KubeCronJobV1Beta1(self, "a")',
        'k8s.KubeHorizontalPodAutoscalerV2(self, "b")',
      ),
      ['2:5 batch/v1beta1 CronJob', '3:5 autoscaling/v2 HorizontalPodAutoscaler'],
    );
  });

  it('takes no keyword of a call for a constant', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'import kubernetes',
        'KIND = "CronJob"',
        'call(a, version="batch/v1beta1")',
        'body = {"apiVersion": version, "kind": KIND}',
      ].join('\n'),
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, ['4:23 version', '3:18 batch/v1beta1']);
  });

  it('is not known where a run tells what a custom object is', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'import kubernetes',
        'api.list_cluster_custom_object("berths.example", version, "berths")',
        'api.list_namespaced_custom_object("berths.example", "v1", "ns", plural="berths")',
        'api.delete_cluster_custom_object()',
        'api.list_cluster_custom_object(group=given, version="v1", plural="berths")',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['3:5 berths.example/v1 berths']);
    assert.equal(unresolved.length, 3);
  });

  it('reads strings of every form', async () => {
    const { uses, unresolved } = await read({
      'main.py': [
        'import kubernetes',
        'NS = "shop"',
        'a = f"/apis/batch/v1beta1/namespaces/{NS}/cronjobs"',
        'b = r"/apis/batch/v1beta1/cronjobs"',
        'c = dict(kind="CronJob", apiVersion="batch/v1beta1")',
        'e = "/apis/batch/%s/cronjobs" % version',
        'f = "/apis/{group}/v1/things".format(group=group)',
        'def g():',
        '    """/apis/batch/v1beta1/jobs"""',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['3:7 batch/v1beta1 CronJob', '4:7 batch/v1beta1 CronJob', '5:38 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['6:6 /apis/batch/.../cronjobs', '7:6 /apis/.../v1/things']);
  });

  it('uses groups and versions of Pulumi as a whole, too', async () => {
    assert.deepEqual(
      await usesIn(
        '__main__.py',
        'import pulumi_kubernetes',
        'pulumi_kubernetes.batch.v1beta1.CronJobArgs()',
        'jobs = pulumi_kubernetes.batch.v1beta1',
        'provider = pulumi_kubernetes.Provider("a")',
        'import pulumi_kubernetes as',
      ),
      ['2:1 batch/v1beta1 CronJob', '3:8 batch/v1beta1'],
    );
  });
});

describe('a string in a program in Python', () => {
  it('is no documentation within brackets, nor where its line goes on', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'url = ("https://shop.example"',
        '       "/apis/batch/v1beta1/cronjobs")',
        'urls = {',
        '    "jobs":',
        '        "/apis/batch/v1beta1/cronjobs",',
        '    "web":',
        '        """',
        'apiVersion: extensions/v1beta1',
        'kind: Ingress',
        '""",',
        '}',
        'url = \\',
        '    "/apis/policy/v1beta1/podsecuritypolicies"',
        '"/apis/batch/v1beta1/jobs"',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '3:9 batch/v1beta1 CronJob',
      '6:10 batch/v1beta1 CronJob',
      '9:13 extensions/v1beta1 Ingress',
      '14:6 policy/v1beta1 PodSecurityPolicy',
    ]);
    assert.deepEqual(unresolved, []);
  });

  it('is one with those beside it', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'text = ("apiVersion: batch/v1beta1\\n"',
        '        "kind: CronJob\\n")',
        'text = "apiVersion: batch/v1beta1\\n" f"kind: {kind}"',
        'text = "apiVersion: batch/v1beta1\\n" + "kind: CronJob"',
        'text = "apiVersion: batch/v1beta1\\n"',
        '"kind: CronJob"',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:22 batch/v1beta1 CronJob', '5:21 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['4:21 batch/v1beta1 ...']);
  });

  it('is a manifest in whatever way it is filled', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'a = "apiVersion: batch/v1beta1\\nkind: CronJob\\nmetadata: {name: %(name)s}" % web',
        'b = "apiVersion: batch/v1beta1\\nkind: CronJob\\nspec: [%d, %.1f, 100%%]" % web',
        `c = f'{{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {{"name": "{name}"}}}}'`,
        `d = '{{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {{"name": "{0}"}}}}'.format(name)`,
        `e = ('{{"apiVersion": "batch/v1beta1", '`,
        `     '"kind": "CronJob", "metadata": {{"name": "{name:>5}"}}}}').format(name=web)`,
        `JOB = '{{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {{"name": "{name}"}}}}'`,
        'f = JOB.format(name=web)',
      ].join('\n'),
    });
    assert.deepEqual(
      uses.map((use) => use.replace(/^(\d+):\d+ /, '$1 ')),
      ['2', '3', '4', '5', '6', '8'].map((line) => `${line} batch/v1beta1 CronJob`),
    );
    assert.deepEqual(unresolved, []);
  });
});

describe('a client in a program in Python', () => {
  it('is known where several names are given one each, and by its type', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'old, new = client.AppsV1beta1Api(), client.AppsV1Api()',
        'new.create_namespaced_deployment("shop", {})',
        'core, jobs = client.CoreV1Api(), client.BatchV1beta1Api()',
        'jobs.list_namespaced_cron_job("shop")',
        'def f(web: client.ExtensionsV1beta1Api):',
        '    web.list_namespaced_ingress("shop")',
        'self.nightly: client.BatchV1beta1Api = client.BatchV1beta1Api()',
        'self.nightly.list_namespaced_cron_job("shop")',
        'first, second = make(client.BatchV1beta1Api())',
        'second.list_namespaced_cron_job("shop")',
      ].join('\n'),
    });
    assert.deepEqual(
      uses.filter((use) => !/^(?:2|4|6|8|10):/.test(use)),
      [
        '3:5 apps/v1 Deployment',
        '5:6 batch/v1beta1 CronJob',
        '7:9 extensions/v1beta1 Ingress',
        '9:14 batch/v1beta1 CronJob',
      ],
    );
    assert.deepEqual(unresolved, ['11:8 second.list_namespaced_cron_job']);
  });

  it('that looks kinds up takes a group beside a version', async () => {
    const { uses, unresolved } = await read({
      'a.py': [
        'import kubernetes',
        'client.resources.get(group="extensions", api_version="v1beta1", kind="Ingress")',
        'client.resources.get(group="", api_version="v1", kind="Pod")',
        'client.resources.get(group="batch", api_version="batch/v1beta1", kind="CronJob")',
        'client.resources.get(group=given, api_version="v1beta1", kind="CronJob")',
        'shop = {"group": "The Shop", "apiVersion": "v1", "kind": "Pod"}',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '2:55 extensions/v1beta1 Ingress',
      '3:45 v1 Pod',
      '4:50 batch/v1beta1 CronJob',
      '6:45 v1 Pod',
    ]);
    assert.deepEqual(unresolved, ['5:48 given']);
  });
});

describe('Pulumi in a program in Python', () => {
  it('is imported in every form', async () => {
    assert.deepEqual(
      await usesIn(
        '__main__.py',
        'from pulumi_kubernetes.rbac.v1beta1 import (',
        '    ClusterRole,',
        '    ClusterRoleBinding as Binding,',
        ')',
        'from pulumi_kubernetes.extensions.v1beta1 import IngressSpecArgs, DaemonSet',
        'from pulumi_kubernetes.policy.v1beta1 import *',
        'from pulumi_kubernetes.batch import v1beta1 as jobs',
        'from pulumi_kubernetes import extensions, Provider',
        'import pulumi_kubernetes.networking.v1beta1 as net',
        'jobs.CronJob("a")',
        'extensions.v1beta1.Ingress("b")',
        'net.IngressSpecArgs()',
        'shop.jobs.CronJob("c")',
        'print(jobs, extensions)',
      ),
      [
        '1:6 rbac.authorization.k8s.io/v1beta1 ClusterRole',
        '1:6 rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding',
        '5:6 extensions/v1beta1 Ingress',
        '5:6 extensions/v1beta1 DaemonSet',
        '6:6 policy/v1beta1',
        '7:6 batch/v1beta1',
        '9:8 networking.k8s.io/v1beta1',
        '10:1 batch/v1beta1 CronJob',
        '11:1 extensions/v1beta1 Ingress',
        '12:1 networking.k8s.io/v1beta1 Ingress',
      ],
    );
  });
});

describe('what jsii generates for Python', () => {
  it('is no use of the kinds that it names', async () => {
    const lines = [
      'import cdk8s',
      'class KubeIngressV1Beta1(',
      '    cdk8s.ApiObject,',
      '    metaclass=jsii.JSIIMeta,',
      '):',
    ];
    assert.deepEqual(await usesIn('__init__.py', 'from ._jsii import *', ...lines), []);
    assert.deepEqual(await usesIn('k8s/__init__.py', 'from .._jsii import *', ...lines), []);
    assert.deepEqual(await usesIn('main.py', 'from imports.k8s import KubeIngressV1Beta1'), [
      '1:25 networking.k8s.io/v1beta1 Ingress',
    ]);
  });
});

describe('the credentials of a cluster in a program in Python', () => {
  it('are those of a kubeconfig, whatever holds them', async () => {
    assert.deepEqual(
      await usesIn(
        'a.py',
        'user = {"exec": {"apiVersion": "client.authentication.k8s.io/v1alpha1", "command": "aws"}}',
        'kubeconfig(exec=ExecConfig(api_version="client.authentication.k8s.io/v1beta1", command="aws"))',
      ),
      [
        '1:33 client.authentication.k8s.io/v1alpha1 ExecCredential',
        '2:41 client.authentication.k8s.io/v1beta1 ExecCredential',
      ],
    );
  });
});
