import type { Release } from '../model/release.ts';
import type { RenderedInput, Report } from '../model/report.ts';
import { comparePlaces } from '../tally.ts';

/** A chart or a kustomization that could not be rendered at some releases of a way. */
export interface Unrendered {
  readonly type: RenderedInput['type'];
  readonly file: string;
  /** The chart's own file of values that it was to be rendered with; `null` where it was none. */
  readonly values: string | null;
  /** Whether its files were read as they stand instead; otherwise it was rendered with other values. */
  readonly isReadAsText: boolean;
  /** In the order of the way. */
  readonly releases: readonly Release[];
  /** As told at the first of them. */
  readonly reason: string;
}

/** What could not be read or judged at any release of a way, each once: what a chart prints may differ from one to the next. */
export function unreadOnWay(
  reports: readonly Pick<Report, 'errors' | 'computed' | 'unresolved'>[],
): Pick<Report, 'errors' | 'computed' | 'unresolved'> {
  return {
    errors: eachOnce(reports.flatMap(({ errors }) => errors)),
    computed: eachOnce(reports.flatMap(({ computed }) => computed)),
    unresolved: eachOnce(reports.flatMap(({ unresolved }) => unresolved)),
  };
}

function eachOnce<T extends Parameters<typeof comparePlaces>[0]>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].sort(comparePlaces);
}

/** Finds what could not be rendered, and at which releases: a chart may say itself which ones it is for. */
export function unrenderedOnWay(reports: readonly Pick<Report, 'target' | 'charts'>[]): readonly Unrendered[] {
  const found = new Map<string, Omit<Unrendered, 'releases'> & { readonly releases: Release[] }>();
  for (const { target, charts } of reports) {
    for (const { type, file, rendered, reason, renderings } of charts) {
      const failed = rendered ? renderings : [{ values: null, error: reason }];
      for (const { values, error } of failed) {
        if (error === null) continue;
        const key = JSON.stringify([type, file, values, rendered]);
        const known = found.get(key) ?? { type, file, values, isReadAsText: !rendered, releases: [], reason: error };
        found.set(key, known);
        known.releases.push(target);
      }
    }
  }
  return [...found.values()];
}

/** The charts of one report, with what failed at other releases beside what was rendered at its own. */
export function withUnrendered(own: readonly RenderedInput[], unrendered: readonly Unrendered[]): RenderedInput[] {
  return own.map((chart) => {
    if (!chart.rendered) return chart;
    const known = new Set(chart.renderings.flatMap(({ values, error }) => (error === null ? [] : [values])));
    const failed = unrendered
      .filter(({ type, file, values }) => type === chart.type && file === chart.file && !known.has(values))
      .map(({ values, reason }) => ({ values, error: reason }));
    return { ...chart, renderings: [...chart.renderings, ...failed] };
  });
}
