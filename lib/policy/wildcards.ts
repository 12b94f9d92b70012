/** A piece of a pattern with wildcards. */
export type Wildcard =
  /** One of some texts, as it stands. */
  | { readonly type: 'text'; readonly texts: readonly string[] }
  /** Any one sign but a slash. */
  | { readonly type: 'sign' }
  /** Any number of signs but slashes. */
  | { readonly type: 'name' }
  /** Any number of whole folders, each with the slash at its end. */
  | { readonly type: 'folders' }
  /** Any text. */
  | { readonly type: 'any' };

/**
 * Finds how far a text can be gone through by all pieces of a pattern, one after the other. It takes time in proportion to the
 * pieces and the text: a regular expression of several stars can take as good as forever, and patterns come from files that
 * somebody else may have written.
 *
 * @returns the offsets at which it can have come to an end, in their order; empty where the text does not begin like that.
 */
export function endsOf(text: string, pieces: readonly Wildcard[]): readonly number[] {
  let ends: readonly number[] = [0];
  for (const piece of pieces) {
    if (ends.length === 0) return ends;
    ends = after(text, piece, ends);
  }
  return ends;
}

function after(text: string, piece: Wildcard, starts: readonly number[]): readonly number[] {
  switch (piece.type) {
    case 'text': {
      const ends = starts.flatMap((start) =>
        piece.texts.flatMap((each) => (text.startsWith(each, start) ? [start + each.length] : [])),
      );
      return piece.texts.length === 1 ? ends : [...new Set(ends)].sort((a, b) => a - b);
    }
    case 'sign':
      return starts.flatMap((start) => (start < text.length && text.charAt(start) !== '/' ? [start + 1] : []));
    case 'any':
      return from(starts[0] as number, text.length);
    case 'name':
      return namesFrom(text, starts);
    case 'folders':
      return foldersFrom(text, starts);
  }
}

function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function namesFrom(text: string, starts: readonly number[]): readonly number[] {
  const ends: number[] = [];
  const open = new Set(starts);
  let isInside = false;
  for (let at = starts[0] as number; at <= text.length; at++) {
    isInside ||= open.has(at);
    if (isInside) ends.push(at);
    if (text.charAt(at) === '/') isInside = false;
  }
  return ends;
}

function foldersFrom(text: string, starts: readonly number[]): readonly number[] {
  const ends: number[] = [];
  const open = new Set(starts);
  /** Whether a folder's name has begun at an end, and has a sign by now. */
  let isInside = false;
  let isAfterFolder = false;
  for (let at = starts[0] as number; at <= text.length; at++) {
    const isEnd: boolean = open.has(at) || isAfterFolder;
    if (isEnd) ends.push(at);
    const isSlash = text.charAt(at) === '/';
    isAfterFolder = isSlash && isInside;
    isInside = !isSlash && (isInside || isEnd);
  }
  return ends;
}
