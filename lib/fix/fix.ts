import { Catalog } from '../catalog/catalog.ts';
import { resolveTarget } from '../catalog/target.ts';
import { checkComponents, vendorApis } from '../catalog/vendor.ts';
import { readText } from '../input/read.ts';
import { rootsOf } from '../input/roots.ts';
import type { Location } from '../model/location.ts';
import { pointer } from '../model/location.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, releasesBetween } from '../model/release.ts';
import type { Suppression } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import { driversLeft } from './drivers.ts';
import { editsOf, type StepEdit } from './edits.ts';
import { expectedValue } from './expected.ts';
import type { Known } from './known.ts';
import { NOTHING_KNOWN } from './known.ts';
import { endOf } from './layout.ts';
import { nodeAt } from './places.ts';
import type { PathJudge, Plan } from './plan.ts';
import { planFor } from './plan.ts';
import type { Planning } from './planning.ts';
import { pluginsLeft } from './plugins.ts';
import type { PolicingOptions } from './policing.ts';
import { policingFor, verdictOf } from './policing.ts';
import type { Change, FixResult, Left, Suppressed } from './result.ts';
import type { Reason } from './step.ts';
import { planTemplate } from './template.ts';
import type { TextEdit } from './text-edit.ts';
import { applyEdits, overlap, sortEdits } from './text-edit.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { hiddenEntries, isSame, jsonOf, pathOf } from './value.ts';

/** What to fix for. */
export interface FixOptions extends PolicingOptions {
  /** The release that what is written is for; default the newest with a Snapshot that is not preliminary. */
  readonly target?: Release;
  /** Every release from the first to the second must serve what is written, too. */
  readonly supports?: readonly [Release, Release];
  /** What is known of the cluster beside the text. */
  readonly known?: Known;
}

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
 * @throws ApiAuditError for a Target, or an end of `supports`, that is no release or of which nothing is known.
 */
export function fix(input: string | FixInput | Resource, options: FixOptions = {}): FixResult {
  const planning = planningFor(options);
  if (typeof input === 'string') return fixText('-', input, planning);
  if ('gvk' in input) return fixResources(input.source.text, [input], planning);
  return fixText(input.file, input.text, planning);
}

/** What all fixes of one run share; see {@link fixText}. */
export function planningFor(options: FixOptions): Planning {
  const { target, supports, known = NOTHING_KNOWN, components, vendorFacts } = options;
  if (components !== undefined) checkComponents(components, vendorFacts);
  const catalog = new Catalog({ custom: vendorApis(components, vendorFacts) });
  const at = resolveTarget(catalog, target);
  const span = supports?.map((release) => resolveTarget(catalog, release)) ?? [at, at];
  const releases = new Set([...releasesBetween(span[0] as Release, span[1] as Release), at]);
  const bounds = { target: at, releases: [...releases].sort(compareReleases) };
  return { catalog, known, bounds, policing: policingFor(options, at) };
}

/** Fixes one text; the planning can be used for many. */
export function fixText(file: string, text: string, planning: Planning): FixResult {
  const { resources, errors } = readText(file, text);
  // What a resource stores in itself (a Helm release in a Secret) has a text of its own, which is not to be edited.
  const own = resources.filter(({ source }) => source.text === text);
  return { ...fixResources(text, own, planning), errors };
}

/** One resource and what is to be done to it. */
interface Job {
  readonly resource: Resource;
  readonly plan: Plan;
  readonly edits: readonly StepEdit[];
  readonly expected: Json;
}

