import { catalogFor } from '../auditor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { resolveTarget } from '../catalog/target.ts';
import { readText } from '../input/read.ts';
import type { Reading } from '../input/reading.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Sort } from '../model/known-keys.ts';
import { checkKeys } from '../model/known-keys.ts';
import { addAll } from '../model/lists.ts';
import type { Location } from '../model/location.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isLater, releasesBetween } from '../model/release.ts';
import type { Suppression } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import { leftBehind } from './destination.ts';
import { directivesIn } from './directives.ts';
import { driversLeft } from './drivers.ts';
import { withFound } from './found.ts';
import type { Known } from './known.ts';
import { NOTHING_KNOWN } from './known.ts';
import { isAmong, placeOfFile } from './patches.ts';
import { nodeAt } from './places.ts';
import type { PathJudge, Plan } from './plan.ts';
import { isMove, planFor } from './plan.ts';
import type { Planning, Setting } from './planning.ts';
import { pluginsLeft } from './plugins.ts';
import type { PolicingOptions } from './policing.ts';
import { policingFor, verdictOf } from './policing.ts';
import type { Job } from './provable.ts';
import { editsOfAll, provableInPart } from './provable.ts';
import type { Change, FixResult, Left, Suppressed } from './result.ts';
import type { Reason, Step } from './step.ts';
import { decide } from './step.ts';
import { asksForCluster, editsOfChanges, planTemplate } from './template.ts';
import type { TextEdit } from './text-edit.ts';
import { applyEdits, sortEdits } from './text-edit.ts';
import type { JsonMapping, Path } from './value.ts';
import { jsonOf } from './value.ts';
import type { Writable } from './writing.ts';
import { withoutShared, writable } from './writing.ts';

/** What to fix for. */
export interface FixOptions extends PolicingOptions {
  /** The release that what is written is for; default the newest with a Snapshot that is not preliminary. */
  readonly target?: Release;
  /** Every release from the first to the second must serve what is written, too. */
  readonly supports?: readonly [Release, Release];
  /** What is known of the cluster beside the text. */
  readonly known?: Known;
}

const FIX_KEYS = {
  target: 'text',
  supports: 'texts',
  known: 'object',
  policy: 'object',
  rules: 'object',
  today: 'text',
  cwd: 'text',
  components: 'object',
  vendorFacts: 'any',
} as const satisfies Record<keyof FixOptions, Sort>;

/** A text to fix, with the name to show for it. */
export interface FixInput {
  readonly file: string;
  readonly text: string;
}

/**
 * Rewrites manifests to the most stable APIs that the Target serves, where their schemas and the documented changes show
 * that the meaning stays; all else is left, with the reason. It edits the text at known places and holds the result to what
 * it set out to do: what was not to change reads the same before and after. Pure; a second run changes nothing.
 *
 * @param input a text of YAML, JSON or a template, or one Resource, which is then the only one of its text to be changed.
 * @throws ApiAuditError for a Target, or an end of `supports`, that is no release or of which nothing is known, for `supports`
 *   that end before they begin, for an option that is not known, and for what is no input.
 */
export function fix(input: string | FixInput | Resource, options: FixOptions = {}): FixResult {
  checkKeys(options, FIX_KEYS, 'options');
  const planning = planningFor(options);
  if (typeof input === 'string') return fixText('-', input, planning);
  if (typeof input === 'object' && input !== null) {
    if ('gvk' in input) return fixOne(input, planning);
    if (typeof input.file === 'string' && typeof input.text === 'string')
      return fixText(input.file, input.text, planning);
  }
  throw new ApiAuditError('There is nothing to fix: give a text, { file, text } with a text in it, or a Resource.');
}

/** What all fixes of one run share; see {@link fixText}. */
export function planningFor(options: FixOptions): Planning {
  const { target, supports, known = NOTHING_KNOWN } = options;
  const judging = catalogFor(options);
  const { catalog, crds } = judging;
  if (known.crds !== undefined) crds.learn(known.crds);
  const at = resolveTarget(catalog, target);
  const [from, to] = supports === undefined ? [at, at] : spanOf(supports, catalog);
  const releases = new Set([...releasesBetween(from, to), at]);
  const bounds = { target: at, releases: [...releases].sort(compareReleases) };
  return { catalog, known, bounds, policing: policingFor(options, bounds, judging) };
}

/** The ends of `supports`; a span that ends before it begins holds no release, and would ask for nothing. */
function spanOf(supports: readonly [Release, Release], catalog: Catalog): readonly [Release, Release] {
  const [from, to] = supports.map((release) => resolveTarget(catalog, release));
  if (from === undefined || to === undefined || supports.length > 2)
    throw new ApiAuditError("options.supports is no pair of releases, such as ['1.24', '1.30'].");
  if (isLater(from, to)) throw new ApiAuditError(`options.supports ends before it begins: write ['${to}', '${from}'].`);
  return [from, to];
}

