import assert from 'node:assert/strict';
import type { Task } from '../../lib/audit/share.ts';
import type { Shareable } from '../../lib/audit/tasks.ts';
import { tasksFor } from '../../lib/audit/tasks.ts';
import type { ChartInput } from '../../lib/input/chart.ts';

function files(count: number) {
  return Array.from({ length: count }, (_, at) => ({ file: `${at}.yaml`, path: `/${at}.yaml`, named: false }));
}

/** A chart of so many files; `null` for an archive. */
function chart(count: number | null, at: number): ChartInput {
  const own = count === null ? null : files(count).map(({ file, path }) => ({ path: file, file, at: path }));
  return { file: `chart-${at}`, path: `/chart-${at}`, files: own };
}

function allOf(work: Shareable, takers: number, first: keyof Shareable = 'files'): readonly Task[] {
  const { add, next } = tasksFor(takers);
  add(work);
  const tasks: Task[] = [];
  for (let task = next(first); task !== undefined; task = next(first)) tasks.push(task);
  return tasks;
}

const sizes = (tasks: readonly Task[]) => tasks.map((task) => ('files' in task ? task.files : task.charts).length);

describe('the shares of an audit', () => {
  it('are all of the files and all charts, each once and in their order, and first those that are asked for', () => {
    for (const [fileCount, chartCount] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [3, 2],
      [100, 7],
      [5000, 40],
    ] as const) {
      const work = { files: files(fileCount), charts: Array.from({ length: chartCount }, (_, at) => chart(at, at)) };
      for (const first of ['files', 'charts'] as const) {
        const tasks = allOf(work, 8, first);
        assert.deepEqual(
          tasks.flatMap((task) => ('files' in task ? task.files : [])),
          work.files,
        );
        assert.deepEqual(
          tasks.flatMap((task) => ('charts' in task ? task.charts : [])),
          work.charts,
        );
        assert.ok(!sizes(tasks).includes(0));
        const others = tasks.findIndex((task) => !(first in task));
        assert.ok(others === -1 || !tasks.slice(others).some((task) => first in task));
      }
    }
  });

  it('are large at first, and small at the end, so that all threads end together', () => {
    const found = sizes(allOf({ files: files(5000), charts: [] }, 8));
    assert.equal(found[0], 128);
    assert.ok((found.at(-1) ?? 128) <= 4);
    assert.deepEqual(
      found,
      found.toSorted((a, b) => b - a),
    );
    assert.ok(found.length < 100);
  });

  it('take a chart for its files, and an archive for many', () => {
    const charts = [chart(40, 0), chart(null, 1), chart(10, 2), chart(10, 3), chart(10, 4), chart(10, 5)];
    const found = sizes(
      allOf({ files: [], charts: [...charts, ...Array.from({ length: 60 }, (_, at) => chart(8, at))] }, 2),
    );
    // 40, 32 for the archive, four of 10 and two of 8 are 128; a quarter of what is left after that is 116, then 86.
    assert.deepEqual(found.slice(0, 3), [8, 15, 11]);
  });
});
