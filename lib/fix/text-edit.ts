/** One replacement in a text: what stands from `start` to before `end` (UTF-16 offsets) gives way to `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Orders edits by place; of those at one place the insertions come first, in the order given. */
export function sortEdits<E extends TextEdit>(edits: readonly E[]): readonly E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The edits without those that another one is the same as: what is shared by an anchor is edited once. */
export function onceEach<E extends TextEdit>(edits: readonly E[]): readonly E[] {
  const first = new Map<string, E>();
  for (const edit of edits) {
    const key = `${edit.start} ${edit.end} ${edit.text}`;
    if (!first.has(key)) first.set(key, edit);
  }
  return [...first.values()];
}

/** Whether two of the edits touch the same text. */
export function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some(({ start }, at) => at > 0 && start < (sorted[at - 1] as TextEdit).end);
}

/** Applies edits that do not overlap to the part of a text from `start` to `end`; edits outside of it do not count. */
export function applyEdits(text: string, edits: readonly TextEdit[], start = 0, end = text.length): string {
  let result = '';
  let at = start;
  for (const edit of sortEdits(edits)) {
    if (edit.start < start || edit.end > end) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}
