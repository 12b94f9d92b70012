import type { ApiState, Catalog } from './catalog/catalog.ts';
import type { Component } from './catalog/custom.ts';
import type { Finding, FindingDetails, Holder, Severity } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { compareText, gvkKey, gvkOf } from './model/gvk.ts';
import type { Location } from './model/location.ts';
import { comparePointers } from './model/location.ts';
import type { Owner } from './model/owned.ts';
import type { Release } from './model/release.ts';
import type { Origin, Resource, Via } from './model/resource.ts';
import type { Ignore } from './policy/ignores.ts';
import type { Reference } from './references/reference.ts';
import type { Judgement } from './rules/index.ts';
import type { Claim } from './rules/rule.ts';

/** A place in an input that rests on an API. It holds no text of the input, so that files can be let go. */
export interface Place {
  readonly gvk: GroupVersionKind;
  readonly via: Via;
  readonly holder: Holder;
  readonly location: Location;
  /** How the text there was come by, where it is not simply written in the file. */
  readonly origin?: Origin;
  /** Other APIs that the name there may stand for; all are judged alike. */
  readonly alternatives?: readonly GroupVersionKind[];
  /** What the manifest says of findings there. */
  readonly ignores?: readonly Ignore[];
}

/**
 * Where a resource stands, and what it is.
 *
 * @param gvk the resource's own, as what is kept may hold it.
 * @param ignores what the manifest says of findings there.
 */
export function placeOf(resource: Resource, gvk: GroupVersionKind, ignores: readonly Ignore[]): Place {
  const { apiVersion, namespace, name, source, document, offset, offsetPath: path, via } = resource;
  const { line, column } = source.lines.position(offset);
  const location = { file: source.file, line, column, document, path };
  const holder = { apiVersion, kind: gvk.kind, namespace, name };
  return placed({ gvk, via, holder, location, ignores }, source.originOf?.(offset) ?? undefined);
}

/** A place inside a resource: a reference, a field. */
export function placeWithin(
  { gvk: own, via, holder, location: { file, document }, origin }: Place,
  { source }: Resource,
  { gvk, offset, path }: Within,
  ignores: readonly Ignore[],
): Place {
  const { line, column } = source.lines.position(offset);
  const location = { file, line, column, document, path };
  const place =
    gvk === undefined
      ? { gvk: own, via, holder, location, ignores }
      : { gvk, via: 'reference' as const, holder, location, ignores };
  return placed(place, origin);
}

/** A place, by what is known of how the text there was come by. */
function placed(place: Place, origin: Origin | undefined): Place {
  if (origin === undefined) return place;
  const { within, template } = origin;
  const location = { ...place.location, ...within, ...(template === undefined ? {} : { template }) };
  return { ...place, location, origin };
}

/** What is somewhere inside a resource. */
export interface Within {
  /** The API that is named there; absent where the place is of the resource itself. */
  readonly gvk?: GroupVersionKind;
  readonly offset: number;
  readonly path: string;
}

/** Makes the finding that a rule's claim of the inside of a resource is. */
export function findingOf(claim: Claim, place: Place, severity: Severity, target: Release): Finding {
  const { rule, subject, details } = claim;
  return findingIn(place, { rule, severity, subject, known: claim, details: { target, ...details } });
}

/** Makes the finding that a rule's judgement of an API is, at one place. */
export function findingAt(place: Place, state: ApiState, judgement: Judgement, details: FindingDetails): Finding {
  const { rule, severity } = judgement;
  return findingIn(place, { rule, severity, subject: state.gvk, known: state, details });
}

/** What a finding says, but for its place. */
interface Said extends Pick<Finding, 'rule' | 'severity' | 'subject' | 'details'> {
  readonly known: Pick<Finding, 'boundary' | 'stability' | 'lifecycle' | 'replacement' | 'evidence'>;
}

function findingIn(place: Place, { rule, severity, subject, known, details }: Said): Finding {
  const { boundary, stability, lifecycle, replacement, evidence } = known;
  const { via, holder, location } = place;
  return {
    rule,
    severity: atPlace(severity, place),
    boundary,
    via,
    subject,
    holder,
    location,
    stability,
    lifecycle,
    replacement,
    evidence,
    details: place.origin === undefined ? details : { ...details, ...originDetails(place.origin) },
  };
}

/** What stands in a branch that the Target does not take breaks nothing there. */
function atPlace(severity: Severity, { origin }: Place): Severity {
  return origin?.guarded === 'not-taken' ? 'note' : severity;
}

function originDetails({ guarded, helmRelease }: Origin): Partial<FindingDetails> {
  return { ...(guarded === undefined ? {} : { guarded }), ...(helmRelease === undefined ? {} : { helmRelease }) };
}

