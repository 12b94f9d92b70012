import { readFile } from 'node:fs/promises';
import { posix, sep } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../model/limits.ts';
import type { RenderedInput } from '../model/report.ts';
import type { Resource, Source } from '../model/resource.ts';
import { decode } from './decode.ts';
import { placesIn } from './helm-places.ts';
import { filesNamedBy, isKustomizationName } from './kustomize-files.ts';
import { originsAmong } from './kustomize-origins.ts';
import { readSource, readText } from './read-text.ts';
import type { InputFile, Reading } from './reading.ts';
import type { Tool } from './render.ts';
import { runTool } from './render.ts';
import { statsAt } from './stats.ts';
import { splitDocuments } from './yaml.ts';

/** A program that renders kustomizations: `kustomize build FOLDER` or `kubectl kustomize FOLDER`. */
export interface KustomizeTool extends Tool {
  /** What stands between the program and the folder. */
  readonly args: readonly string[];
}

/** What rendering the kustomizations among the files of a run gave. */
export interface Kustomized {
  /** Of the files that were rendered: what they became, at the places where they say it. */
  readonly readings: readonly Reading[];
  /** The files that are still to be read one by one. */
  readonly others: readonly InputFile[];
  readonly entries: readonly RenderedInput[];
}

/** A folder with a kustomization. */
interface Folder {
  readonly shown: string;
  readonly kustomization: InputFile;
  /** Absolute paths that it names: files, and folders of other kustomizations. */
  readonly names: readonly string[];
  readonly isComponent: boolean;
}

/**
 * Renders every kustomization among the files of a run that no other one of them builds on. What is rendered is read in
 * place of the files it is made of; where rendering fails these are read as they stand.
 *
 * @param tool `null` where there is none; then `reason` says why, for every kustomization.
 */
export async function kustomized(
  files: readonly InputFile[],
  tool: KustomizeTool | null,
  { reason, timeout }: { readonly reason: string; readonly timeout: number },
): Promise<Kustomized> {
  const folders = await foldersAmong(files);
  const roots = rootsAmong(folders);
  const entries: RenderedInput[] = [];
  const rendered = new Map<string, Resource[]>();
  const inputs = new Map(files.map((file) => [slashed(file.path), file]));
  const sources = new Map<string, Source>();
  for (const [path, folder] of roots) {
    const entry = { type: 'kustomize', file: folder.shown, name: null, renderings: [] } as const;
    const hide = [[path, folder.shown]] as const;
    const result =
      tool === null
        ? { reason }
        : await runTool(tool, [...tool.args, path], { cwd: path, homes: ['XDG_CONFIG_HOME'], timeout, hide });
    entries.push({ ...entry, rendered: 'output' in result, reason: 'reason' in result ? result.reason : null });
    if (!('output' in result)) continue;
    const parts = partsOf(path, folders).filter((part) => inputs.has(part));
    for (const part of parts) {
      if (!rendered.has(part)) rendered.set(part, []);
      const input = inputs.get(part) as InputFile;
      if (!sources.has(part)) sources.set(part, await sourceOf(input));
    }
    const plain = new Map(parts.map((part) => [part, readSource(sources.get(part) as Source).resources]));
    const partOf = partsByFile(plain);
    for (const resource of resourcesIn(result.output, folder, [...plain.values()].flat())) {
      const part = partOf.get(resource.source.file) ?? path;
      const known = rendered.get(part);
      if (known === undefined) rendered.set(part, [resource]);
      else known.push(resource);
    }
  }
  const readings = [...rendered].map(([part, resources]) => {
    const file = inputs.get(part)?.file ?? folders.get(part)?.kustomization.file ?? part;
    const passedOver = resources.length === 0 ? ('not-rendered' as const) : null;
    return { ...readText(file, ''), resources, documents: resources.length, passedOver };
  });
  return { readings, others: files.filter(({ path }) => !rendered.has(slashed(path))), entries };
}