/** Fixes one text; the planning can be used for many. */
export function fixText(file: string, text: string, planning: Planning): FixResult {
  const reading = readText(file, text);
  const fixed = { ...fixResources(text, ownOf(reading, text), planning), errors: reading.errors };
  const { resources } = fixed.edits.length === 0 ? reading : readText(file, fixed.text);
  return withFound(fixed, text, planning.policing.audited(resources));
}

/** What a text is with all changes made, for those who ask for no more. */
export function textFixed(file: string, text: string, planning: Planning): string {
  return fixResources(text, ownOf(readText(file, text), text), planning).text;
}

/** What a resource stores in itself (a Helm release in a Secret) has a text of its own, which is not to be edited. */
function ownOf({ resources }: Pick<Reading, 'resources'>, text: string): readonly Resource[] {
  return resources.filter(({ source }) => source.text === text);
}

/** Fixes one resource of a text. */
function fixOne(resource: Resource, planning: Planning): FixResult {
  const { source, document, path, gvk } = resource;
  const fixed = fixResources(source.text, [resource], planning);
  const isIt = (other: Resource) => other.document === document && other.path === path && other.gvk.kind === gvk.kind;
  const after = fixed.edits.length === 0 ? [resource] : readText(source.file, fixed.text).resources.filter(isIt);
  return withFound(fixed, source.text, planning.policing.audited(after));
}

function fixResources(text: string, resources: readonly Resource[], planning: Planning): FixResult {
  const left: Left[] = [];
  const suppressed: Suppressed[] = [];
  const judge = planning.policing.judgeOf(text, resources);
  const templates = planTemplate(text, resources, planning, judge);
  addAll(left, templates.left);
  addAll(suppressed, templates.suppressed);
  const hasDirectives = directivesIn(text);
  const asks = once(() => asksForCluster(text));
  const directivesOf = (node: MappingNode) => (!hasDirectives(node) ? null : asks() ? 'asks' : 'some');
  const planned = new Map<MappingNode, Planned>();
  const all: { readonly resource: Resource; readonly planned: Planned; readonly others: readonly Reason[] }[] = [];
  for (const resource of resources) {
    const { node } = resource;
    if (node === null) continue;
    const judged: PathJudge = (paths) => verdictOf(paths.flatMap((path) => judge(placeAt(resource, path))));
    const before = planned.get(node);
    const one = isPlanOf(before, resource, judged)
      ? before
      : plannedFor({ text, resource, node, planning, judged, directivesOf });
    planned.set(node, one);
    for (const { path, by } of one.plan.suppressed) suppressed.push(suppressedAt(resource, path, by));
    const others: Reason[] = [];
    for (const reason of [
      ...driversLeft(resource, node, planning.bounds.target),
      ...pluginsLeft(resource, node, planning),
    ]) {
      const path = 'path' in reason ? reason.path : [];
      const verdict = judged([path]);
      if (verdict === null) others.push(reason);
      else if (verdict !== 'off') suppressed.push(suppressedAt(resource, path, verdict));
    }
    all.push({ resource, planned: one, others });
  }
  const jobs = all.flatMap(({ resource, planned: one }) => jobOf(resource, one));
  const kept = provableInPart(text, jobs);
  const jobFor = new Map(kept.map((job) => [job.resource, job]));
  for (const { resource, planned: one, others } of all) {
    const { plan } = jobFor.get(resource) ?? one;
    const unshown = one.written === null || jobFor.has(resource) ? [] : one.plan.groups.map(unshownOf);
    for (const reason of [...plan.left, ...others, ...unshown]) left.push(leftAt(resource, reason));
  }
  const moved = kept.flatMap(changesOf);
  for (const change of moved) addAll(left, leftBehind(change, planning.catalog, planning.bounds));
  const changes = [...templates.changes, ...moved].sort(
    (a, b) => a.location.line - b.location.line || a.location.column - b.location.column,
  );
  const edits = sortEdits([...editsOfAll(kept), ...editsOfChanges(templates.changes)]);
  return { text: edits.length === 0 ? text : applyEdits(text, edits), changes, edits, left, suppressed, errors: [] };
}

