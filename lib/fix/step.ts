import type { Finding } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { Json, Path } from './value.ts';

/** Marks a place in a {@link NewValue} where the text of an entry that stands elsewhere goes, comments and all. */
export const MOVED = Symbol('moved');

/**
 * A value to be written: JSON, with {@link Moved} entries in it. These have no key that JSON.stringify sees; the text itself stands
 * in the edits of the change.
 */
export type NewValue =
  | Json
  | Moved
  | readonly NewValue[]
  | { readonly [key: string]: NewValue; readonly [MOVED]?: never };

/** The value of an entry of the resource, taken from its place with its text. */
export interface Moved {
  readonly [MOVED]: Path;
}

/** Takes the entry at a path from its place: the value, as written, goes where this stands. */
export function moved(path: Path): Moved {
  return { [MOVED]: path };
}

/** Whether a new value is an entry taken from elsewhere. */
export function isMoved(value: NewValue): value is Moved {
  return typeof value === 'object' && value !== null && MOVED in value;
}

/** The entries that a new value takes from elsewhere, in the order in which they appear. */
export function movedIn(value: NewValue): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isMoved(value)) return [value[MOVED]];
  return (Array.isArray(value) ? (value as readonly NewValue[]) : Object.values(value)).flatMap(movedIn);
}

/** What is done to a resource at one place; paths lead through the resource as it was before any step. */
export type Operation =
  /** A scalar gets another text. */
  | { readonly op: 'set'; readonly path: Path; readonly value: string | number }
  /** In the text of a scalar, the one place that holds `from` holds `value` instead: the rest stays as it is laid out. */
  | { readonly op: 'replace'; readonly path: Path; readonly from: string; readonly value: string }
  /** An entry gets another key. */
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }
  /** An entry goes. */
  | { readonly op: 'remove'; readonly path: Path }
  /** The mapping at the path gets an entry: in the place of the first one moved into it, else after `after`, else last. */
  | {
      readonly op: 'add';
      readonly path: Path;
      readonly key: string;
      readonly value: NewValue;
      readonly after?: string | undefined;
      /** Entries that go because this one comes: the comments that would go with them stand above it. */
      readonly from?: readonly Path[];
    }
  /** The sequence at the path gets an item at its end. */
  | { readonly op: 'append'; readonly path: Path; readonly value: NewValue };

/** Why a step keeps the meaning. The words are in `lib/report/fix-messages.ts`. */
export type Ground =
  /** The new API has every field of the resource, of the same type, and no documented change touches them. */
  | { readonly ground: 'schemas-agree'; readonly from: GroupVersionKind; readonly to: GroupVersionKind }
  /** The new API has it under this name. */
  | { readonly ground: 'renamed' }
  /** The new API requires it, and this is what the old one did without it. */
  | { readonly ground: 'required' }
  /** The old API's default, which the new one has changed, written out. */
  | { readonly ground: 'old-default' }
  /** The new API does not have it, and it does nothing. */
  | { readonly ground: 'without-effect' }
  /** It names an API that goes. */
  | { readonly ground: 'reference' }
  /** A deprecated label or annotation whose successor means the same. */
  | { readonly ground: 'label'; readonly since: Release | null };

/** One operation, and why it keeps the meaning. */
export type Step = Operation & Ground;

/** A reason to leave a thing as it is, and where. The words are in `lib/report/fix-messages.ts`. */
export type Reason =
  /** Nothing takes the API's place; `use` names what does the work instead. */
  | { readonly reason: 'no-successor'; readonly use: string | null }
  /** The successor is another kind, or has another shape, that no rule makes of it. */
  | { readonly reason: 'no-conversion'; readonly to: GroupVersionKind }
  /** The successor is not served by all the releases asked for. */
  | { readonly reason: 'not-served'; readonly to: GroupVersionKind; readonly releases: readonly Release[] }
  /** A field that the new API does not have. */
  | { readonly reason: 'field-gone'; readonly path: Path }
  /** A field that the old API does not have, so that it is without effect now and would have one then. */
  | { readonly reason: 'field-new'; readonly path: Path }
  /** A field whose type differs. */
  | { readonly reason: 'type-differs'; readonly path: Path }
  /** A field that the new API requires and nothing tells the value of. */
  | { readonly reason: 'required'; readonly path: Path }
  /** A question of meaning that only its owner can answer. */
  | { readonly reason: 'decide'; readonly path: Path; readonly question: Question }
  /** No schema of the old or the new API is known to compare. */
  | { readonly reason: 'no-schema'; readonly gvk: GroupVersionKind }
  /** The text cannot be changed in a way that is shown to change nothing else: anchors, merge keys, odd layout, `comments` that would be lost. */
  | { readonly reason: 'layout'; readonly path: Path; readonly why?: 'comments' }
  /** The same of a part of a resource, whose API and other parts are mended. */
  | { readonly reason: 'part-layout'; readonly path: Path; readonly why?: 'comments' }
  /** Comments are directives of a template: what is rendered is not known. */
  | { readonly reason: 'directives'; readonly path: Path }
  /** Found by text in a template: the rest of the object is not known. */
  | { readonly reason: 'template'; readonly to: GroupVersionKind }
  /** A driver that lived in Kubernetes and has left it, or will: a volume, a provisioner. */
  | {
      readonly reason: 'in-tree';
      readonly path: Path;
      readonly driver: string;
      readonly successor: string | null;
    }
  /** The API in which a kubeconfig's exec plugin hands over credentials: only the plugin knows which ones it speaks. */
  | {
      readonly reason: 'exec-plugin';
      readonly path: Path;
      readonly api: GroupVersionKind;
      readonly to: GroupVersionKind | null;
    }
  /** The API of a configuration file, of which no schema is published. */
  | { readonly reason: 'config'; readonly to: GroupVersionKind | null }
  /** The API of an add-on, whose schemas are not at hand. */
  | { readonly reason: 'add-on'; readonly to: GroupVersionKind | null }
  /** What an audit finds where nothing is edited: in a text within a text, in a stored release, in a packed chart. */
  | { readonly reason: 'found'; readonly finding: Finding };

const OF_A_PART: ReadonlySet<Reason['reason']> = new Set(['in-tree', 'exec-plugin', 'part-layout', 'found']);

/** Whether a reason leaves a part of a resource, not its API. */
export function isOfPart(reason: Reason): boolean {
  if (reason.reason === 'decide') return PART_QUESTIONS.has(reason.question);
  if (reason.reason === 'directives') return reason.path[0] !== 'apiVersion';
  return OF_A_PART.has(reason.reason);
}

/** The questions that a person must answer. */
export const QUESTIONS = [
  'selector-from-labels',
  'rollback',
  'patch',
  'empty-selector',
  'side-effects',
  'webhook-names',
  'api-approved',
  'preserve-unknown-fields',
  'signer-name',
  'usages',
  'unknown-usage',
  'event-fields',
  'topology',
  'service-port',
  'metric',
  'versions',
  'ingress-class',
  'profile',
  'both-set',
  'label-twice',
  'patch-target',
  'patched-object',
  'recreate-patch',
  'relabelled',
] as const;
export type Question = (typeof QUESTIONS)[number];

const PART_QUESTIONS: ReadonlySet<Question> = new Set(['ingress-class', 'profile', 'label-twice', 'patch-target']);

/** A conversion that stops: nothing of the resource's move is done. */
export type Refusal = Reason & { readonly op: 'refuse' };

/** Makes the refusal that asks a person. */
export function decide(path: Path, question: Question): Refusal {
  return { op: 'refuse', reason: 'decide', path, question };
}
