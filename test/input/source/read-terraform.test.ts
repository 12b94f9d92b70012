import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a Terraform configuration', () => {
  it('uses what the resources of the Kubernetes provider manage, their versions in their names or not', async () => {
    assert.deepEqual(
      await usesIn(
        'main.tf',
        'resource "kubernetes_ingress" "web" {}',
        'resource "kubernetes_ingress_v1" "web" {}',
        'resource "kubernetes_horizontal_pod_autoscaler_v2beta2" "web" {}',
        'resource "kubernetes_cron_job" "nightly" {}',
        'data "kubernetes_service" "web" {}',
        'resource "kubernetes_labels" "web" {}',
        'resource "helm_release" "web" { name = "web" }',
        '# resource "kubernetes_pod_security_policy" "old" {}',
      ),
      [
        '1:11 extensions/v1beta1 Ingress',
        '2:11 networking.k8s.io/v1 Ingress',
        '3:11 autoscaling/v2beta2 HorizontalPodAutoscaler',
        '4:11 batch/v1beta1 CronJob',
        '5:7 v1 Service',
      ],
    );
  });

  it('has a here-document end where its mark stands alone in a line', async () => {
    assert.deepEqual(
      await usesIn(
        'main.tf',
        'a = <<A',
        '# jobs of A',
        'apiVersion: batch/v1beta1',
        'kind: CronJob',
        '  A',
        'b = <<A',
        'A',
      ),
      ['3:13 batch/v1beta1 CronJob'],
    );
  });

  it('uses what its manifests name, as objects and as here-documents', async () => {
    const { uses, unresolved } = await read({
      'main.tf': [
        'resource "kubernetes_manifest" "budget" {',
        '  manifest = {',
        '    "apiVersion" = "policy/v1beta1"',
        '    "kind"       = "PodDisruptionBudget"',
        '    metadata     = { name = "web" }',
        '  }',
        '}',
        'resource "kubectl_manifest" "job" {',
        '  yaml_body = <<-YAML',
        '    apiVersion: batch/v1beta1',
        '    kind: CronJob',
        '    metadata:',
        `      name: \${var.name}`,
        '  YAML',
        '}',
        'resource "kubernetes_labels" "pods" {',
        '  api_version = var.version',
        '  kind        = "Pod"',
        '}',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['3:21 policy/v1beta1 PodDisruptionBudget', '10:17 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, ['17:17 var.version']);
  });

  it('knows what its locals stand for, and no argument of a module', async () => {
    const { uses, unresolved } = await read({
      'main.tf': [
        'locals {',
        '  jobs = "batch/v1beta1"',
        `  open = "\${var.group}/v1beta1"`,
        '  sum  = upper("batch/v1beta1")',
        '}',
        'variable "api_version" { default = "batch/v1beta1" }',
        'module "other" {',
        '  api_version = "batch/v1beta1"',
        '}',
        'a = { apiVersion = local.jobs, kind = "CronJob" }',
        'b = { apiVersion = local.open, kind = "CronJob" }',
        'c = { apiVersion = local.sum, kind = "CronJob" }',
        'd = { apiVersion = var.api_version, kind = "CronJob" }',
        'e = { apiVersion = each.value.api_version, kind = "CronJob" }',
        'f = { apiVersion = jobs, kind = "CronJob" }',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['10:20 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, [
      '11:20 local.open',
      '12:20 local.sum',
      '13:20 var.api_version',
      '14:20 each.value.api_version',
      '15:20 jobs',
    ]);
  });

  it('puts its locals into its here-documents, and what a run decides on is left open', async () => {
    const { uses, unresolved } = await read({
      'main.tf': [
        'locals {',
        '  jobs = "batch/v1beta1"',
        '}',
        'a = <<YAML',
        `apiVersion: \${local.jobs}`,
        'kind: CronJob',
        '%{ if var.shop }',
        'metadata: {}',
        '%{ endif }',
        'YAML',
        'b = <<YAML',
        `apiVersion: \${var.jobs}`,
        'kind: CronJob',
        'YAML',
        'c = <<YAML',
        `apiVersion: \${local.jobs == "a" ? "b" : "c"}`,
        'kind: CronJob',
        'YAML',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['5:13 batch/v1beta1 CronJob']);
    assert.equal(unresolved.length, 2);
  });
});

describe('a resource in Terraform that holds a manifest', () => {
  it('is not known where that is made in a run', async () => {
    const { uses, unresolved } = await read({
      'main.tf': [
        'resource "kubernetes_manifest" "a" {',
        '  manifest = yamldecode(templatefile("web.tpl", {}))',
        '}',
        'resource "kubectl_manifest" "b" {',
        '  for_each = local.all',
        '  yaml_body = each.value',
        '}',
        'resource "kubernetes_manifest" "c" {',
        '  manifest = merge(local.base, { spec = {} })',
        '}',
      ].join('\n'),
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, [
      '2:14 yamldecode(templatefile(web.tpl,{}))',
      '6:15 each.value',
      '9:14 merge(local.base,{spec={}})',
    ]);
  });

  it('says it where it is an object, a text or a file of the input', async () => {
    const { uses, unresolved } = await read({
      'main.tf': [
        'resource "kubernetes_manifest" "a" {',
        '  manifest = { apiVersion = "batch/v1beta1", kind = "CronJob" }',
        '}',
        'resource "kubectl_manifest" "b" {',
        '  yaml_body = <<YAML',
        'apiVersion: batch/v1beta1',
        'kind: CronJob',
        'YAML',
        '}',
        'resource "kubernetes_manifest" "c" {',
        `  manifest = yamldecode(file("\${path.module}/web.yaml"))`,
        '}',
      ].join('\n'),
    });
    assert.deepEqual(uses, ['2:30 batch/v1beta1 CronJob', '6:13 batch/v1beta1 CronJob']);
    assert.deepEqual(unresolved, []);
  });
});

describe('a resource in Terraform', () => {
  it('may be named without quotes', async () => {
    assert.deepEqual(await usesIn('main.tf', 'resource kubernetes_ingress web {}'), [
      '1:10 extensions/v1beta1 Ingress',
    ]);
  });

  it('may have the whole API in its name', async () => {
    assert.deepEqual(
      await usesIn(
        'main.tf',
        'resource "k8s_policy_v1beta1_pod_disruption_budget" "web" {}',
        'resource "k8s_core_v1_service" "web" {}',
      ),
      ['1:11 policy/v1beta1 PodDisruptionBudget', '2:11 v1 Service'],
    );
  });
});

describe('the credentials of a provider in Terraform', () => {
  it('are those of a kubeconfig', async () => {
    assert.deepEqual(
      await usesIn(
        'main.tf',
        'provider "kubernetes" {',
        '  exec {',
        '    api_version = "client.authentication.k8s.io/v1alpha1"',
        '    command     = "aws"',
        '  }',
        '}',
      ),
      ['3:20 client.authentication.k8s.io/v1alpha1 ExecCredential'],
    );
  });
});
