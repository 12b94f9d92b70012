import type { Span } from '../catalog/timeline.ts';
import type { Subject } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion, formatGvk, gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import type { SuppressedFinding } from '../model/report.ts';
import type { Change, Warning } from '../upgrade/changes.ts';
import type { CompatibleRange } from '../upgrade/compatible.ts';
import type { Upgrade } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import type { Move } from '../upgrade/route.ts';
import type { StoredVersion } from '../upgrade/stored-versions.ts';
import type { NodeStep } from '../upgrade/version-skew.ts';
import { cautionOf, messageOf } from './messages.ts';
import { placeText } from './place-words.ts';
import { reliants } from './read-words.ts';
import { brokenAmong, suppressedBy, suppressedCount } from './suppressed.ts';
import { count } from './text.ts';

/** The whole dry run in a sentence or two. */
export function upgradeAnswer({ from, to, direction, plan, changes, reports, suppressed }: Upgrade): string {
  const summary = reports[0]?.summary;
  if (summary === undefined || summary.resources + summary.uses === 0)
    return `Nothing to audit was found: nothing can be said of ${from} to ${to}.`;
  const edits = plan.filter((step) => step.do === 'mend' || step.do === 'rewrite' || step.do === 'remove');
  const waits = plan.filter((step) => step.do === 'wait').length;
  const later =
    waits === 0
      ? ''
      : ` ${count(waits, 'thing')} in use ${waits === 1 ? 'does' : 'do'} not work at first and ${waits === 1 ? 'comes' : 'come'} on the way.`;
  const migrations = plan.filter((step) => step.do === 'migrate-stored').length;
  const stored = migrations === 0 ? '' : ` ${count(migrations, 'stored version')} must be migrated first.`;
  if (edits.length === 0) {
    const allowed = brokenAmong(suppressed);
    const but =
      allowed === 0 ? '' : `, except for ${count(allowed, 'thing')} that ${allowed === 1 ? 'is' : 'are'} suppressed`;
    return `Nothing in ${reliants(summary)} has to change from ${from} to ${to}${but}.${later}${stored}`;
  }
  const places = new Set(
    changes.filter(({ heals }) => heals === null).flatMap((change) => change.places.map(placeText)),
  ).size;
  const first = changes.find(({ before }) => before !== null);
  const already = plan.some((step) => step.do === 'mend');
  const breaks = [
    already ? `something already does not work on ${from}` : null,
    first === undefined ? null : `the hop to ${first.breaks} is the first that breaks something`,
  ].filter((part) => part !== null);
  const empty = edits.filter((step) => step.do === 'rewrite' && step.move.missing !== null).length;
  const windows = empty === 0 ? '' : ` ${count(empty, 'edit has', 'edits have')} no window: see below.`;
  const what =
    direction === 'up'
      ? `${from} to ${to} takes ${count(edits.length, 'edit')} in ${count(places, 'place')}`
      : `Going back from ${from} to ${to} loses something in ${count(places, 'place')} and takes ${count(edits.length, 'edit')}`;
  return `${what}: ${breaks.join(', and ')}.${windows}${later}${stored}`;
}

/**
 * What is not among the changes, since the policy or the manifest itself suppresses it, and what no longer is; nothing where
 * there is neither.
 *
 * @param more how to see each of them, where that is not beside it.
 */
export function upgradeSuppressions({ suppressed, expired }: Upgrade, more = ''): readonly string[] {
  const broken = brokenAmong(suppressed);
  const which = broken === 0 ? '' : ` ${broken} of them ${broken === 1 ? 'does' : 'do'} not work on all of the way.`;
  return [
    ...(suppressed.length === 0 ? [] : [`Suppressed: ${suppressedCount(suppressed)}${more}.${which}`]),
    ...expired.map((finding) => `${finding.location.file}:${finding.location.line}: ${messageOf(finding)}`),
  ];
}

/** What is suppressed, by what and why: `jobs.yaml:1: removed-api of batch/v1beta1 CronJob, by the policy: ...`. */
export function suppressedText({ finding, by }: SuppressedFinding): string {
  const { file, line } = finding.location;
  return `${file}:${line}: ${finding.rule} of ${subjectText(finding.subject)}, ${suppressedBy(by)}`;
}

