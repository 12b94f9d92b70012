import type { ApiState, Catalog } from './catalog/catalog.ts';
import type { CrdApis } from './catalog/custom.ts';
import { groupVersionState } from './catalog/group-version.ts';
import type { JudgedBy } from './catalog/target.ts';
import { vendorResourceNames } from './catalog/vendor-resources.ts';
import type { Place } from './findings.ts';
import { compareFindings, findingAt, findingOf, placeOf, placeWithin, referenceFinding } from './findings.ts';
import type { Reading } from './input/reading.ts';
import type { InputError } from './model/errors.ts';
import type { Finding, Severity } from './model/finding.ts';
import { compareSeverities } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { ALL_KINDS, compareGvk, compareText, gvkKey } from './model/gvk.ts';
import type { MappingNode } from './model/node.ts';
import type { Release } from './model/release.ts';
import { compareReleases } from './model/release.ts';
import type {
  ApiUse,
  ComputedApi,
  HelmRelease,
  PassedOver,
  ReleaseLosses,
  RenderedInput,
  Report,
  SuppressedFinding,
  UseCount,
} from './model/report.ts';
import type { Resource } from './model/resource.ts';
import type { SourceReading, SourceUse, UnresolvedUse } from './model/source-use.ts';
import type { Stability } from './model/stability.ts';
import { STABILITIES } from './model/stability.ts';
import type { Enforcer } from './policy/enforcer.ts';
import type { IgnoresAt } from './policy/ignores.ts';
import type { Scope } from './policy/standard.ts';
import { severityOf } from './policy/standard.ts';
import { clientFinding, placeOfResource, usesOf } from './programs.ts';
import { referencesOf } from './references/index.ts';
import type { Reference } from './references/reference.ts';
import { boundariesOf, underneath } from './reliance.ts';
import type { RuleOverrides } from './rules/index.ts';
import { judgeApi } from './rules/index.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import type { Claim } from './rules/rule.ts';
import type { FieldTypes } from './schema/field-types.ts';
import { bundledFieldTypes } from './schema/field-types.ts';

/** What an audit judges by. */
export interface CollectorOptions {
  readonly catalog: Catalog;
  /** Takes in the CRDs that the input turns out to hold; the catalog asks it. */
  readonly crds: CrdApis;
  readonly target: Release;
  readonly from: Release | null;
  readonly rules: RuleOverrides;
  /** Holds the audit to a policy, `rules` included; without it nothing is suppressed. */
  readonly enforcer?: Enforcer;
  /** The fields that resources are judged by; default those of the Target's bundled Snapshot. */
  readonly fields?: () => FieldTypes | null;
}

