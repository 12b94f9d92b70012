import type { Reading } from '../input/reading.ts';

/**
 * A step of a running audit: how many files were found below the paths, and how many bytes they are (of many files an
 * estimate; `null` where standard input is among them); or that one was read, with so many resources. Of many files some are
 * told of first, and the rest once all are found.
 */
export type AuditStep =
  | { readonly type: 'found'; readonly files: number; readonly bytes: number | null }
  | { readonly type: 'read'; readonly file: string; readonly resources: number };

/** What is told of a running audit. */
export interface Watched {
  /** Is told how far the audit has come. */
  readonly progress?: (step: AuditStep) => void;
}

/** Tells of each file once it is read, in however many Readings. */
export function tellerOf({ progress }: Watched): (reading: Reading) => void {
  let resources = 0;
  return (reading) => {
    resources += reading.resources.length;
    if (reading.continues === true) return;
    progress?.({ type: 'read', file: reading.file, resources });
    resources = 0;
  };
}
