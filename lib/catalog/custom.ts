import type { GroupVersionKind } from '../model/gvk.ts';
import { compareText } from '../model/gvk.ts';
import type { Evidence, Replacement } from '../model/lifecycle.ts';
import type { Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { owner } from '../model/owned.ts';
import { compareVersions } from '../model/stability.ts';
import type { Serving } from './catalog.ts';

/** What is known of one version of an API outside Kubernetes. */
export interface CustomVersion {
  readonly serving: Exclude<Serving, 'unknown'>;
  readonly deprecated: boolean;
  readonly deprecationWarning: string | null;
  readonly replacement: Replacement | null;
  readonly evidence: Extract<Evidence, 'crd' | 'vendor'>;
  /** `null` where no add-on's published facts know it. */
  readonly component: Component | null;
}

/** An add-on that serves APIs of its own, by releases of its own. */
export interface Component {
  readonly name: string;
  /** The release that the user says to run; `null` where nothing is said, and any may be meant. */
  readonly installed: string | null;
  /** The add-on's releases that first have the API at hand, and deprecate it; `null`: none known. */
  readonly introduced: string | null;
  readonly deprecated: string | null;
  /** The add-on's release that no longer serves the API at hand, or no longer has it; `null`: none known. */
  readonly removed: string | null;
  /** The add-on's release that first has what to write instead; `null`: none known. */
  readonly replacementFrom: string | null;
  /** Whether the release that is installed does not have that yet. */
  readonly replacementIsAhead: boolean;
  /** The only channel of its CRDs that serves the API; `null` where all do, or there are none. */
  readonly channel: string | null;
}

/** Where APIs outside Kubernetes are looked up. */
export interface CustomApis {
  find(gvk: GroupVersionKind): CustomVersion | undefined;
}

interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly deprecated: boolean;
  readonly deprecationWarning: string | null;
}

/** What the CustomResourceDefinitions of a part of an input said. */
export interface KnownCrds {
  readonly kinds: ReadonlyMap<string, readonly CrdVersion[]>;
  readonly resources: ReadonlyMap<string, string>;
}

/**
 * The kinds that the CustomResourceDefinitions of an input define. A version is served where any of the definitions of
 * its kind serves it: inputs often hold an old and a new copy.
 */
export class CrdApis implements CustomApis {
  readonly #own = owner();
  #kinds = new Map<string, DefinedKind>();
  #resources = new Map<string, string>();
  /** What is known already: a definition may have thousands of versions. */
  #said = new Set<string>();

  /** Takes in a CustomResourceDefinition of `apiextensions.k8s.io/v1` or `v1beta1`; one that names no kind adds nothing. */
  add(definition: Node): void {
    const group = text(definition, 'spec', 'group');
    const name = text(definition, 'spec', 'names', 'kind');
    if (group === undefined || name === undefined) return;
    const kind = this.#own.text(name);
    const plural = text(definition, 'spec', 'names', 'plural');
    if (plural !== undefined) this.#addResource(`${group}/${plural}`, kind);
    this.#addVersions(`${group}/${kind}`, versionsIn(definition));
  }

