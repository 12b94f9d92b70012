/** Blanks as long as a text, in the same lines: what takes its place moves nothing. */
export function blanks(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
