import type { GateState } from '../catalog/gates.ts';
import type { LabelFact, LabelStanding } from '../catalog/labels.ts';
import type { ProviderFact, ProviderReplacement, ProviderStanding } from '../catalog/providers.ts';
import { formatGvk } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { FeatureGate } from '../snapshot/facts.ts';
import { grid } from './grid.ts';
import { STAGE_NAMES } from './stability-words.ts';
import { jsonDocument } from './text.ts';

/** What `api-audit explain` shows of what is no API by a group and version. */
export interface ExplainedFacts {
  readonly query: string;
  readonly target: Release;
  readonly gates: readonly { readonly gate: FeatureGate; readonly state: GateState | null }[];
  readonly labels: readonly { readonly fact: LabelFact; readonly standing: LabelStanding }[];
  readonly providers: readonly { readonly fact: ProviderFact; readonly standing: ProviderStanding }[];
}

/** The explanation as one JSON object. */
export function factsJson({ query, target, gates, labels, providers }: ExplainedFacts): string {
  const value = {
    query,
    target,
    gates: gates.map(({ gate, state }) => ({
      name: gate.name,
      formerNames: gate.formerTitles ?? [],
      components: gate.components ?? [],
      standing: state?.standing ?? 'unknown',
      default: state?.default ?? null,
      locked: state?.locked ?? null,
      stages: gate.stages,
      removed: gate.removedIn ?? null,
    })),
    labels: labels.map(({ fact, standing }) => ({
      key: fact.key,
      type: fact.type,
      appliesTo: fact.appliesTo,
      standing: standing ?? 'in-use',
      deprecated: fact.deprecated,
      removed: fact.removed,
      replacement: fact.replacement,
    })),
    providers: providers.map(({ fact, standing }) => ({
      name: fact.name,
      category: fact.category,
      versionsOf: fact.versionsOf ?? null,
      standing: standing ?? 'in-use',
      introduced: fact.introduced ?? null,
      deprecated: fact.deprecated,
      removed: fact.removed,
      replacement: fact.replacement,
    })),
  };
  return jsonDocument(value);
}

/** The explanation for people: a table for each sort of thing that has the name. */
export function factsTable({ target, gates, labels, providers }: ExplainedFacts, width: number): string {
  const parts = [
    ...gates.map((explained) => gateText(explained, target, width)),
    ...(labels.length === 0 ? [] : [labelTable(labels, target, width)]),
    ...(providers.length === 0 ? [] : [providerTable(providers, target, width)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function gateText({ gate, state }: ExplainedFacts['gates'][number], target: Release, width: number): string {
  const rows = gate.stages.map((stage) => [
    STAGE_NAMES[stage.stage],
    stage.from,
    stage.to ?? '',
    stage.default === null ? 'not known' : stage.default ? 'on' : 'off',
    stage.locked === true ? 'locked' : '',
  ]);
  const former = gate.formerTitles === undefined ? '' : `, formerly ${gate.formerTitles.join(', ')}`;
  const owner = gate.components === undefined ? '' : ` (${gate.components.join(', ')})`;
  const lines = [
    `Feature gate ${gate.name}${owner}${former}`,
    gate.standsFor === undefined ? null : `It turns all ${gate.standsFor} gates on or off that are not set themselves.`,
    grid(['Stage', 'From', 'To', 'Default', ''], rows, { width, compact: true }),
    gate.removedIn === undefined ? null : `Removed in ${gate.removedIn}: a component that is given it does not start.`,
    `At ${target}: ${standingOf(state)}.`,
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function standingOf(state: GateState | null): string {
  if (state === null) return 'not known';
  switch (state.standing) {
    case 'gone':
      return 'gone';
    case 'not-yet':
      return 'not there yet';
    default: {
      const isOn = state.default === null ? '' : `, ${state.default ? 'on' : 'off'} by default`;
      return `${STAGE_NAMES[state.standing]}${isOn}${state.locked ? ' and locked' : ''}`;
    }
  }
}

function labelTable(labels: ExplainedFacts['labels'], target: Release, width: number): string {
  const rows = labels.map(({ fact, standing }) => [
    fact.key,
    fact.type === 'resourceName' ? 'resource name' : fact.type,
    fact.appliesTo.join('\n'),
    fact.deprecated ?? '',
    fact.removed ?? '',
    `${fact.replacement ?? ''}${fact.replacementInferred === true ? ' (inferred)' : ''}`,
    standing ?? 'in use',
  ]);
  return grid(['Key', 'Is', 'On', 'Deprecated', 'Removed', 'Replacement', `At ${target}`], rows, { width });
}

function providerTable(providers: ExplainedFacts['providers'], target: Release, width: number): string {
  const rows = providers.map(({ fact, standing }) => [
    `${fact.name}${fact.versionsOf === undefined ? '' : `\n(versions of ${fact.versionsOf})`}`,
    fact.category,
    fact.introduced ?? fact.released ?? '',
    fact.deprecated ?? '',
    fact.removed ?? '',
    replacementOf(fact.replacement),
    standing ?? 'in use',
  ]);
  const titles = ['Name', 'Is', 'Introduced', 'Deprecated', 'Removed', 'Replacement', `At ${target}`];
  return grid(titles, rows, { width });
}

function replacementOf(replacement: ProviderReplacement | null): string {
  if (replacement === null) return '';
  const { kind, name, group, version } = replacement;
  if (group !== undefined && version !== undefined) return formatGvk({ group, version, kind });
  return name ?? 'a CSI driver';
}
