import { gateState } from '../catalog/gates.ts';
import { compareText } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { FeatureGate } from '../snapshot/facts.ts';
import type { GateCode, GateDifference, GateStage } from './change.ts';

/** The feature gates that differ between two releases, by name; what is not known of either of them is left out. */
export function compareGates(gates: readonly FeatureGate[], from: Release, to: Release): GateDifference[] {
  const differences: GateDifference[] = [];
  for (const gate of gates) {
    const before = stageAt(gate, from);
    const after = stageAt(gate, to);
    if (before === 'unknown' || after === 'unknown') continue;
    const code = codeOf(before, after);
    if (code !== null) differences.push({ code, gate: gate.name, components: gate.components ?? [], before, after });
  }
  return differences.sort(
    (a, b) => compareText(a.gate, b.gate) || compareText(a.components.join(), b.components.join()),
  );
}

/** A gate at a release; `null` where the release does not have it. */
function stageAt(gate: FeatureGate, release: Release): GateStage | null | 'unknown' {
  const state = gateState(gate, release);
  if (state === null) return 'unknown';
  const { standing, default: on, locked } = state;
  return standing === 'gone' || standing === 'not-yet' ? null : { stage: standing, default: on, locked };
}

const RANK = { alpha: 0, beta: 1, stable: 2, deprecated: 3 } as const;

/** Of all that changed at a gate, the one thing that matters most to whoever sets it or relies on its default. */
function codeOf(before: GateStage | null, after: GateStage | null): GateCode | null {
  if (before === null) return after === null ? null : 'gate-added';
  if (after === null) return 'gate-removed';
  if (after.stage === 'deprecated' && before.stage !== 'deprecated') return 'gate-deprecated';
  if (before.default === true && after.default === false) return 'gate-off';
  if (after.locked && !before.locked) return 'gate-locked';
  if (before.default === false && after.default === true) return 'gate-on';
  if (before.stage === after.stage) return null;
  return RANK[after.stage] > RANK[before.stage] ? 'gate-promoted' : 'gate-demoted';
}
