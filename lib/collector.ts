import type { ApiState, Catalog } from './catalog/catalog.ts';
import type { CrdApis } from './catalog/custom.ts';
import { stateOfAny } from './catalog/group-version.ts';
import type { JudgedBy } from './catalog/target.ts';
import type { VendorFact } from './catalog/vendor.ts';
import { vendorResourceNames } from './catalog/vendor-resources.ts';
import type { Place } from './findings.ts';
import { detailsOf, findingAt, findingOf, ownFinding, ownPlace, referenceFinding } from './findings.ts';
import { Holder } from './holder.ts';
import type { Reading } from './input/reading.ts';
import type { InputError } from './model/errors.ts';
import type { Finding, FindingDetails, Severity } from './model/finding.ts';
import { compareSeverities } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { ALL_KINDS, gvkKey, isDefinition } from './model/gvk.ts';
import type { MappingNode } from './model/node.ts';
import { lately, owner, ownerOfShared } from './model/owned.ts';
import type { Release } from './model/release.ts';
import type { RenderedInput, Report } from './model/report.ts';
import type { Resource } from './model/resource.ts';
import type { SourceReading } from './model/source-use.ts';
import type { Enforcer } from './policy/enforcer.ts';
import type { Ignore, IgnoresAt } from './policy/ignores.ts';
import type { Scope } from './policy/standard.ts';
import { severityOf } from './policy/standard.ts';
import { clientFinding, placeOfResource, usesOf } from './programs.ts';
import { referencesOf } from './references/index.ts';
import type { Reference } from './references/reference.ts';
import { underneath } from './reliance.ts';
import type { Judgement, RuleOverrides } from './rules/index.ts';
import { judgeApi } from './rules/index.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import type { Claim, ResourceRule } from './rules/rule.ts';
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

/** What an audit asks of a kind again and again. */
interface Known {
  readonly key: string;
  /** It holds nothing of the file. */
  readonly gvk: GroupVersionKind;
  /** Whether it is one of Kubernetes' own, of which all is known beforehand. */
  readonly isBundled: boolean;
}

