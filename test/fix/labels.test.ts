import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';

const deployment = (...labels: readonly string[]) =>
  [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: quay}',
    'spec:',
    '  selector: {matchLabels: {app: a}}',
    '  template:',
    '    metadata: {labels: {app: a}}',
    '    spec:',
    '      nodeSelector:',
    ...labels.map((label) => `        ${label}`),
    '      containers: [{name: a, image: a}]',
    '',
  ].join('\n');

describe('a label of nodes whose successor stands beside it', () => {
  it('goes where both have the same value', () => {
    const { text, left } = fix(deployment('beta.kubernetes.io/os: linux', 'kubernetes.io/os: linux'));
    assert.equal(text, deployment('kubernetes.io/os: linux'));
    assert.deepEqual(left, []);
  });

  it('is left where they have not, and a person is asked', () => {
    const text = deployment('beta.kubernetes.io/os: linux', 'kubernetes.io/os: windows');
    const result = fix(text);
    assert.equal(result.text, text);
    assert.deepEqual(
      result.left.map(({ reason }) => reason.reason === 'decide' && reason.question),
      ['label-twice'],
    );
  });
});
