import { listsBy } from '../model/lists.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isAtLeast } from '../model/release.ts';
import type { DeprecatedField, DescribedField, FieldName, TypeName } from '../snapshot/facts.ts';
import { fieldKey } from '../snapshot/facts.ts';
import { bundledFacts } from './bundled-facts.ts';
import { featureGate, gateState } from './gates.ts';

/** Which values of a field a fact speaks of; the forms of `facts/field-gates-described.json`. All that are there must hold. */
export interface ValueForm {
  readonly equals?: string | number | boolean;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  /** Part of the text. */
  readonly contains?: string;
  readonly prefix?: string;
  /** A regular expression that the text does not match. */
  readonly notMatches?: string;
  readonly minItems?: number;
  readonly anyItem?: ValueForm;
  readonly anyKey?: ValueForm;
  readonly anyOf?: readonly ValueForm[];
  /** The fields below the field, with dots, at which the value stands that the other forms are of. */
  readonly path?: string;
  /** The list that must hold the object with the field: `initContainers`. */
  readonly parent?: string;
}

/** Some values of a field that need a gate, as the gate stands at one release. */
export interface GatedValue {
  readonly value: ValueForm;
  readonly gate: string;
  readonly stability: 'alpha' | 'beta';
  /** Whether the gate is on by default; `null` where it is not known. */
  readonly enabledByDefault: boolean | null;
}

/** Some values of a field that are deprecated at one release. */
export interface DeprecatedValue {
  readonly value: ValueForm;
  /** `null` where it is not known since when. */
  readonly deprecated: Release | null;
  readonly replacement: string | null;
}

/** What the facts say of a field beyond what its Snapshot does. */
export interface FieldNotes {
  readonly gatedValues: readonly GatedValue[];
  readonly deprecatedValues: readonly DeprecatedValue[];
  /** The value that changes nothing, since it holds where the field is not there; `undefined` where it is not known. */
  readonly whenAbsent: unknown;
  /** Servers write it, and manifests carry what they wrote. */
  readonly writtenByServers: boolean;
}

interface DescribedFact extends DescribedField {
  readonly value?: ValueForm;
}

interface DeprecatedFact extends DeprecatedField {
  readonly value?: ValueForm;
}

/** An entry of `facts/field-values.json`, for every version of its group. */
interface ValueFact extends Omit<FieldName, 'version'> {
  readonly whenAbsent?: unknown;
  readonly writtenBy?: 'server';
}

/**
 * Indexes what the facts say of fields at a release.
 *
 * @returns a function from a field to the notes on it; `undefined` where there are none.
 */
export function fieldNotes(release: Release): (type: TypeName, field: string) => FieldNotes | undefined {
  const gated = listsBy(bundledFacts<DescribedFact>('field-gates-described.json').filter(guardsValue), fieldKey);
  const deprecated = listsBy(
    bundledFacts<DeprecatedFact>('deprecated-fields.json').filter(({ value }) => value !== undefined),
    fieldKey,
  );
  const values = listsBy(bundledFacts<ValueFact>('field-values.json'), valueKey);
  return (type, field) => {
    const name = { ...type, field };
    const gatedValues = (gated.get(fieldKey(name)) ?? []).flatMap((fact) => gatedValue(fact, release));
    const deprecatedValues = (deprecated.get(fieldKey(name)) ?? []).flatMap((fact) => deprecatedValue(fact, release));
    const told = values.get(valueKey(name)) ?? [];
    if (gatedValues.length === 0 && deprecatedValues.length === 0 && told.length === 0) return undefined;
    return {
      gatedValues,
      deprecatedValues,
      whenAbsent: told.find(({ whenAbsent }) => whenAbsent !== undefined)?.whenAbsent,
      writtenByServers: told.some(({ writtenBy }) => writtenBy === 'server'),
    };
  };
}

/** Those that guard a nested field are left out: the nested field has an entry of its own. */
function guardsValue({ guards, value }: DescribedFact): boolean {
  return guards === 'value' && value !== undefined;
}

function gatedValue({ value, gate, gatedFrom, gatedTo }: DescribedFact, release: Release): GatedValue[] {
  if (value === undefined || gate === null || !isAtLeast(release, gatedFrom ?? null)) return [];
  if (gatedTo != null && compareReleases(release, gatedTo) > 0) return [];
  const known = featureGate(gate, 'kubernetes');
  const state = known === undefined ? null : gateState(known, release);
  if (state === null || (state.standing !== 'alpha' && state.standing !== 'beta')) return [];
  return [{ value, gate, stability: state.standing, enabledByDefault: state.default }];
}

function deprecatedValue({ value, deprecatedSince, replacement }: DeprecatedFact, release: Release): DeprecatedValue[] {
  if (value === undefined || (deprecatedSince !== null && !isAtLeast(release, deprecatedSince))) return [];
  return [{ value, deprecated: deprecatedSince, replacement }];
}

function valueKey({ group, type, field }: Omit<FieldName, 'version'>): string {
  return `${group}/${type}/${field}`;
}
