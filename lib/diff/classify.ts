import type {
  ApiDifference,
  ChangeClass,
  Difference,
  FieldDifference,
  GateDifference,
  ResourceDifference,
} from './change.ts';

/**
 * What a difference means: at least one class, the gravest first.
 *
 * Breaking for manifests: something that a manifest or a component's settings may say is refused, dropped or means
 * something else. Breaking for clients: programs that call, watch or patch must change. `docs/guides/diff.md` has the table.
 */
export function classesOf(difference: Difference): readonly ChangeClass[] {
  if ('gate' in difference) return gateClasses(difference);
  if ('definition' in difference) return fieldClasses(difference);
  if ('resource' in difference) return RESOURCE_CLASSES[difference.code];
  return API_CLASSES[difference.code];
}

const BREAKING = ['breaking-manifests', 'breaking-clients'] as const;

const API_CLASSES = {
  'api-added': ['addition'],
  'api-promoted': ['addition'],
  'api-removed': BREAKING,
  'api-replaced': BREAKING,
  'api-deprecated': ['deprecation'],
} as const satisfies Record<ApiDifference['code'], readonly ChangeClass[]>;

const RESOURCE_CLASSES = {
  'resource-renamed': ['breaking-clients'],
  'scope-changed': BREAKING,
  'verbs-added': ['addition'],
  'verbs-removed': ['breaking-clients'],
  'subresource-added': ['addition'],
  'subresource-removed': ['breaking-clients'],
  'subresource-kind-changed': ['breaking-clients'],
} as const satisfies Record<ResourceDifference['code'], readonly ChangeClass[]>;

const FIELD_CLASSES = {
  'field-added': 'addition',
  'field-removed': 'breaking-manifests',
  'field-deprecated': 'deprecation',
  'field-stability': 'addition',
  'field-type': 'breaking-manifests',
  'field-required': 'breaking-manifests',
  'field-optional': 'addition',
  'enum-values-added': 'addition',
  'enum-values-removed': 'breaking-manifests',
  // The same patch now gives another object: a manifest that is applied whole does not notice.
  'list-type': 'breaking-clients',
  'list-keys': 'breaking-clients',
  'map-type': 'breaking-clients',
  'patch-strategy': 'breaking-clients',
  'patch-key': 'breaking-clients',
  'type-deprecated': 'deprecation',
} as const satisfies Record<FieldDifference['code'], ChangeClass>;

function fieldClasses(difference: FieldDifference): readonly ChangeClass[] {
  const { code, reach, field } = difference;
  const found = isLoss(difference) ? 'breaking-manifests' : isGain(difference) ? 'addition' : FIELD_CLASSES[code];
  // What a controller writes into a status no manifest says.
  const isStatus = reach.statusOnly || /^status\b/.test(field);
  return [found === 'breaking-manifests' && isStatus ? 'breaking-clients' : found];
}

function isLoss({ code, required, before, after, enabledByDefault }: FieldDifference): boolean {
  if (code === 'field-added') return required === true;
  return code === 'field-stability' && isLessStable(before, after) && enabledByDefault === false;
}

function isGain({ code, widened }: FieldDifference): boolean {
  return code === 'field-type' && widened === true;
}

const RANK: Readonly<Record<string, number>> = { alpha: 0, beta: 1, ga: 2 };

function isLessStable(before: string | null, after: string | null): boolean {
  return (RANK[after ?? ''] ?? 0) < (RANK[before ?? ''] ?? 0);
}

const GATE_CLASSES = {
  'gate-added': 'addition',
  // A component that is still told to set it does not start.
  'gate-removed': 'breaking-manifests',
  'gate-deprecated': 'deprecation',
  'gate-off': 'breaking-clients',
  'gate-on': 'addition',
  // Setting it is no choice any more: the last step before it goes.
  'gate-locked': 'deprecation',
  'gate-promoted': 'addition',
  'gate-demoted': 'deprecation',
} as const satisfies Record<GateDifference['code'], ChangeClass>;

function gateClasses({ code }: GateDifference): readonly ChangeClass[] {
  return [GATE_CLASSES[code]];
}
