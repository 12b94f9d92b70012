import { parseApiVersion } from '../../model/gvk.ts';
import type { ApiName, NamedThing } from '../../model/source-use.ts';

const VERSION = 'v[1-9]\\d*(?:(?:alpha|beta)[1-9]\\d*)?';
const VERSION_NAME = new RegExp(`^${VERSION}$`);
const API_CLASS = new RegExp(`^([A-Z][A-Za-z]*?)_?(${VERSION})Api$`, 'i');
const MODEL = /^([A-Z][A-Za-z]*?)?_?(V[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)([A-Z]\w*)$/;
const CDK8S = /^Kube([A-Z]\w*?)(?:V([1-9]\d*)((?:Alpha|Beta)[1-9]\d*)?)?(?:Props)?$/;

/** The longest that a domain and a label can be (RFC 1123): a group is the one, a version the other. */
const MAX_DOMAIN = 253;
const MAX_LABEL = 63;

/** The longest that a name can be, an apiVersion: a group, a slash, and a version. */
const MAX_NAME = MAX_DOMAIN + 1 + MAX_LABEL;

/** Whether a text has the form that Kubernetes gives the names of versions. */
export function isVersionName(text: string): boolean {
  return text.length <= MAX_LABEL && VERSION_NAME.test(text);
}

/** Whether a text has the form of a group's name. */
export function isGroupName(text: string): boolean {
  return text.length <= MAX_DOMAIN && /^[a-z0-9.-]+$/.test(text);
}

/** The group and version that a class of the generated clients serves: `NetworkingV1beta1Api`, and `Core_v1Api` of old. */
export function apiOfClass(name: string): ApiName | null {
  const match = API_CLASS.exec(name);
  if (match === null || !/^[A-Z]/.test(name)) return null;
  return { group: { word: match[1] as string }, version: (match[2] as string).toLowerCase(), what: { type: 'all' } };
}

/** The kind that a model of the generated clients is of: `V1beta1CronJob`, `NetworkingV1beta1IngressList`. */
export function apiOfModel(name: string): ApiName | null {
  const match = MODEL.exec(name);
  if (match === null) return null;
  const [, word, version = '', rest = ''] = match;
  const group = word === undefined ? null : { word };
  return { group, version: version.toLowerCase(), what: { type: 'model', name: rest } };
}

/** The kind that a construct which cdk8s generated is of: `KubeIngressV1Beta1`. Its `v1` is left out of the name. */
export function apiOfConstruct(name: string): ApiName | null {
  const match = CDK8S.exec(name);
  if (match === null) return null;
  const [, kind = '', major = '1', stage = ''] = match;
  return { group: null, version: `v${major}${stage.toLowerCase()}`, what: { type: 'model', name: kind } };
}

/** The API that an apiVersion and kind written in a program name; `null` where the text can be no apiVersion. */
export function apiOfObject(apiVersion: string, kind: string | null): ApiName | null {
  if (isTooLong(apiVersion) || isTooLong(kind)) return null;
  const parsed = parseApiVersion(apiVersion);
  if (parsed === null || !isPlausible(parsed.group, parsed.version)) return null;
  if (kind !== null && !KIND.test(kind)) return null;
  const what: NamedThing = kind === null ? { type: 'all' } : { type: 'kind', name: kind };
  return { group: { exact: parsed.group }, version: parsed.version, what };
}

/** A long text may be what thousands of places of a program name. */
function isTooLong(name: string | null): boolean {
  return name !== null && name.length > MAX_NAME;
}

/** The API that the `exec` of a kubeconfig asks a plugin for, beside a command and without a kind; `null` for any other apiVersion. */
export function apiOfPlugin(apiVersion: string): ApiName | null {
  return apiVersion.startsWith(`${PLUGINS}/`) ? apiOfObject(apiVersion, 'ExecCredential') : null;
}

const PLUGINS = 'client.authentication.k8s.io';

/** Other formats have an `apiVersion` and a `kind` too, and so do descriptions of the two; they seldom are such names. */
function isPlausible(group: string, version: string): boolean {
  return GROUP.test(group) && (isVersionName(version) || (group.includes('.') && LABEL.test(version)));
}

const GROUP = /^[a-z0-9.-]*$/i;
const LABEL = /^[a-z0-9-]+$/i;
const KIND = /^[a-z][a-z0-9]*$/i;

/** The API that a group, version and resource of one path name. */
export function apiOfResource(group: string, version: string, resource: string | null): ApiName | null {
  if (isTooLong(group) || isTooLong(version) || isTooLong(resource)) return null;
  if (!isVersionName(version) || !/^[a-z0-9.-]*$/.test(group)) return null;
  const what: NamedThing =
    resource === null || resource === '' ? { type: 'all' } : { type: 'resource', name: resource };
  return { group: { exact: group === 'core' ? '' : group }, version, what };
}

/** Stands in a path where only a run tells what does. */
export const RUN_TIME = '\uFFFC';

// Go's own packages have `pkg/apis/GROUP/VERSION` in their paths.
const GROUP_PATH = /(?<!\bpkg)\/apis\/([^/\s?#"'`]+)\/([^/\s?#"'`]+)(?:\/([^\s?#"'`]*))?/g;
const CORE_PATH = /\/api\/(v1)\/([^\s?#"'`]+)/g;

/** A path of the API server in a text: the API it names, or `null` where a part of it is known in a run only. */
export interface PathUse {
  /** 0-based, in the text. */
  readonly offset: number;
  readonly text: string;
  readonly api: ApiName | null;
}

/** The paths of the API server in a text, run-time parts of it as {@link RUN_TIME}. */
export function pathsIn(text: string): PathUse[] {
  const found: PathUse[] = [];
  if (text.includes('/apis/')) {
    for (const { 0: whole, 1: group = '', 2: version = '', 3: rest = '', index } of text.matchAll(GROUP_PATH)) {
      const resource = resourceOf(rest);
      const isOpen = [group, version, resource ?? ''].some((part) => part.includes(RUN_TIME));
      if (isOpen) found.push({ offset: index, text: whole, api: null });
      else if (isVersionName(version) && (group.includes('.') || /^[a-z]+$/.test(group))) {
        // A name and a resource are put behind this while the program runs.
        const api = apiOfResource(group, version, resource === 'namespaces' ? null : resource);
        if (api !== null) found.push({ offset: index, text: whole, api });
      }
    }
  }
  if (text.includes('/api/v1/')) {
    for (const { 0: whole, 1: version = '', 2: rest = '', index } of text.matchAll(CORE_PATH)) {
      const resource = resourceOf(rest);
      const isOpen = resource?.includes(RUN_TIME) === true;
      // Many web servers have paths such as `/api/v1/users`: those below a namespace, or of nodes, are Kubernetes'.
      if (!/^(?:watch\/)?(?:namespaces|nodes|persistentvolumes|componentstatuses)(?:\/|$)/.test(rest)) continue;
      const api = isOpen ? null : apiOfResource('', version, resource);
      found.push({ offset: index, text: whole, api });
    }
  }
  return found;
}

/** The resource at the end of a path below a group and version: `namespaces/NAME/pods/NAME/log` is of `pods`. */
function resourceOf(rest: string): string | null {
  const steps = rest.split('/').filter((step) => step !== '');
  if (steps[0] === 'watch') steps.shift();
  const [first = null, , below] = steps;
  if (first !== 'namespaces' || below === undefined) return first;
  return /^(?:finalize|status)$/.test(below) ? first : below;
}

const VERBS =
  'create|read|list|replace|patch|deleteCollection|delete|watch|connect(?:Get|Post|Put|Patch|Delete|Options|Head)|get';
const METHOD = new RegExp(`^(?:${VERBS})(Namespaced)?([A-Z]\\w*)$`);

/** What follows the verb in the name of a generated client's method, `Ingress` of `createNamespacedIngress`. */
export function objectOfMethod(name: string): { readonly object: string; readonly isTelling: boolean } | null {
  const match = METHOD.exec(name);
  if (match === null) return null;
  const object = match[2] as string;
  // Without one of these words a method of any library may have such a name.
  return { object, isTelling: match[1] !== undefined || object.includes('ForAllNamespaces') };
}
