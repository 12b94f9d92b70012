import assert from 'node:assert/strict';
import { helmOrigins, sourcedChunks } from '../../lib/input/helm-source.ts';
import { auditTexts } from '../support/findings.ts';

const STREAM = `---
# Source: quay/crds/berths.yaml
kind: A
---
kind: B
---
# Source: quay/charts/buoy/templates/web.yaml
kind: C
---
kind: D
---
kind: E
# Source: quay/templates/late.yaml
`;

describe('sourcedChunks', () => {
  it('gives every document its template, and those of one file of crds/ the same', () => {
    assert.deepEqual(
      sourcedChunks(STREAM).map(({ template }) => template),
      ['quay/crds/berths.yaml', 'quay/crds/berths.yaml', 'quay/charts/buoy/templates/web.yaml', null, null],
    );
  });

  it('takes no other comment for one of Helm', () => {
    assert.equal(helmOrigins('# Source: https://quay.example/manifests.yaml\nkind: A\n'), null);
    assert.equal(helmOrigins('# Source: the harbour master\nkind: A\n'), null);
  });
});

describe('what Helm printed', () => {
  it('has findings with the template beside the line of the stream', async () => {
    const text = '---\n# Source: quay/templates/storm.yaml\napiVersion: batch/v1beta1\nkind: CronJob\n';
    const { findings } = await auditTexts(
      { '-': `${text}---\napiVersion: batch/v1beta1\nkind: CronJob\n` },
      { target: '1.25' },
    );
    assert.deepEqual(
      findings.map(({ location }) => [location.line, location.template]),
      [
        [3, 'quay/templates/storm.yaml'],
        [6, undefined],
      ],
    );
  });
});
