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
 */
export function sourcedChunks(text: string): SourcedChunk[] {
  let before: string | null = null;
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

/** Which template each offset of a text came of, by Helm's comments; `null` where the text has none. */
export function helmOrigins(text: string): ((offset: number) => Origin | null) | null {
  if (!text.includes('# Source: ')) return null;
  const chunks = sourcedChunks(text);
  if (chunks.every(({ template }) => template === null)) return null;
  return (offset) => {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((chunks[middle] as SourcedChunk).start <= offset) low = middle;
      else high = middle - 1;
    }
    const template = chunks[low]?.template ?? null;
    return template === null ? null : { template };
  };
}
