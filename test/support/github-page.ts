import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/** What GitHub makes of a comment: Markdown with its tables and its links without marks. */
export function githubPage(text: string) {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  const plain = (part: string) =>
    part
      .replace(/<br>/g, '\n')
      .replace(/<\/?(?:code|strong|p)>/g, '')
      .replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? entity)
      .replaceAll('\u200b', '')
      .trim();
  const parts = (of: string, name: string) =>
    [...of.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(([, part]) => part as string);
  const rows = parts(html, 'tr').map((row) => parts(row, 'td').map(plain));
  return { html, rows: rows.filter((row) => row.length > 0), items: parts(html, 'li').map(plain) };
}
