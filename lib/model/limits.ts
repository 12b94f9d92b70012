const MEGABYTE = 1024 * 1024;

/**
 * How large a document may be, in bytes. What is read of it is held in memory at once, and takes up to sixty times as much
 * as it does on disk: what this allows fits the 2 GB that Node has at least.
 */
export const MAX_DOCUMENT_BYTES = 32 * MEGABYTE;

/** The same in words. */
export const MAX_DOCUMENT_SIZE = `${MAX_DOCUMENT_BYTES / MEGABYTE} MB`;

/** How large a program may be: what is made of it takes up to a hundred times as much in memory. */
export const MAX_PROGRAM_BYTES = 10 * MEGABYTE;

/** The same in words. */
export const MAX_PROGRAM_SIZE = `${MAX_PROGRAM_BYTES / MEGABYTE} MB`;

/** How large a file, or what comes on standard input, may be, in bytes: far above any manifests, far below what never ends. */
export const MAX_FILE_BYTES = 4096 * MEGABYTE;

/** The same in words. */
export const MAX_FILE_SIZE = `${MAX_FILE_BYTES / (1024 * MEGABYTE)} GB`;

/** How large something may be, in bytes and in words. */
export interface SizeLimit {
  readonly bytes: number;
  readonly size: string;
}

/** For a text that is held at once: a report, a baseline, what is to be fixed. Node's strings end soon after it. */
export const TEXT_LIMIT: SizeLimit = { bytes: 500 * MEGABYTE, size: '500 MB' };