/** Takes Readings one by one, gives the findings of each, and at the end the Report. Keeps no text of any input. */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #states = new Map<string, ApiState>();
  readonly #uses = new Map<string, { readonly state: ApiState; count: number }>();
  /** Places whose API may yet be explained by a CRD further on in the input. */
  readonly #open: { readonly place: Place; readonly reference?: Reference }[] = [];
  readonly #findings: Finding[] = [];
  readonly #suppressed: SuppressedFinding[] = [];
  readonly #errors: InputError[] = [];
  readonly #computed: ComputedApi[] = [];
  /** Uses in programs of resources that a CRD further on in the input may name the kind of. */
  readonly #openUses: SourceUse[] = [];
  readonly #unresolved: UnresolvedUse[] = [];
  readonly #passedOver: PassedOver[] = [];
  readonly #charts: RenderedInput[] = [];
  readonly #releases: HelmRelease[] = [];
  readonly #counts = {
    files: 0,
    audited: 0,
    passedOver: 0,
    templates: 0,
    unread: 0,
    documents: 0,
    resources: 0,
    references: 0,
    uses: 0,
  };
  /** Whether the file that is being read has errors in its Readings so far. */
  #failing = false;
  readonly #underneath = { alpha: 0, beta: 0 };

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Notes paths that gave nothing to read: each is a file that was asked for and could not be audited. */
  fail(errors: readonly InputError[]): void {
    for (const error of errors) this.#errors.push(error);
    this.#counts.files += errors.length;
    this.#counts.unread += errors.length;
  }

  /** Notes how a chart or a kustomization was read. */
  note(input: RenderedInput): void {
    this.#charts.push(input);
  }

  /** Counts a Reading and judges its resources; what only a CRD can explain waits for {@link settle}. */
  *take(reading: Reading): Generator<Finding> {
    const counts = this.#counts;
    this.#failing ||= reading.errors.length > 0;
    if (reading.continues !== true) this.#count(reading);
    counts.documents += reading.documents;
    // One file may have more of them than a call can have arguments.
    for (const error of reading.errors) this.#errors.push(error);
    for (const computed of reading.computed) this.#computed.push(computed);
    if (reading.program !== undefined) yield* this.#program(reading.program, reading.file);
    this.#releases.push(...(reading.releases ?? []));
    const ignoresAt = this.#options.enforcer?.ignoresOf(reading.resources) ?? NO_IGNORES;
    for (const resource of reading.resources) {
      counts.resources++;
      const { gvk, node } = resource;
      const isCrd = gvk.kind === 'CustomResourceDefinition' && gvk.group === 'apiextensions.k8s.io';
      if (isCrd && node !== null) this.#options.crds.add(node);
      const place = { ...placeOf(resource), ignores: ignoresAt(resource, resource.offset) };
      if (this.#options.catalog.entry(gvk) === undefined) this.#open.push({ place });
      else yield* this.#judge(place);
      if (node !== null) {
        yield* this.#references(resource, node, place, ignoresAt);
        yield* this.#inside(resource, node, place, ignoresAt);
      }
    }
  }

  /** Counts a file, at its last Reading. */
  #count({ file, template, passedOver }: Reading): void {
    const counts = this.#counts;
    counts.files++;
    if (this.#failing) counts.unread++;
    else if (template) counts.templates++;
    else if (passedOver !== null) counts.passedOver++;
    else counts.audited++;
    this.#failing = false;
    if (passedOver !== null) this.#passedOver.push({ file, reason: passedOver });
  }

  *#program(program: SourceReading, file: string): Generator<Finding> {
    const context = { ...this.#options, rules: this.#scope(file, null).rules };
    const { places, unresolved, open } = usesOf(program, context);
    this.#counts.uses += places.length + open.length;
    this.#unresolved.push(...unresolved);
    this.#openUses.push(...open);
    for (const client of program.clients ?? []) {
      const finding = clientFinding(client, context);
      if (finding !== null) yield* this.#keep(finding);
    }
    for (const place of places) {
      const isKnown = place.gvk.kind === ALL_KINDS || this.#options.catalog.entry(place.gvk) !== undefined;
      if (isKnown) yield* this.#judge(place);
      else this.#open.push({ place });
    }
  }

  *#references(resource: Resource, root: MappingNode, holder: Place, ignoresAt: IgnoresAt): Generator<Finding> {
    for (const reference of referencesOf(resource, root, this.#options)) {
      this.#counts.references++;
      if (reference.silent === true) continue;
      const ignores = ignoresAt(resource, reference.offset);
      const place = { ...placeWithin(holder, resource, reference), ignores };
      if (this.#options.catalog.entry(reference.gvk) === undefined) this.#open.push({ place, reference });
      else yield* this.#judgeReference(place, reference);
    }
  }

  *#judgeReference(place: Place, reference: Reference): Generator<Finding> {
    const { gvk, atMost, quietWhenUnknown, accepted } = reference;
    const state = accepted === true ? asAccepted(this.#state(gvk)) : this.#state(gvk);
    if (quietWhenUnknown === true && state.serving === 'unknown') return;
    const judgement = judgeApi(state, this.#scopeAt(place).rules);
    if (judgement === null) return;
    const severity = atMost === undefined ? judgement.severity : milder(judgement.severity, atMost);
    const { catalog } = this.#options;
    const finding = findingAt(place, state, { ...judgement, severity }, catalog);
    yield* this.#keep(referenceFinding(finding, reference, catalog), place);
  }

  *#inside(resource: Resource, root: MappingNode, holder: Place, ignoresAt: IgnoresAt): Generator<Finding> {
    const { catalog, target } = this.#options;
    const scope = this.#scopeAt(holder);
    const fields = this.#options.fields ?? (() => bundledFieldTypes(target));
    const context = { catalog, target, state: this.#state(resource.gvk), fields };
    const claims: Claim[] = [];
    for (const rule of RESOURCE_RULES) {
      if (rule.ids.every((id) => scope.rules[id] === 'off')) continue;
      for (const claim of rule.check(resource, root, context)) {
        const severity = severityOf(claim, scope);
        if (severity === 'off') continue;
        claims.push(claim);
        const place = { ...placeWithin(holder, resource, claim), ignores: ignoresAt(resource, claim.offset) };
        yield* this.#keep(findingOf(claim, place, severity, target), place);
      }
    }
    const least = underneath(context.state, claims);
    if (least !== null) this.#underneath[least]++;
  }

  /** Judges what waited for the whole input to be read. */
  *settle(): Generator<Finding> {
    for (const { place, reference } of this.#open) {
      yield* reference === undefined ? this.#judge(place) : this.#judgeReference(place, reference);
    }
    this.#open.length = 0;
    for (const use of this.#openUses) {
      const place = placeOfResource(use, vendorResourceNames(this.#options.crds), this.#options);
      if (place !== null) yield* this.#judge(place);
    }
    this.#openUses.length = 0;
  }

  /** Takes in what there is to say of the policy itself, once everything else was judged. */
  *conclude(notices: readonly Finding[]): Generator<Finding> {
    this.#findings.push(...notices);
    yield* notices;
  }

  /** The Report of all that was taken and settled. */
  report(judgedBy: JudgedBy): Report {
    const uses = [...this.#uses.values()];
    const apis = uses.map(({ state, count }) => apiUse(state, count)).sort(compareUses);
    const reliance = { ga: 0, beta: 0, alpha: 0, unknown: 0 } satisfies Record<Stability, number>;
    for (const { stability, count } of apis) reliance[stability] += count;
    const findings = { error: 0, warning: 0, note: 0 } satisfies Record<Severity, number>;
    for (const { severity } of this.#findings) findings[severity]++;
    return {
      target: this.#options.target,
      snapshot: judgedBy,
      summary: {
        ...this.#counts,
        reliance,
        boundaries: boundariesOf(apis, this.#findings),
        underneath: this.#underneath,
        findings,
        suppressed: this.#suppressed.length,
      },
      apis,
      between: this.#between(apis),
      findings: this.#findings.sort(compareFindings),
      suppressed: this.#suppressed.sort((a, b) => compareFindings(a.finding, b.finding)),
      errors: this.#errors.sort(comparePlaces),
      computed: this.#computed.sort(comparePlaces),
      unresolved: this.#unresolved.sort(comparePlaces),
      passedOver: this.#passedOver.sort((a, b) => compareText(a.file, b.file)),
      charts: this.#charts.sort((a, b) => compareText(a.file, b.file)),
      releases: this.#releases.sort((a, b) => compareText(a.file, b.file) || a.line - b.line),
    };
  }

  *#judge(place: Place): Generator<Finding> {
    const { catalog } = this.#options;
    const state = this.#state(place.gvk);
    const key = gvkKey(place.gvk);
    const use = this.#uses.get(key);
    if (use === undefined) this.#uses.set(key, { state, count: 1 });
    else use.count++;
    const judgement = judgeApi(state, this.#scopeAt(place).rules);
    if (judgement === null) return;
    yield* this.#keep(withAlternatives(findingAt(place, state, judgement, catalog), place), place);
  }

  /** What is known of an API at the Target. Of Kubernetes' own that never changes; a CRD may yet tell of others. */
  #state(gvk: GroupVersionKind): ApiState {
    const { catalog, target } = this.#options;
    const whole = gvk.kind === ALL_KINDS ? groupVersionState(catalog, gvk, target) : null;
    if (whole !== null) return whole;
    if (catalog.entry(gvk) === undefined) return catalog.state(gvk, target);
    const key = gvkKey(gvk);
    const known = this.#states.get(key) ?? catalog.state(gvk, target);
    this.#states.set(key, known);
    return known;
  }

  #scopeAt({ location, holder }: Place): Scope {
    return this.#scope(location.file, holder.namespace);
  }

  #scope(file: string, namespace: string | null): Scope {
    const { enforcer, rules } = this.#options;
    return enforcer?.scopeAt(file, namespace) ?? { rules, minimumStability: 'alpha' };
  }

  /** Keeps a finding, and gives it out unless something suppresses it. */
  *#keep(finding: Finding, { ignores = [] }: Pick<Place, 'ignores'> = {}): Generator<Finding> {
    const by = this.#options.enforcer?.suppression(finding, ignores) ?? null;
    if (by !== null) {
      this.#suppressed.push({ finding, by });
      return;
    }
    this.#findings.push(finding);
    yield finding;
  }

  #between(uses: readonly ApiUse[]): ReleaseLosses[] {
    const { from, target } = this.#options;
    if (from === null) return [];
    const losses = new Map<Release, { removed: UseCount[]; deprecated: UseCount[] }>();
    for (const { group, version, kind, count, lifecycle } of uses) {
      for (const change of ['removed', 'deprecated'] as const) {
        const release = lifecycle[change];
        if (release === null || compareReleases(release, from) <= 0 || compareReleases(release, target) > 0) continue;
        const loss = losses.get(release) ?? { removed: [], deprecated: [] };
        losses.set(release, loss);
        loss[change].push({ group, version, kind, count });
      }
    }
    return [...losses]
      .map(([release, { removed, deprecated }]) => ({ release, removed, deprecated }))
      .sort((a, b) => compareReleases(a.release, b.release));
  }
}

const NO_IGNORES: IgnoresAt = () => [];

function withAlternatives(finding: Finding, { alternatives }: Place): Finding {
  return alternatives === undefined ? finding : { ...finding, details: { ...finding.details, alternatives } };
}

/** What the API server takes at a place whatever became of its type: nothing takes that away. */
function asAccepted(state: ApiState): ApiState {
  return { ...state, serving: 'by-default', lifecycle: { ...state.lifecycle, removed: null }, removalIsPromise: false };
}

function milder(a: Severity, b: Severity): Severity {
  return compareSeverities(a, b) > 0 ? a : b;
}

/** Of an API that nothing knows, a name such as v1 alone makes no GA: it counts as unknown. */
function apiUse(state: ApiState, count: number): ApiUse {
  const { gvk, serving, boundary, lifecycle, replacement, enabledByDefault } = state;
  const stability = serving === 'unknown' ? 'unknown' : state.stability;
  return { ...gvk, stability, boundary, count, lifecycle, replacement, enabledByDefault };
}

/** The least stable first, then by GVK. */
function compareUses(a: ApiUse, b: ApiUse): number {
  return STABILITIES.indexOf(b.stability) - STABILITIES.indexOf(a.stability) || compareGvk(a, b);
}

function comparePlaces(
  a: { readonly file: string; readonly line: number; readonly column: number },
  b: { readonly file: string; readonly line: number; readonly column: number },
): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
