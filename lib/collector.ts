import type { ApiState, Catalog } from './catalog/catalog.ts';
import type { CrdApis } from './catalog/custom.ts';
import { groupVersionState } from './catalog/group-version.ts';
import type { JudgedBy } from './catalog/target.ts';
import type { VendorFact } from './catalog/vendor.ts';
import { vendorResourceNames } from './catalog/vendor-resources.ts';
import type { Place } from './findings.ts';
import { findingAt, findingOf, ownFinding, placeOf, placeWithin, referenceFinding } from './findings.ts';
import type { Reading } from './input/reading.ts';
import type { InputError } from './model/errors.ts';
import type { Finding, Severity } from './model/finding.ts';
import { compareSeverities } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { ALL_KINDS, gvkKey } from './model/gvk.ts';
import type { MappingNode } from './model/node.ts';
import { owner } from './model/owned.ts';
import type { Release } from './model/release.ts';
import type { RenderedInput, Report } from './model/report.ts';
import type { Resource } from './model/resource.ts';
import type { SourceReading } from './model/source-use.ts';
import type { Enforcer } from './policy/enforcer.ts';
import type { IgnoresAt } from './policy/ignores.ts';
import type { Scope } from './policy/standard.ts';
import { severityOf } from './policy/standard.ts';
import { clientFinding, placeOfResource, usesOf } from './programs.ts';
import { referencesOf } from './references/index.ts';
import type { Reference } from './references/reference.ts';
import { underneath } from './reliance.ts';
import type { RuleOverrides } from './rules/index.ts';
import { judgeApi } from './rules/index.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import type { Claim } from './rules/rule.ts';
import type { FieldTypes } from './schema/field-types.ts';
import { bundledFieldTypes } from './schema/field-types.ts';
import type { Tally } from './tally.ts';
import { addTally, countUse, newTally, reportOf } from './tally.ts';

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
  /** Facts about add-ons of the user's own, for the names of their resources. */
  readonly vendorFacts?: readonly VendorFact[];
  /** The fields that resources are judged by; default those of the Target's bundled Snapshot. */
  readonly fields?: () => FieldTypes | null;
}

