import { deprecatedLabelRule } from './deprecated-label.ts';
import { everyField } from './every-field.ts';
import { featureGateRule } from './feature-gate.ts';
import { providerApiRule } from './provider-api.ts';
import type { ResourceRule } from './rule.ts';

/** The rules that look inside a Resource. */
export const RESOURCE_RULES: readonly ResourceRule[] = [
  everyField,
  featureGateRule,
  deprecatedLabelRule,
  providerApiRule,
];
