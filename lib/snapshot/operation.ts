import type { GroupVersion, GroupVersionKind } from '../model/gvk.ts';
import { isObject, type JsonObject, objectOf, textOf } from './json.ts';

/** The methods an OpenAPI 2.0 path item may have. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

/** Whether a member of a path item is an operation. */
export function isMethod(text: string): text is (typeof METHODS)[number] {
  return (METHODS as readonly string[]).includes(text);
}

/** What a path of the Kubernetes API addresses. */
export interface ResourcePath extends GroupVersion {
  /** `deployments`, or `deployments/scale`. */
  readonly name: string;
  readonly namespaced: boolean;
}

const RESOURCE_PATH =
  /^\/(?:api|apis\/([^/]+))\/([^/]+)\/(?:watch\/)?(namespaces\/\{namespace\}\/)?([^/{]+)(?:\/\{name\}(?:\/([^/{]+)(?:\/\{path\})?)?)?$/;

/** Takes a path apart; `null` where it addresses no resource (discovery, version, logs, the proxies of before 1.10). */
export function parseResourcePath(path: string): ResourcePath | null {
  const match = RESOURCE_PATH.exec(path);
  if (match === null) return null;
  const [, group = '', version = '', namespace, resource = '', subresource] = match;
  const name = subresource === undefined ? resource : `${resource}/${subresource}`;
  return { group, version, name, namespaced: namespace !== undefined };
}

/** `x-kubernetes-action` of an operation, told from its id where a document (1.5, 1.6) does not say it. */
export function actionOf(operation: JsonObject): string | undefined {
  const stated = textOf(operation['x-kubernetes-action']);
  if (stated !== undefined) return stated;
  const id = textOf(operation.operationId) ?? '';
  const found = ACTIONS_BY_ID.find(([pattern]) => pattern.test(id));
  return found?.[1];
}

/** The prefixes that the API server's route installer gives to operation ids, and the action that it states since 1.7. */
const ACTIONS_BY_ID: readonly (readonly [RegExp, string])[] = [
  [/^list[A-Z]/, 'list'],
  [/^watch[A-Z].*List/, 'watchlist'],
  [/^watch[A-Z]/, 'watch'],
  [/^read[A-Z]/, 'get'],
  [/^create[A-Z]/, 'post'],
  [/^replace[A-Z]/, 'put'],
  [/^patch[A-Z]/, 'patch'],
  [/^delete[A-Z].*?Collection/, 'deletecollection'],
  [/^delete[A-Z]/, 'delete'],
  [/^connect[A-Z]/, 'connect'],
  [/^proxy[A-Z]/, 'proxy'],
];

/** The GVK that an operation states, `null` where it states none. */
export function statedGvk(operation: JsonObject): GroupVersionKind | null {
  const stated = operation['x-kubernetes-group-version-kind'];
  return asGvk(stated);
}

/** Reads `{group, version, kind}` (1.6 writes the members with a capital); `null` where it is not that. */
export function asGvk(value: unknown): GroupVersionKind | null {
  if (!isObject(value)) return null;
  const group = value.group ?? value.Group;
  const version = value.version ?? value.Version;
  const kind = value.kind ?? value.Kind;
  if (typeof group !== 'string' || typeof version !== 'string' || typeof kind !== 'string') return null;
  return { group, version, kind };
}

const KIND_IN_ID =
  /^(?:list|read|create|replace|patch)[A-Z]\w*?V\d+(?:(?:alpha|beta)\d+)?(?:Namespaced)?([A-Z]\w*?)(?:ForAllNamespaces)?$/;

/**
 * The kind that the id of an operation on a plain resource ends with (`readBatchV2alpha1NamespacedScheduledJob`).
 * It tells apart kinds that answer with the same definition, as CronJob and its older name did in 1.5 and 1.6.
 */
export function kindInId(operation: JsonObject): string | null {
  const id = textOf(operation.operationId) ?? '';
  // What is no word ends with no kind, and the pattern would try each place of it to find that out.
  return /^\w+$/.test(id) ? (KIND_IN_ID.exec(id)?.[1] ?? null) : null;
}

/** The `$ref` of what a successful operation answers, else of what it takes; for documents that state no GVK. */
export function bodyRef(operation: JsonObject): string | undefined {
  const responses = objectOf(operation.responses);
  for (const status of ['200', '201', '202']) {
    const ref = textOf(objectOf(objectOf(responses[status]).schema).$ref);
    if (ref !== undefined) return ref;
  }
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const body = parameters.map(objectOf).find((parameter) => parameter.in === 'body');
  return textOf(objectOf(objectOf(body).schema).$ref);
}

/**
 * The verb, as RBAC and discovery name it, that an operation lets one use; `null` for what is no verb of its own.
 * A `connect` (exec, proxy) is authorised by its method.
 */
export function verbOf(action: string | undefined, method: string): string | null {
  if (action === undefined) return null;
  const key = action === 'connect' ? method : action;
  return Object.hasOwn(VERBS, key) ? (VERBS[key] ?? null) : null;
}

const VERBS: Readonly<Record<string, string>> = {
  get: 'get',
  list: 'list',
  watch: 'watch',
  watchlist: 'watch',
  post: 'create',
  put: 'update',
  patch: 'patch',
  delete: 'delete',
  deletecollection: 'deletecollection',
};
