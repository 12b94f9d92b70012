/**
 * The name by which a program, or the client library it is written with, knows an API. A reader of programs gives names;
 * which GroupVersionKinds they stand for is for the Catalog to say.
 */
export interface ApiName {
  /**
   * The group: `exact` as the API server spells it (`networking.k8s.io`, empty for the core group); a client library's
   * `word` for it (`networking`, `RbacAuthorization`, `core`); `null` where the name says nothing of it.
   */
  readonly group: { readonly exact: string } | { readonly word: string } | null;
  /** As the API server spells it: `v1beta1`; empty where the name says nothing of it. */
  readonly version: string;
  /** What of the group and version is meant. */
  readonly what: NamedThing;
}

/**
 * A `kind` as written; a `model`, whose name may have an ending that belongs to its kind (`CronJobList`, `CronJobSpec`); a
 * `resource` as it stands in paths (`cronjobs`); a `method` of a client (`createNamespacedIngress`); a `terraform`
 * resource (`kubernetes_ingress`), whose version its own name or the provider says; or `all` of the group and version.
 */
export type NamedThing =
  | { readonly type: 'kind' | 'model' | 'resource' | 'method' | 'terraform'; readonly name: string }
  | { readonly type: 'all' };

/** A place in a program. Line and column count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What stands there, as written, in one line. */
  readonly text: string;
}

/** A place in a program that uses an API. */
export interface SourceUse extends SourcePlace {
  readonly api: ApiName;
  /** The `metadata.name` of the object that stands there, where it is literal. */
  readonly name: string | null;
  /**
   * Whether it only may be a use: a text of the form of an apiVersion, or a client that may be another module's. It is listed as
   * not known, where there is something to say of what it names.
   */
  readonly isDoubtful?: boolean;
}

/** A place in a program that uses an API which only a run of it would tell. */
export type UnresolvedUse = SourcePlace;

/** A client library that a program is built with. */
export interface ClientUse extends SourcePlace {
  /** The package: `@kubernetes/client-node`, `kubernetes` (Python), `k8s.io/client-go`. */
  readonly library: string;
  /** As written: a version, or a range of them. */
  readonly version: string;
}

/** What reading a program gave. */
export interface SourceReading {
  /** In the order of the file. */
  readonly uses: readonly SourceUse[];
  readonly unresolved: readonly UnresolvedUse[];
  /** The libraries that it is built with; absent where the file tells nothing of them. */
  readonly clients?: readonly ClientUse[];
}
