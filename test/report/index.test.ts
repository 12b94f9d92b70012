import assert from 'node:assert/strict';
import type { Format } from '../../lib/report/index.ts';
import { FORMATS, loadReporter } from '../../lib/report/index.ts';
import { auditTexts, manifest } from '../support/findings.ts';

describe('loadReporter', () => {
  it('has the formats table and json, table first', () => assert.deepEqual(FORMATS.slice(0, 2), ['table', 'json']));

  it('names the formats where there is none of that name', async () => {
    for (const format of ['xml', 'constructor', '__proto__']) {
      await assert.rejects(loadReporter(format as Format), {
        name: 'ApiAuditError',
        message: `There is no format '${format}': choose one of ${FORMATS.join(', ')}.`,
      });
    }
  });

  for (const format of FORMATS) {
    it(`loads a reporter for ${format} that says what is found`, async () => {
      const report = await auditTexts({ 'web.yaml': manifest('extensions/v1beta1 Ingress') }, { target: '1.25' });
      const reporter = await loadReporter(format);
      const text = reporter(report, {
        tool: { name: 'api-audit', version: '0' },
        width: 120,
        color: false,
        all: false,
      });
      assert.match(text, /removed-api/);
      assert.match(text, /web\.yaml/);
      assert.match(text, /\n$/);
    });
  }
});
