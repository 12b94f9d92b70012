import type { Finding } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import { useInstead } from './use-instead.ts';

/**
 * What to do about a place that names an API in a way of its own: by resource, by group alone, in a command.
 *
 * @returns `undefined` where the advice is that for any API, `null` where there is none to give.
 */
export function adviceAtReference(finding: Finding): string | null | undefined {
  const { details, subject, rule } = finding;
  const next = successorOf(finding);
  switch (details.reference) {
    case 'kind':
      return next === null || next.group === subject.group
        ? undefined
        : `Name the group ${quoted(next.group)} instead.`;
    case 'permission':
      return atPermission(finding, next);
    case 'match':
      return atMatch(finding, next);
    case 'review':
      return 'Make the webhook accept v1, and list v1 first.';
    case 'quota':
      return next === null
        ? undefined
        : `Name ${resourceOf(finding)}${next.group === '' ? '' : `.${next.group}`} instead.`;
    case 'command':
      return next === null ? undefined : `Name ${commandName(finding, next)} instead.`;
    case 'request':
      return next === null ? undefined : `Ask for ${formatGvk(next)} instead.`;
    case 'enablement':
      return rule === 'removed-api' ? 'Remove it from the runtime configuration.' : null;
    case 'storage':
      return rule === 'unavailable-api'
        ? 'Objects may still be stored in it: the definition needs that version until they are migrated.'
        : 'Objects are, or once were, stored in it: migrate them before the version goes.';
    case 'registration':
      return rule === 'removed-api' ? 'Remove the APIService.' : null;
    case 'object':
    case 'embedded':
    case 'applied':
    case undefined:
      return undefined;
  }
}

/** What a place that records something says of it, and is not to be changed itself; `null` for all others. */
export function recordSentence({ details, holder }: Finding): string | null {
  if (details.reference === 'request') return details.askedBy === undefined ? null : `Asked for by ${details.askedBy}.`;
  if (details.reference !== 'applied') return null;
  return holder.kind === 'ControllerRevision'
    ? 'It is what kubectl apply was given once: a revision is kept for rollbacks, and does not need to change.'
    : 'It is what kubectl apply was last given: change the manifest that it came from, and apply that.';
}

function successorOf({ replacement, details }: Finding): GroupVersionKind | null {
  return details.meanwhile ?? replacement ?? details.namesakes?.[0] ?? null;
}

function resourceOf({ details, subject }: Finding): string {
  return details.resource ?? subject.kind;
}

function quoted(group: string): string {
  return group === '' ? '""' : group;
}

function atPermission(finding: Finding, next: GroupVersionKind | null): string | null | undefined {
  const { subject, rule, details } = finding;
  const resource = resourceOf(finding);
  if (rule === 'unavailable-api') return `Until then a permission for ${resource} of ${subject.group} has no effect.`;
  if (next !== null && details.covered === true) {
    return `The role already has a permission for ${resource} of ${quoted(next.group)}: remove this one.`;
  }
  if (next !== null && next.group !== subject.group) {
    return `Grant ${resource} in the group ${quoted(next.group)} ${rule === 'removed-api' ? 'instead' : 'as well'}.`;
  }
  if (rule !== 'removed-api') return null;
  return details.use === undefined
    ? 'No API takes its place: remove the permission.'
    : `${useInstead(details.use)} Remove the permission.`;
}

function atMatch(finding: Finding, next: GroupVersionKind | null): string | null | undefined {
  const { rule, details } = finding;
  if (next === null) return rule === 'removed-api' ? 'No API takes its place: remove the match.' : null;
  if (details.covered === true) return `There is a match for ${formatGvk(next)} already: remove this one.`;
  const add = `add ${resourceOf(finding)} of ${formatApiVersion(next)}`;
  if (rule === 'unavailable-api') return `Until then it matches nothing: ${add}.`;
  return rule === 'removed-api'
    ? `It no longer matches anything, so requests go unchecked: ${add}.`
    : `To keep matching after its removal, ${add}.`;
}

function commandName(finding: Finding, { group, version }: GroupVersionKind): string {
  return `${resourceOf(finding)}.${version}.${group}`.replace(/\.$/, '');
}
