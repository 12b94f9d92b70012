import { featureGates, gateState, gatesNamed } from '../catalog/gates.ts';
import type { LabelFact } from '../catalog/labels.ts';
import { labelFacts, labelStanding, labelsNamed } from '../catalog/labels.ts';
import { providerFacts, providerStanding, providersNamed } from '../catalog/providers.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Release } from '../model/release.ts';
import type { ExplainedFacts } from '../report/explain-facts.ts';

/** What asks for a fact of one sort. */
const FACT = /^(gate|label|provider)\/(.+)$/;

/**
 * Finds what is no API by a group and version: `gate/<name>`, `label/<key>`, `provider/<name>`, or any of them by the
 * bare name.
 *
 * @returns `null` where nothing has that name.
 */
export function explainFacts(query: string, target: Release): ExplainedFacts | null {
  const [, sort, prefixed] = FACT.exec(query) ?? [];
  const name = prefixed ?? query;
  const asks = (wanted: string) => sort === undefined || sort === wanted;
  const gates = asks('gate') ? gatesNamed(name).map((gate) => ({ gate, state: gateState(gate, target) })) : [];
  const labels = asks('label')
    ? labelsInAnyCase(name).map((fact) => ({ fact, standing: labelStanding(fact, target) }))
    : [];
  const providers = asks('provider')
    ? providersNamed(name).map((fact) => ({ fact, standing: providerStanding(fact, target) }))
    : [];
  if (gates.length + labels.length + providers.length === 0) return null;
  return { query, target, gates, labels, providers };
}

/** In manifests the case of labels matters; who asks for one need not know it. */
function labelsInAnyCase(name: string): readonly LabelFact[] {
  const exact = labelsNamed(name);
  if (exact.length > 0) return exact;
  const lower = name.toLowerCase();
  const alike = labelFacts().filter(({ key }) => key.toLowerCase() === lower);
  return alike.length > 0 ? alike : labelsNamed(lower);
}

/** Says of a query for one sort that nothing of that sort has the name, and which name is near it. */
export function noSuchFact(query: string): string {
  const [, sort = '', name = ''] = FACT.exec(query) ?? [];
  const { what, names } = SORTS[sort as keyof typeof SORTS];
  return `No ${what} '${name}' is known.${didYouMean(name, new Set(names()), `${sort}/`)}`;
}

const SORTS = {
  gate: { what: 'feature gate', names: () => featureGates().map((gate) => gate.name) },
  label: { what: 'deprecated label, annotation or taint', names: () => labelFacts().map(({ key }) => key) },
  provider: { what: 'driver, or version of CNI, CSI or CRI,', names: () => providerFacts().map((fact) => fact.name) },
} as const;

/** Whether a query asks for what is no API, whatever the APIs are called. */
export function asksForFacts(query: string): boolean {
  return FACT.test(query);
}
