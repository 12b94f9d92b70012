/** Node's codes are stable; its messages hold absolute paths, which no report may. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links form a loop',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
  ERR_STRING_TOO_LONG: 'it is too large',
};

/** Why the file system refused, in words for people and without an absolute path. */
export function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? (code === '' ? error.message : code);
}

/** Said of a file or folder that has no name as text, so that no path leads to it. */
export const NO_UTF8 = 'was not read: its name holds bytes that are no UTF-8; rename it';

/** Whether a name or path may have held bytes that are no UTF-8, before Node made it a text. */
export function mayBeNoUtf8(name: string): boolean {
  return name.includes('\uFFFD');
}
