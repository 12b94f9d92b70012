import type { Report, Summary } from '../model/report.ts';
import { count } from './text.ts';

/**
 * What was seen and cannot be judged, in a line each; nothing where there is none.
 *
 * @param more how to see each of the uses in programs, where that is not beside it.
 */
export function notJudgedLines(
  { computed, unresolved }: Pick<Report, 'computed' | 'unresolved'>,
  more = '',
): readonly string[] {
  const inTemplates = count(computed.length, 'apiVersion or kind', 'apiVersions or kinds');
  const inPrograms = count(unresolved.length, 'use');
  return [
    ...(computed.length === 0 ? [] : [`Not judged: ${inTemplates} that a template computes.`]),
    ...(unresolved.length === 0 ? [] : [`Not judged: ${inPrograms} in programs that only a run would tell${more}.`]),
  ];
}

/** What became of the files, so that the numbers add up. */
export function filesLine({ files, audited, passedOver, templates, unread }: Summary): string {
  return `Files: ${files} = ${audited} audited + ${passedOver} passed over + ${templates} read as templates + ${unread} with errors.`;
}

/** What rests on APIs: resources, and the places in programs that use them. */
export function reliants({ resources, uses }: Pick<Summary, 'resources' | 'uses'>): string {
  if (uses === 0) return count(resources, 'resource');
  const inPrograms = `${count(uses, 'use')} in programs`;
  return resources === 0 ? inPrograms : `${count(resources, 'resource')} and ${inPrograms}`;
}
