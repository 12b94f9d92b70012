import type { GroupVersionKind } from '../model/gvk.ts';
import { stabilityOf } from '../model/stability.ts';
import { aliasTarget, modernName, parseDefinitionName, refTarget } from './definition-name.ts';
import type { TypeName } from './facts.ts';
import type { FactsAt } from './facts-at.ts';
import { isObject, type JsonObject, objectOf, textOf } from './json.ts';
import { distilSchema, gvksOf } from './schema.ts';
import type { SchemaFacts, SnapshotSchema } from './snapshot.ts';
import { readDescription } from './words.ts';

/** What the definitions of a Snapshot are made of. */
export interface DefinitionsInput {
  /** Raw definitions, by their names in the document. */
  readonly definitions: JsonObject;
  /** Each of those names with its name in the Snapshot. */
  readonly names: ReadonlyMap<string, string>;
  readonly facts: FactsAt;
  /** GVKs that the document does not state at the definition, by the definition's name in the Snapshot. */
  readonly gvks?: ReadonlyMap<string, readonly GroupVersionKind[]>;
  /** The definitions of a document of the same release that has `enum` values. */
  readonly enums?: JsonObject;
  /** Whether `enum` values that stand in the definitions themselves are kept; they are by default. */
  readonly keepsEnums?: boolean;
}

const SHARED_META = 'io.k8s.apimachinery.pkg.apis.meta';
/** The packages of a release itself. Add-ons of groups below `k8s.io` (the Gateway API) are in other packages of `io.k8s`. */
const KUBERNETES_PACKAGE = /^io\.k8s\.(api|apimachinery|apiextensions-apiserver|kube-aggregator)\./;

/**
 * Distils raw definitions: names in today's form, aliases resolved and dropped, words turned into facts.
 * Where facts settle a question, a description has no say; else its words count.
 */
export function distilDefinitions(input: DefinitionsInput): Record<string, SnapshotSchema> {
  const { names, facts } = input;
  const raws = ownDefinitions(input);
  const groups = groupsOfPackages(raws);
  const enums = objectOf(input.enums);
  // By Object.fromEntries: a plain assignment of what is named __proto__ would be lost.
  const distilled = new Map<string, SnapshotSchema>();
  for (const { rawName, name, raw, gvks } of raws) {
    const type = typeNamed(name, groups);
    const isKubernetes = KUBERNETES_PACKAGE.test(name);
    const schema = distilSchema(
      raw,
      {
        keepsEnums: input.keepsEnums ?? true,
        target: (ref) => targetName(ref, names),
        factsOf: (path, description) => nonEmpty(fieldFacts(facts, type, path, description, isKubernetes)),
      },
      objectOf(enums[rawName]),
    );
    const own = nonEmpty(ownFacts(facts, type, gvks, textOf(raw.description) ?? '', isKubernetes));
    distilled.set(name, {
      ...schema,
      ...(gvks.length === 0 ? {} : { 'x-kubernetes-group-version-kind': gvks }),
      ...(own === undefined ? {} : { 'x-api-audit': own }),
    });
  }
  return Object.fromEntries(distilled);
}

/**
 * What is known of a definition itself: as a kind, else as a type, else by its words. Of one that is several kinds of
 * one version (CronJob and its older name) only their common stability is known as a kind; of one that belongs to many
 * versions (DeleteOptions) nothing.
 */
function ownFacts(
  facts: FactsAt,
  type: TypeName | null,
  gvks: readonly GroupVersionKind[],
  description: string,
  isKubernetes: boolean,
): SchemaFacts {
  const [first, ...others] = gvks;
  const asKind = first !== undefined && others.length === 0 ? facts.kind(first) : null;
  if (asKind?.deprecationSettled === true) return asKind.facts;
  const isOneVersion = others.every(({ group, version }) => group === first?.group && version === first.version);
  return {
    ...deprecation(readDescription(description), isKubernetes),
    ...(type === null ? {} : facts.type(type)),
    ...(first !== undefined && isOneVersion ? { stability: stabilityOf(first.version) } : {}),
  };
}

/** The name in the Snapshot of what a raw `$ref` points to, aliases followed. */
function targetName(ref: string, names: ReadonlyMap<string, string>): string {
  const target = refTarget(ref);
  return names.get(target) ?? modernName(target);
}

interface OwnDefinition {
  readonly rawName: string;
  readonly name: string;
  readonly raw: JsonObject;
  readonly gvks: readonly GroupVersionKind[];
}

function ownDefinitions({ definitions, names, gvks }: DefinitionsInput): OwnDefinition[] {
  const own: OwnDefinition[] = [];
  for (const [rawName, raw] of Object.entries(definitions)) {
    if (!isObject(raw) || aliasTarget(raw) !== undefined) continue;
    const name = names.get(rawName) ?? modernName(rawName);
    const stated = gvksOf(raw);
    const told = gvks?.get(name);
    own.push({ rawName, name, raw, gvks: stated.length > 0 || told === undefined ? stated : told });
  }
  return own;
}

/** The API group that a package's definitions belong to, as those that are kinds state it. */
export function groupsOfPackages(
  definitions: readonly Pick<OwnDefinition, 'name' | 'gvks'>[],
): ReadonlyMap<string, string> {
  const groups = new Map<string, string>([[SHARED_META, 'meta.k8s.io']]);
  for (const { name, gvks } of definitions) {
    const [only] = gvks;
    const parsed = parseDefinitionName(name);
    if (gvks.length !== 1 || only === undefined || parsed === null || groups.has(parsed.package)) continue;
    if (only.version === parsed.version && only.kind === parsed.type) groups.set(parsed.package, only.group);
  }
  return groups;
}

/** The Kubernetes name of the type that a definition is of; `null` where its name or package does not tell. */
export function typeNamed(name: string, groups: ReadonlyMap<string, string>): TypeName | null {
  const parsed = parseDefinitionName(name);
  const group = parsed === null ? undefined : groups.get(parsed.package);
  return parsed === null || group === undefined ? null : { group, version: parsed.version, type: parsed.type };
}

function fieldFacts(
  facts: FactsAt,
  type: TypeName | null,
  path: readonly string[],
  description: string,
  isKubernetes: boolean,
): SchemaFacts {
  const [field] = path;
  const known = type !== null && path.length === 1 && field !== undefined ? facts.field(type, field) : null;
  const words = readDescription(description);
  return {
    ...(known?.stabilitySettled === true ? {} : stability(words, facts)),
    ...(known?.deprecationSettled === true ? {} : deprecation(words, isKubernetes)),
    ...known?.facts,
  };
}

/** The stability that words give: that of the gates they name where Kubernetes has these, else as they say. */
function stability(words: SchemaFacts, facts: FactsAt): SchemaFacts {
  const { gates } = words;
  if (gates !== undefined) {
    const known = facts.gates(gates);
    if (known !== null) return known;
  }
  return {
    ...(words.stability === undefined ? {} : { stability: words.stability }),
    ...(words.stability === undefined || gates === undefined ? {} : { gates }),
  };
}

/** The deprecation that words give. The releases that an add-on's words name are its own, not those of Kubernetes. */
function deprecation({ deprecated, removed, replacement }: SchemaFacts, isKubernetes: boolean): SchemaFacts {
  if (deprecated === undefined) return {};
  return {
    deprecated: isKubernetes ? deprecated : true,
    ...(removed === undefined || !isKubernetes ? {} : { removed }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function nonEmpty(facts: SchemaFacts): SchemaFacts | undefined {
  return Object.keys(facts).length === 0 ? undefined : facts;
}
