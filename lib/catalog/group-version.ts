import type { GroupVersion, GroupVersionKind } from '../model/gvk.ts';
import { ALL_KINDS, formatApiVersion } from '../model/gvk.ts';
import type { Replacement } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import type { ApiState, Catalog, Serving } from './catalog.ts';
import { configKinds } from './config-apis.ts';
import { NO_ADVICE } from './replacement.ts';
import type { TimelineKind } from './timeline.ts';

/** The better a kind is served, the longer something can be done with its group and version. */
const RANK = {
  'by-default': 0,
  'when-enabled': 1,
  removed: 2,
  'not-yet': 3,
  unknown: 4,
} as const satisfies Record<Serving, number>;

/**
 * What is known of a group and version as a whole, where nothing says which of its kinds is meant: what is known of the
 * kind that can be used best and longest, so that nothing is said that does not hold for all the others.
 *
 * @returns a state whose kind is {@link ALL_KINDS}, or the only kind of a file; `null` where nothing ever had a kind there.
 */
export function groupVersionState(
  catalog: Catalog,
  { group, version }: GroupVersion,
  release: Release,
): ApiState | null {
  const kinds = kindsIn(catalog, { group, version });
  const resources = kinds.filter(({ resource }) => resource !== null);
  // Of some groups all is only sent (an AdmissionReview), or only read from files.
  const states = (resources.length > 0 ? resources : kinds).map((kind) => catalog.state(kind, release));
  const [best, ...others] = [...states].sort(compareStates);
  if (best === undefined) return null;
  if (others.length === 0 && best.boundary === 'config') return best;
  const alike = states.filter(({ serving }) => serving === best.serving);
  const moved = new Set(alike.map(({ replacement }) => replacement && formatApiVersion(replacement)));
  const isOne = moved.size === 1;
  const whole = (replacement: Replacement | null) => replacement && { ...replacement, kind: ALL_KINDS };
  const { meanwhile, bridge } = best.advice;
  return {
    ...best,
    gvk: { group, version, kind: ALL_KINDS },
    replacement: isOne ? whole(best.replacement) : null,
    advice: isOne
      ? {
          ...best.advice,
          meanwhile: whole(meanwhile),
          bridge: bridge && { ...bridge, gvk: { ...bridge.gvk, kind: ALL_KINDS } },
        }
      : NO_ADVICE,
  };
}

/** The kinds that releases serve of a group and version; where none ever did, those that Kubernetes' own programs read. */
function kindsIn(catalog: Catalog, { group, version }: GroupVersion): readonly TimelineKind[] {
  const served = catalog.kindsOf({ group, version });
  if (served.length > 0) return served;
  return configKinds().filter((kind) => kind.group === group && kind.version === version);
}

/** What is known of an API at a release, of a group and version as a whole ({@link ALL_KINDS}) too. */
export function stateOfAny(catalog: Catalog, gvk: GroupVersionKind, release: Release): ApiState {
  const whole = gvk.kind === ALL_KINDS ? groupVersionState(catalog, gvk, release) : null;
  return whole ?? catalog.state(gvk, release);
}

/** Whether one kind can be used better, or longer, than another: that one first. */
export function compareStates(a: ApiState, b: ApiState): number {
  return (
    RANK[a.serving] - RANK[b.serving] ||
    (a.serving === 'removed' ? 0 : Number(a.deprecated) - Number(b.deprecated)) ||
    compareEnds(a.lifecycle.removed, b.lifecycle.removed) ||
    compareEnds(a.lifecycle.introduced, b.lifecycle.introduced)
  );
}

/** The later one first, and first of all what has no end. */
function compareEnds(a: Release | null, b: Release | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareReleases(b, a);
}
