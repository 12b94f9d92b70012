/**
 * Makes a text safe inside XML 1.0, as content and as attribute: markup is escaped, and characters that XML cannot hold
 * at all, escaped or not, become U+FFFD.
 */
export function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Control characters, halves of surrogate pairs, and the two code points that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
