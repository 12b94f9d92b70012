import type { Finding } from '../model/finding.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';

/** Says that the release of an add-on that the user runs no longer serves an API; `null` where none is named. */
export function removedByComponent({ subject, details }: Finding): string | null {
  const { component, componentInstalled, componentRemoved } = details;
  if (component === undefined || componentInstalled === undefined) return null;
  const since = componentRemoved === undefined ? '' : `: ${componentRemoved} stopped serving it`;
  return `${component} ${componentInstalled} does not serve ${formatGvk(subject)}${since}.`;
}

/** Says that the release of an add-on that the user runs does not serve an API yet; `null` where none is named. */
export function notYetByComponent({ subject, details }: Finding): string | null {
  const { component, componentInstalled, componentIntroduced } = details;
  if (component === undefined || componentInstalled === undefined || componentIntroduced === undefined) return null;
  return `${component} ${componentInstalled} does not serve ${formatGvk(subject)} yet: it comes in ${componentIntroduced}.`;
}

/** Says that only one channel of an add-on's CustomResourceDefinitions serves an API; `null` where that is not so. */
export function onlyInChannel({ details }: Finding): string | null {
  const { component, channel } = details;
  if (component === undefined || channel === undefined) return null;
  return `Only the ${channel} channel of ${component} serves it.`;
}

/** What to write instead of an add-on's API, and since which of its releases that can be; `null` where nothing is known. */
export function insteadOfComponents({ subject, replacement, details }: Finding): string | null {
  const { component, replacementFromComponent: from, replacementAheadOfComponent: isAhead } = details;
  if (component === undefined || replacement === null) return null;
  if (isAhead === true) return `Its successor ${formatGvk(replacement)} comes in ${component} ${from}.`;
  if (replacement.kind !== subject.kind) {
    const since = from === undefined ? '' : ` (since ${component} ${from})`;
    return `Use ${formatGvk(replacement)}${since}: another kind that does the same, so rewrite the object.`;
  }
  const since = from === undefined ? '' : `, served since ${component} ${from}`;
  return `Write apiVersion: ${formatApiVersion(replacement)} instead${since}.`;
}
