import { escapeOf, jsonText, printable } from './text.ts';

/** Markup that may stand in a page as it is. Made by {@link html} alone, so that no text of an input gets in unescaped. */
export interface Html {
  readonly markup: string;
}

/** What {@link html} takes between its words: text is escaped, markup is not, and what is absent leaves nothing behind. */
export type HtmlPart = string | number | Html | null | undefined | false | readonly HtmlPart[];

/**
 * Makes markup of a template: `` html`<td>${name}</td>` ``. Whatever is put in as text is escaped, for content and for
 * quoted attributes alike; it must not be put in where a tag, an attribute's name, a script or a style is expected.
 */
export function html(words: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: words.map((word, at) => word + (at < parts.length ? markupOf(parts[at]) : '')).join('') };
}

function markupOf(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What may stand in no page, not even as a reference: code points that are no characters. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/gu;

/** The line feed before what GitHub's runner would take for a command in its log: `::error`. */
const COMMAND = /\n(?=[^\S\n]*::)/g;

/**
 * Text as markup that shows it. Line feeds stay, but as references before what a log would obey; other control characters and
 * turns of direction become visible, and so does what is no character.
 */
function escaped(text: string): string {
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(NO_CHARACTER, escapeOf)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
    .replace(COMMAND, '&#10;');
}

/**
 * A value as JSON that can stand inside a `<script>` element: no `</script>` or `<!--` ends or hides it, and neither
 * U+2028, a turn of direction nor what is no character stands in it as itself.
 */
export function embeddedJson(value: unknown): Html {
  return { markup: jsonText(value).replace(/[<>&]/g, escapeOf).replace(NO_CHARACTER, escapeOf) };
}
