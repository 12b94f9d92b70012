import type { ApiState, Catalog } from './catalog/catalog.ts';
import type { Finding, FindingDetails, Holder, Severity } from './model/finding.ts';
import type { GroupVersionKind } from './model/gvk.ts';
import { compareText, gvkKey } from './model/gvk.ts';
import type { Location } from './model/location.ts';
import { comparePointers } from './model/location.ts';
import type { Release } from './model/release.ts';
import type { Resource, Via } from './model/resource.ts';
import type { Judgement } from './rules/index.ts';
import type { Claim } from './rules/rule.ts';

/** A place in an input that rests on an API. It holds no text of the input, so that files can be let go. */
export interface Place {
  readonly gvk: GroupVersionKind;
  readonly via: Via;
  readonly holder: Holder;
  readonly location: Location;
}

/** Where a resource stands, and what it is. */
export function placeOf(resource: Resource): Place {
  const { gvk, apiVersion, namespace, name, source, document, offset, offsetPath, via } = resource;
  return {
    gvk,
    via,
    holder: { apiVersion, kind: gvk.kind, namespace, name },
    location: { file: source.file, ...source.lines.position(offset), document, path: offsetPath },
  };
}

/** A place inside a resource: a reference, a field. */
export function placeWithin(holder: Place, { source }: Resource, within: Within): Place {
  const { file, document } = holder.location;
  const location = { file, ...source.lines.position(within.offset), document, path: within.path };
  return {
    ...holder,
    gvk: within.gvk ?? holder.gvk,
    via: within.gvk === undefined ? holder.via : 'reference',
    location,
  };
}

interface Within {
  /** The API that is named there; absent where the place is of the resource itself. */
  readonly gvk?: GroupVersionKind;
  readonly offset: number;
  readonly path: string;
}

/** Makes the finding that a rule's claim of the inside of a resource is. */
export function findingOf(claim: Claim, place: Place, severity: Severity, target: Release): Finding {
  const { rule, boundary, subject, stability, lifecycle, replacement, evidence, details } = claim;
  const { via, holder, location } = place;
  return {
    rule,
    severity,
    boundary,
    via,
    subject,
    holder,
    location,
    stability,
    lifecycle,
    replacement,
    evidence,
    details: { target, ...details },
  };
}

/** Makes the finding that a rule's judgement of an API is, at one place. */
export function findingAt(place: Place, state: ApiState, judgement: Judgement, catalog: Catalog): Finding {
  const { boundary, stability, lifecycle, replacement, evidence } = state;
  const { via, holder, location } = place;
  return {
    rule: judgement.rule,
    severity: judgement.severity,
    boundary,
    via,
    subject: state.gvk,
    holder,
    location,
    stability,
    lifecycle,
    replacement,
    evidence,
    details: detailsOf(state, catalog),
  };
}

function detailsOf(state: ApiState, catalog: Catalog): FindingDetails {
  const { advice, component, enableableUntil } = state;
  const namesakes = state.replacement === null && advice.meanwhile === null ? servedNamesakes(state, catalog) : [];
  return {
    target: state.release,
    ...(advice.from === null ? {} : { replacementFrom: advice.from }),
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
    ...(component === null ? {} : { component: component.name }),
    ...(component?.removed == null ? {} : { componentRemoved: component.removed }),
  };
}

/** APIs with a kind of the same name that the Target serves without being told to. */
function servedNamesakes({ gvk, release }: ApiState, catalog: Catalog): readonly GroupVersionKind[] {
  return catalog
    .namesakes(gvk.kind)
    .filter(
      (other) => other.kind === gvk.kind && gvkKey(other) !== gvkKey(gvk) && catalog.servesByDefault(other, release),
    )
    .map(({ group, version, kind }) => ({ group, version, kind }));
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