/** Takes Readings one by one, gives the findings of each, and at the end the Report. Keeps no text of any input. */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #own = owner();
  readonly #states = new Map<string, ApiState>();
  readonly #details = new WeakMap<ApiState, FindingDetails>();
  readonly #known = new Map<string, Known>();
  readonly #knownBy = lately<Known, GroupVersionKind>();
  #tally: Tally = newTally();
  readonly #scopeOfAll: Scope;
  readonly #fields: () => FieldTypes | null;
  /** The rules that look inside a Resource, but those that are silenced where it stands. */
  #inside: { readonly scope: Scope; readonly rules: readonly ResourceRule[] } | null = null;
  /** Whether the file that is being read has errors in its Readings so far. */
  #failing = false;
  /** Whether the whole input was read, so that no CRD is to come. */
  #settling = false;

  constructor(options: CollectorOptions) {
    const { rules, target } = options;
    this.#options = options;
    this.#scopeOfAll = { rules, minimumStability: 'alpha' };
    this.#fields = options.fields ?? (() => bundledFieldTypes(target));
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

  /**
   * Counts a Reading and judges its resources; what only a CRD can explain waits for {@link settle}.
   *
   * @returns the findings that nothing suppresses, in the order they are made; of the others, too, something is kept.
   */
  take(reading: Reading): readonly Finding[] {
    const found: Finding[] = [];
    const { counts, errors, computed, releases } = this.#tally;
    this.#failing ||= reading.errors.length > 0;
    if (reading.continues !== true) this.#count(reading);
    counts.documents += reading.documents;
    // One file may have more of them than a call can have arguments.
    for (const error of reading.errors) errors.push(this.#own.object(error));
    for (const place of reading.computed) computed.push(this.#own.object(place));
    if (reading.program !== undefined) this.#judgeProgram(reading.program, reading.file, found);
    for (const release of reading.releases ?? []) releases.push(release);
    const ignoresAt = this.#options.enforcer?.ignoresOf(reading.resources) ?? NO_IGNORES;
    for (const resource of reading.resources) this.#judgeResource(resource, ignoresAt, found);
    return found;
  }

  #judgeResource(resource: Resource, ignoresAt: IgnoresAt, found: Finding[]): void {
    this.#tally.counts.resources++;
    const { gvk, node } = resource;
    const definition = isDefinition(gvk) ? (node ?? resource.definition) : undefined;
    if (definition !== undefined) this.#options.crds.add(definition);
    const known = this.#knownAs(gvk);
    const holder = new Holder(resource, known.gvk, ignoresAt);
    const scope = this.#scope(resource.source.file, resource.namespace);
    if (known.isBundled) this.#judge(known, scope, () => holder.place, found);
    else this.#tally.open.push({ place: ownPlace(holder.place, this.#own) });
    if (node === null) return;
    for (const reference of referencesOf(resource, node, this.#options)) {
      this.#tally.counts.references++;
      if (reference.silent !== true) this.#judgeReference(reference, holder, scope, found);
    }
    this.#judgeInside(holder, node, this.#stateOf(known), scope, found);
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

  #judgeProgram(program: SourceReading, file: string, found: Finding[]): void {
    const context = { ...this.#options, rules: this.#scope(file, null).rules };
    const { places, unresolved, open } = usesOf(program, context);
    this.#tally.counts.uses += places.length + open.length;
    for (const use of unresolved) this.#tally.unresolved.push(this.#own.object(use));
    for (const use of open) this.#tally.openUses.push(this.#own.object(use));
    for (const client of program.clients ?? []) {
      const finding = clientFinding(client, context);
      if (finding !== null) this.#keep(finding, NONE, found);
    }
    for (const place of places) {
      const known = this.#knownOf(place.gvk);
      if (known.isBundled || place.gvk.kind === ALL_KINDS) this.#judgeAt(place, found);
      else this.#tally.open.push({ place: ownPlace(place, this.#own) });
    }
  }

  #judgeReference(reference: Reference, holder: Holder, scope: Scope, found: Finding[]): void {
    const known = this.#knownOf(reference.gvk);
    if (!known.isBundled) {
      const place = ownPlace(holder.within(reference), this.#own);
      this.#tally.open.push({ place, reference: this.#own.object(reference) });
      return;
    }
    const state = this.#stateOf(known);
    const judgement = judgementOf(reference, state, scope);
    if (judgement !== null) this.#keepReference(reference, state, judgement, holder.within(reference), found);
  }

  #keepReference(reference: Reference, state: ApiState, judgement: Judgement, place: Place, found: Finding[]): void {
    const { catalog } = this.#options;
    const finding = findingAt(place, state, judgement, this.#detailsOf(state));
    this.#keep(referenceFinding(finding, reference, catalog), place.ignores, found);
  }

  #judgeInside(holder: Holder, root: MappingNode, state: ApiState, scope: Scope, found: Finding[]): void {
    const { catalog, target } = this.#options;
    const context = { catalog, target, state, fields: this.#fields };
    let claims: Claim[] | null = null;
    for (const rule of this.#rulesInside(scope)) {
      if (rule.isFor?.(holder.resource.gvk) === false) continue;
      for (const claim of rule.check(holder.resource, root, context)) {
        const severity = severityOf(claim, scope);
        if (severity === 'off') continue;
        claims ??= [];
        claims.push(claim);
        const place = holder.within(claim);
        this.#keep(findingOf(claim, place, severity, target), place.ignores, found);
      }
    }
    const least = claims === null ? null : underneath(state, claims);
    if (least !== null) this.#tally.underneath[least]++;
  }

  #rulesInside(scope: Scope): readonly ResourceRule[] {
    if (this.#inside?.scope !== scope) {
      const rules = RESOURCE_RULES.filter(({ ids }) => ids.some((id) => scope.rules[id] !== 'off'));
      this.#inside = { scope, rules };
    }
    return this.#inside.rules;
  }

  /** Judges what waited for the whole input to be read, and gives the findings of that. */
  settle(): readonly Finding[] {
    const found: Finding[] = [];
    this.#settling = true;
    const { open, openUses } = this.#tally;
    for (const { place, reference } of open) {
      if (reference === undefined) {
        this.#judgeAt(place, found);
        continue;
      }
      const state = this.#stateOf(this.#knownOf(reference.gvk));
      const judgement = judgementOf(reference, state, this.#scopeAt(place));
      if (judgement !== null) this.#keepReference(reference, state, judgement, place, found);
    }
    open.length = 0;
    const { crds, vendorFacts } = this.#options;
    const names = vendorResourceNames(crds, vendorFacts);
    for (const use of openUses) {
      const place = placeOfResource(use, names, this.#options);
      if (place !== null) this.#judgeAt(place, found);
    }
    openUses.length = 0;
    return found;
  }

  /** Takes in what there is to say of the policy itself, once everything else was judged. */
  conclude(notices: readonly Finding[]): void {
    for (const notice of notices) this.#tally.findings.push(notice);
  }

  /** What all that was taken since this was called last has come to, as data; for another Collector to {@link add}. */
  drain(): Tally {
    const tally = this.#tally;
    this.#tally = newTally();
    return tally;
  }

  /** Takes in what another Collector has come to, of other files of the same audit. */
  add(tally: Tally): void {
    // What comes of another thread shares nothing with what is here.
    const own = ownerOfShared(this.#own);
    const findings = tally.findings.map((finding) => ownFinding(finding, own));
    const open = tally.open.map((each) => ({ ...each, place: ownPlace(each.place, own) }));
    addTally(this.#tally, { ...tally, findings, open });
  }

  /** The Report of all that was taken and settled. */
  report(judgedBy: JudgedBy): Report {
    return reportOf(this.#tally, this.#options.target, this.#options.from, judgedBy);
  }

  #judgeAt(place: Place, found: Finding[]): void {
    this.#judge(this.#knownOf(place.gvk), this.#scopeAt(place), () => place, found);
  }

  #judge(known: Known, scope: Scope, placed: () => Place, found: Finding[]): void {
    const state = this.#stateOf(known);
    countUse(this.#tally, known.key, state);
    const judgement = judgeApi(state, scope.rules);
    if (judgement === null) return;
    const place = placed();
    const finding = findingAt(place, state, judgement, this.#detailsOf(state));
    this.#keep(withAlternatives(finding, place), place.ignores, found);
  }

  /** What is known of the API of a Resource. Many Resources share one GVK object, so it is looked up by that first. */
  #knownAs(gvk: GroupVersionKind): Known {
    const before = this.#knownBy.get(gvk);
    if (before !== undefined) return before;
    const known = this.#knownOf(gvk);
    this.#knownBy.set(gvk, known);
    return known;
  }

  #knownOf(gvk: GroupVersionKind): Known {
    const key = gvkKey(gvk);
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const own = this.#own.shared(gvk);
    const isBundled = this.#options.catalog.entry(own) !== undefined;
    // Its key is made of its own strings, not of the file's.
    const known = { key: gvkKey(own), gvk: own, isBundled };
    this.#known.set(known.key, known);
    return known;
  }

  /** What is known of an API at the Target. Of Kubernetes' own that never changes; a CRD may yet tell of others. */
  #stateOf({ key, gvk, isBundled }: Known): ApiState {
    const before = this.#states.get(key);
    if (before !== undefined) return before;
    const { catalog, target } = this.#options;
    const state = stateOfAny(catalog, gvk, target);
    if (!isBundled && gvk.kind !== ALL_KINDS && !this.#settling) return state;
    const { shared } = this.#own;
    const { lifecycle, replacement } = state;
    const own = {
      ...state,
      gvk: shared(state.gvk),
      lifecycle: shared(lifecycle),
      replacement: replacement && shared(replacement),
    };
    this.#states.set(key, own);
    return own;
  }

  /** What findings say of an API: many say the same of it. */
  #detailsOf(state: ApiState): FindingDetails {
    const before = this.#details.get(state);
    if (before !== undefined) return before;
    const details = this.#own.shared(detailsOf(state, this.#options.catalog));
    this.#details.set(state, details);
    return details;
  }

  #scopeAt({ location, holder }: Place): Scope {
    return this.#scope(location.file, holder.namespace);
  }

  #scope(file: string, namespace: string | null): Scope {
    return this.#options.enforcer?.scopeAt(file, namespace) ?? this.#scopeOfAll;
  }

  /** Keeps a finding, and adds it to those that are given out unless something suppresses it. */
  #keep(finding: Finding, ignores: readonly Ignore[] = NONE, found: Finding[]): void {
    const own = ownFinding(finding, this.#own);
    const by = this.#options.enforcer?.suppression(own, ignores) ?? null;
    if (by !== null) {
      this.#tally.suppressed.push({ finding: own, by });
      return;
    }
    this.#tally.findings.push(own);
    found.push(own);
  }
}

const NONE: readonly Ignore[] = [];
const NO_IGNORES: IgnoresAt = () => NONE;

/** What the rules say of what a Reference names; `null` where there is nothing to be said of it. */
function judgementOf(reference: Reference, state: ApiState, { rules }: Scope): Judgement | null {
  const { atMost, quietWhenUnknown } = reference;
  if (quietWhenUnknown === true && state.serving === 'unknown') return null;
  const judgement = judgeApi(state, rules);
  if (judgement === null || atMost === undefined) return judgement;
  return { ...judgement, severity: milder(judgement.severity, atMost) };
}

function withAlternatives(finding: Finding, { alternatives }: Place): Finding {
  return alternatives === undefined ? finding : { ...finding, details: { ...finding.details, alternatives } };
}

function milder(a: Severity, b: Severity): Severity {
  return compareSeverities(a, b) > 0 ? a : b;
}
