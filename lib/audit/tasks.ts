import type { ChartInput } from '../input/chart.ts';
import type { InputFile } from '../input/reading.ts';
import type { Task } from './share.ts';

/**
 * How many files a thread takes at a time: many, since each share begins with nothing known. Towards the end it is fewer, for
 * all to end together.
 */
const FILES_A_SHARE = 128;
const LAST_FILES = 4;

/** How many files an archive counts for: they are not known yet. */
const FILES_OF_ARCHIVE = 32;

/** What several threads can do. */
export interface Shareable {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartInput[];
}

/** What is left to do of some work. */
export interface Tasks {
  /** More of it. */
  readonly add: (more: Partial<Shareable>) => void;
  /** The next share, of the sort that is asked for as long as there is any of it; `undefined` when all there is was given out. */
  readonly next: (first: keyof Shareable) => Task | undefined;
}

/**
 * Cuts work into shares, files and charts each in their order.
 *
 * @param takers how many shares may be under way at a time.
 */
export function tasksFor(takers: number): Tasks {
  const files: InputFile[] = [];
  const charts: ChartInput[] = [];
  let [left, file, chart] = [0, 0, 0];
  const size = () => Math.min(Math.max(Math.ceil(left / (2 * takers)), LAST_FILES), FILES_A_SHARE);
  const nextFiles = (): Task => {
    const some = files.slice(file, file + size());
    file += some.length;
    left -= some.length;
    return { files: some };
  };
  const nextCharts = (): Task => {
    const [from, most] = [chart, size()];
    let weight = 0;
    for (; weight < most && chart < charts.length; chart++) weight += weightOf(charts[chart] as ChartInput);
    left -= weight;
    return { charts: charts.slice(from, chart) };
  };
  return {
    add: (more) => {
      for (const one of more.files ?? []) {
        files.push(one);
        left++;
      }
      for (const one of more.charts ?? []) {
        charts.push(one);
        left += weightOf(one);
      }
    },
    next: (first) => {
      const [isFile, isChart] = [file < files.length, chart < charts.length];
      if (isFile && (first === 'files' || !isChart)) return nextFiles();
      return isChart ? nextCharts() : undefined;
    },
  };
}

function weightOf({ files }: ChartInput): number {
  return files?.length ?? FILES_OF_ARCHIVE;
}
