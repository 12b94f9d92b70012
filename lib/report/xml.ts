/**
 * Makes a text safe inside XML 1.0, as content and as attribute: markup is escaped, and characters that XML cannot hold
 * at all, escaped or not, become U+FFFD.
 */
export function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(REFERRED, (character) => `&#${character.codePointAt(0)};`);
}

/** Signs that would be lost in an attribute, or that a terminal or a log may take for a command or a turn of direction, or not show. */
const REFERRED = /[\t\n\r\u007f-\u009f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|#(?=#\[)/gu;

/** Control characters, halves of surrogate pairs, and the two code points that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
