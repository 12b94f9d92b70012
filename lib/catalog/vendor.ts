import { ApiAuditError } from '../model/errors.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { compareText, gvkKey } from '../model/gvk.ts';
import { addTo, listsBy } from '../model/lists.ts';
import { didYouMean } from '../model/nearest.ts';
import { readBundledText } from '../snapshot/folder.ts';
import type { Component, CustomApis, CustomVersion } from './custom.ts';

/** The releases of add-ons that a user runs, by the add-on's name: `{'cert-manager': '1.15'}`. */
export type InstalledComponents = Readonly<Record<string, string>>;

/**
 * One entry of `facts/vendor-apis.json` and `facts/more-vendor-apis.json`, or of a user's own file of that form: a version of a CRD that an add-on ships.
 * Releases are the add-on's own; absent ones are not known.
 */
export interface VendorFact extends GroupVersionKind {
  readonly component: string;
  readonly channel?: string;
  /** The name of its resource, such as `certificates`: how programs and kubectl commands name it. */
  readonly plural?: string;
  readonly introducedIn?: string;
  readonly firstSeenIn?: string;
  readonly deprecatedIn?: string;
  readonly unservedIn?: string;
  readonly removedIn?: string;
  readonly replacement?: GroupVersionKind;
  readonly neverServed?: boolean;
}

interface VendorFacts {
  readonly components: readonly string[];
  /** What is known of a kind; empty where nothing is. */
  of(gvk: GroupVersionKind): readonly VendorFact[];
}

let loaded: VendorFacts | null = null;

/** The bundled files of facts about add-ons: what was gathered, and what was read since of add-ons that are not in it. */
export const VENDOR_FILES = ['vendor-apis.json', 'more-vendor-apis.json'] as const;

const COMPONENTS = '"components":';
const GROUP = '"group":"';

/** One entry stands on a line, and only those of groups that are asked for are parsed. */
function vendorFacts(): VendorFacts {
  if (loaded !== null) return loaded;
  const lines = VENDOR_FILES.flatMap((name) => readBundledText(`facts/${name}`).split('\n'));
  const heads = lines.filter((line) => line.startsWith(COMPONENTS));
  const byGroup = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(GROUP) + GROUP.length;
    if (at < GROUP.length) continue;
    const group = line.slice(at, line.indexOf('"', at));
    addTo(byGroup, group, line);
  }
  const parsed = new Map<string, ReadonlyMap<string, readonly VendorFact[]>>();
  loaded = {
    components: heads
      .flatMap((head) => Object.keys(JSON.parse(head.slice(COMPONENTS.length).replace(/,$/, ''))))
      .sort(compareText),
    of: (gvk) => {
      const entries = byGroup.get(gvk.group);
      if (entries === undefined) return [];
      let kinds = parsed.get(gvk.group);
      if (kinds === undefined) {
        kinds = byKind(entries.map((line) => JSON.parse(line.replace(/,$/, '')) as VendorFact));
        parsed.set(gvk.group, kinds);
      }
      return kinds.get(gvkKey(gvk)) ?? [];
    },
  };
  return loaded;
}

function byKind(facts: readonly VendorFact[]): ReadonlyMap<string, readonly VendorFact[]> {
  return listsBy(facts, gvkKey);
}

/** The bundled facts with a user's own, which take the place of what is bundled of the same API. */
function factsWith(own: readonly VendorFact[]): VendorFacts {
  const bundled = vendorFacts();
  if (own.length === 0) return bundled;
  const kinds = byKind(own);
  const components = new Set([...bundled.components, ...own.map(({ component }) => component)]);
  return {
    components: [...components].sort(compareText),
    of: (gvk) => kinds.get(gvkKey(gvk)) ?? bundled.of(gvk),
  };
}

/** The names of all add-ons whose APIs are known, sorted. */
export function componentNames(own: readonly VendorFact[] = []): readonly string[] {
  return factsWith(own).components;
}

/**
 * What the published CRDs of known add-ons say of a kind. The facts are read on first use: inputs without custom
 * resources do not pay for them.
 *
 * @param installed decides for the add-ons in it what is served; for all others a version that some release of theirs
 *   dropped is deprecated.
 * @param extra facts of the user's own, over the bundled ones.
 */
export function vendorApis(installed: InstalledComponents = {}, extra: readonly VendorFact[] = []): CustomApis {
  let facts: VendorFacts | null = null;
  return {
    find(gvk) {
      facts ??= factsWith(extra);
      const known = facts.of(gvk);
      if (known.length === 0) return undefined;
      const own = known.filter(({ component }) => Object.hasOwn(installed, component));
      return own.length > 0 ? installedVersion(own, installed, facts) : anyVersion(known, facts);
    },
  };
}

/**
 * Checks what a user says of installed add-ons.
 *
 * @throws ApiAuditError for an add-on that is not known, or a release that is none.
 */
