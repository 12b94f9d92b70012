import type { InputError } from '../model/errors.ts';
import type { Holder } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Location } from '../model/location.ts';
import type { Suppression } from '../model/report.ts';
import type { Reason, Step } from './step.ts';
import type { TextEdit } from './text-edit.ts';
import type { Path } from './value.ts';

/** One thing that was changed, why it keeps the meaning, and where in the text as it was. */
export interface Change {
  readonly holder: Holder;
  readonly location: Location;
  readonly step: Step;
  /** The edits of the text that do it; offsets count in the text as it was. */
  readonly edits: readonly TextEdit[];
}

/** One thing that was left as it is, though it rests on an API, a label or an annotation that is on its way out. */
export interface Left {
  readonly holder: Holder;
  readonly location: Location;
  /** The API that is left. */
  readonly gvk: GroupVersionKind;
  readonly reason: Reason;
}

/** One thing that could be changed, or would have to be decided on, and is to stay by the word of its owners. */
export interface Suppressed {
  readonly holder: Holder;
  readonly location: Location;
  /** The API of the object. */
  readonly gvk: GroupVersionKind;
  /** What of the object stays; `['apiVersion']`: its API. */
  readonly path: Path;
  /** What says so: an entry of the policy's `allow`, a comment or an annotation. */
  readonly by: Suppression;
}

/** What became of one text. */
export interface FixResult {
  /** The text with all changes made; the very text given where there are none. */
  readonly text: string;
  readonly changes: readonly Change[];
  /** The edits of all changes, in the order of the text; what two resources share (an anchor) is edited once. */
  readonly edits: readonly TextEdit[];
  readonly left: readonly Left[];
  readonly suppressed: readonly Suppressed[];
  /** Parts of the text that could not be read, though they may be Kubernetes objects. */
  readonly errors: readonly InputError[];
}
