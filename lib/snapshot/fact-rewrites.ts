import type { FactName } from './fact-members.ts';
import { isObject, type JsonObject } from './json.ts';

/** Puts an entry of gathered facts right where it is known to be amiss, and says shorter what it says in sentences. */
export function rewriteFact(name: FactName, entry: JsonObject): JsonObject {
  return REWRITES[name]?.(entry) ?? entry;
}

const REWRITES: Partial<Record<FactName, (entry: JsonObject) => JsonObject>> = {
  'field-gates.json': (entry) => ({
    ...entry,
    type: INLINED_TYPES[String(entry.type)] ?? entry.type,
    gates: Array.isArray(entry.gates) ? entry.gates.map((gate) => MISNAMED_GATES[String(gate)] ?? gate) : [],
  }),
  'migrations.json': (entry) => ({
    ...entry,
    ...('use' in entry ? { use: shorter(entry.use) } : {}),
    changes: Array.isArray(entry.changes) ? entry.changes.map(rewriteChange) : [],
  }),
  'provider-apis.json': (entry) => ({
    ...entry,
    ...('afterRemoval' in entry ? { afterRemoval: shorter(entry.afterRemoval) } : {}),
    ...('kubernetes' in entry ? { kubernetes: shorter(entry.kubernetes) } : {}),
  }),
};

/** Marks in Kubernetes' types that name no registered gate, and the gate that is meant. */
const MISNAMED_GATES: Readonly<Record<string, string>> = {
  LoadBalancerClass: 'ServiceLoadBalancerClass',
  PodCertificateProjection: 'PodCertificateRequest',
};

/** Go types that the schema inlines, and the schema type that has their fields. */
const INLINED_TYPES: Readonly<Record<string, string>> = {
  EphemeralContainerCommon: 'EphemeralContainer',
  ProbeHandler: 'Probe',
  VolumeSource: 'Volume',
};

/** A change of a migration with its remark, which is prose, as the values it speaks of. */
function rewriteChange(change: unknown): unknown {
  if (!isObject(change)) return change;
  const { note, ...rest } = change;
  const values = typeof note === 'string' ? REMARKS[note] : undefined;
  const kept = { ...rest, ...values };
  return 'keepBehaviour' in kept ? { ...kept, keepBehaviour: shorter(kept.keepBehaviour) } : kept;
}

/** What the remarks on changes say, by the remark: `allowed` values, or what stands for `old` and `new`. */
const REMARKS: Readonly<Record<string, JsonObject>> = {
  'Normal or Warning': { allowed: ['Normal', 'Warning'] },
  'unique in the list': { unique: true },
  'known usages, no duplicates': { unique: true },
  'an empty selector {} selects no pod in v1beta1 and every pod in the namespace in v1; an unset selector selects none in both':
    { value: {}, old: 'no pod', new: 'every pod of the namespace' },
  'defaults to 30 only when unset; an explicit 0 stays 0 in v1': { value: 0, old: '30', new: '0' },
};

const SHORTER: Readonly<Record<string, string>> = {
  'copy spec.template.metadata.labels; immutable after creation': 'matchLabels as in spec.template.metadata.labels',
  'only None and NoneOnDryRun are allowed': 'None or NoneOnDryRun',
  "a structural schema; type: object with x-kubernetes-preserve-unknown-fields: true keeps today's behaviour":
    'type: object, x-kubernetes-preserve-unknown-fields: true',
  'kubernetes.io/legacy-unknown cannot be created in v1': 'a signer other than kubernetes.io/legacy-unknown',
  'Pod Security Admission (namespace labels pod-security.kubernetes.io/*) or an admission webhook':
    'Pod Security Admission',
  'redirected to the CSI driver': 'redirected',
  'non-functional (migration stayed alpha and was dropped)': 'non-functional',
  'below the documented minimum (0.4.0)': 'below-minimum',
};

function shorter(value: unknown): unknown {
  return typeof value === 'string' ? (SHORTER[value] ?? value) : value;
}