/** Takes Readings one by one, gives the findings of each, and at the end the Report. Keeps no text of any input. */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #own = owner();
  readonly #states = new Map<string, ApiState>();
  readonly #gvks = new Map<string, GroupVersionKind>();
  readonly #tally: Tally = newTally();
  /** Whether the file that is being read has errors in its Readings so far. */
  #failing = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Notes paths that gave nothing to read: each is a file that was asked for and could not be audited. */
  fail(errors: readonly InputError[]): void {
    const { counts } = this.#tally;
    for (const error of errors) this.#tally.errors.push(error);
    counts.files += errors.length;
    counts.unread += errors.length;
  }

  /** Notes how a chart or a kustomization was read. */
  note(input: RenderedInput): void {
    this.#tally.charts.push(input);
  }

  /** Counts a Reading and judges its resources; what only a CRD can explain waits for {@link settle}. */
  *take(reading: Reading): Generator<Finding> {
    const { counts, errors, computed, releases, open } = this.#tally;
    this.#failing ||= reading.errors.length > 0;
    if (reading.continues !== true) this.#count(reading);
    counts.documents += reading.documents;
    // One file may have more of them than a call can have arguments.
    for (const error of reading.errors) errors.push(this.#own.object(error));
    for (const place of reading.computed) computed.push(this.#own.object(place));
    if (reading.program !== undefined) yield* this.#program(reading.program, reading.file);
    releases.push(...(reading.releases ?? []));
    const ignoresAt = this.#options.enforcer?.ignoresOf(reading.resources) ?? NO_IGNORES;
    for (const resource of reading.resources) {
      counts.resources++;
      const { gvk, node } = resource;
      const isCrd = gvk.kind === 'CustomResourceDefinition' && gvk.group === 'apiextensions.k8s.io';
      if (isCrd && node !== null) this.#options.crds.add(node);
      const own = this.#ownGvk(gvk);
      const place = { ...placeOf(resource), gvk: own, ignores: ignoresAt(resource, resource.offset) };
      if (this.#options.catalog.entry(gvk) === undefined) open.push({ place: this.#ownPlace(place) });
      else yield* this.#judge(place);
      if (node !== null) {
        yield* this.#references(resource, node, place, ignoresAt);
        yield* this.#inside(resource, node, place, ignoresAt);
      }
    }
  }

  /** Counts a file, at its last Reading. */
  #count({ file, template, passedOver }: Reading): void {
    const { counts } = this.#tally;
    counts.files++;
    if (this.#failing) counts.unread++;
    else if (template) counts.templates++;
    else if (passedOver !== null) counts.passedOver++;
    else counts.audited++;
    this.#failing = false;
    if (passedOver !== null) this.#tally.passedOver.push({ file, reason: passedOver });
  }

  *#program(program: SourceReading, file: string): Generator<Finding> {
    const context = { ...this.#options, rules: this.#scope(file, null).rules };
    const { places, unresolved, open } = usesOf(program, context);
    this.#tally.counts.uses += places.length + open.length;
    for (const use of unresolved) this.#tally.unresolved.push(this.#own.object(use));
    for (const use of open) this.#tally.openUses.push(this.#own.object(use));
    for (const client of program.clients ?? []) {
      const finding = clientFinding(client, context);
      if (finding !== null) yield* this.#keep(finding);
    }
    for (const place of places) {
      const isKnown = place.gvk.kind === ALL_KINDS || this.#options.catalog.entry(place.gvk) !== undefined;
      if (isKnown) yield* this.#judge(place);
      else this.#tally.open.push({ place: this.#ownPlace(place) });
    }
  }

  *#references(resource: Resource, root: MappingNode, holder: Place, ignoresAt: IgnoresAt): Generator<Finding> {
    for (const reference of referencesOf(resource, root, this.#options)) {
      this.#tally.counts.references++;
      if (reference.silent === true) continue;
      const ignores = ignoresAt(resource, reference.offset);
      const place = { ...placeWithin(holder, resource, reference), ignores };
      if (this.#options.catalog.entry(reference.gvk) === undefined)
        this.#tally.open.push({ place: this.#ownPlace(place), reference: this.#own.object(reference) });
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
    if (least !== null) this.#tally.underneath[least]++;
  }

  /** Judges what waited for the whole input to be read. */
  *settle(): Generator<Finding> {
    const { open, openUses } = this.#tally;
    for (const { place, reference } of open) {
      yield* reference === undefined ? this.#judge(place) : this.#judgeReference(place, reference);
    }
    open.length = 0;
    const { crds, vendorFacts } = this.#options;
    const names = vendorResourceNames(crds, vendorFacts);
    for (const use of openUses) {
      const place = placeOfResource(use, names, this.#options);
      if (place !== null) yield* this.#judge(place);
    }
    openUses.length = 0;
  }

  /** Takes in what there is to say of the policy itself, once everything else was judged. */
  *conclude(notices: readonly Finding[]): Generator<Finding> {
    for (const notice of notices) this.#tally.findings.push(notice);
    yield* notices;
  }

  /** What all that was taken has come to, as data; for another Collector to {@link add}. */
  get tally(): Tally {
    return this.#tally;
  }

  /** Takes in what another Collector has come to, of other files of the same audit. */
  add(tally: Tally): void {
    // What comes of another thread shares nothing with what is here.
    const findings = tally.findings.map((finding) => ownFinding(finding, this.#own));
    addTally(this.#tally, { ...tally, findings });
  }

  /** The Report of all that was taken and settled. */
  report(judgedBy: JudgedBy): Report {
    return reportOf(this.#tally, this.#options.target, this.#options.from, judgedBy);
  }

  *#judge(place: Place): Generator<Finding> {
    const { catalog } = this.#options;
    const state = this.#state(place.gvk);
    countUse(this.#tally, gvkKey(place.gvk), state);
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
  *#keep(found: Finding, { ignores = [] }: Pick<Place, 'ignores'> = {}): Generator<Finding> {
    const finding = ownFinding(found, this.#own);
    const by = this.#options.enforcer?.suppression(finding, ignores) ?? null;
    if (by !== null) {
      this.#tally.suppressed.push({ finding, by });
      return;
    }
    this.#tally.findings.push(finding);
    yield finding;
  }

  /** Of each kind something is kept until the end. */
  #ownGvk(gvk: GroupVersionKind): GroupVersionKind {
    const known = this.#gvks.get(gvkKey(gvk));
    if (known !== undefined) return known;
    const own = this.#own.object(gvk);
    // Its key is made of its own strings, not of the file's.
    this.#gvks.set(gvkKey(own), own);
    return own;
  }

  /** What the manifest says of a place is one list for many of them, and holds nothing of the file. */
  #ownPlace({ ignores, ...place }: Place): Place {
    return { ...this.#own.object(place), ...(ignores === undefined ? {} : { ignores }) };
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
