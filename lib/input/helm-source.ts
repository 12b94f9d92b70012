import { lastAtMost } from '../model/last-at-most.ts';
import type { Origin } from '../model/resource.ts';
import { splitDocuments } from './yaml.ts';

/** The comment that Helm puts at the head of each document it prints. */
const SOURCE = /^(?:---[^\n]*\n)?# Source: ([^\s/][^\r\n]*\/(?:templates|crds)\/[^\r\n]*?)\s*$/m;

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
  return match?.index === 0 ? (match[1] as string) : null;
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
