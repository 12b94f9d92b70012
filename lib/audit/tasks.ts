import type { ChartInput } from '../input/chart.ts';
import type { InputFile } from '../input/reading.ts';
import type { Task } from './share.ts';

/** How many files a thread takes at a time: enough to make little ado. Towards the end it is fewer, for all to end together. */
const FILES_A_SHARE = 32;
const LAST_FILES = 4;

/** What several threads can do. */
export interface Shareable {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartInput[];
}

/**
 * Cuts work into shares, in its order: files first, then charts.
 *
 * @param takers how many shares may be under way at a time.
 */
export function* tasksOf({ files, charts }: Shareable, takers: number): Generator<Task, undefined> {
  let left = files.length + charts.reduce((sum, chart) => sum + weightOf(chart), 0);
  const size = () => Math.min(Math.max(Math.ceil(left / (2 * takers)), LAST_FILES), FILES_A_SHARE);
  for (let at = 0; at < files.length; ) {
    const some = files.slice(at, at + size());
    at += some.length;
    left -= some.length;
    yield { files: some };
  }
  for (let at = 0; at < charts.length; ) {
    const [from, most] = [at, size()];
    for (let weight = 0; weight < most && at < charts.length; at++) weight += weightOf(charts[at] as ChartInput);
    const some = charts.slice(from, at);
    left -= some.reduce((sum, chart) => sum + weightOf(chart), 0);
    yield { charts: some };
  }
}

/** Files of an archive are not known yet. */
function weightOf({ files }: ChartInput): number {
  return files?.length ?? FILES_A_SHARE;
}
