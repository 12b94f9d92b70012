import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import { bundledFacts } from './bundled-facts.ts';

/** One entry of `facts/provider-apis.json`: a driver that lived in Kubernetes, or a version of a driver's interface. */
export interface ProviderFact {
  readonly category: ProviderCategory;
  readonly name: string;
  /** Whose releases are meant, where not Kubernetes' own. */
  readonly versionsOf?: string;
  readonly provisioner?: string | null;
  /** The volume that a provisioner makes. */
  readonly volume?: string;
  /** Where it is named in files, in words. */
  readonly paths?: readonly string[];
  readonly introduced?: string | null;
  /** The date on which a version of an interface was published. */
  readonly released?: string;
  readonly deprecated: string | null;
  /** It works only where it is turned on again. */
  readonly disabledByDefault?: Release | null;
  readonly offByDefault?: Release | null;
  readonly removed: string | null;
  /** The gate by which its users are handed to a CSI driver, and from when on that is on by default. */
  readonly migration?: readonly { readonly gate: string; readonly onByDefault: Release | null }[] | null;
  /** What becomes of its users once it is removed. */
  readonly afterRemoval?: 'redirected' | 'non-functional' | null;
  readonly replacement: ProviderReplacement | null;
  readonly kubernetes?: 'below-minimum' | 'recommended' | null;
}

type ProviderCategory =
  | 'volume'
  | 'provisioner'
  | 'cloud-provider'
  | 'cri'
  | 'kubelet-grpc'
  | 'cni-spec'
  | 'csi-spec'
  | 'csi-snapshot-crd';

/** A driver, flag or interface by its name, or a kind by its GroupVersionKind. */
export interface ProviderReplacement {
  readonly kind: string;
  readonly name?: string | null;
  readonly group?: string;
  readonly version?: string;
}

/** Where a driver stands at a release of Kubernetes; `null` where nothing is to be said against it. */
export type ProviderStanding = 'removed' | 'off' | 'handed-on' | 'deprecated' | 'below-minimum' | null;

/** Every driver and interface that the facts know. */
export function providerFacts(): readonly ProviderFact[] {
  return bundledFacts<ProviderFact>('provider-apis.json');
}

let byName: ReadonlyMap<string, ProviderFact> | null = null;

/** The driver or interface version of a name; `undefined` where the facts do not know it. */
export function providerFact(category: ProviderCategory, name: string): ProviderFact | undefined {
  byName ??= new Map(providerFacts().map((fact) => [`${fact.category} ${fact.name}`, fact]));
  return byName.get(`${category} ${name}`);
}

/** The drivers and interface versions of a name, in every category, `cni-spec/0.4.0` too; case does not matter. */
export function providersNamed(name: string): readonly ProviderFact[] {
  const wanted = name.toLowerCase();
  return providerFacts().filter(
    (fact) => fact.name.toLowerCase() === wanted || `${fact.category}/${fact.name}`.toLowerCase() === wanted,
  );
}

/** What is to be said of a driver at a release. Releases of other projects (`versionsOf`) are never compared. */
export function providerStanding(fact: ProviderFact, release: Release): ProviderStanding {
  if (fact.kubernetes === 'below-minimum') return 'below-minimum';
  if (fact.versionsOf !== undefined) return null;
  if (isAtLeast(release, fact.removed)) return 'removed';
  if (isAtLeast(release, fact.disabledByDefault ?? fact.offByDefault ?? null)) return 'off';
  if (isAtLeast(release, handedOnSince(fact))) return 'handed-on';
  return isAtLeast(release, fact.deprecated) ? 'deprecated' : null;
}

/**
 * From when on what asks for a driver is handed to a CSI driver by default, though the driver is still there; of a
 * provisioner, as of the volumes that it makes. `null` where that never was so.
 */
export function handedOnSince({ migration, volume }: ProviderFact): Release | null {
  const own = migration ?? (volume === undefined ? null : providerFact('volume', volume)?.migration);
  return own?.[0]?.onByDefault ?? null;
}
