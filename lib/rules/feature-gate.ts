import type { GateState } from '../catalog/gates.ts';
import { featureGate, gateState, reaches } from '../catalog/gates.ts';
import type { Severity } from '../model/finding.ts';
import { isDefinition } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { GateSetting } from '../references/gate-settings.ts';
import { gateSettingsOf } from '../references/gate-settings.ts';
import type { Claim, ResourceRule } from './rule.ts';

/**
 * Feature gates that flags and configurations set. Severity is by stage: a gate that the Target's components do not know,
 * or have locked to the other value, keeps them from starting (error); alpha and deprecated gates, and what turns a GA
 * feature off, are warnings; beta gates, and gates without effect, are notes. A gate that Kubernetes never had is passed over.
 */
export const featureGateRule: ResourceRule = {
  ids: ['feature-gate'],
  isFor: (gvk) => !isDefinition(gvk),
  check: (resource, root, { target }) =>
    gateSettingsOf(resource, root).flatMap((setting) => {
      const claim = claimOf(setting, target);
      return claim === null ? [] : [{ ...claim, subject: { ...resource.gvk, gate: setting.name } }];
    }),
};

function claimOf(setting: GateSetting, target: Release): Omit<Claim, 'subject'> | null {
  const gate = featureGate(setting.name, setting.owner);
  if (gate === undefined) return null;
  const state = gateState(gate, target);
  if (state === null) return null;
  const severity = severityOf(state, setting.value);
  if (severity === null) return null;
  const { standing, locked, stability, lifecycle } = state;
  const isOn = setting.value;
  return {
    rule: 'feature-gate',
    severity,
    boundary: 'config',
    stability,
    lifecycle,
    replacement: null,
    evidence: 'declared',
    offset: setting.offset,
    path: setting.path,
    details: {
      gate: {
        standing,
        isOn,
        default: state.default,
        locked,
        component: setting.component,
        beta: reaches(gate, 'beta'),
        ga: reaches(gate, 'stable'),
      },
    },
  };
}

function severityOf({ standing, locked, default: byDefault }: GateState, isOn: boolean): Severity | null {
  if (standing === 'gone' || standing === 'not-yet') return 'error';
  if (locked && byDefault !== null && byDefault !== isOn) return 'error';
  switch (standing) {
    case 'alpha':
      // Saying once more what is so anyway relies on nothing.
      return byDefault === isOn && !isOn ? null : isOn ? 'warning' : 'note';
    case 'beta':
      return byDefault === isOn && !isOn ? null : 'note';
    case 'stable':
      return isOn ? 'note' : 'warning';
    case 'deprecated':
      return 'warning';
  }
}
