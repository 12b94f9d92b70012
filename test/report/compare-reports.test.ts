import assert from 'node:assert/strict';
import type { Severity } from '../../lib/model/finding.ts';
import type { SavedFinding, SavedReport } from '../../lib/report/compare-read.ts';
import { compareReports } from '../../lib/report/compare-reports.ts';

/** A report that has one fact about one object as often as severities are given. */
function report(...severities: readonly Severity[]): SavedReport {
  return {
    target: '1.29',
    resources: 1,
    reliance: { ga: 1, beta: 0, alpha: 0, unknown: 0 },
    findings: severities.map((severity) => ({ ...GATE, severity })),
    suppressed: 0,
    silenced: [],
    errors: 0,
  };
}

const GATE: SavedFinding = {
  rule: 'feature-gate',
  severity: 'note',
  message: 'The feature gate CSIMigration is set.',
  boundary: 'config',
  via: 'resource',
  subject: { group: '', version: '', kind: '', gate: 'CSIMigration' },
  holder: { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', namespace: null, name: null },
  location: { file: 'kubelet.yaml', line: 3, column: 16, document: 0, path: '/featureGates/CSIMigration' },
  stability: 'ga',
  lifecycle: { introduced: null, deprecated: null, removed: null },
  replacement: null,
  evidence: 'declared',
};

/** The severities of what is new, gone and unchanged. */
function severities(older: SavedReport, newer: SavedReport): readonly (readonly Severity[])[] {
  const { added, gone, unchanged } = compareReports(older, newer);
  return [added, gone, unchanged].map((findings) => findings.map(({ severity }) => severity));
}

describe('compareReports', () => {
  it('takes what became graver for new, and not for gone', () => {
    assert.deepEqual(severities(report('note'), report('error')), [['error'], [], []]);
    assert.deepEqual(severities(report('note', 'note'), report('note', 'warning')), [['warning'], [], ['note']]);
  });

  it('takes what became milder for unchanged', () => {
    assert.deepEqual(severities(report('error'), report('note')), [[], [], ['note']]);
  });

  it('does not take for gone what is suppressed now', () => {
    const [one, none] = [report('error'), report()];
    const kinds = (older: SavedReport, newer: SavedReport) => {
      const { added, gone, silenced } = compareReports(older, newer);
      return [added, gone, silenced].map(({ length }) => length);
    };
    const hiding = (shown: SavedReport): SavedReport => ({ ...shown, suppressed: 1, silenced: [GATE] });
    assert.deepEqual(kinds(one, hiding(none)), [0, 0, 1]);
    assert.deepEqual(kinds(report('error', 'error'), hiding(none)), [0, 1, 1]);
    // It was suppressed before: what counted is gone.
    assert.deepEqual(kinds(hiding(one), hiding(none)), [0, 1, 0]);
    assert.deepEqual(kinds(hiding(none), one), [1, 0, 0]);
  });

  it('does not mix up findings that say the same of one object at different severities', () => {
    assert.deepEqual(severities(report('note', 'error'), report('error', 'note')), [[], [], ['error', 'note']]);
    assert.deepEqual(severities(report('error'), report('note', 'error')), [['note'], [], ['error']]);
    assert.deepEqual(severities(report('error', 'note'), report('note')), [[], ['error'], ['note']]);
  });
});
