import type { GroupVersionKind } from '../../model/gvk.ts';
import { formatApiVersion } from '../../model/gvk.ts';
import { ACCESS_REVIEW } from './access-review.ts';
import { ADMISSION_POLICY_BINDING } from './admission-policy-binding.ts';
import { CERTIFICATE_SIGNING_REQUEST } from './certificate-signing-request.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { CUSTOM_RESOURCE_DEFINITION } from './custom-resource-definition.ts';
import { ENDPOINT_SLICE } from './endpoint-slice.ts';
import { EVENT } from './event.ts';
import { FLOW_CONTROL } from './flow-control.ts';
import { HORIZONTAL_POD_AUTOSCALER } from './horizontal-pod-autoscaler.ts';
import { INGRESS } from './ingress.ts';
import { POD_DISRUPTION_BUDGET } from './pod-disruption-budget.ts';
import { ROLE_BINDING } from './role-binding.ts';
import { WEBHOOKS } from './webhooks.ts';
import { WORKLOADS } from './workloads.ts';

/** The moves that take more than another apiVersion. */
const CONVERSIONS: readonly ConversionRow[] = [
  ...ACCESS_REVIEW,
  ...ADMISSION_POLICY_BINDING,
  ...CERTIFICATE_SIGNING_REQUEST,
  ...CUSTOM_RESOURCE_DEFINITION,
  ...ENDPOINT_SLICE,
  ...EVENT,
  ...FLOW_CONTROL,
  ...HORIZONTAL_POD_AUTOSCALER,
  ...INGRESS,
  ...POD_DISRUPTION_BUDGET,
  ...ROLE_BINDING,
  ...WEBHOOKS,
  ...WORKLOADS,
];

/** The conversion for a move; `undefined` where there is none. */
export function conversionFor(from: GroupVersionKind, to: GroupVersionKind): Conversion | undefined {
  return rowFor(from, to)?.convert;
}

/** The places that the conversion of a move may change, as JSON pointers; `null` where there is none. */
export function touchedBy(from: GroupVersionKind, to: GroupVersionKind): readonly string[] | null {
  return rowFor(from, to)?.touches ?? null;
}

function rowFor(from: GroupVersionKind, to: GroupVersionKind): ConversionRow | undefined {
  const [old, now] = [formatApiVersion(from), formatApiVersion(to)];
  return CONVERSIONS.find((row) => row.kinds.includes(from.kind) && row.from.includes(old) && row.to.includes(now));
}
