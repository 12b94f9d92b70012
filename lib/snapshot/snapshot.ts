import type { OpenAPIV2 } from 'openapi-types';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';

/**
 * What one Release serves, as a valid OpenAPI 2.0 document: Kubernetes' own definitions and paths without their
 * descriptions, and with what those said as facts under `x-api-audit`.
 */
export interface Snapshot extends Omit<OpenAPIV2.Document, 'definitions'> {
  readonly definitions: Record<string, SnapshotSchema>;
  readonly 'x-api-audit': SnapshotInfo;
}

/** A definition or a property in a Snapshot: only what of a Kubernetes schema is a fact. */
export interface SnapshotSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: SnapshotSchema;
  readonly properties?: Readonly<Record<string, SnapshotSchema>>;
  readonly additionalProperties?: SnapshotSchema | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-api-audit'?: SchemaFacts;
}

/** What the words of a description, and the facts gathered beside it, say of a definition or a property. */
export interface SchemaFacts {
  /** Of a definition with a GVK: by its version's name. Of a property: by its gates at this release, else by its words. */
  readonly stability?: Stability;
  /** The feature gates without which it cannot be set. Never gates that guard only a value or a behaviour. */
  readonly gates?: readonly string[];
  /** The release since which it is deprecated; `true` where the words do not say since when. */
  readonly deprecated?: Release | true;
  /** The release in which what it drives was, or will be, removed. */
  readonly removed?: Release;
  /** What to use instead: a field path, a GVK. */
  readonly replacement?: string;
  /** Whether the gates are on by default at this release. */
  readonly enabledByDefault?: boolean;
}

/** What a Snapshot says of itself, and the index of what it serves. */
export interface SnapshotInfo {
  readonly release: Release;
  /** Why the document is less than the release: `null` for a released document. */
  readonly preliminary: string | null;
  readonly madeFrom: readonly SnapshotOrigin[];
  readonly knows: SnapshotKnowledge;
  readonly resources: readonly ApiResource[];
}

/** A raw document that went into a Snapshot. */
export interface SnapshotOrigin {
  readonly form: 'openapi-v2' | 'openapi-v2-enums' | 'openapi-v3' | 'definitions' | 'resources';
  /** Its name below the folder of raw documents, with forward slashes. */
  readonly file: string;
  /** Of the bytes as found (compressed where they are); of a folder: of its files' names and digests in order. */
  readonly sha256: string;
}

/** Which questions a Snapshot can answer. What it does not know is "not known", never "no". */
export interface SnapshotKnowledge {
  readonly fields: boolean;
  readonly verbs: boolean;
  readonly enums: boolean;
  readonly subresources: boolean;
}

/** One kind that is served, as a resource of its own or only below one. Sorted by {@link compareGvk}, then by name. */
export interface ApiResource extends GroupVersionKind {
  /** The resource's name in paths (`deployments`), with the parent's for a subresource (`pods/eviction`); `null`: not known. */
  readonly name: string | null;
  readonly singular?: string;
  readonly namespaced: boolean | null;
  /** `null` where the document does not say. */
  readonly verbs: readonly string[] | null;
  /** For a subresource: the GVK of the resource it hangs from. */
  readonly parent?: GroupVersionKind;
}
