import assert from 'node:assert/strict';
import type { ChartRow } from '../../lib/report/html-chart.ts';
import { timelineChart } from '../../lib/report/html-chart.ts';

const ROW: ChartRow = {
  name: 'batch/v1beta1 CronJob',
  stability: 'beta',
  lifecycle: { introduced: '1.8', deprecated: '1.21', removed: '1.25' },
  detail: 'batch/v1beta1 CronJob: beta, removed in 1.25.',
};
const TARGET = [{ release: '1.24', label: 'Target 1.24', isTarget: true }];

function draw(rows: readonly ChartRow[], newest = '1.36'): string {
  return timelineChart({ label: 'APIs', rows, marks: TARGET, newest })?.markup ?? '';
}

/** The left and right end of the bar of a stability. */
function barOf(drawing: string, stability: string): [left: number, right: number] {
  const rows = drawing.slice(drawing.indexOf('bar-row'));
  const match = new RegExp(`class="fill-${stability}" x="([\\d.]+)" y="[\\d.]+" width="([\\d.]+)"`).exec(rows);
  assert.ok(match !== null, rows);
  return [Number(match[1]), Number(match[1]) + Number(match[2])];
}

describe('timelineChart', () => {
  it('draws a bar that ends where the API is removed, and one to the edge where nothing removes it', () => {
    const stable: ChartRow = {
      ...ROW,
      stability: 'ga',
      lifecycle: { introduced: '1.8', deprecated: null, removed: null },
    };
    const drawing = draw([ROW, stable]);
    const [beta, ga] = [barOf(drawing, 'beta'), barOf(drawing, 'ga')];
    assert.equal(beta[0], ga[0]);
    assert.ok(beta[1] < ga[1]);
    const target = /<line class="mark target" x1="([\d.]+)"/.exec(drawing)?.[1];
    const step = (beta[1] - beta[0]) / (25 - 8);
    assert.ok(Math.abs(beta[1] - Number(target) - step) < 0.5, 'the Target is one release before the end');
  });

  it('tells stability by a letter and a pattern too', () => {
    const drawing = draw([ROW]);
    assert.match(drawing, /url\(#beta-pattern\)/);
    assert.match(drawing, />B<\/text>/);
  });

  it('gives one bar at a time to the keyboard, and the details of each to those who do not see it', () => {
    const drawing = draw([ROW, ROW, ROW]);
    assert.equal(drawing.match(/tabindex="0"/g)?.length, 1);
    assert.equal(drawing.match(/tabindex="-1"/g)?.length, 2);
    assert.ok(drawing.includes(`aria-label="${ROW.detail}"`));
  });

  it('draws nothing where no life is known, and counts what it left out', () => {
    const unknown: ChartRow = {
      ...ROW,
      stability: 'unknown',
      lifecycle: { introduced: null, deprecated: null, removed: null },
    };
    assert.equal(timelineChart({ label: 'APIs', rows: [unknown], marks: TARGET, newest: '1.36' }), null);
    assert.ok(draw([ROW, unknown]).includes('Not drawn: 1'));
    assert.ok(draw(Array.from({ length: 90 }, () => ROW)).includes('10 more'));
  });

  it('escapes names', () => {
    const drawing = draw([{ ...ROW, name: '</svg><script>', detail: '"><script>' }]);
    assert.ok(!drawing.includes('<script'));
  });
});
