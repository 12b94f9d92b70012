import type { Catalog } from '../catalog/catalog.ts';
import { stateOfAny } from '../catalog/group-version.ts';
import type { Span } from '../catalog/timeline.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkOf } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isServed } from '../rules/served.ts';

/** The releases in which an API is served, as runs of releases without a gap; `null` where nothing is known of it. */
export interface CompatibleApi extends GroupVersionKind {
  readonly served: readonly Span[] | null;
  /** Those of them in which an administrator must turn it on. */
  readonly whenEnabled: readonly Span[];
}

/** The releases in which an input runs unchanged. */
export interface CompatibleRange {
  /** Runs of releases in which every API used is served, oldest first; empty where there is no such release. */
  readonly releases: readonly Span[];
  readonly apis: readonly CompatibleApi[];
  /** Where there is no such release: an API that is gone before another one comes. */
  readonly conflict: { readonly ends: CompatibleApi; readonly begins: CompatibleApi } | null;
  /** How many of the APIs nothing is known of; they are left out. */
  readonly unknown: number;
}

/** Finds out in which of the releases with a Snapshot all of some APIs are served. */
export function compatibleRange(catalog: Catalog, gvks: readonly GroupVersionKind[]): CompatibleRange {
  const releases = catalog.releases.map(({ release }) => release);
  const served = gvks.map((gvk) => {
    const states = releases.map((release) => stateOfAny(catalog, gvk, release));
    const isKnown = states.some(({ serving }) => serving !== 'unknown');
    const off = states.map((state) => isServed(state) && state.serving === 'when-enabled');
    return { gvk: gvkOf(gvk), at: isKnown ? states.map(isServed) : null, off };
  });
  const known = served.flatMap(({ at }) => (at === null ? [] : [at]));
  const common = runs(
    releases.map((_, index) => known.every((at) => at[index] === true)),
    releases,
  );
  const apis = served.map(({ gvk, at, off }) => ({
    ...gvk,
    served: at === null ? null : runs(at, releases),
    whenEnabled: runs(off, releases),
  }));
  return {
    releases: common,
    apis,
    conflict: common.length > 0 ? null : conflictOf(apis, releases),
    unknown: served.length - known.length,
  };
}

/** The API that ends first and the one that begins last: where nothing fits together, these two do not. */
function conflictOf(apis: readonly CompatibleApi[], releases: readonly Release[]): CompatibleRange['conflict'] {
  const dated = apis.flatMap((api) => {
    const [first, last] = [api.served?.[0], api.served?.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ api, begins: releases.indexOf(first[0]), ends: releases.indexOf(last[1]) }];
  });
  const ends = [...dated].sort((a, b) => a.ends - b.ends)[0];
  const begins = [...dated].sort((a, b) => b.begins - a.begins)[0];
  if (ends === undefined || begins === undefined || ends.ends >= begins.begins) return null;
  return { ends: ends.api, begins: begins.api };
}

function runs(served: readonly boolean[], releases: readonly Release[]): Span[] {
  const found: Span[] = [];
  let start: Release | null = null;
  releases.forEach((release, at) => {
    if (served[at] !== true) return;
    start ??= release;
    if (served[at + 1] === true) return;
    found.push([start, release]);
    start = null;
  });
  return found;
}
