import type { Finding } from '../model/finding.ts';
import type { HelmRelease, RenderedInput } from '../model/report.ts';
import type { Unrendered } from '../upgrade/unread.ts';
import { count } from './text.ts';

/** What the template that a finding is of makes of it; `null` where it asks nothing of the cluster. */
export function guardSentence({ details }: Finding): string | null {
  if (details.guarded === undefined) return null;
  return details.guarded === 'not-taken'
    ? `It is in a guarded branch of the template: Helm prints it because of its own list of APIs, but a cluster of Kubernetes ${details.target} gets another branch.`
    : "It is in a guarded branch of the template, which asks for the cluster's APIs or release.";
}

/** What follows the place of a finding: how what stands there was come by. */
export function originOfPlace({ via, location, details, holder }: Finding): string {
  if (details.helmRelease !== undefined) return ` (helm release ${details.helmRelease})`;
  if (location.template !== undefined) return ` (${location.template})`;
  if (via === 'reference') return ` (in ${holder.kind})`;
  return via === 'template' ? ' (template)' : '';
}

/** How the charts and kustomizations of the input were read, a line for each that was not rendered, or not with all its values. */
export function chartLines(charts: readonly RenderedInput[]): string[] {
  const lines: string[] = [];
  for (const [type, noun] of [
    ['helm', 'Helm chart'],
    ['kustomize', 'kustomization'],
  ] as const) {
    const own = charts.filter((chart) => chart.type === type);
    if (own.length === 0) continue;
    const rendered = own.filter((chart) => chart.rendered).length;
    lines.push(`Rendered: ${rendered} of ${count(own.length, noun)}.`);
    lines.push(...unrenderedLines(own));
    for (const { file, renderings } of own.filter((chart) => chart.rendered)) {
      for (const { values, error } of renderings) {
        if (error !== null)
          lines.push(`Not rendered: ${file} ${values === null ? 'by itself' : `with ${values}`}: ${error}.`);
      }
    }
  }
  return lines;
}

/** Those that share a reason share a line. */
function unrenderedLines(charts: readonly RenderedInput[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { file, rendered, reason } of charts) {
    if (rendered || reason === null) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), file]);
  }
  return [...byReason].map(([reason, files]) => `Not rendered, read as text: ${files.join(', ')}: ${reason}.`);
}

/** At which releases of a way what could not be rendered, a line for those that share the releases and the reason. */
export function unrenderedOnWayLines(unrendered: readonly Unrendered[]): string[] {
  const shared = new Map<string, { readonly first: Unrendered; readonly files: string[] }>();
  for (const each of unrendered) {
    const key = JSON.stringify([each.isReadAsText, each.releases, each.reason]);
    const known = shared.get(key) ?? { first: each, files: [] };
    shared.set(key, known);
    known.files.push(each.values === null ? each.file : `${each.file} with ${each.values}`);
  }
  return [...shared.values()].map(({ first: { isReadAsText, releases, reason }, files }) => {
    const [begin, end] = [releases[0], releases.at(-1)];
    const span = begin === end ? `${begin}` : `${releases.length} releases from ${begin} to ${end}`;
    const left = files.length - MOST_FILES;
    const which = `${files.slice(0, MOST_FILES).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
    return `Not rendered on ${span}${isReadAsText ? ', read as text' : ''}: ${which}: ${reason}.`;
  });
}

/** How many of those that share a line are named. */
const MOST_FILES = 5;

/** How many stored releases there are, and how many of them are history only. */
export function releaseLines(releases: readonly HelmRelease[]): string[] {
  if (releases.length === 0) return [];
  const left = releases.filter(({ audited }) => !audited).length;
  const rest = left === 0 ? '' : `; ${left} superseded, overtaken or uninstalled, left out`;
  return [`Helm releases: ${releases.length - left} audited${rest}.`];
}
