import type { Catalog } from '../catalog/catalog.ts';
import type { DeprecatedValue, GatedValue } from '../catalog/fields.ts';
import { lookUp } from '../catalog/look-up.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { nearest } from '../model/nearest.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast, isLater, nextRelease } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import { stabilityOf } from '../model/stability.ts';
import type { Field } from './field-types.ts';
import { bundledFieldTypes } from './field-types.ts';
import { fieldAt, lastWith, objectAt } from './history.ts';

/** A field of a kind, release by release. */
export interface FieldLife {
  readonly gvk: GroupVersionKind;
  /** As it was asked for: `spec.containers.image`. */
  readonly path: string;
  /** Oldest first; releases without the field are in none. */
  readonly spans: readonly FieldSpan[];
  /** The first Snapshot with the field; `null` where it is the first of all that know fields. */
  readonly introduced: Release | null;
  /** The first release of which a Snapshot knows fields and has this one no more; `null` where it is still there. */
  readonly removed: Release | null;
}

/** Consecutive releases in which a field is the same. */
export interface FieldSpan {
  readonly from: Release;
  readonly to: Release;
  readonly state: FieldState;
}

/** What is known of a field at one release. */
export interface FieldState {
  /** That of its gates; that of its kind where it has none. */
  readonly stability: Stability;
  readonly gates: readonly string[];
  /** Whether the gates are on by default; `null` without gates, or where it is not known. */
  readonly enabledByDefault: boolean | null;
  /** The release since which it is deprecated, `true` where that is not known, `null` where it is not. */
  readonly deprecated: Release | true | null;
  /** The release that takes away what it drives (another driver may take over); `null` where none is known to. */
  readonly withoutEffect: Release | null;
  readonly replacement: string | null;
  /** Values of it that need a gate of their own. */
  readonly gatedValues: readonly GatedValue[];
  /** Values of it that are deprecated. */
  readonly deprecatedValues: readonly DeprecatedValue[];
}

/** The parts of `apps/v1/Deployment.spec.strategy`: what names the kind, and the path of the field. */
export interface FieldQuery {
  readonly kind: string;
  readonly path: string;
}

/** Takes a query for a field apart; `null` where it cannot be one. */
export function parseFieldQuery(query: string): FieldQuery | null {
  const match = /^((?:.*[\s/])?[A-Za-z0-9]+)\.([A-Za-z$][\w$.[\]*-]*)$/.exec(query.trim());
  return match === null ? null : { kind: match[1] as string, path: match[2] as string };
}

/** The lives of a field, in each version of each kind of the name that ever had it. */
export function fieldLives(catalog: Catalog, { kind, path }: FieldQuery): readonly FieldLife[] {
  return lookUp(catalog, kind)
    .map((entry) => lifeOf(catalog, entry, path))
    .filter((life) => life !== null);
}

/** The field that was likely meant by one that no kind of the name has, as a whole path; `undefined` where none is near. */
export function nearestField(catalog: Catalog, { kind, path }: FieldQuery): string | undefined {
  const names = path.split('.');
  for (const entry of lookUp(catalog, kind)) {
    const last = lastWith(entry, catalog.newest);
    const type = last === null ? null : (bundledFieldTypes(last)?.of(entry) ?? null);
    if (type === null) continue;
    for (let depth = 0; depth < names.length; depth++) {
      const above = names.slice(0, depth).join('.');
      if (fieldAt(type, names.slice(0, depth + 1).join('.')) !== null) continue;
      const near = nearest(names[depth] as string, objectAt(type, above)?.fields.keys() ?? []);
      if (near !== undefined) return [...names.slice(0, depth), near, ...names.slice(depth + 1)].join('.');
      break;
    }
  }
  return undefined;
}

function lifeOf(catalog: Catalog, { group, version, kind, removed }: TimelineKind, path: string): FieldLife | null {
  const gvk = { group, version, kind };
  const known = catalog.releases
    .map(({ release }) => ({ release, types: bundledFieldTypes(release) }))
    .filter(({ types }) => types !== null);
  const spans: FieldSpan[] = [];
  for (const { release, types } of known) {
    // The documents of 1.16 and 1.17 still hold what those servers no longer serve.
    if (isAtLeast(release, removed)) break;
    const type = types?.of(gvk) ?? null;
    const field = type === null ? null : fieldAt(type, path);
    if (field === null) continue;
    const state = stateOf(field, version);
    const last = spans.at(-1);
    if (last !== undefined && nextRelease(last.to) === release && same(last.state, state)) {
      spans[spans.length - 1] = { ...last, to: release };
    } else spans.push({ from: release, to: release, state });
  }
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [oldest, newest] = [known[0]?.release, known.at(-1)?.release as Release];
  return {
    gvk,
    path,
    spans,
    introduced: first.from === oldest ? null : first.from,
    removed: isLater(newest, last.to) ? nextRelease(last.to) : null,
  };
}

function stateOf({ facts, notes }: Field, version: string): FieldState {
  return {
    stability: facts?.stability ?? stabilityOf(version),
    gates: facts?.gates ?? [],
    enabledByDefault: facts?.enabledByDefault ?? null,
    deprecated: facts?.deprecated ?? null,
    withoutEffect: facts?.removed ?? null,
    replacement: facts?.replacement ?? null,
    gatedValues: notes?.gatedValues ?? [],
    deprecatedValues: notes?.deprecatedValues ?? [],
  };
}

function same(a: FieldState, b: FieldState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