/** What is to become of a node: the same for all resources that are aliases of it, and there may be thousands. */
interface Planned extends Writable {
  readonly gvk: GroupVersionKind;
  /** The places that the plan asked about, where it was told of all that nothing is said of them; else `null`. */
  readonly asked: readonly (readonly Path[])[] | null;
  /** The same with less in it, for where the text does not read as it is to afterwards: the most first. */
  readonly weaker: readonly (() => Writable)[];
}

function isPlanOf(planned: Planned | undefined, { gvk }: Resource, judged: PathJudge): planned is Planned {
  return planned?.gvk === gvk && planned.asked !== null && planned.asked.every((paths) => judged(paths) === null);
}

/** What a plan is made of. */
interface Asked {
  readonly text: string;
  readonly resource: Resource;
  readonly node: MappingNode;
  readonly planning: Planning;
  readonly judged: PathJudge;
  readonly directivesOf: (node: MappingNode) => Setting['directives'];
}

function plannedFor({ text, resource, node, planning, judged, directivesOf }: Asked): Planned {
  const { gvk, source } = resource;
  const value = jsonOf(node) as JsonMapping;
  const asked: (readonly Path[])[] = [];
  let isFree = true;
  const judge: PathJudge = (paths) => {
    const verdict = judged(paths);
    asked.push(paths);
    isFree &&= verdict === null;
    return verdict;
  };
  const isPatch = planning.known.patches?.has(placeOfFile(source.file)) === true;
  const setting: Setting = {
    file: source.file,
    isPatch,
    directives: directivesOf(node),
    kept:
      isPatch && isAmong(planning.known.objects?.staying, gvk, resource.name)
        ? decide(['apiVersion'], 'patched-object')
        : null,
  };
  const planWithout = (kept: Reason) => planFor(value, gvk, planning, judge, { ...setting, kept });
  const write = (plan: Plan) => writable(text, node, value, plan, planWithout);
  const whole = write(planFor(value, gvk, planning, judge, setting));
  const unmoved: Reason = { reason: 'layout', path: [] };
  const weaker = [
    () => write(withoutShared(text, node, whole.plan)),
    () => write(withoutShared(text, node, planWithout(unmoved))),
  ].map(once);
  return { ...whole, gvk, asked: isFree ? asked : null, weaker };
}

/** The same function, which does its work once. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Why steps are not made that cannot be shown to do what they are to. */
function unshownOf(group: readonly Step[]): Reason {
  return isMove(group) ? { reason: 'layout', path: [] } : { reason: 'part-layout', path: group[0]?.path ?? [] };
}

function jobOf(resource: Resource, { plan, written, weaker }: Planned): readonly Job[] {
  return written === null ? [] : [{ resource, plan, ...written, weaker }];
}

function changesOf({ resource, plan, edits }: Job): readonly Change[] {
  const editsByStep = plan.steps.map((): TextEdit[] => []);
  for (const { step, start, end, text } of edits) editsByStep[step]?.push({ start, end, text });
  return plan.steps.map((step, index) => ({
    holder: holderOf(resource),
    location: locationOf(resource, step.path),
    step,
    edits: editsByStep[index] ?? [],
  }));
}

function leftAt(resource: Resource, reason: Reason): Left {
  const location = locationOf(resource, 'path' in reason ? reason.path : ['apiVersion']);
  return { holder: holderOf(resource), location, gvk: resource.gvk, reason };
}

function suppressedAt(resource: Resource, path: Path, by: Suppression): Suppressed {
  return { holder: holderOf(resource), location: locationOf(resource, path), gvk: resource.gvk, path, by };
}

/** Where a path leads in the document. */
function placeAt({ document, path: base }: Resource, path: Path): Pick<Location, 'document' | 'path'> {
  return { document, path: path.reduce<string>(pointer, base) };
}

function holderOf({ apiVersion, gvk, namespace, name }: Resource): Change['holder'] {
  return { apiVersion, kind: gvk.kind, namespace, name };
}

/** The place of a path, or of as much of it as there is. */
function locationOf(resource: Resource, path: Path): Change['location'] {
  const { source, document } = resource;
  const at = { file: source.file, document };
  for (let length = path.length; length > 0 && resource.node !== null; length--) {
    const holder = nodeAt(resource.node, path.slice(0, length - 1));
    const last = path[length - 1];
    const entry = holder?.type === 'mapping' ? holder.entries.findLast(({ key }) => key.value === last) : undefined;
    const offset = entry?.key.start ?? (holder?.type === 'sequence' ? holder.items[Number(last)]?.start : undefined);
    if (offset === undefined) continue;
    const steps = path.slice(0, length).reduce<string>(pointer, resource.path);
    return { ...at, ...source.lines.position(offset), path: steps };
  }
  return { ...at, ...source.lines.position(resource.offset), path: resource.offsetPath };
}
