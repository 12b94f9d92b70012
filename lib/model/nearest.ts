/** The known name that a mistyped one is likely to mean; `undefined` where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    // Names that differ so much in length are no nearer than the best.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/**
 * ` Did you mean web?`, to stand behind a sentence that refuses a name; empty where no known name is near.
 *
 * @param before what is written before a known name: `--` of a flag.
 */
export function didYouMean(name: string, known: Iterable<string>, before = ''): string {
  const near = nearest(name, known);
  return near === undefined ? '' : ` Did you mean ${before}${near}?`;
}

/** Levenshtein's distance: how many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
