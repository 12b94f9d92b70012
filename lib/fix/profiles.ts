import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import { objectsIn } from './conversions/conversion.ts';
import type { Planning, Stays, StepGroup } from './planning.ts';
import type { NewValue, Refusal, Step } from './step.ts';
import { decide } from './step.ts';
import { supersededSince } from './superseded.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping, valueAt } from './value.ts';

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APPARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';

/** A profile that an annotation names, and the object and field that are to name it. */
interface Profile {
  readonly annotation: Path;
  readonly holder: Path;
  readonly field: 'seccompProfile' | 'appArmorProfile';
  readonly value: NewValue;
  /** The release since which the field means what the annotation did. */
  readonly since: Release;
}

/**
 * Moves the seccomp and AppArmor profiles that annotations of a Pod template name into security contexts: all of one
 * template together, so that the annotations can go as a whole.
 *
 * @param stays says of an annotation whether it is to stay as it is.
 */
export function profileSteps(
  resource: JsonMapping,
  template: Path,
  planning: Planning,
  stays: Stays,
): readonly StepGroup[] {
  const path = [...template, 'metadata', 'annotations'];
  const annotations = valueAt(resource, path);
  if (!isMapping(annotations)) return [];
  const holders = holdersIn(resource, [...template, 'spec']);
  const profiles: Profile[] = [];
  const refusals: Refusal[] = [];
  for (const [annotation, value] of Object.entries(annotations)) {
    const place = placeOf(annotation, holders);
    const since = place === undefined ? null : supersededSince(annotation, planning);
    if (place === undefined || since === null || stays([[...path, annotation]])) continue;
    const profile = profileNamed(value);
    if (place === null || profile === null || isSet(resource, place)) {
      refusals.push(decide([...path, annotation], 'profile'));
      continue;
    }
    profiles.push({ annotation: [...path, annotation], ...place, value: profile, since });
  }
  if (profiles.length === 0) return refusals;
  const all = profiles.length === Object.keys(annotations).length;
  const metadata = valueAt(resource, path.slice(0, -1));
  const isAlone = isMapping(metadata) && Object.keys(metadata).length === 1;
  const whole = isAlone ? path.slice(0, -1) : path;
  const removals: readonly Step[] = all
    ? [{ op: 'remove', path: whole, ground: 'label', since: latest(profiles) }]
    : profiles.map(({ annotation, since }) => ({ op: 'remove', path: annotation, ground: 'label', since }));
  return [...refusals, { steps: [...removals, ...additions(resource, profiles, all ? whole : null)], about: [] }];
}

type Place = Pick<Profile, 'holder' | 'field'>;

/** What is to name the profile of an annotation: `null` where its container is not there, `undefined` of other annotations. */
function placeOf(annotation: string, { spec, containers }: Holders): Place | null | undefined {
  if (annotation === SECCOMP_POD) return { holder: spec, field: 'seccompProfile' };
  const prefix = [SECCOMP_CONTAINER, APPARMOR_CONTAINER].find((start) => annotation.startsWith(start));
  if (prefix === undefined) return undefined;
  const holder = containers.get(annotation.slice(prefix.length));
  if (holder === undefined) return null;
  return { holder, field: prefix === SECCOMP_CONTAINER ? 'seccompProfile' : 'appArmorProfile' };
}

/** What of a Pod's spec can hold a profile. */
interface Holders {
  readonly spec: Path;
  /** By the name; of several, the first. */
  readonly containers: ReadonlyMap<Json | undefined, Path>;
}

function holdersIn(resource: Json, spec: Path): Holders {
  const containers = ['containers', 'initContainers'].flatMap((list) => objectsIn(resource, [...spec, list]));
  return { spec, containers: new Map(containers.toReversed().map(({ path, value }) => [value['name'], path])) };
}

function isSet(resource: Json, { holder, field }: Place): boolean {
  return valueAt(resource, [...holder, 'securityContext', field]) !== undefined;
}

/** The value of the field for the value of an annotation; `null` for one that neither kind of profile knows. */
function profileNamed(value: Json): NewValue | null {
  if (value === 'runtime/default' || value === 'docker/default') return { type: 'RuntimeDefault' };
  if (value === 'unconfined') return { type: 'Unconfined' };
  if (typeof value !== 'string' || !value.startsWith('localhost/')) return null;
  return { type: 'Localhost', localhostProfile: value.slice('localhost/'.length) };
}

function latest(profiles: readonly Profile[]): Release {
  return profiles
    .map(({ since }) => since)
    .sort(compareReleases)
    .at(-1) as Release;
}

/**
 * The steps that write profiles into security contexts.
 *
 * @param whole what goes as a whole, with all the annotations; `null` where each goes by itself.
 */
function additions(
  resource: Json,
  profiles: readonly Profile[],
  whole: Path | null,
): readonly Extract<Step, { readonly op: 'add' }>[] {
  const holders = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const key = JSON.stringify(profile.holder);
    holders.set(key, [...(holders.get(key) ?? []), profile]);
  }
  // What goes as a whole has its comments go with the first.
  const fromOf = (own: readonly Profile[]) =>
    whole === null ? own.map(({ annotation }) => annotation) : own.includes(profiles[0] as Profile) ? [whole] : [];
  return [...holders.values()].flatMap((own): readonly Extract<Step, { readonly op: 'add' }>[] => {
    const { holder } = own[0] as Profile;
    const context = [...holder, 'securityContext'];
    if (valueAt(resource, context) === undefined) {
      const value = Object.fromEntries(own.map((profile) => [profile.field, profile.value]));
      const since = latest(own);
      return [{ op: 'add', path: holder, key: 'securityContext', value, from: fromOf(own), ground: 'label', since }];
    }
    return own.map((profile) => {
      const { field: key, value, since } = profile;
      return { op: 'add', path: context, key, value, from: fromOf([profile]), ground: 'label', since };
    });
  });
}