/** Adds to a finding what sort of Reference it is of: the advice depends on it. */
export function referenceFinding(finding: Finding, reference: Reference, catalog: Catalog): Finding {
  const { sort = 'object', covered, askedBy } = reference;
  const resource = catalog.entry(finding.subject)?.resource ?? null;
  const details = {
    ...finding.details,
    reference: sort,
    ...(resource === null ? {} : { resource }),
    ...(covered === true ? { covered } : {}),
    ...(askedBy === undefined ? {} : { askedBy }),
  };
  return { ...finding, details };
}

/** What findings say of an API beside where it stands in its life. */
export function detailsOf(state: ApiState, catalog: Catalog): FindingDetails {
  const { advice, component, enableableUntil } = state;
  const namesakes = state.replacement === null && advice.meanwhile === null ? servedNamesakes(state, catalog) : [];
  return {
    target: state.release,
    ...(advice.from === null ? {} : { replacementFrom: advice.from }),
    ...(advice.whenEnabled ? { replacementWhenEnabled: true } : {}),
    ...(advice.meanwhile === null ? {} : { meanwhile: advice.meanwhile }),
    ...(advice.bridge === null ? {} : { bridge: advice.bridge }),
    ...(advice.derived ? { derived: true } : {}),
    ...(advice.use === null ? {} : { use: advice.use }),
    ...(state.enabledByDefault === null ? {} : { enabledByDefault: state.enabledByDefault }),
    ...(state.serving === 'when-enabled' && enableableUntil !== null ? { enableableUntil } : {}),
    ...(state.removalIsPromise ? { removalIsPromise: true } : {}),
    ...(state.notInDocument ? { notInDocument: true } : {}),
    ...(namesakes.length === 0 ? {} : { namesakes }),
    ...(state.deprecationWarning === null ? {} : { deprecationWarning: state.deprecationWarning }),
    ...(component === null ? {} : componentDetails(component)),
    ...(state.reader === null ? {} : { reader: state.reader.name }),
  };
}

function componentDetails(component: Component): Partial<FindingDetails> {
  const { name, installed, introduced, deprecated, removed, replacementFrom, replacementIsAhead, channel } = component;
  return {
    component: name,
    ...(installed === null ? {} : { componentInstalled: installed }),
    ...(introduced === null ? {} : { componentIntroduced: introduced }),
    ...(deprecated === null ? {} : { componentDeprecated: deprecated }),
    ...(removed === null ? {} : { componentRemoved: removed }),
    ...(replacementFrom === null ? {} : { replacementFromComponent: replacementFrom }),
    ...(replacementIsAhead ? { replacementAheadOfComponent: true } : {}),
    ...(channel === null ? {} : { channel }),
  };
}

/** APIs with a kind of the same name that the Target serves without being told to. */
function servedNamesakes({ gvk, release }: ApiState, catalog: Catalog): readonly GroupVersionKind[] {
  return catalog
    .named(gvk.kind)
    .filter((other) => gvkKey(other) !== gvkKey(gvk) && catalog.servesByDefault(other, release))
    .map(gvkOf);
}

/**
 * A copy of a finding that holds nothing of the file. Few of the things that findings say are not said by many: they are kept
 * once. The objects are written out, since V8 takes twice the space for one that is copied member by member.
 */
export function ownFinding(finding: Finding, own: Owner): Finding {
  const { text, shared } = own;
  const { replacement } = finding;
  return {
    rule: text(finding.rule),
    severity: text(finding.severity),
    boundary: text(finding.boundary),
    via: text(finding.via),
    subject: shared(finding.subject),
    holder: ownHolder(finding.holder, own),
    location: ownLocation(finding.location, own),
    stability: text(finding.stability),
    lifecycle: shared(finding.lifecycle),
    replacement: replacement === null ? null : shared(replacement),
    evidence: text(finding.evidence),
    details: shared(finding.details),
  };
}

/** The same of a place. What the manifest says of it is one list for many of them, and holds nothing of the file. */
export function ownPlace({ gvk, via, holder, location, ignores, ...rare }: Place, own: Owner): Place {
  const place = {
    gvk: own.shared(gvk),
    via: own.text(via),
    holder: ownHolder(holder, own),
    location: ownLocation(location, own),
    ...(ignores === undefined ? {} : { ignores }),
  };
  return rare.origin === undefined && rare.alternatives === undefined ? place : { ...place, ...own.object(rare) };
}

function ownHolder({ apiVersion, kind, namespace, name }: Holder, { text }: Owner): Holder {
  return {
    apiVersion: text(apiVersion),
    kind: text(kind),
    namespace: namespace === null ? null : text(namespace),
    name: name === null ? null : text(name),
  };
}

function ownLocation({ file, line, column, document, path, template }: Location, { text }: Owner): Location {
  const own = { file: text(file), line, column, document, path: text(path) };
  return template === undefined ? own : { ...own, template: text(template) };
}

/** Orders findings by place, then by rule: the same on every machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    a.location.document - b.location.document ||
    comparePointers(a.location.path, b.location.path) ||
    compareText(a.rule, b.rule)
  );
}
