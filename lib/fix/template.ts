import { readText } from '../input/read.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion } from '../model/gvk.ts';
import { addAll } from '../model/lists.ts';
import type { Resource } from '../model/resource.ts';
import { destinationOf, leftBehind } from './destination.ts';
import type { Planning } from './planning.ts';
import type { Judge } from './policing.ts';
import { verdictOf } from './policing.ts';
import type { Change, FixResult, Left, Suppressed } from './result.ts';
import { isMoveOfName } from './same-name.ts';
import type { Step } from './step.ts';
import type { TextEdit } from './text-edit.ts';
import { applyEdits } from './text-edit.ts';

/** What a template asks of the cluster it is rendered for: then it may have an apiVersion for each. */
const ASKS = /\.Capabilities\b|semverCompare/;

/** Whether a text that is a template tells clusters apart. */
export function asksForCluster(text: string): boolean {
  return ASKS.test(text);
}

/**
 * What can be done to the apiVersions that stand literally in a template. The rest of the objects is not known, so that only
 * such moves are made as change nothing but the name of the API; and none in a template that tells clusters apart.
 */
export function planTemplate(
  text: string,
  resources: readonly Resource[],
  planning: Planning,
  judge: Judge,
): Pick<FixResult, 'changes' | 'left' | 'suppressed'> {
  const moving = new Map<Resource, Change>();
  const left: Left[] = [];
  const suppressed: Suppressed[] = [];
  const asks = asksForCluster(text);
  for (const resource of resources) {
    if (resource.via !== 'template') continue;
    const { gvk, apiVersion, offset } = resource;
    const destination = destinationOf(planning.catalog, gvk, planning.bounds);
    if (destination === null) continue;
    const at = placeOf(resource);
    // The arms of a condition have the same path.
    const verdict = verdictOf(judge(at.location).filter(({ location }) => location.line === at.location.line));
    if (verdict !== null) {
      if (verdict !== 'off') suppressed.push({ ...at, gvk, path: ['apiVersion'], by: verdict });
      continue;
    }
    if ('reason' in destination) {
      left.push({ ...at, gvk, reason: destination.reason });
      continue;
    }
    const { to } = destination;
    const end = offset + apiVersion.length;
    const isLiteral = text.slice(offset, end) === apiVersion;
    if (asks || !isLiteral || !isMoveOfName(planning.catalog, gvk, to, planning.bounds)) {
      left.push({ ...at, gvk, reason: { reason: 'template', to } });
      continue;
    }
    const value = formatApiVersion(to);
    const step: Step = { op: 'set', path: ['apiVersion'], value, ground: 'schemas-agree', from: gvk, to };
    moving.set(resource, { ...at, step, edits: [{ start: offset, end, text: value }] });
  }
  const torn = tornAmong(resources, moving);
  const changes: Change[] = [];
  for (const [{ gvk, offset }, change] of moving) {
    const { holder, location } = change;
    if (torn.has(offset))
      left.push({ holder, location, gvk, reason: { reason: 'template', to: destinationIn(change) } });
    else changes.push(change);
  }
  if (changes.length === 0) return { changes, left, suppressed };
  if (isProved(text, resources, changes)) {
    for (const change of changes) addAll(left, leftBehind(change, planning.catalog, planning.bounds));
    return { changes, left, suppressed };
  }
  const refused = changes.map((change): Left => {
    const { holder, location } = change;
    return { holder, location, gvk: moveIn(change).from, reason: { reason: 'layout', path: [] } };
  });
  return { changes: [], left: [...left, ...refused], suppressed };
}

/** The offsets of apiVersions of several objects (the kind stands in arms) that are not to become the same in all of them. */
function tornAmong(resources: readonly Resource[], moving: ReadonlyMap<Resource, Change>): ReadonlySet<number> {
  const wanted = new Map<number, string>();
  const torn = new Set<number>();
  for (const resource of resources) {
    const { offset, apiVersion } = resource;
    const change = moving.get(resource);
    const value = change === undefined ? apiVersion : formatApiVersion(destinationIn(change));
    if ((wanted.get(offset) ?? value) !== value) torn.add(offset);
    wanted.set(offset, value);
  }
  return torn;
}

function destinationIn(change: Change): GroupVersionKind {
  return moveIn(change).to;
}

function moveIn({ step }: Change) {
  return step as Step & { readonly ground: 'schemas-agree' };
}

function placeOf({
  apiVersion,
  gvk,
  namespace,
  name,
  source,
  document,
  offset,
  offsetPath,
}: Resource): Pick<Change, 'holder' | 'location'> {
  const location = { file: source.file, ...source.lines.position(offset), document, path: offsetPath };
  return { holder: { apiVersion, kind: gvk.kind, namespace, name }, location };
}

/** The edits of changes, each once: objects whose kinds stand in arms share an apiVersion. */
export function editsOfChanges(changes: readonly Change[]): readonly TextEdit[] {
  const edits = changes.flatMap((change) => change.edits);
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}

/** Whether the edited template gives the same resources, but for the apiVersions that were to change. */
function isProved(text: string, resources: readonly Resource[], changes: readonly Change[]): boolean {
  const edits = editsOfChanges(changes);
  const moved = new Map(edits.map(({ start, text: value }) => [start, value]));
  const file = resources[0]?.source.file ?? '-';
  const after = readText(file, applyEdits(text, edits)).resources;
  return (
    after.length === resources.length &&
    resources.every((resource, at) => {
      const edited = after[at] as Resource;
      const wanted = moved.get(resource.offset) ?? resource.apiVersion;
      return edited.apiVersion === wanted && edited.gvk.kind === resource.gvk.kind && edited.name === resource.name;
    })
  );
}
