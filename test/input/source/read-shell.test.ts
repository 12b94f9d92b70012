import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

describe('a script of a shell', () => {
  it('uses what its here-documents hold, at their own lines', async () => {
    assert.deepEqual(
      await usesIn(
        'deploy.sh',
        '#!/bin/sh',
        'cat <<EOF | kubectl apply -f -',
        'apiVersion: extensions/v1beta1',
        'kind: Ingress',
        'metadata:',
        '  name: $NAME',
        'spec:',
        '  rules: $(rules "$NAME")',
        'EOF',
        "kubectl apply -f - <<-'END'",
        '\tapiVersion: batch/v1beta1',
        '\tkind: CronJob',
        '\tmetadata: { name: nightly }',
        '\tEND',
      ),
      ['3:13 extensions/v1beta1 Ingress', '11:14 batch/v1beta1 CronJob'],
    );
  });

  it('uses what stands in quotes', async () => {
    assert.deepEqual(
      await usesIn(
        'deploy.bash',
        "echo 'apiVersion: policy/v1beta1",
        'kind: PodSecurityPolicy',
        "metadata: { name: shop }' | kubectl apply -f -",
        'curl -d "{\\"apiVersion\\": \\"batch/v1beta1\\", \\"kind\\": \\"CronJob\\"}" localhost',
        'printf "apiVersion: extensions/v1beta1\\nkind: Ingress\\nmetadata: { name: $1 }\\n" | kubectl apply -f -',
      ),
      ['1:19 policy/v1beta1 PodSecurityPolicy', '4:29 batch/v1beta1 CronJob', '5:21 extensions/v1beta1 Ingress'],
    );
  });

  it('uses what its commands ask for', async () => {
    assert.deepEqual(
      await usesIn(
        'ask.sh',
        'kubectl get --raw /apis/extensions/v1beta1/namespaces/$NS/ingresses',
        'kubectl get cronjobs.v1beta1.batch -A # deployments.v1beta1.extensions',
        'curl -k "$SERVER/apis/policy/v1beta1/podsecuritypolicies"',
        'curl http://localhost:8001/apis/batch/v1beta1/cronjobs',
      ),
      [
        '1:19 extensions/v1beta1 Ingress',
        '2:13 batch/v1beta1 CronJob',
        '3:17 policy/v1beta1 PodSecurityPolicy',
        '4:27 batch/v1beta1 CronJob',
      ],
    );
  });

  it('is not known where a run tells, or a text may be of anything', async () => {
    const { uses, unresolved } = await read({
      'a.sh': [
        'kubectl get --raw "/apis/$GROUP/v1beta1/ingresses"',
        'VERSION=extensions/v1beta1',
        'cat <<EOF | kubectl apply -f -',
        'apiVersion: $VERSION',
        'kind: Ingress',
        'EOF',
      ].join('\n'),
    });
    assert.deepEqual(
      [uses, unresolved],
      [[], ['1:20 /apis/.../v1beta1/ingresses', '4:13 ... Ingress', '2:9 extensions/v1beta1']],
    );
  });

  it('uses nothing that its comments, its files and other servers name', async () => {
    const { uses, unresolved } = await read({
      'a.sh': [
        '# kubectl get --raw /apis/extensions/v1beta1/ingresses; cat <<EOF',
        'cp ./pkg/apis/extensions/v1beta1/types.go staging/apis/extensions/v1beta1 # k8s',
        `echo "$\{#names} it is" done.v1.gz`,
        "echo 'it # is' <<<EOF",
      ].join('\n'),
    });
    assert.deepEqual([uses, unresolved], [[], []]);
  });

  it('may stand in a Makefile, or a Dockerfile', async () => {
    for (const file of ['Makefile', 'deploy.mk', 'Dockerfile.dev'])
      assert.deepEqual(await usesIn(file, 'deploy:', '\tkubectl --context=$(CONTEXT) get cronjobs.v1beta1.batch'), [
        '2:35 batch/v1beta1 CronJob',
      ]);
  });

  it('may have here-documents in quotes, and several', async () => {
    assert.deepEqual(
      await usesIn(
        'a.sh',
        'ssh till "cat <<EOF | kubectl apply -f -',
        'apiVersion: extensions/v1beta1',
        'kind: DaemonSet',
        "note: don't",
        'EOF"',
        'kubectl patch it -p \'{"apiVersion":"batch/v1beta1","kind":"CronJob"}\'',
        'kubectl apply -f - <<< "apiVersion: extensions/v1beta1',
        'kind: Ingress"',
        'YAML=$(cat <<EOF',
        'apiVersion: policy/v1beta1',
        'kind: PodDisruptionBudget',
        'EOF)',
      ),
      [
        '2:13 extensions/v1beta1 DaemonSet',
        '6:37 batch/v1beta1 CronJob',
        '7:37 extensions/v1beta1 Ingress',
        '10:13 policy/v1beta1 PodDisruptionBudget',
      ],
    );
  });

  it('may shift bits, and write of here-documents', async () => {
    assert.deepEqual(
      await usesIn(
        'a.sh',
        'size=$((1 << BITS)); echo "from << to"',
        'cat <<EOF | kubectl apply -f -',
        'apiVersion: extensions/v1beta1',
        'kind: Ingress',
        'EOF',
      ),
      ['3:13 extensions/v1beta1 Ingress'],
    );
  });
});
