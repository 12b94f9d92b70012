import type { ApiState } from '../catalog/catalog.ts';
import type { JudgedBy } from '../catalog/target.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { formatGvk } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import { grid } from './grid.ts';
import { cautionOf } from './messages.ts';
import { STABILITY_NAMES } from './stability-words.ts';
import { count, jsonDocument } from './text.ts';

/** What `api-audit explain` shows. */
export interface Explanation {
  readonly query: string;
  readonly target: Release;
  readonly judgedBy: JudgedBy;
  /** Those with a Snapshot, oldest first. */
  readonly releases: readonly Release[];
  readonly apis: readonly ExplainedApi[];
}

export interface ExplainedApi {
  readonly entry: TimelineKind;
  /** At the Target. */
  readonly state: ApiState;
  /** At each of the releases. */
  readonly servings: readonly ApiState[];
}

/** The explanation as one JSON object. */
export function explainJson({ query, target, judgedBy, apis, releases }: Explanation): string {
  const value = {
    query,
    target,
    snapshot: judgedBy,
    apis: apis.map(({ entry, state, servings }) => ({
      group: entry.group,
      version: entry.version,
      kind: entry.kind,
      resource: entry.resource,
      namespaced: entry.namespaced,
      stability: state.stability,
      boundary: state.boundary,
      reader: state.reader?.name ?? null,
      serving: state.serving,
      deprecated: state.deprecated,
      enabledByDefault: state.enabledByDefault,
      lifecycle: state.lifecycle,
      replacement: state.replacement,
      replacementFrom: state.advice.from,
      evidence: state.evidence,
      releases: Object.fromEntries(servings.map(({ serving }, at) => [releases[at], serving])),
      said: { declared: entry.declared ?? null, guide: entry.guide ?? null, seen: entry.seen },
    })),
  };
  return jsonDocument(value);
}

/** The explanation for people: the lives of the APIs, a picture of them along the releases, and the state at the Target. */
export function explainTable({ target, judgedBy, apis, releases }: Explanation, width: number): string {
  const rows = apis.map(({ entry, state }) => [
    state.reader === null ? formatGvk(entry) : `${formatGvk(entry)}\n(${state.reader.name})`,
    STABILITY_NAMES[state.stability],
    entry.introduced ?? '',
    entry.deprecated ?? '',
    entry.removed === null ? '' : `${entry.removed} (${entry.removedBy})`,
    state.replacement === null ? (state.advice.use ?? '') : `${formatGvk(state.replacement)}${since(state)}`,
    atTarget(state),
  ]);
  const titles = ['API', 'Stability', 'Introduced', 'Deprecated', 'Removed', 'Replacement', `At ${target}`];
  const caution = cautionOf(judgedBy.standing, target, judgedBy.release);
  const parts = [caution, grid(titles, rows, { width }), picture(apis, releases, target, width)];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

function since({ advice }: ApiState): string {
  return advice.from === null ? '' : ` (from ${advice.from})`;
}

function atTarget(state: ApiState): string {
  const isThere = state.boundary === 'config' ? 'read' : 'served';
  switch (state.serving) {
    case 'by-default':
      return state.deprecated ? `${isThere}, deprecated` : isThere;
    case 'when-enabled':
      return isAtLeast(state.release, state.lifecycle.removed)
        ? 'removed, but can still be enabled'
        : 'off by default, can be enabled';
    case 'not-yet':
      return `not ${isThere} yet`;
    case 'removed':
      return 'removed';
    case 'unknown':
      return 'not known';
  }
}

const MARKS = { ga: 'G', beta: 'b', alpha: 'a', unknown: '?' } as const;
const LEGEND = [
  'One sign a release: G, b, a served as GA, beta, alpha; d served but deprecated; o off by default;',
  'x removed, but can be enabled; . not served; ^ the target.',
].join('\n');

/** One line an API, one sign a release, the target marked below. */
function picture(apis: readonly ExplainedApi[], releases: readonly Release[], target: Release, width: number): string {
  const names = apis.map(({ entry }) => formatGvk(entry));
  const indent = Math.max(...names.map((name) => name.length)) + 2;
  if (indent + releases.length > width) return `${count(releases.length, 'release')}: too wide to draw here.`;
  const scale = releases.map((release, at) => (at % 10 === 0 ? release : '')).reduce(placed, '');
  const marks = releases
    .map((release) => (release === target ? '^' : ' '))
    .join('')
    .trimEnd();
  return [
    `${' '.repeat(indent)}${scale}`,
    ...apis.map(({ servings }, at) => `${(names[at] as string).padEnd(indent)}${servings.map(signOf).join('')}`),
    ...(marks === '' ? [] : [`${' '.repeat(indent)}${marks}`]),
    LEGEND,
  ].join('\n');
}

function placed(line: string, label: string, at: number): string {
  return label === '' ? line : line.padEnd(at) + label;
}

function signOf({ serving, stability, deprecated, release, lifecycle }: ApiState): string {
  if (serving === 'when-enabled') return isAtLeast(release, lifecycle.removed) ? 'x' : 'o';
  if (serving !== 'by-default') return '.';
  return deprecated ? 'd' : MARKS[stability];
}
