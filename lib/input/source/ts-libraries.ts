import type { ApiName } from '../../model/source-use.ts';
import { apiOfClass, apiOfConstruct, apiOfModel, isVersionName } from './api-names.ts';
import type { ImportedPath } from './ts-paths.ts';

/** What a name of a library means: an API; something whose API only a run tells; or nothing of Kubernetes (`null`). */
export type Meaning = { readonly api: ApiName } | { readonly runTime: true } | null;

/** A library whose names tell APIs. */
interface Library {
  readonly specifier: RegExp;
  meaning(names: readonly string[], match: RegExpExecArray): Meaning;
}

/** Every library that is known by its names. To have another understood, add a row. */
const LIBRARIES: readonly Library[] = [
  { specifier: /^@kubernetes\/client-node(?:\/.*)?$/, meaning: ([name = '']) => ofClient(name) },
  {
    specifier: /^@pulumi\/kubernetes(?:\/(.*))?$/,
    meaning: (names, match) => ofPulumi([...steps(match[1]), ...names]),
  },
  { specifier: /(?:^|\/)imports\/k8s(?:\.[jt]s)?$/, meaning: ([name = '']) => ofConstruct(name) },
  { specifier: /^cdk8s-plus(?:-\d+)?$/, meaning: ([name = '']) => ofPlus(name) },
  {
    specifier: /^@cdktf\/provider-kubernetes(?:\/lib\/([\w-]+))?$|(?:^|\/)\.gen\/providers\/kubernetes(?:\/([\w-]+))?$/,
    meaning: (names, match) => ofTerraform([...steps(match[1] ?? match[2]), ...names]),
  },
  { specifier: /^cdk8s$/, meaning: ([name = '']) => (/^(?:Helm|Include)$/.test(name) ? { runTime: true } : null) },
  {
    specifier: /^(?:@kubernetes-models|kubernetes-(?:models|types))\/(.+)$/,
    meaning: (names, match) => ofSteps([...steps(match[1]), ...names]),
  },
];

/** What a dotted name that begins in an import means. */
export function meaningOf({ specifier, names }: ImportedPath): Meaning {
  for (const library of LIBRARIES) {
    const match = library.specifier.exec(specifier);
    if (match !== null) return library.meaning(names, match);
  }
  return null;
}

/** Whether an import may be of a file that passes names of the official client on. */
export function mayWrapClient(specifier: string): boolean {
  return specifier.startsWith('.') || /kube|k8s/i.test(specifier);
}

function ofClient(name: string): Meaning {
  const api = apiOfClass(name) ?? apiOfModel(name);
  return api === null ? null : { api };
}

function ofConstruct(name: string): Meaning {
  const api = apiOfConstruct(name);
  return api === null ? null : { api };
}

/** CDK for Terraform has a folder, or a namespace, for each resource, with a class of its name: `cron-job/CronJob`, `cronJob.CronJob`. */
function ofTerraform(names: readonly string[]): Meaning {
  const [first = '', last = first] = names.slice(-2).map(snakeOf);
  const isClass = /^[A-Z]/.test(names.at(-1) ?? '') && first === last;
  if (!isClass) return null;
  return { api: { group: null, version: '', what: { type: 'terraform', name: `kubernetes_${last}` } } };
}

/** `CronJobV1Beta1`, `cronJob` and `cron-job` as Terraform writes them: `cron_job_v1beta1`. */
function snakeOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1_')
    .replaceAll('-', '_')
    .toLowerCase();
  return words.replace(/(v\d+)_(alpha|beta)(?=\d)/, '$1$2');
}

/**
 * The constructs of cdk8s-plus are those that cdk8s generates, without their prefix. The one for autoscaling is not of the
 * version that its name leaves out.
 */
function ofPlus(name: string): Meaning {
  return name === 'HorizontalPodAutoscaler' ? { runTime: true } : ofConstruct(`Kube${name}`);
}

/** `apps.v1.Deployment`, below `types.input` too; the deepest imports end in the kind's file (`apps/v1/deployment`). */
function ofPulumi(names: readonly string[]): Meaning {
  const [first = '', second = ''] = names;
  if (first === 'types' || /^(?:in|out)puts?$/.test(first)) return ofPulumi(names.slice(1));
  if (first === 'helm' && names.length > 1)
    return /^(?:Chart|Release)$/.test(names.at(-1) ?? '') ? { runTime: true } : null;
  return isVersionName(second) ? ofSteps(names) : null;
}

/** A group, a version, and a kind or nothing. */
function ofSteps([group = '', version = '', name]: readonly string[]): Meaning {
  if (!isVersionName(version)) return null;
  const what = name === undefined ? ({ type: 'all' } as const) : ({ type: 'model', name: kindOf(name) } as const);
  return { api: { group: { word: group }, version, what } };
}

/** `DeploymentPatch` and `DeploymentArgs` are Pulumi's companions of a kind. */
function kindOf(name: string): string {
  const bare = name.replace(/(?:Args|Patch)$/, '');
  return bare === '' ? name : bare;
}

function steps(path: string | undefined): string[] {
  return path === undefined ? [] : path.split('/').filter((step) => !/^(?:index(?:\.[jt]s)?|dist|bin)?$/.test(step));
}
