import type { GroupVersionKind } from './gvk.ts';
import type { Boundary, Evidence, Lifecycle, Replacement } from './lifecycle.ts';
import type { Location } from './location.ts';
import type { Release } from './release.ts';
import type { Guarded, Via } from './resource.ts';
import type { Stability } from './stability.ts';

/** How much a finding matters: an `error` breaks at the Target, a `warning` will, a `note` is good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** All severities, the worst first. */
export const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** Orders severities, the worst first. */
export function compareSeverities(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** From which severity on findings are too bad, or that none is. */
export const FAIL_ON = [...SEVERITIES, 'never'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** Whether a severity is at or above what is too bad. */
export function isTooBad(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && compareSeverities(severity, failOn) <= 0;
}

/** The rules by name. Each has a row in `lib/rules/index.ts` and a page in `docs/rules/`. */
export const RULE_IDS = [
  'removed-api',
  'unavailable-api',
  'deprecated-api',
  'alpha-api',
  'beta-api',
  'unknown-api',
  'alpha-field',
  'beta-field',
  'deprecated-field',
  'unknown-field',
  'feature-gate',
  'deprecated-label',
  'provider-api',
  'client-library',
  'expired-allow',
  'unused-suppression',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a finding is about. */
export interface Subject extends GroupVersionKind {
  readonly field?: string;
  readonly gate?: string;
  readonly label?: string;
  /** A volume, provisioner, cloud provider, runtime or version of an interface. */
  readonly provider?: string;
}

/** The field, gate, label or provider that a finding is about; none where it is about the API as such. */
export function partOf({ field, gate, label, provider }: Subject): string | undefined {
  return field ?? gate ?? label ?? provider;
}

/** The object in the input that rests on the subject. */
export interface Holder {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/**
 * One fact worth acting on, at one place, by one Rule. It holds no sentence: `lib/report/messages.ts` makes the words
 * from the rule and these values.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly boundary: Boundary;
  readonly via: Via;
  readonly subject: Subject;
  readonly holder: Holder;
  readonly location: Location;
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
  readonly replacement: Replacement | null;
  readonly evidence: Evidence;
  readonly details: FindingDetails;
}

/**
 * The sorts of places that name an API: an `object` by apiVersion and kind; a `kind` by its group, in any version; a whole
 * object `embedded` as text or value, or as what `kubectl apply` was last given (`applied`); a `permission` (RBAC); a `match` of admission; a `review` that a webhook takes; a
 * `quota`; a `command` line; a `request` that a client made; an `enablement` of an API in the server; the `storage` of a CRD; the `registration` of a group/version by an APIService.
 */
export type ReferenceSort =
  | 'object'
  | 'kind'
  | 'embedded'
  | 'applied'
  | 'permission'
  | 'match'
  | 'review'
  | 'quota'
  | 'command'
  | 'request'
  | 'enablement'
  | 'storage'
  | 'registration';

/** How a feature gate is set, and where it stands at the Target. */
export interface GateDetails {
  readonly standing: 'alpha' | 'beta' | 'stable' | 'deprecated' | 'gone' | 'not-yet';
  readonly isOn: boolean;
  /** `null` where it is not known, or the Target does not know the gate. */
  readonly default: boolean | null;
  /** It can be set to its default only. */
  readonly locked: boolean;
  /** What is told to set it. */
  readonly component: string;
  /** The release in which it becomes beta; `null` where none is known. */
  readonly beta: Release | null;
  /** The release in which it becomes GA. */
  readonly ga: Release | null;
}

/** What a key of Kubernetes' own is, what is to be said of it at the Target, and where it stands. */
export interface LabelDetails {
  readonly type: 'annotation' | 'label' | 'taint' | 'resourceName';
  readonly standing: 'removed' | 'deprecated' | 'superseded' | 'alpha' | 'beta';
  readonly place: 'metadata' | 'node' | 'selector' | 'toleration' | 'taint' | 'resource';
}

/** What a driver is, and what is to be said of it at the Target. */
export interface ProviderDetails {
  readonly category: 'volume' | 'provisioner' | 'cloud-provider' | 'cri' | 'cni-spec';
  readonly standing: 'removed' | 'off' | 'handed-on' | 'deprecated' | 'below-minimum';
  /** What becomes of its users once it is removed; `null` where not known. */
  readonly afterRemoval: 'redirected' | 'non-functional' | null;
  /** The release that turns it off by default. */
  readonly off: Release | null;
  /** The release from which on what asks for it is handed to a CSI driver by default. */
  readonly handedOn: Release | null;
  /** What is named is a socket that bears its name: something else may listen there. */
  readonly isSocket: boolean;
}

/** Why a suppression in a manifest has no effect. */
export type IgnoreFault =
  | { readonly type: 'no-rule' | 'no-reason' }
  | { readonly type: 'unknown-rule' | 'unknown-word'; readonly word: string; readonly nearest?: string };

/** What suppresses, or suppressed, findings. */
export interface PolicyDetails {
  /** A comment or an annotation in a manifest, or an entry of the policy's `allow`. */
  readonly type: 'comment' | 'annotation' | 'allow';
  readonly reason: string;
  /** The rules that a comment or an annotation names. */
  readonly rules?: readonly RuleId[];
  /** As written: the first release or day that an entry no longer holds for, or `never`. */
  readonly expires?: string;
  readonly fault?: IgnoreFault;
}

/** What the sentence needs beyond the finding's own values. All but `target` optional: absent is "nothing to say". */
export interface FindingDetails {
  /** The release the finding is judged at. */
  readonly target: Release;
  /** The first release that serves the replacement. */
  readonly replacementFrom?: Release;
  /** The Target serves the replacement, but only where it is enabled. */
  readonly replacementWhenEnabled?: boolean;
  /** Where the replacement is not served at the Target: what to write there in the meantime. */
  readonly meanwhile?: GroupVersionKind;
  /** Where the API goes before its replacement comes: a version that is there in between, and since when. */
  readonly bridge?: { readonly gvk: GroupVersionKind; readonly from: Release };
  /** The removal lies beyond the newest Snapshot and rests on a tag alone. */
  readonly removalIsPromise?: boolean;
  /** The same kind lives on in the replacement, though nobody declared it one. */
  readonly derived?: boolean;
  /** What takes the place where no API does. */
  readonly use?: string;
  readonly enabledByDefault?: boolean;
  /** The last release whose server can still be told to serve it, after `removed`. */
  readonly enableableUntil?: Release;
  /** The release in itself would serve it, but the document judged by does not. */
  readonly notInDocument?: boolean;
  /** APIs with a kind of the same name that the Target serves. */
  readonly namesakes?: readonly GroupVersionKind[];
  /** A CRD's own words to the users of a version. */
  readonly deprecationWarning?: string;
  /** It stands in a branch of a Helm template that asks for the cluster's APIs or release. */
  readonly guarded?: Guarded;
  /** The stored Helm release it was found in: `web v3`. */
  readonly helmRelease?: string;
  /** The client library that the finding is about. */
  readonly client?: ClientDetails;
  /** Other APIs that the name in a program may stand for. */
  readonly alternatives?: readonly GroupVersionKind[];
  /** The add-on that the API belongs to. */
  readonly component?: string;
  /** The gates that a field, or a value of it, needs. */
  readonly gates?: readonly string[];
  /** The finding speaks of the value that a field has, not of the field. */
  readonly someValues?: boolean;
  /** That value, as written, where it is a single one. */
  readonly value?: string;
  /** The name of the known field that an unknown one is nearly. */
  readonly nearest?: string;
  /** Another version of the kind, which has the unknown field. */
  readonly fieldOf?: GroupVersionKind;
  /** The add-on's own release that no longer serves it. */
  readonly componentRemoved?: string;
  /** The add-on's own release that first had it. */
  readonly componentIntroduced?: string;
  /** The add-on's own release that deprecates it. */
  readonly componentDeprecated?: string;
  /** The add-on's release that the user runs (`--component`). */
  readonly componentInstalled?: string;
  /** The add-on's own release that first had the replacement. */
  readonly replacementFromComponent?: string;
  /** Whether that is a later release than the one the user runs; absent where it is not. */
  readonly replacementAheadOfComponent?: true;
  /** The only channel of the add-on's CRDs that serves it. */
  readonly channel?: string;
  /** What reads the API, where it lives in configuration files: `kubeadm --config`. */
  readonly reader?: string;
  readonly gate?: GateDetails;
  readonly label?: LabelDetails;
  readonly provider?: ProviderDetails;
  /** What sort of place names the API, where the finding is a Reference's. */
  readonly reference?: ReferenceSort;
  /** The name of the resource (`ingresses`), where the place names that and not the kind. */
  readonly resource?: string;
  /** Beside the Reference stands a name for what took the API's place. */
  readonly covered?: boolean;
  /** Who asked for the API, where the place records a request. */
  readonly askedBy?: string;
  /** Where the finding is about the policy, or a suppression in a manifest. */
  readonly policy?: PolicyDetails;
  /** With `--supports`: the releases of that range in which it fails, oldest first. */
  readonly failsIn?: readonly Release[];
}

/** A client library that was made for a release before the Target. */
export interface ClientDetails {
  readonly library: string;
  /** As written: a version, or a range. */
  readonly version: string;
  /** The release it was made for. */
  readonly release: Release;
  /** Whether it may have been made for an earlier one. */
  readonly orEarlier: boolean;
  /** APIs that the Target serves in place of some that the client has, and that the client has not. */
  readonly missing: readonly GroupVersionKind[];
}