/** Where the APIs in use are served as they are; it says nothing of gates, fields and drivers. */
export function rangeSentence({ releases, conflict, unknown, apis }: CompatibleRange): string {
  const left = unknown === 0 ? '' : ` Left out: ${count(unknown, 'API')} of which nothing is known.`;
  if (apis.length === unknown) return `It is not known which releases serve the APIs in use.`;
  if (releases.length > 0)
    return `Without changes, all APIs in use are served on ${spansText(releases)}.${offSentence(releases, apis)}${left}`;
  const never = apis.find(({ served }) => served?.length === 0);
  const why =
    conflict === null
      ? never === undefined
        ? ''
        : `: none serves ${formatGvk(never)}`
      : `: ${formatGvk(conflict.ends)} ends with ${conflict.ends.served?.at(-1)?.[1]}, ${formatGvk(conflict.begins)} begins with ${conflict.begins.served?.[0]?.[0]}`;
  return `No release has all APIs in use${why}.${left}`;
}

/** Which APIs are not there by default on some of the releases that serve all. */
function offSentence(releases: readonly Span[], apis: CompatibleRange['apis']): string {
  const overlap = ([first, last]: Span) =>
    releases.some(([from, to]) => compareReleases(first, to) <= 0 && compareReleases(from, last) <= 0);
  const off = apis.filter(({ whenEnabled }) => whenEnabled.some(overlap));
  if (off.length === 0) return '';
  const shown = off
    .slice(0, MOST_OFF)
    .map(({ whenEnabled, ...gvk }) => `${formatGvk(gvk)} (${spansText(whenEnabled)})`);
  const more = off.length > shown.length ? `, and ${off.length - shown.length} more` : '';
  return ` Off by default, so turn these on: ${shown.join(', ')}${more}.`;
}

const MOST_OFF = 3;

/** Runs of releases: `1.19–1.24, 1.30`. */
export function spansText(spans: readonly Span[]): string {
  return spans.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}

/** How far the dry run is to be trusted: the worst that holds of any release on the way. */
export function upgradeCaution({ reports }: Upgrade): string | null {
  const doubtful = reports.filter(({ snapshot }) => snapshot.standing !== 'released').at(-1);
  if (doubtful === undefined) return null;
  return cautionOf(doubtful.snapshot.standing, doubtful.target, doubtful.snapshot.release);
}

/** What a change is about: an API, a field, a feature gate, a label, a driver. */
export function subjectText({ field, gate, label, provider, ...gvk }: Subject): string {
  if (provider !== undefined) return `driver ${provider}`;
  if (gate !== undefined) return `feature gate ${gate}`;
  if (label !== undefined) return `label ${label}`;
  if (field !== undefined) return `field ${field} of ${formatGvk(gvk)}`;
  return formatGvk(gvk);
}

/** What is to be done in a step, and why then. */
export function stepText(step: Step): string {
  switch (step.do) {
    case 'hop':
      return `Move the control plane to ${step.to}.`;
    case 'nodes':
      return nodesText(step.nodes);
    case 'migrate-stored':
      return storedText(step.stored);
    case 'mend':
      return mendText(step.change, step.move);
    case 'wait':
      return `Apply ${subjectText(step.change.finding.subject)} from here on: up to here it does not work.${step.change.whenEnabled ? turnedOn(step.change.finding.subject) : ''}`;
    case 'rewrite':
      return `Rewrite ${formatGvk(step.move.of)} as ${formatGvk(step.move.to)}. ${windowText(step.move, step.change)}${step.move.whenEnabled ? turnedOn(step.move.to) : ''}`;
    case 'delete':
      return `Delete the objects of ${formatGvk(step.move.of)}: ${step.move.missing} can neither read nor delete what is stored of them.`;
    case 'remove':
      return removeText(step.change, step.until);
  }
}

/** At which hop something breaks. */
export function breaksText({ breaks, before }: Change): string {
  return before === null ? 'not working at first' : breaks;
}

/** What to write in place of a change's subject, in the order of the way. */
export function insteadTexts({ route, finding, heals }: Change): readonly string[] {
  if (heals !== null) return [];
  if (route !== null) return route.moves.map(({ to }) => formatGvk(to));
  return finding.replacement === null ? [] : [formatGvk(finding.replacement)];
}