function fixResources(text: string, resources: readonly Resource[], planning: Planning): FixResult {
  const left: Left[] = [];
  const suppressed: Suppressed[] = [];
  const jobs: Job[] = [];
  const judge = planning.policing(text, resources);
  const templates = planTemplate(text, resources, planning, judge);
  left.push(...templates.left);
  suppressed.push(...templates.suppressed);
  for (const resource of resources) {
    if (resource.node === null) continue;
    const value = jsonOf(resource.node) as JsonMapping;
    const judged: PathJudge = (paths) => verdictOf(paths.flatMap((path) => judge(placeAt(resource, path))));
    const plan = planFor(value, resource.gvk, planning, judged);
    suppressed.push(...plan.suppressed.map(({ path, by }) => suppressedAt(resource, path, by)));
    left.push(...plan.left.map((reason) => leftAt(resource, reason)));
    const others = [
      ...driversLeft(resource, resource.node, planning.bounds.target),
      ...pluginsLeft(resource, resource.node, planning),
    ];
    for (const reason of others) {
      const path = 'path' in reason ? reason.path : [];
      const verdict = judged([path]);
      if (verdict === null) left.push(leftAt(resource, reason));
      else if (verdict !== 'off') suppressed.push(suppressedAt(resource, path, verdict));
    }
    if (plan.steps.length === 0) continue;
    const job = jobOf(text, resource, value, plan);
    if ('reason' in job) left.push(leftAt(resource, job));
    else jobs.push(job);
  }
  const proved = provable(text, jobs);
  const kept = isProved(text, proved) ? proved : [];
  const isKept = new Set(kept);
  const refused = jobs.filter((job) => !isKept.has(job));
  left.push(...refused.map(({ resource }) => leftAt(resource, { reason: 'layout', path: [] })));
  const changes = [...templates.changes, ...kept.flatMap(changesOf)].sort(
    (a, b) => a.location.line - b.location.line || a.location.column - b.location.column,
  );
  const edits = sortEdits([...editsOfAll(kept), ...templates.changes.flatMap((change) => change.edits)]);
  return { text: edits.length === 0 ? text : applyEdits(text, edits), changes, edits, left, suppressed, errors: [] };
}

function jobOf(text: string, resource: Resource, value: JsonMapping, plan: Plan): Job | Reason {
  const { node } = resource;
  const expected = expectedValue(value, plan.steps);
  if (node === null || expected === null) return { reason: 'layout', path: [] };
  const edits = editsOf(text, node, plan.steps);
  if ('unwritable' in edits) return { reason: 'layout', path: plan.steps[edits.unwritable]?.path ?? [] };
  return { resource, plan, edits, expected };
}

/** The jobs whose edits do what they are to do: all together or, where one does not, those of each half that does. */
function provable(text: string, jobs: readonly Job[]): readonly Job[] {
  if (isProved(text, jobs)) return jobs;
  if (jobs.length === 1) return [];
  const middle = jobs.length >> 1;
  return [...provable(text, jobs.slice(0, middle)), ...provable(text, jobs.slice(middle))];
}

/** The edits of several resources: where two share a part by an anchor and want the same of it, that is done once. */
function editsOfAll(jobs: readonly Job[]): readonly TextEdit[] {
  const owners = new Map<string, Job>();
  const edits: TextEdit[] = [];
  for (const job of jobs) {
    for (const { start, end, text } of job.edits) {
      const key = `${start} ${end} ${text}`;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, job);
      if (owner === undefined || owner === job) edits.push({ start, end, text });
    }
  }
  return edits;
}

/** Whether the edited text reads, document by document, as it did, but for what was to change. */
function isProved(text: string, jobs: readonly Job[]): boolean {
  if (jobs.length === 0) return true;
  const edits = editsOfAll(jobs);
  if (overlap(edits)) return false;
  const before = rootsOf(text);
  const after = rootsOf(applyEdits(text, edits));
  if (before.length !== after.length) return false;
  const open = new Set(jobs);
  const byPlace = [...jobs].sort((a, b) => startOf(a) - startOf(b));
  let next = 0;
  return (
    before.every((root, at) => {
      const edited = after[at];
      if (typeof root === 'string' || typeof edited === 'string' || edited === undefined) return root === edited;
      let wanted = jsonOf(root);
      // Documents stand one behind the other, and a resource within its own.
      for (; next < byPlace.length && startOf(byPlace[next] as Job) <= root.end; next++) {
        const job = byPlace[next] as Job;
        const steps = pathOf(root, job.resource.path);
        const node = nodeAt(root, steps);
        const isHere =
          node !== null &&
          node.start === job.resource.node?.start &&
          endOf(text, node) === endOf(text, job.resource.node);
        if (!isHere) continue;
        open.delete(job);
        wanted = replaced(wanted, steps, job.expected);
      }
      // A key that is there twice reads as one: the number of them must not grow.
      return isSame(wanted, jsonOf(edited)) && hiddenEntries(root) === hiddenEntries(edited);
    }) && open.size === 0
  );
}

function startOf({ resource }: Job): number {
  return resource.node?.start ?? 0;
}

function replaced(value: Json, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by;
  if (typeof step === 'number') {
    return (value as readonly Json[]).map((item, at) => (at === step ? replaced(item, rest, by) : item));
  }
  const mapping = value as JsonMapping;
  return { ...mapping, [step]: replaced(mapping[step] as Json, rest, by) };
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
