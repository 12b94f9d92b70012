import { lastAtMost } from '../model/last-at-most.ts';
import type { Origin } from '../model/resource.ts';
import { blanks } from './blanks.ts';
import { splitDocuments } from './yaml.ts';

/** The comment that Helm puts at the head of each document it prints. */
const SOURCE = /^(?:---[^\n]*\n)?# Source: ([^\s/][^\r\n]*\/(?:templates|crds)\/[^\r\n]*)/;

/** A document of what Helm printed, and the template it came of. */
export interface SourcedChunk {
  /** 0-based offset of its first character, that of its marker. */
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
  /** As Helm names it: `shop/charts/db/templates/web.yaml`; `null` where no comment tells. */
  readonly template: string | null;
}

/**
 * Splits what `helm template` or `helm get manifest` printed at its document markers. Helm writes the comment before
 * each document of a template, but only once before a file of `crds/`, whatever the number of documents in it.
 *
 * @param before the template that what stands before the text came of, where that is known.
 */
export function sourcedChunks(text: string, before: string | null = null): SourcedChunk[] {
  return splitDocuments(text).map(({ start, end }) => {
    const own = sourceAt(text.slice(start, end));
    const template = own ?? (before?.includes('/crds/') === true ? before : null);
    before = template;
    return { start, end, template };
  });
}

function sourceAt(chunk: string): string | null {
  const match = SOURCE.exec(chunk.slice(0, 2000));
  return match?.index === 0 ? (match[1] as string).trimEnd() : null;
}

/** Which templates a text came of, by Helm's comments. */
export interface HelmOrigins {
  readonly originOf: (offset: number) => Origin | null;
  /** The template of its last document. */
  readonly last: string | null;
}

/** Tells the templates that a text came of; `null` where it has no comment of Helm's, and what is before it was none. */
export function helmOrigins(text: string, before: string | null = null): HelmOrigins | null {
  if (before === null && !text.includes('# Source: ')) return null;
  const chunks = sourcedChunks(text, before);
  if (chunks.every(({ template }) => template === null)) return null;
  const originOf = (offset: number): Origin | null => {
    const template = chunks[lastAtMost(chunks, ({ start }) => start, offset)]?.template ?? null;
    return template === null ? null : { template };
  };
  return { originOf, last: chunks.at(-1)?.template ?? null };
}

/** The lines by which `helm get all`, `helm install --dry-run` and `--debug` part what they print of a release. */
const HOOKS = /^HOOKS:(?=[ \t]*\r?$)/m;
const MANIFEST = /^MANIFEST:(?=[ \t]*\r?$)/m;
const NOTES = /^NOTES:(?=[ \t]*\r?$)/m;

/**
 * Gives a function that makes a stream of documents of what Helm prints of a whole release, portion by portion: what it
 * says of the release and its values before the hooks is blanked out, and the notes behind the manifest, which are prose,
 * are left out. Places stay what they are. What has no such lines is left as it is.
 */
export function releaseStream(): (text: string) => string {
  let hasHooks = false;
  let isManifest = false;
  let isOver = false;
  return (text) => {
    if (isOver) return '';
    // Nearly no text has one, and that is soon found out. Helm prints both headings; one alone may be anybody's key.
    hasHooks ||= text.includes('HOOKS:') && HOOKS.test(text);
    const heading = isManifest || !hasHooks || !text.includes('\nMANIFEST:') ? null : MANIFEST.exec(text);
    isManifest ||= heading !== null;
    if (!isManifest) return text;
    const start = heading?.index ?? 0;
    const notes = NOTES.exec(text.slice(start));
    isOver = notes !== null;
    const end = notes === null ? text.length : start + notes.index;
    if (heading === null) return text.slice(0, end);
    const hooks = HOOKS.exec(text.slice(0, start));
    const said = hooks === null ? 0 : hooks.index + hooks[0].length;
    const marker = '---'.padEnd(heading[0].length);
    return `${blanks(text.slice(0, said))}${text.slice(said, start)}${marker}${text.slice(start + marker.length, end)}`;
  };
}