export function checkComponents(installed: InstalledComponents, extra: readonly VendorFact[] = []): void {
  const all = Object.entries(installed);
  // The facts are large, and most users name no add-on.
  if (all.length === 0) return;
  const names = componentNames(extra);
  for (const [name, release] of all) {
    if (!names.includes(name)) {
      throw new ApiAuditError(
        `There is no known add-on '${name}'.${didYouMean(name, names)} The known ones are ${names.join(', ')}.`,
      );
    }
    // A program may hand over the number 1.10, which is 1.1.
    if (typeof release !== 'string' || !RELEASE.test(release)) {
      throw new ApiAuditError(`'${release}' is not a release of ${name}: write it as a text, 1.15 or 1.15.2.`);
    }
  }
}

const RELEASE = /^v?\d+(?:\.\d+){0,2}(?:[-+].*)?$/;

/** Several channels of an add-on may ship a kind: it is gone only where all of them dropped it. */
function anyVersion(facts: readonly VendorFact[], all: VendorFacts): CustomVersion {
  const willing = facts.filter((fact) => goneIn(fact) === null);
  const fact = willing[0] ?? latest(facts);
  return {
    serving: 'by-default',
    deprecated: willing.every(({ deprecatedIn }) => deprecatedIn !== undefined),
    deprecationWarning: null,
    replacement: fact.replacement ?? null,
    evidence: 'vendor',
    component: { ...componentOf(fact, willing, all), installed: null, replacementIsAhead: false },
  };
}

function installedVersion(
  facts: readonly VendorFact[],
  installed: InstalledComponents,
  all: VendorFacts,
): CustomVersion {
  const at = (fact: VendorFact) => installed[fact.component] as string;
  const came = facts.filter((fact) => hasCome(fact, at(fact)));
  const served = came.filter((fact) => !isAtLeastAddOn(at(fact), goneIn(fact)));
  const fact = served[0] ?? (came.length > 0 ? latest(came) : (facts[0] as VendorFact));
  const component = componentOf(fact, served, all);
  const { replacementFrom } = component;
  const replacementIsAhead = replacementFrom !== null && !isAtLeastAddOn(at(fact), replacementFrom);
  return {
    serving: served.length > 0 ? 'by-default' : came.length > 0 ? 'removed' : 'not-yet',
    deprecated: served.length > 0 && served.every((each) => isAtLeastAddOn(at(each), each.deprecatedIn ?? null)),
    deprecationWarning: null,
    replacement: fact.replacement ?? null,
    evidence: 'vendor',
    component: { ...component, installed: at(fact), replacementIsAhead },
  };
}

function componentOf(
  fact: VendorFact,
  willing: readonly VendorFact[],
  all: VendorFacts,
): Omit<Component, 'installed' | 'replacementIsAhead'> {
  const [channel] = willing.map((each) => each.channel ?? null);
  const only = willing.every((each) => (each.channel ?? null) === channel) ? channel : null;
  return {
    name: fact.component,
    introduced: fact.introducedIn ?? null,
    deprecated: fact.deprecatedIn ?? null,
    removed: goneIn(fact),
    replacementFrom: fact.replacement === undefined ? null : introductionOf(fact.replacement, fact.component, all),
    // Whatever is in the standard channel is in the experimental one too.
    channel: only === undefined || only === 'standard' ? null : only,
  };
}

function introductionOf(gvk: GroupVersionKind, component: string, all: VendorFacts): string | null {
  const facts = all.of(gvk);
  const own = facts.filter((fact) => fact.component === component && fact.neverServed !== true);
  return own.flatMap(({ introducedIn }) => introducedIn ?? []).sort(compareAddOnReleases)[0] ?? null;
}

/** The first release that no longer serves it; `null` where none is known. */
function goneIn({ unservedIn, removedIn }: VendorFact): string | null {
  return unservedIn ?? removedIn ?? null;
}

/** Of facts that are all gone, the one that stayed longest. */
function latest(facts: readonly VendorFact[]): VendorFact {
  const sorted = [...facts].sort((a, b) => compareAddOnReleases(goneIn(b) ?? '0', goneIn(a) ?? '0'));
  return sorted[0] as VendorFact;
}

/** Where the history of an add-on begins with an API in it, it was there from the beginning. */
function hasCome({ introducedIn }: VendorFact, release: string): boolean {
  return introducedIn === undefined || isAtLeastAddOn(release, introducedIn);
}

function isAtLeastAddOn(release: string, since: string | null): boolean {
  return since !== null && compareAddOnReleases(release, since) >= 0;
}

/** Orders releases of one add-on by number. What a user leaves out of one (`1.15`) is taken for the newest of its sort. */
function compareAddOnReleases(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < 3; at++) {
    const [one, other] = [left[at] ?? Number.MAX_SAFE_INTEGER, right[at] ?? Number.MAX_SAFE_INTEGER];
    if (one !== other) return one - other;
  }
  return 0;
}

function numbersOf(release: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(release)?.[0] ?? '').split('.').map(Number);
}
