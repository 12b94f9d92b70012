import assert from 'node:assert/strict';
import type { Finding } from '../../lib/model/finding.ts';
import { ndjsonReport } from '../../lib/report/ndjson.ts';
import { whole } from '../../lib/report/reporter.ts';
import { HOSTILE, HOSTILE_FILES, MIXED, manyFiles, OPTIONS, reportOf } from '../support/reports.ts';

const ndjsonReporter = whole(ndjsonReport);

describe('ndjsonReporter', () => {
  it('writes each finding as the JSON report has it, one a line', async () => {
    const report = await reportOf(MIXED);
    const lines = ndjsonReporter(report, OPTIONS)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Finding);
    assert.deepEqual(
      lines.map(({ rule }) => rule),
      report.findings.map(({ rule }) => rule),
    );
    assert.ok(lines.every((line) => 'message' in line && !('details' in line)));
  });

  it('writes lines that are JSON each, whatever names hold', async () => {
    const text = ndjsonReporter(await reportOf({ ...HOSTILE_FILES, ...manyFiles(2000) }), OPTIONS);
    const lines = text.split('\n');
    assert.equal(lines.pop(), '');
    // A reader that ends lines at U+2028 or U+0085, as some do, finds the same lines.
    assert.deepEqual(text.trimEnd().split(/[\n\r\v\f\u0085\u2028\u2029]/), lines);
    const findings = lines.map((line) => JSON.parse(line) as Finding);
    assert.equal(findings.length, 2001);
    assert.equal(findings.find(({ rule }) => rule === 'removed-api')?.holder.name, HOSTILE);
  });

  it('writes nothing where there is no finding', async () => {
    assert.equal(ndjsonReporter(await reportOf({}), OPTIONS), '');
  });
});