  /** Of several kinds with one name, which is taken is not to depend on which is met first. */
  #addResource(name: string, kind: string): void {
    const known = this.#resources.get(name);
    if (known === undefined || compareText(kind, known) < 0) this.#resources.set(name, kind);
  }

  /** Inputs hold the same definition many times over: what is known already is not kept again. */
  #addVersions(key: string, versions: readonly CrdVersion[]): void {
    const known = this.#kinds.get(key) ?? new DefinedKind();
    this.#kinds.set(key, known);
    for (const version of versions) {
      const { name, served, deprecated, deprecationWarning } = version;
      const said = JSON.stringify([key, name, served, deprecated, deprecationWarning]);
      if (this.#said.has(said)) continue;
      this.#said.add(said);
      known.add(this.#own.object(version));
    }
  }

  /** All that the definitions said, as data. */
  known(): KnownCrds {
    const kinds = new Map([...this.#kinds].map(([key, { versions }]) => [key, versions]));
    return { kinds, resources: this.#resources };
  }

  /** Knows nothing from now on. */
  forget(): void {
    this.#kinds = new Map();
    this.#resources = new Map();
    this.#said = new Set();
  }

  /** Takes in what others know. */
  learn({ kinds, resources }: KnownCrds): void {
    for (const [key, versions] of kinds) this.#addVersions(key, versions);
    for (const [key, kind] of resources) this.#addResource(key, kind);
  }

  /** The kind whose resource has this name (`berths`) in a group. */
  kindOfResource(group: string, resource: string): string | undefined {
    return this.#resources.get(`${group}/${resource}`);
  }

  find({ group, version, kind }: GroupVersionKind): CustomVersion | undefined {
    const defined = this.#kinds.get(`${group}/${kind}`);
    if (defined === undefined) return undefined;
    const found = defined.version(version);
    const other = defined.bestBut(version);
    const isGood = found?.served === true && !found.deprecated;
    // What is served and fit for use is not left for what is less stable, or older.
    const best = other === null || (isGood && compareVersions(other, version) > 0) ? null : other;
    return {
      serving: found === undefined ? 'not-yet' : found.served ? 'by-default' : 'removed',
      deprecated: found?.deprecated ?? false,
      deprecationWarning: found?.deprecationWarning ?? null,
      replacement: best === null ? null : { group, version: best, kind },
      evidence: 'crd',
      component: null,
    };
  }
}

/**
 * What definitions said of one kind. What is asked of it is found when it is said: there may be thousands of versions, and as
 * many who ask.
 */
class DefinedKind {
  readonly versions: CrdVersion[] = [];
  readonly #byName = new Map<string, CrdVersion>();
  /** The two best of the versions that are served and not deprecated, the better one first. */
  #best: readonly string[] = [];

  add(version: CrdVersion): void {
    const { name, served, deprecated } = version;
    this.versions.push(version);
    const known = this.#byName.get(name);
    if (known === undefined || isMoreWilling(version, known)) this.#byName.set(name, version);
    if (!served || deprecated || this.#best.includes(name)) return;
    this.#best = [...this.#best, name].sort(compareVersions).slice(0, 2);
  }

  /** Of what several definitions say of a version: the one that serves it and does not deprecate it, if any. */
  version(name: string): CrdVersion | undefined {
    return this.#byName.get(name);
  }

  /** The best version beside one; `null` where there is no other. */
  bestBut(name: string): string | null {
    return this.#best.find((best) => best !== name) ?? null;
  }
}

function isMoreWilling(a: CrdVersion, b: CrdVersion): boolean {
  const rank = ({ served, deprecated }: CrdVersion) => (served ? 2 : 0) + (deprecated ? 0 : 1);
  const order = rank(a) - rank(b) || compareText(b.deprecationWarning ?? '', a.deprecationWarning ?? '');
  return order > 0;
}

function versionsIn(definition: Node): CrdVersion[] {
  const list = get(definition, 'spec', 'versions');
  if (list?.type === 'sequence' && list.items.length > 0) {
    return list.items.flatMap((item) => {
      const name = text(item, 'name');
      if (name === undefined) return [];
      const deprecationWarning = text(item, 'deprecationWarning') ?? null;
      return [
        {
          name,
          served: text(item, 'served') !== 'false',
          deprecated: text(item, 'deprecated') === 'true',
          deprecationWarning,
        },
      ];
    });
  }
  // v1beta1 may name its only version in one field instead.
  const single = text(definition, 'spec', 'version');
  return single === undefined ? [] : [{ name: single, served: true, deprecated: false, deprecationWarning: null }];
}

/** Asks several sources in turn: the first that knows the kind answers. */
export function firstOf(...sources: readonly CustomApis[]): CustomApis {
  return {
    find(gvk) {
      for (const source of sources) {
        const found = source.find(gvk);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
