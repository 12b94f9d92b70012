/**
 * How large a file, or what comes on standard input, may be, in bytes. What is read of a file is held in memory at once, and
 * takes up to sixty times as much as the file does on disk: what this allows fits the 2 GB that Node has at least.
 */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The same in words. */
export const MAX_FILE_SIZE = `${MAX_FILE_BYTES / (1024 * 1024)} MB`;
