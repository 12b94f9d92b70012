import assert from 'node:assert/strict';
import { CHART_SHAPES } from '../../fuzz/chart-shapes.ts';
import { folderOf } from '../../fuzz/folder.ts';
import { audit } from '../../lib/index.ts';

describe('a hostile chart', () => {
  for (const { name, make } of CHART_SHAPES) {
    it(`ends in a report: ${name}`, async () => {
      const { summary, charts } = await audit('.', { cwd: folderOf(make(20_000)), target: '1.30' });
      const { files, audited, passedOver, templates, unread } = summary;
      assert.equal(audited + passedOver + templates + unread, files);
      assert.equal(charts.length, 1);
    });
  }
});
