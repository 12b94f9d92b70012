import type { InputError } from '../model/errors.ts';
import { addAll } from '../model/lists.ts';
import { LineIndex } from '../model/location.ts';
import type { Resource, Source } from '../model/resource.ts';
import { blanks } from './blanks.ts';
import type { ChartFile } from './chart-files.ts';
import { decode } from './decode.ts';
import type { Expanded } from './helm-expand.ts';
import { expandTemplate } from './helm-expand.ts';
import type { TemplateText } from './helm-places.ts';
import { placesIn } from './helm-places.ts';
import type { ChartContext } from './helm-printed.ts';
import { sourcedChunks } from './helm-source.ts';
import type { Defaults } from './helm-values.ts';
import { withMarksAside } from './marks.ts';
import { PORTION_BYTES } from './portions.ts';
import { readPortions, readSource, readText, withReleases } from './read-text.ts';
import type { Reading } from './reading.ts';
import { actionsOf } from './template-actions.ts';

/** What is read of the files of a chart, one Reading each. Each is made when it is asked for, so that the one before can be let go. */
export type ChartReadings = Iterable<Reading>;

/** Reads the files of a chart without rendering it: the branches that the Target does not take are left out. */
export function* readUnrendered(files: readonly ChartFile[], context: ChartContext): Generator<Reading> {
  for (const { file, section, content, defaults } of files) {
    const text = textOf(content);
    if (text === null || (section === 'crds' && text.length <= PORTION_BYTES)) yield readText(file, content);
    else if (section === 'crds') {
      for (const reading of readPortions({ file, text, lines: new LineIndex(text) })) yield* withReleases(reading);
    } else yield* readTaken(file, text, context, defaults);
  }
}

/** The text of a file of a chart, see {@link withMarksAside}; `null` where it is none. */
function textOf(content: Uint8Array): string | null {
  const text = decode(content);
  return text === null ? null : withMarksAside(text);
}

/** Reads what the Target takes of a template; where that is nothing, for its conditions do not hold, it is passed over as such. */
function* readTaken(
  file: string,
  written: string,
  context: ChartContext,
  defaults: Defaults | undefined,
): Generator<Reading> {
  const isPart = /(?:^|\/)_[^/]*$/.test(file);
  const text = isPart ? definitionsIn(written) : written;
  const taken = expandTemplate(text, context, { prune: true, defaults });
  if (isPart && taken.text.trim() === '') {
    yield { ...readText(file, ''), passedOver: 'not-printed' };
    return;
  }
  for (const reading of readExpanded(sourceOf(file, taken))) {
    const isLeftOut = reading.passedOver !== null && holdsMore(file, text, taken, context);
    yield isLeftOut ? { ...reading, passedOver: 'not-taken' } : reading;
  }
}

/** A text without what stands in no `define`, offsets as they were: of a file whose name begins with `_` Helm prints nothing else. */
function definitionsIn(text: string): string {
  const pieces: string[] = [];
  let depth = 0;
  let at = 0;
  for (const { role, start, end } of actionsOf(text)) {
    const isInside = depth > 0;
    if (role === 'define' || (isInside && role === 'open')) depth++;
    else if (isInside && role === 'close') depth--;
    else continue;
    const until = isInside ? end : start;
    pieces.push(isInside ? text.slice(at, until) : blanks(text.slice(at, until)));
    at = until;
  }
  return pieces.join('') + (depth > 0 ? text.slice(at) : blanks(text.slice(at)));
}

/** Whether a template holds something of Kubernetes where the branches that the Target does not take are read, too. */
function holdsMore(file: string, text: string, taken: Expanded, context: ChartContext): boolean {
  const whole = expandTemplate(text, context, { prune: false });
  return whole.text !== taken.text && readSource(sourceOf(file, whole)).passedOver === null;
}

