import { CrdApis } from '../catalog/custom.ts';
import { destinationOf } from '../fix/destination.ts';
import { textFixed } from '../fix/fix.ts';
import type { Known } from '../fix/known.ts';
import { patchTextsIn } from '../fix/patch-texts.ts';
import { patchFilesOf, placeOfFile } from '../fix/patches.ts';
import type { Planning } from '../fix/planning.ts';
import type { KustomizationFile } from '../fix/relabelling.ts';
import { relabelledBy } from '../fix/relabelling.ts';
import { kindsChosenBy } from '../fix/targets.ts';
import type { JsonMapping } from '../fix/value.ts';
import { jsonOf } from '../fix/value.ts';
import { decode } from '../input/decode.ts';
import { isKustomizationName } from '../input/kustomize-files.ts';
import { readText } from '../input/read.ts';
import type { InputFile } from '../input/reading.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey, isDefinition, isKustomization } from '../model/gvk.ts';
import type { Resource } from '../model/resource.ts';

/** A file of a run, and how to get at its bytes; a text says why there are none. */
export interface Input {
  readonly file: InputFile;
  readonly bytes: () => Promise<Buffer | string>;
}

/** What the inputs of a run tell of each other. */
export interface Gathered {
  readonly known: Required<Pick<Known, 'ingressClasses' | 'patches' | 'crds' | 'relabelled'>>;
  readonly kustomizations: readonly KustomizationFile[];
  /** The APIs that patches name. */
  readonly patched: readonly GroupVersionKind[];
}

/** What in a text asks for it to be read before all others. */
const TELLING = /kustomize\.config\.k8s\.io|IngressClass|CustomResourceDefinition/;

/** Reads off the inputs which IngressClasses and custom resources there are, and what their kustomizations name. */
export async function gather(inputs: readonly Input[]): Promise<Gathered> {
  const ingressClasses = new Set<string>();
  const crds = new CrdApis();
  const patchFiles = new Set<string>();
  const kustomizations: KustomizationFile[] = [];
  for (const { file, bytes } of inputs) {
    const text = await textOf(bytes);
    if (text === null || !(isKustomizationName(file.file) || TELLING.test(text))) continue;
    for (const { gvk, name, node, definition = node } of readText(file.file, text).resources) {
      if (isDefinition(gvk) && definition !== null) crds.add(definition);
      if (gvk.kind === 'IngressClass' && gvk.group === 'networking.k8s.io' && name !== null) ingressClasses.add(name);
      if (!isKustomization(gvk) || node === null) continue;
      const kustomization = jsonOf(node) as JsonMapping;
      kustomizations.push({ file: file.file, value: kustomization });
      for (const patch of patchFilesOf(kustomization, file.file)) patchFiles.add(patch);
    }
  }
  const patches = new Map<string, string>();
  const patched = new Map<string, GroupVersionKind>();
  for (const { value } of kustomizations) for (const { gvk } of patchTextsIn(value)) patched.set(gvkKey(gvk), gvk);
  for (const { file, bytes } of patchFiles.size === 0 ? [] : inputs) {
    const text = patchFiles.has(placeOfFile(file.file)) ? await textOf(bytes) : null;
    if (text === null) continue;
    patches.set(placeOfFile(file.file), text);
    for (const { gvk } of objectsIn(file.file, text)) patched.set(gvkKey(gvk), gvk);
  }
  const known = { ingressClasses, patches, crds: crds.known(), relabelled: relabelledBy(kustomizations, patches) };
  return { known, kustomizations, patched: [...patched.values()] };
}

/**
 * What a run makes of the objects that kustomizations choose, or patch, by APIs that move. The files that may hold any are
 * fixed once to find out: few runs have such kustomizations.
 */
export async function becomingOf(
  inputs: readonly Input[],
  { kustomizations, patched }: Gathered,
  planning: Planning,
): Promise<Required<Known>['objects']> {
  const { catalog, bounds, known } = planning;
  const moved = patched.filter((gvk) => destinationOf(catalog, gvk, bounds) !== null).map(({ kind }) => kind);
  const kinds = new Set([...moved, ...kustomizations.flatMap(({ value }) => kindsChosenBy(value, planning))]);
  const staying = new Map<string, Set<string | null>>();
  const moving = new Map<string, Set<string | null>>();
  for (const { file, bytes } of kinds.size === 0 ? [] : inputs) {
    const text = known.patches?.has(placeOfFile(file.file)) === true ? null : await textOf(bytes);
    if (text === null || ![...kinds].some((kind) => text.includes(kind))) continue;
    const before = objectsIn(file.file, text);
    if (!before.some(({ gvk }) => kinds.has(gvk.kind))) continue;
    const after = objectsIn(file.file, textFixed(file.file, text, planning));
    for (const [index, { gvk, name }] of before.entries()) {
      const key = gvkKey(gvk);
      const now = after[index];
      const found = now === undefined || gvkKey(now.gvk) === key ? staying : moving;
      found.set(key, (found.get(key) ?? new Set()).add(name));
    }
  }
  return { staying, moving };
}

/** The objects of a text, without what a template may give. */
function objectsIn(file: string, text: string): readonly Resource[] {
  return readText(file, text).resources.filter(({ node }) => node !== null);
}

async function textOf(bytes: Input['bytes']): Promise<string | null> {
  const read = await bytes();
  return typeof read === 'string' ? null : decode(read);
}
