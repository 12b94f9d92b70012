import type { ValueForm } from '../catalog/fields.ts';
import type { JudgedBy } from '../catalog/target.ts';
import { formatGvk } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isAtLeast, isLater } from '../model/release.ts';
import type { FieldLife, FieldSpan, FieldState } from '../schema/field-life.ts';
import { grid } from './grid.ts';
import { cautionOf } from './messages.ts';
import { STABILITY_NAMES } from './stability-words.ts';
import { jsonDocument } from './text.ts';

/** What `api-audit explain` shows of a field. */
export interface FieldExplanation {
  readonly query: string;
  readonly target: Release;
  readonly judgedBy: JudgedBy;
  readonly fields: readonly FieldLife[];
}

/** The explanation as one JSON object. */
export function fieldsJson({ query, target, judgedBy, fields }: FieldExplanation): string {
  const value = {
    query,
    target,
    snapshot: judgedBy,
    fields: fields.map(({ gvk, path, introduced, removed, spans }) => ({
      ...gvk,
      field: path,
      introduced,
      removed,
      atTarget: stateAt(spans, target),
      releases: spans.map(({ from, to, state }) => ({ from, to, ...state })),
    })),
  };
  return jsonDocument(value);
}

/** The explanation for people: for each kind with the field a table of its life, a row where something changes. */
export function fieldsTable({ target, judgedBy, fields }: FieldExplanation, width: number): string {
  const caution = cautionOf(judgedBy.standing, target, judgedBy.release);
  const parts = fields.flatMap((life) => [headline(life, target), lifeTable(life, width)]);
  return `${[caution, ...parts].filter((part) => part !== null).join('\n\n')}\n`;
}

function headline(life: FieldLife, target: Release): string {
  const { gvk, path, introduced, removed } = life;
  const since = introduced === null ? '' : ` It came in ${introduced}.`;
  const until = removed === null ? '' : ` ${removed} no longer has it.`;
  return `${path} of ${formatGvk(gvk)}.${since}${until}${absence(life, target)}`;
}

/** Says that the Target does not have the field; where that is not known, so. */
function absence({ spans, introduced, removed }: FieldLife, target: Release): string {
  if (stateAt(spans, target) !== null) return '';
  if (isAtLeast(target, removed)) return ` ${target} does not have it.`;
  if (introduced !== null && isLater(introduced, target)) return ` ${target} does not have it yet.`;
  return ` ${target} does not have it, or its fields are not known.`;
}

function stateAt(spans: readonly FieldSpan[], target: Release): FieldState | null {
  const span = spans.find(({ from, to }) => compareReleases(from, target) <= 0 && compareReleases(target, to) <= 0);
  return span?.state ?? null;
}

function lifeTable({ spans }: FieldLife, width: number): string {
  const rows = spans.map(({ from, to, state }) => [
    from === to ? from : `${from} - ${to}`,
    STABILITY_NAMES[state.stability],
    state.gates.length === 0 ? '' : `${state.gates.join(', ')}${onOff(state.enabledByDefault)}`,
    deprecation(state),
    [
      ...state.gatedValues.map(
        ({ value, gate, stability, enabledByDefault }) =>
          `${valueWords(value)}: ${stability}, ${gate}${onOff(enabledByDefault)}`,
      ),
      ...state.deprecatedValues.map(
        ({ value, deprecated, replacement }) =>
          `${valueWords(value)}: deprecated${deprecated === null ? '' : ` since ${deprecated}`}${useWords(replacement)}`,
      ),
    ].join('\n'),
  ]);
  return grid(['Releases', 'Stability', 'Feature gate', 'Deprecated', 'Only some values'], rows, { width });
}

function onOff(enabled: boolean | null): string {
  return enabled === null ? '' : enabled ? ' (on)' : ' (off)';
}

function deprecation({ deprecated, withoutEffect, replacement }: FieldState): string {
  if (deprecated === null) return '';
  return [
    deprecated === true ? 'yes' : `since ${deprecated}`,
    ...(withoutEffect === null ? [] : [`no effect of its own from ${withoutEffect}`]),
  ]
    .join('; ')
    .concat(useWords(replacement));
}

function useWords(replacement: string | null): string {
  return replacement === null ? '' : `; use ${replacement}`;
}

/** Says which values a fact speaks of. */
function valueWords(form: ValueForm): string {
  const { equals, notIn, contains, prefix, notMatches, minItems, anyItem, anyKey, anyOf, path, parent } = form;
  if (anyOf !== undefined) return anyOf.map(valueWords).join(' or ');
  const words = [
    ...(path === undefined ? [] : [`${path}:`]),
    ...(equals === undefined ? [] : [String(equals)]),
    ...(form.in === undefined ? [] : [form.in.join(' or ')]),
    ...(notIn === undefined ? [] : [`other than ${notIn.join(', ')}`]),
    ...(contains === undefined ? [] : [`with '${contains}'`]),
    ...(prefix === undefined ? [] : [`${prefix}*`]),
    ...(notMatches === undefined ? [] : [`not like ${notMatches}`]),
    ...(minItems === undefined ? [] : [`${minItems} or more items`]),
    ...(anyItem === undefined ? [] : [`an item ${valueWords(anyItem)}`]),
    ...(anyKey === undefined ? [] : [`a key ${valueWords(anyKey)}`]),
    ...(parent === undefined ? [] : [`in ${parent}`]),
  ];
  return words.join(' ');
}
