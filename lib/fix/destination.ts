import type { Catalog } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkOf } from '../model/gvk.ts';
import { isLater, type Release } from '../model/release.ts';
import { compareVersions, majorOf, stabilityOf } from '../model/stability.ts';
import type { Change, Left } from './result.ts';
import type { Reason } from './step.ts';

/** The releases that what is written must work at. */
export interface Bounds {
  readonly target: Release;
  /** All of them, oldest first, the Target included. */
  readonly releases: readonly Release[];
}

/** Where a resource's API is to move, or why it cannot; `null` where it is best left as it is. */
export type Destination = { readonly to: GroupVersionKind } | { readonly reason: Reason } | null;

/**
 * Finds the most stable and newest version of the API that takes an API's place and that every one of the releases serves
 * without being told to. An API that is GA and not deprecated stays.
 */
export function destinationOf(catalog: Catalog, gvk: GroupVersionKind, { target, releases }: Bounds): Destination {
  const state = catalog.state(gvk, target);
  const { replacement, advice, serving, stability, deprecated } = state;
  const isGoing =
    deprecated || serving === 'removed' || (serving === 'when-enabled' && isRemoved(state.lifecycle, target));
  if (catalog.entry(gvk) === undefined) {
    // Of what a definition in the input says, an audit says it better.
    if (!isGoing || state.evidence === 'crd') return null;
    if (state.boundary === 'config') return { reason: byHand(catalog, gvk, replacement, releases) };
    return replacement === null ? null : { reason: { reason: 'add-on', to: replacement } };
  }
  if ((stability === 'ga' && !isGoing) || serving === 'not-yet') return null;
  if (replacement === null) return isGoing ? { reason: { reason: 'no-successor', use: advice.use } } : null;
  if (replacement.kind !== gvk.kind) {
    return isGoing ? { reason: { reason: 'no-conversion', to: replacement } } : null;
  }
  const candidates = catalog
    .versionsOf(replacement.group, gvk.kind)
    .filter(
      ({ group, version }) =>
        majorOf(version) === majorOf(replacement.version) &&
        stabilityOf(version) !== 'alpha' &&
        (group !== gvk.group || compareVersions(version, gvk.version) < 0),
    );
  const served = candidates.find((candidate) =>
    releases.every((release) => catalog.servesByDefault(candidate, release)),
  );
  if (served !== undefined) {
    return { to: gvkOf(served) };
  }
  if (!isGoing) return null;
  const without = releases.filter((release) => !catalog.servesByDefault(replacement, release));
  return { reason: { reason: 'not-served', to: replacement, releases: without } };
}

/** The version of a configuration file to move to by hand: the newest that all of the releases read. */
function byHand(
  catalog: Catalog,
  gvk: GroupVersionKind,
  replacement: GroupVersionKind | null,
  releases: readonly Release[],
): Reason {
  if (replacement === null) return { reason: 'config', to: null };
  const isRead = (candidate: GroupVersionKind, release: Release) =>
    catalog.state(candidate, release).serving === 'by-default';
  const meanwhile = releases.flatMap((release) => catalog.state(gvk, release).advice.meanwhile ?? []);
  const to = [replacement, ...meanwhile].find((candidate) => releases.every((release) => isRead(candidate, release)));
  if (to !== undefined) return { reason: 'config', to };
  return {
    reason: 'not-served',
    to: replacement,
    releases: releases.filter((release) => !isRead(replacement, release)),
  };
}

/** What of the API that a change moves to is left, a step on the way to where nothing takes its place: else only the next run would tell. */
export function leftBehind({ holder, location, step }: Change, catalog: Catalog, bounds: Bounds): readonly Left[] {
  if (step.ground !== 'schemas-agree') return [];
  const next = destinationOf(catalog, step.to, bounds);
  return next !== null && 'reason' in next ? [{ holder, location, gvk: step.to, reason: next.reason }] : [];
}

function isRemoved({ removed }: { readonly removed: Release | null }, target: Release): boolean {
  return removed !== null && !isLater(removed, target);
}
