import type { ApiState, Catalog } from './catalog/catalog.ts';
import { isCommit, missingFrom, releaseOfClient } from './catalog/client-libraries.ts';
import { compareStates, groupVersionState } from './catalog/group-version.ts';
import type { Place } from './findings.ts';
import type { Finding } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { ALL_KINDS, formatApiVersion } from './model/gvk.ts';
import type { Release } from './model/release.ts';
import type { ApiName, ClientUse, SourceReading, SourceUse, UnresolvedUse } from './model/source-use.ts';
import type { ResourceNames } from './references/source-names.ts';
import { candidatesOf, clientsAmong, isOutside, narrowed } from './references/source-names.ts';
import type { RuleOverrides } from './rules/index.ts';
import { judgeApi, RULES } from './rules/index.ts';

/** What the uses in a program are judged by. */
export interface ProgramContext {
  readonly catalog: Catalog;
  readonly target: Release;
  readonly rules: RuleOverrides;
}

/** Where a program uses an API that is known, uses one that is not, or one that a CRD in the input may yet name. */
export interface ProgramUses {
  readonly places: readonly Place[];
  readonly unresolved: readonly UnresolvedUse[];
  /** Uses of resources, and of lists, outside Kubernetes: which kinds they are is known when the whole input has been read. */
  readonly open: readonly SourceUse[];
}

/** Says which APIs the names in a program stand for. Names that stand for no API (`V1ObjectMeta`) are left out. */
export function usesOf({ uses, unresolved }: SourceReading, context: ProgramContext): ProgramUses {
  const found: { places: Place[]; unresolved: UnresolvedUse[]; open: SourceUse[] } = {
    places: [],
    unresolved: [...unresolved],
    open: [],
  };
  const clients = clientsAmong(uses);
  /** A program says the same names again and again. */
  const known = new Map<string, readonly GroupVersionKind[]>();
  const meantBy = (api: ApiName): readonly GroupVersionKind[] => {
    const name = JSON.stringify(api);
    const before = known.get(name);
    if (before !== undefined) return before;
    const candidates = narrowed(candidatesOf(api, context.catalog, NO_NAMES), clients);
    known.set(name, candidates);
    return candidates;
  };
  const told = new Map<readonly GroupVersionKind[], boolean>();
  const isTold = (candidates: readonly GroupVersionKind[]): boolean => {
    const is = told.get(candidates) ?? isToldOf(candidates, context);
    told.set(candidates, is);
    return is;
  };
  for (const use of uses) {
    if (isOutside(use.api, context.catalog)) {
      if (use.isDoubtful !== true) found.open.push(use);
      continue;
    }
    const candidates = meantBy(use.api);
    if (use.isDoubtful === true) {
      // What has the form of a resource, and is none, is no more than a path.
      const isOfNone = use.api.what.type === 'resource' && candidates.every(({ kind }) => kind === ALL_KINDS);
      if (!isOfNone && isTold(candidates)) found.unresolved.push(unresolvedAt(use));
      continue;
    }
    const place = candidates.length === 0 ? undefined : placeOf(use, candidates, context);
    if (place === null) found.unresolved.push(unresolvedAt(use));
    else if (place !== undefined) found.places.push(place);
  }
  return found;
}

function unresolvedAt({ file, line, column, text }: SourceUse): UnresolvedUse {
  return { file, line, column, text };
}

/** Whether the rules say anything of one of some APIs. */
function isToldOf(candidates: readonly GroupVersionKind[], context: ProgramContext): boolean {
  return candidates.some((gvk) => {
    const state = stateOf(gvk, context);
    return state !== null && state.serving !== 'unknown' && judgeApi(state, context.rules) !== null;
  });
}

function stateOf(gvk: GroupVersionKind, { catalog, target }: ProgramContext): ApiState | null {
  return gvk.kind === ALL_KINDS ? groupVersionState(catalog, gvk, target) : catalog.state(gvk, target);
}

const NO_NAMES: ResourceNames = { kindOfResource: () => undefined, hasKind: () => false };

/** The place of a use of a resource or a list outside Kubernetes, by the names that are known at the end. */
export function placeOfResource(use: SourceUse, names: ResourceNames, { catalog }: ProgramContext): Place | null {
  const [gvk] = candidatesOf(use.api, catalog, names);
  return gvk === undefined ? null : placeAt(use, gvk);
}

/**
 * The place of a use. A name that may stand for several APIs is taken for the one that can be used best, where all of
 * them are judged alike; else nothing is said: `null`.
 */
function placeOf(use: SourceUse, candidates: readonly GroupVersionKind[], context: ProgramContext): Place | null {
  const states = candidates.map((gvk) => stateOf(gvk, context));
  const known = states.filter((state) => state !== null).sort(compareStates);
  const [best] = known;
  if (best === undefined || known.length < states.length) return null;
  const verdicts = new Set(known.map((state) => JSON.stringify(judgeApi(state, context.rules))));
  if (verdicts.size > 1) return null;
  const others = known.slice(1).map(({ gvk }) => gvk);
  return { ...placeAt(use, best.gvk), ...(others.length === 0 ? {} : { alternatives: others }) };
}

function placeAt({ file, line, column, name }: SourceUse, gvk: GroupVersionKind): Place {
  return {
    gvk,
    via: 'source',
    holder: { apiVersion: formatApiVersion(gvk), kind: gvk.kind, namespace: null, name },
    location: { file, line, column, document: 0, path: '' },
  };
}

/** What there is to say of a client library at the Target: `null` where it has all that it needs, or nothing is known of it. */
export function clientFinding(client: ClientUse, { catalog, target, rules }: ProgramContext): Finding | null {
  const { file, line, column, library, version } = client;
  const severity = rules['client-library'] ?? RULES['client-library'].severity;
  const release = severity === 'off' ? null : releaseOfClient(library, version);
  if (severity === 'off' || release === null) return null;
  const missing = missingFrom(catalog, release, target);
  const [first] = missing;
  if (first === undefined) return null;
  const { boundary, stability, lifecycle, replacement } = catalog.state(first, target);
  return {
    rule: 'client-library',
    severity,
    boundary,
    via: 'source',
    subject: first,
    holder: { apiVersion: '', kind: '', namespace: null, name: library },
    location: { file, line, column, document: 0, path: '' },
    stability,
    lifecycle,
    replacement,
    evidence: 'snapshot',
    details: { target, client: { library, version, release, orEarlier: isCommit(version), missing } },
  };
}
