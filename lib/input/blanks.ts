/** Blanks as long as a text, in the same lines: what takes its place moves nothing. */
export function blanks(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Whether a text holds no value: nothing but blanks, comments and document markers. */
export function isBlank(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (!/^\s*(?:#.*|(?:---|\.\.\.)\s*(?:#.*)?)?$/.test(text.slice(start, end))) return false;
    start = end + 1;
  }
  return true;
}
