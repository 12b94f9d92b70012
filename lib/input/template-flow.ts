import { EVENT_ID } from 'js-yaml';
import type { Resource } from '../model/resource.ts';
import { lazyDocument } from './document.ts';
import { isFailure } from './events.ts';
import { outlineOfEvents } from './head.ts';
import { resourcesOf } from './list.ts';
import { startsAsJson } from './parts.ts';
import type { TemplateChunk, TemplateReading } from './template.ts';
import { FILL, fillActions } from './template-text.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a template of JSON, whose lines say nothing of its structure: with its actions masked it mostly parses.
 *
 * @returns `null` where it is no JSON, or does not parse so.
 */
export function readFlowTemplate({ source, text, chunk, document }: TemplateChunk): TemplateReading | null {
  const part = text.slice(chunk.start, chunk.end);
  if (!startsAsJson(part)) return null;
  const asFilled = fillActions(part);
  const asParsed = parseYaml(asFilled);
  const filled = isFailure(asParsed) ? withCommas(asFilled) : asFilled;
  const events = isFailure(asParsed) ? parseYaml(filled) : asParsed;
  if (isFailure(events)) return null;
  const roots = events.flatMap(({ type }, at) => (type === EVENT_ID.DOCUMENT ? [at + 1] : []));
  const found = roots.map((root, at) => {
    const parsed = { text: filled, base: chunk.start, events, root };
    return resourcesOf(lazyDocument(source, document + at, parsed), outlineOfEvents(parsed));
  });
  const asWritten = ({ offset, text: masked }: { offset: number; text: string }) => ({
    offset,
    text: text.slice(offset, offset + masked.length),
  });
  return {
    resources: found.flatMap(({ resources }) => resources.map(asTemplate)),
    computed: found.flatMap(({ computed }) => computed.map(asWritten)),
    printed: [],
    documents: roots.length,
  };
}

/**
 * Puts a comma between two values that an action parts, or of which one is printed: no JSON has two values side by side, and
 * for want of a comma all that stands in a list would be lost. A blank or a sign of the action makes room: offsets stay.
 */
function withCommas(filled: string): string {
  return filled.replace(VALUE_END, (end, value: string | undefined, action: string | undefined) =>
    value === undefined && action === undefined ? end : `${value ?? action},`,
  );
}

/** What begins the next value, behind blanks. */
const VALUE_NEXT = `(?=\\s*["{[${FILL}])`;

/**
 * The end of a value, or of what an action prints, with the sign behind it that gives way. Any other string is matched as
 * well, to its end or that of the text, so that nothing is looked for in it.
 */
const VALUE_END = new RegExp(
  `("[^"\\\\]*(?:\\\\[^][^"\\\\]*)*"|[}\\]])[\\s${FILL}]${VALUE_NEXT}|(${FILL})\\s${VALUE_NEXT}|"[^"\\\\]*(?:\\\\[^][^"\\\\]*)*(?:"|$)`,
  'g',
);

/** A Resource without what only rendering would tell. */
function asTemplate(resource: Resource): Resource {
  const { gvk, apiVersion, source, document, path, offset, offsetPath } = resource;
  const literal = (value: string | null): string | null => (value?.includes(FILL) === true ? null : value);
  const name = literal(resource.name);
  const namespace = literal(resource.namespace);
  return { gvk, apiVersion, name, namespace, via: 'template', source, document, path, offset, offsetPath, node: null };
}
