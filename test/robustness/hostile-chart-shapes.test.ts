import assert from 'node:assert/strict';
import { CHART_SHAPES } from '../../fuzz/chart-shapes.ts';
import { wrongInFix } from '../../fuzz/fix.ts';
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

    it(`is fixed once, where it is told of: ${name}`, async () => {
      assert.equal(await wrongInFix({ sort: 'shape of a chart', files: make(4000) }, '1.30'), null);
    });
  }
});
