import type { Branch, Branches, Control } from './template-branches.ts';
import { canStandTogether } from './template-branches.ts';
import type { Value } from './template-lines.ts';

/** What the pieces of a value come to: the values that it may have; `null` where these are too many to be told. */
type Joined = readonly Value[] | null;

/** How many values one key may have: far more than charts write. */
const MOST_VALUES = 20;

/**
 * Joins the pieces that actions of one line cut a value into: `{{ if .a }}extensions{{ else }}apps{{ end }}/v1beta1` is
 * `extensions/v1beta1` or `apps/v1beta1`. Pieces of which each stands alone, in an arm of its own, are values as they are.
 *
 * @param around the branches of the key.
 * @param pieces in the order of the text.
 */
export function joined(around: Branches, pieces: readonly Value[]): Joined {
  const inside = pieces.map((piece) => piece.branches.slice(around.length));
  const isJoined = inside.some((branches, at) => at > 0 && canStandTogether(inside[at - 1] as Branches, branches));
  // A value is never empty: where nothing must be printed, the arms are alternatives.
  const mustPrint = inside.some((branches) => branches[0]?.control.exhaustive ?? true);
  if (!isJoined || !mustPrint) return pieces;
  let drafts: readonly Draft[] = [{ value: null, taken: [] }];
  for (const [at, piece] of pieces.entries()) {
    drafts = drafts.flatMap((draft) => withPiece(draft, piece, inside[at] as Branches));
    if (drafts.length > MOST_VALUES) return null;
  }
  const values = new Map<string, Value>();
  for (const { value, taken } of drafts) {
    if (value !== null) values.set(value.text, { ...value, branches: [...around, ...taken] });
  }
  return [...values.values()];
}

/** A value as far as it is read, and the arms that it is printed in. */
interface Draft {
  readonly value: Value | null;
  readonly taken: Branches;
}

/** Goes on with a piece where its arms are taken, and without it where others are. */
function withPiece(draft: Draft, piece: Value, branches: Branches): Draft[] {
  const drafts: Draft[] = [];
  let { taken } = draft;
  for (const branch of branches) {
    const known = taken.find(({ control }) => control === branch.control);
    if (known?.arm === branch.arm) continue;
    if (known !== undefined) return [...drafts, { ...draft, taken }];
    for (const arm of otherArms(branch)) drafts.push({ ...draft, taken: [...taken, { ...branch, arm }] });
    taken = [...taken, branch];
  }
  const { value } = draft;
  const text = (value?.text ?? '') + piece.text;
  const filled = (value?.filled ?? '') + piece.filled;
  return [...drafts, { value: { ...piece, text, filled, offset: value?.offset ?? piece.offset }, taken }];
}

/** The other arms of a control, one of which is that none of them is taken; a few more than can be told are enough. */
function otherArms({ control, arm }: Branch): number[] {
  const count = armsOf(control);
  return Array.from({ length: Math.min(count, MOST_VALUES + 1) }, (_, at) => at).filter((other) => other !== arm);
}

function armsOf({ conditions, exhaustive }: Control): number {
  return exhaustive ? conditions.length : conditions.length + 1;
}
