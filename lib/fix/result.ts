import type { InputError } from '../model/errors.ts';
import type { Holder } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Location } from '../model/location.ts';
import type { Reason, Step } from './step.ts';
import type { TextEdit } from './text-edit.ts';

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

/** What became of one text. */
export interface FixResult {
  /** The text with all changes made; the very text given where there are none. */
  readonly text: string;
  readonly changes: readonly Change[];
  /** The edits of all changes, in the order of the text; what two resources share (an anchor) is edited once. */
  readonly edits: readonly TextEdit[];
  readonly left: readonly Left[];
  /** Parts of the text that could not be read, though they may be Kubernetes objects. */
  readonly errors: readonly InputError[];
}