/** A large template in portions of whole documents, where none of its comments can hold the marker of one. */
function readExpanded(source: Source): Iterable<Reading> {
  const isCut = source.text.length > PORTION_BYTES && !/\{\{-?\s*\/\*/.test(source.text);
  return isCut ? readPortions(source) : [readSource(source)];
}

/** A template as the text that can be read of it. */
function sourceOf(file: string, expanded: Expanded): Source {
  const originOf = (offset: number) => {
    const guarded = expanded.guardAt(offset);
    return guarded === null ? null : { guarded };
  };
  return { file, text: expanded.text, lines: expanded.lines, originOf };
}

/**
 * Reads what Helm printed of a chart, at the places where it stands in the chart's own files. Of an object that several
 * renderings print the first is taken.
 *
 * @param folder the chart as shown to people, for what Helm names that is none of its known files.
 * @param printed what each rendering printed.
 */
export function* readRendered(
  folder: string,
  files: readonly ChartFile[],
  printed: readonly string[],
  context: ChartContext,
): Generator<Reading> {
  const bySource = new Map(files.flatMap((file) => file.sources.map((source) => [source, file] as const)));
  const texts = printed.map((output) => printedBySource(output));
  const unknown = new Set(texts.flatMap((text) => [...text.keys()]).filter((source) => !bySource.has(source)));
  for (const file of files) yield readFile(file, texts, context);
  for (const source of unknown) {
    const file = `${folder}/${source.slice(source.indexOf('/') + 1)}`;
    const other = { file, section: 'templates', sources: [source], content: new Uint8Array() } as const;
    yield readFile(other, texts, context);
  }
}

/** What Helm printed, template by template; the marker of each document stays with it. */
function printedBySource(written: string): Map<string, string> {
  const output = withMarksAside(written);
  const printed = new Map<string, string>();
  for (const { start, end, template } of sourcedChunks(output)) {
    if (template !== null) printed.set(template, (printed.get(template) ?? '') + output.slice(start, end));
  }
  return printed;
}

function readFile(file: ChartFile, texts: readonly ReadonlyMap<string, string>[], context: ChartContext): Reading {
  const printed = texts.flatMap((text) => {
    const own = file.sources.find((source) => text.has(source));
    return own === undefined ? [] : [text.get(own) as string];
  });
  // Helm prints the files of crds/ as they are.
  if (file.section === 'crds' && printed.length > 0) return readText(file.file, file.content);
  const empty = readText(file.file, '');
  if (printed.length === 0) return { ...empty, passedOver: 'not-rendered' };
  const template = templateText(file, context);
  const readings = printed.map((one) => readPrinted(file.file, one, template));
  const resources: Resource[] = [];
  const seen = new Set<string>();
  for (const reading of readings) {
    const fresh = reading.resources.filter((resource) => !seen.has(identityOf(resource)));
    addAll(resources, fresh);
    for (const resource of fresh) seen.add(identityOf(resource));
  }
  addAll(resources, otherBranches(resources, file, context));
  const errors = uniqueErrors(readings.flatMap((reading) => reading.errors));
  const documents = Math.max(...readings.map((reading) => reading.documents));
  const passedOver = resources.length === 0 && errors.length === 0 ? (readings[0] as Reading).passedOver : null;
  return { ...empty, resources, documents, errors, passedOver };
}

function templateText({ file, content }: ChartFile, context: ChartContext): TemplateText {
  const text = textOf(content) ?? '';
  const expanded = expandTemplate(text, context, { prune: false });
  const { resources, computed } = readSource({ file, text: expanded.text, lines: expanded.lines });
  const isWrong = ({ offset }: Resource) => expanded.guardAt(offset) === 'not-taken';
  const isPrintable = resources.some(isWrong) ? printableIn(file, text, context) : () => true;
  const unprintable = new Set(resources.filter((pair) => isWrong(pair) && !isPrintable(pair)));
  const lines = text.split('\n');
  const isComputed = computed.some(({ line }) => /^[\s-]*(?:apiVersion|kind):/.test(lines[line - 1] ?? ''));
  // What is printed of such a branch all the same, since a value says so, is printed at any Target.
  const pairs = isComputed ? resources.filter((pair) => !unprintable.has(pair)) : resources;
  return { lines, expanded, pairs, unprintable, isComputed };
}

/**
 * Tells which objects of a template Helm may print, though the Target does not take their branch: of what the Target serves, and of
 * releases, Helm knows the same as the Target; of other APIs it may say anything.
 */
function printableIn(file: string, text: string, context: ChartContext): (pair: Resource) => boolean {
  const asHelm = { ...context, capabilities: { ...context.capabilities, groups: new Set<string>() } };
  const { resources } = readSource(sourceOf(file, expandTemplate(text, asHelm, { prune: true })));
  const keyOf = ({ source, offset, apiVersion, gvk }: Resource) =>
    JSON.stringify([source.lines.position(offset), apiVersion, gvk.kind]);
  const printable = new Set(resources.map(keyOf));
  return (pair) => printable.has(keyOf(pair));
}

function readPrinted(file: string, text: string, known: TemplateText): Reading {
  const places = placesIn(text, sourcedChunks(text), known);
  return readSource({
    file,
    text,
    lines: places,
    originOf: (offset) => {
      const guarded = places.guardAt(offset);
      return guarded === null ? null : { guarded };
    },
  });
}

/**
 * Where Helm, by its own list of APIs, took a branch that the Target does not take: what the Target would be given
 * instead, read as text.
 */
function otherBranches(rendered: readonly Resource[], file: ChartFile, context: ChartContext): readonly Resource[] {
  const wrong = new Set(
    rendered
      .filter(({ source, offset }) => source.originOf?.(offset)?.guarded === 'not-taken')
      .map(({ gvk }) => gvk.kind),
  );
  if (wrong.size === 0) return [];
  const { resources } = readSource(
    sourceOf(file.file, expandTemplate(textOf(file.content) ?? '', context, { prune: true })),
  );
  const right = new Set(rendered.map(({ apiVersion, gvk }) => `${apiVersion} ${gvk.kind}`));
  return resources.filter(({ apiVersion, gvk }) => wrong.has(gvk.kind) && !right.has(`${apiVersion} ${gvk.kind}`));
}

function identityOf({ apiVersion, gvk, namespace, name }: Resource): string {
  return JSON.stringify([apiVersion, gvk.kind, namespace, name]);
}

function uniqueErrors(errors: readonly InputError[]): InputError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
