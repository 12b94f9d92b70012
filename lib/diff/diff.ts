import { Catalog } from '../catalog/catalog.ts';
import { featureGates } from '../catalog/gates.ts';
import { compareText, formatApiVersion, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { compareReleases, isLater, type Release, wayOf } from '../model/release.ts';
import { type LoadedSnapshot, type SharedSnapshot, sharingLoader } from '../snapshot/store.ts';
import { CHANGE_CLASSES, type Change, type Comings, type Diff } from './change.ts';
import { classesOf } from './classify.ts';
import { differenceKey } from './compare.ts';
import { type Side, sideOfDocument, sideOfRelease } from './side.ts';
import { compareSpan, type DatedDifference } from './span.ts';

/** What is compared: a release, or a document that was read, by the name that the user gave it. */
export type DiffSource = { readonly release: Release } | { readonly document: string; readonly loaded: LoadedSnapshot };

/** What a comparison can be told beyond its two sources. */
export interface DiffOptions {
  readonly catalog?: Catalog;
  /** Finds the Snapshot of a release; defaults to the bundled ones. */
  readonly load?: (release: Release) => SharedSnapshot;
}

/**
 * Compares two releases, two documents, or a document and a release, in either direction. Between two releases that are
 * further apart each change gets the release in which it came.
 *
 * @throws ApiAuditError where a release has no Snapshot.
 */
export function diff(from: DiffSource, to: DiffSource, options: DiffOptions = {}): Diff {
  const catalog = options.catalog ?? new Catalog();
  const load = options.load ?? sharingLoader();
  const sideOf = (source: DiffSource) => sideOfSource(source, catalog, load);
  const sides = fairly(catalog, sideOf(from), sideOf(to));
  const between =
    'release' in from && 'release' in to
      ? wayOf(from.release, to.release)
          .slice(1, -1)
          .map((release) => sideOf({ release }))
      : [];
  const context = { catalog, gates: featureGates() };
  const { differences, compared, cameAndWent } = compareSpan([sides.from, ...between, sides.to], context);
  return {
    from: sides.from.info,
    to: sides.to.info,
    groups: comings(sides.from, sides.to, groupName),
    groupVersions: comings(sides.from, sides.to, formatApiVersion),
    changes: sorted(differences, isLater(sides.from.info.release, sides.to.info.release)),
    compared,
    cameAndWent,
    foreign: sides.foreign,
    offByDefault: sides.offByDefault,
  };
}

function sideOfSource(source: DiffSource, catalog: Catalog, load: NonNullable<DiffOptions['load']>): Side {
  return 'release' in source
    ? sideOfRelease(catalog, source.release, load(source.release))
    : sideOfDocument(catalog, source.document, source.loaded);
}

/** Names that a Diff of some sources can be filtered by, as they are written there. */
export interface Names {
  /** API groups, the core group as `core`. */
  readonly groups: ReadonlySet<string>;
  /** Kinds and schema types. */
  readonly kinds: ReadonlySet<string>;
}

/**
 * What the sources have, whether or not it differs.
 *
 * @throws ApiAuditError where a release has no Snapshot.
 */
export function namesIn(sources: readonly DiffSource[], options: DiffOptions = {}): Names {
  const catalog = options.catalog ?? new Catalog();
  const load = options.load ?? sharingLoader();
  const sides = sources.map((source) => sideOfSource(source, catalog, load));
  const served = sides.flatMap(({ kinds }) => [...kinds.values()]);
  const types = sides.flatMap(({ snapshot }) => Object.keys(snapshot.definitions));
  return {
    groups: new Set(served.map(groupName)),
    kinds: new Set([...served.map(({ kind }) => kind), ...types.map((type) => type.slice(type.lastIndexOf('.') + 1))]),
  };
}

function groupName({ group }: GroupVersionKind): string {
  return group === '' ? 'core' : group;
}

/**
 * Makes a release and a document comparable: what the release does not serve unless told to, and what no release of
 * Kubernetes ever served, is no difference when only one of the two has it.
 */
function fairly(catalog: Catalog, from: Side, to: Side) {
  const [isFromRelease, isToRelease] = [from.info.document === null, to.info.document === null];
  if (isFromRelease === isToRelease) return { from, to, foreign: 0, offByDefault: 0 };
  const [release, document] = isFromRelease ? [from, to] : [to, from];
  const offByDefault = [...release.kinds].filter(
    ([key, gvk]) => !document.kinds.has(key) && !catalog.servesByDefault(gvk, release.info.release),
  );
  const foreign = [...document.kinds].filter(([, gvk]) => catalog.entry(gvk) === undefined);
  const fairRelease = without(release, offByDefault);
  const fairDocument = without(document, foreign);
  return {
    from: isFromRelease ? fairRelease : fairDocument,
    to: isFromRelease ? fairDocument : fairRelease,
    foreign: foreign.length,
    offByDefault: offByDefault.length,
  };
}

function without(side: Side, left: readonly (readonly [string, GroupVersionKind])[]): Side {
  const keys = new Set(left.map(([key]) => key));
  return { ...side, kinds: new Map([...side.kinds].filter(([key]) => !keys.has(key))) };
}

function comings(from: Side, to: Side, nameOf: (gvk: GroupVersionKind) => string): Comings {
  const [olds, news] = [from, to].map(({ kinds }) => new Set([...kinds.values()].map(nameOf))) as [
    Set<string>,
    Set<string>,
  ];
  return {
    added: [...news].filter((name) => !olds.has(name)).sort(compareText),
    removed: [...olds].filter((name) => !news.has(name)).sort(compareText),
  };
}

function sorted(differences: readonly DatedDifference[], isDownward: boolean): Change[] {
  return differences
    .map(({ difference, ...date }): Change => ({ ...difference, classes: classesOf(difference), ...date }))
    .sort(
      (a, b) =>
        (isDownward ? compareReleases(b.release, a.release) : compareReleases(a.release, b.release)) ||
        gravity(a) - gravity(b) ||
        compareText(orderKey(a), orderKey(b)),
    );
}

/** APIs first, each group's together, then how they are reached, then fields and gates. */
function orderKey(change: Change): string {
  const key = differenceKey(change);
  if ('gate' in change) return `3 ${key}`;
  if ('definition' in change) return `2 ${key}`;
  if ('resource' in change) return `1 ${key}`;
  return `0 ${gvkKey(change.gvk)} ${key}`;
}

function gravity({ classes: [first] }: Change): number {
  return first === undefined ? CHANGE_CLASSES.length : CHANGE_CLASSES.indexOf(first);
}
