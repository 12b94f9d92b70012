/**
 * Why a text is no JSON, as its parser says it, but without the part of the text that the parser quotes: who names a file need
 * not be who may read it, and a policy names files too.
 *
 * @param error what `JSON.parse` threw.
 * @returns words without a full stop.
 */
export function jsonFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/(?:, )?(?:\.\.\.)?".*is not valid JSON$/s, '') || 'unexpected word';
}
