import assert from 'node:assert/strict';
import { helmOrigins, releaseStream, sourcedChunks } from '../../lib/input/helm-source.ts';
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

describe('what Helm prints of a whole release', () => {
  const ALL = `NAME: quay
STATUS: deployed
USER-SUPPLIED VALUES:
null

COMPUTED VALUES:
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
HOOKS:
---
# Source: quay/templates/tide.yaml
apiVersion: batch/v1
kind: Job
MANIFEST:
---
# Source: quay/templates/storm.yaml
apiVersion: batch/v1beta1
kind: CronJob

NOTES:
apiVersion: the kind of thing
  - that: [is prose
`;

  for (const [ending, text] of Object.entries({ LF: ALL, CRLF: ALL.replaceAll('\n', '\r\n') })) {
    it(`is audited without its values and notes, each object at its place (${ending})`, async () => {
      const { findings, errors, summary } = await auditTexts({ '-': text }, { target: '1.25' });
      assert.deepEqual(errors, []);
      assert.deepEqual(
        findings.map(({ rule, location: { line, template } }) => [rule, line, template]),
        [['removed-api', 17, 'quay/templates/storm.yaml']],
      );
      assert.equal(summary.resources, 2);
    });
  }

  it('may come in portions, and what has no such lines stays as it is', () => {
    const cut = ALL.indexOf('---\n# Source: quay/templates/storm');
    const notes = ALL.indexOf('NOTES:');
    const stream = releaseStream();
    assert.match(stream(ALL.slice(0, cut)), /^\s+---\n# Source: quay\/templates\/tide[\s\S]*\n--- {6}\n$/);
    assert.equal(stream(ALL.slice(cut, notes + 7)), ALL.slice(cut, notes));
    assert.equal(stream(ALL.slice(notes + 7)), '');
    assert.equal(releaseStream()(STREAM), STREAM);
  });

  it('leaves texts alone that have one of its headings for a key', () => {
    const values = 'a: 1\nMANIFEST:\n  b: 2\nNOTES:\n  c: 3\n---\napiVersion: v1\nkind: Pod\n';
    assert.equal(releaseStream()(values), values);
  });
});
