import fc from 'fast-check';

// The same cases on every run, so that a failure can be seen again; `PROPERTY_SEED=2 npm test` takes others.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

/** An object with an apiVersion, a kind and whatever. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

const API_VERSIONS = [
  'v1',
  'apps/v1',
  'extensions/v1beta1',
  'batch/v1beta1',
  'policy/v1beta1',
  'shop.example/v1alpha1',
];
const KINDS = ['Pod', 'Deployment', 'Ingress', 'CronJob', 'PodDisruptionBudget', 'Berth', 'constructor', '__proto__'];
/** Keys that mean something to schemas, to JavaScript, or to nobody. */
const KEYS = [
  'template',
  'spec',
  'containers',
  'status',
  'metadata',
  'name',
  'replicas',
  'rules',
  '__proto__',
  'constructor',
  'a',
];

/** Values as JSON knows them, whose keys are mostly fields of Kubernetes. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** Objects that may be in a manifest. */
export const anyManifest: fc.Arbitrary<Manifest> = fc.record({
  apiVersion: fc.constantFrom(...API_VERSIONS),
  kind: fc.constantFrom(...KINDS),
  metadata: fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/) }),
  spec: anyValue,
});

/** How an object is written: in blocks, in JSON, or its apiVersion after the rest. */
export const anyStyle = fc.constantFrom('block', 'flow', 'late');

/** Writes an object as YAML, or JSON; ends in a line feed. */
export function written({ apiVersion, kind, metadata, spec }: Manifest, style: string): string {
  if (style === 'flow') return `${JSON.stringify({ apiVersion, kind, metadata, spec })}\n`;
  const rest = `kind: ${kind}\nmetadata:\n  name: "${metadata.name}"\nspec: ${JSON.stringify(spec)}\n`;
  return style === 'late' ? `${rest}apiVersion: ${apiVersion}\n` : `apiVersion: ${apiVersion}\n${rest}`;
}

/** Texts of several documents. */
export const anyStream: fc.Arbitrary<string> = fc
  .array(fc.tuple(anyManifest, anyStyle), { minLength: 1, maxLength: 4 })
  .map((documents) => documents.map(([manifest, style]) => written(manifest, style)).join('---\n'));