/** When a rewriting can be done. */
function windowText({ from, until, missing, to }: Move, { breaks }: Change): string {
  if (missing === null) {
    return from === until ? `It can be done on ${from} only.` : `It can be done from ${from} to ${until}.`;
  }
  if (missing === from) {
    return `There is no window: the very release that takes the old away, ${missing}, brings ${formatGvk(to)}. Apply it right after the hop to ${from}.`;
  }
  return `There is no window: ${missing} ${missing === breaks ? 'takes the old away' : 'ends what it was rewritten to'}, and ${formatGvk(to)} comes with ${from}. In between nothing serves it.`;
}

/** That an API has to be turned on, and by which flag of the API server. */
function turnedOn(gvk: GroupVersionKind): string {
  return ` It is off by default: turn it on first (--runtime-config=${formatApiVersion(gvk)}=true).`;
}

/** What begins to work at a hop. */
export function startText({ finding, whenEnabled }: Change): string {
  return `${subjectText(finding.subject)} begins to work${whenEnabled ? ' where it is turned on' : ''}`;
}

/** What the audit begins to warn of at a hop, and how often: `deprecated-label: label x is gone (2)`. */
export function warningText({ finding, stage, count: times }: Warning): string {
  return `${finding.rule}: ${subjectText(finding.subject)}${stage === null ? '' : STAGES[stage]} (${times})`;
}

const STAGES = {
  removed: ' is gone',
  off: ' is off by default',
  'handed-on': ' is handed to a CSI driver',
} as const satisfies Record<Exclude<Warning['stage'], null>, string>;

/** The window of a change in few words, for a cell: `1.19–1.21`, `none (…)`. */
export function windowShort(change: Change): string {
  const { route, heals, before } = change;
  if (heals !== null) return `works from ${heals} on`;
  if (route === null) return before === null ? 'before the first hop' : `up to ${before}`;
  const windows = route.moves.map(({ from, until, missing }, at) =>
    before === null && at === 0
      ? 'before the first hop'
      : missing === null
        ? from === until
          ? from
          : `${from}–${until}`
        : `none: gone in ${missing}, new in ${from}`,
  );
  if (route.lostAt !== null) windows.push(`nothing takes its place in ${route.lostAt}`);
  return windows.join(', then ');
}

function mendText(change: Change, move: Move | null): string {
  const { finding, breaks } = change;
  const said = `Fix what already does not work on ${breaks}. ${messageOf(finding)}`;
  const { details, replacement } = finding;
  const isSaid =
    move === null || [replacement, details.meanwhile].some((gvk) => gvk != null && gvkKey(gvk) === gvkKey(move.to));
  return isSaid ? said : `${said} ${formatGvk(move.to)} works on the whole way.`;
}

function removeText({ finding, route }: Change, until: Release): string {
  const subject = subjectText(finding.subject);
  const last = route?.moves.at(-1);
  const what = last === undefined ? subject : formatGvk(last.to);
  return `Stop using ${what} by ${until} at the latest. ${last === undefined ? messageOf(finding) : 'Nothing takes its place after that.'}`;
}

function nodesText({ component, nodes, is, to, before, why }: NodeStep): string {
  const which = `${component} of ${count(nodes.length, 'node')} (${someOf(nodes)})`;
  return why === 'newer'
    ? `Bring the ${which} from ${is} back to ${to}: it may not be newer than the API server of ${before}.`
    : `Bring the ${which} from ${is} to ${to}: it would be too old for the API server of ${before}.`;
}

function someOf(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')}, ...`;
}

const STORED = {
  'not-listed': 'the definition has no such version any more, so that what is stored in it cannot be read',
  'not-served': 'it is not served any more',
  'not-storage': 'objects are still stored in it',
  'storage-not-served': 'it is the version that is stored, and is not served',
} as const satisfies Record<StoredVersion['why'], string>;

function storedText({ crd, version, storage, why }: StoredVersion): string {
  const into = storage === null || storage === version ? '' : ` to ${storage}`;
  return `Migrate the stored objects of ${crd} from ${version}${into}, then take ${version} out of status.storedVersions: ${STORED[why]}.`;
}