async function foldersAmong(files: readonly InputFile[]): Promise<Map<string, Folder>> {
  const folders = new Map<string, Folder>();
  for (const kustomization of files) {
    const path = slashed(kustomization.path);
    if (!isKustomizationName(path)) continue;
    const bytes = await bytesOf(kustomization.path);
    if (bytes === null) continue;
    const folder = posix.dirname(path);
    const { names, isComponent } = filesNamedBy(bytes);
    const shown = posix.dirname(kustomization.file);
    const absolute = names.map((name) => posix.join(folder, name));
    folders.set(folder, { shown, kustomization, names: absolute, isComponent });
  }
  return folders;
}

/**
 * The kustomizations that no other one builds on, components left out. Of those that build on each other in a circle the
 * first is one too: what renders it says what is wrong.
 */
function rootsAmong(folders: ReadonlyMap<string, Folder>): readonly (readonly [path: string, Folder])[] {
  const inner = new Set([...folders.values()].flatMap(({ names }) => names));
  const reached = new Set<string>();
  const outermost = [...folders].filter(([path]) => !inner.has(path));
  const roots = [...outermost, ...folders].filter(([path]) => {
    if (reached.has(path)) return false;
    for (const folder of foldersBelow(path, folders)) reached.add(folder);
    return true;
  });
  return roots.filter(([, { isComponent }]) => !isComponent);
}

/** A kustomization, and those that it builds on. */
function foldersBelow(root: string, folders: ReadonlyMap<string, Folder>): ReadonlySet<string> {
  const found = new Set([root]);
  for (const folder of found) {
    for (const name of folders.get(folder)?.names ?? []) if (folders.has(name)) found.add(name);
  }
  return found;
}

/** The files that a kustomization is made of, through those it builds on; kustomizations themselves are not among them. */
function partsOf(root: string, folders: ReadonlyMap<string, Folder>): string[] {
  const names = [...foldersBelow(root, folders)].flatMap((folder) => folders.get(folder)?.names ?? []);
  return [...new Set(names)].filter((name) => !folders.has(name));
}

/** Which part has the objects of a file as they are shown: the first, where several do. */
function partsByFile(plain: ReadonlyMap<string, readonly Resource[]>): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [part, resources] of plain) {
    for (const { source } of resources) if (!parts.has(source.file)) parts.set(source.file, part);
  }
  return parts;
}

/** The objects of a rendered stream, each at the place of the object in the files that it was made of. */
function* resourcesIn(output: string, folder: Folder, plain: readonly Resource[]): Generator<Resource> {
  const originOf = originsAmong(plain);
  const linesOf = linesOnce();
  for (const { start, end } of splitDocuments(output)) {
    const text = output.slice(start, end);
    const [head] = readText('', text).resources;
    if (head === undefined) continue;
    const own = originOf(head);
    const file = own?.source.file ?? folder.kustomization.file;
    const whole = [{ start: 0, end: text.length, template: null }];
    const known = own?.source ?? NOWHERE;
    const expanded = { text: known.text, lines: known.lines, guardAt: () => null };
    const pairs = own === undefined ? [] : [own];
    const lines = placesIn(text, whole, { lines: linesOf(known.text), expanded, pairs, isComputed: false });
    yield* readSource({ file, text, lines }).resources;
  }
}

const NOWHERE: Pick<Source, 'text' | 'lines'> = { text: '', lines: { position: () => ({ line: 1, column: 1 }) } };

/** Splits a text into its lines, the same one once: it may hold thousands of objects, and each asks for all lines. */
function linesOnce(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const lines = known.get(text) ?? text.split('\n');
    known.set(text, lines);
    return lines;
  };
}

async function sourceOf({ file, path }: InputFile): Promise<Source> {
  const text = decode((await bytesOf(path)) ?? new Uint8Array()) ?? '';
  const [known] = readText(file, text).resources;
  return known?.source ?? { file, text, lines: NOWHERE.lines };
}

/** What a file holds; `null` where it is no regular file, which may never end, cannot be read, or is too large. */
async function bytesOf(path: string): Promise<Uint8Array | null> {
  const stats = statsAt(path);
  if (stats?.isFile() !== true || stats.size > MAX_DOCUMENT_BYTES) return null;
  return readFile(path).catch(() => null);
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/');
}
