import { compareText } from './gvk.ts';

/** How stable an API says it is. `unknown` is an answer of its own: it is never guessed into one of the others. */
export type Stability = 'alpha' | 'beta' | 'ga' | 'unknown';

/** All stabilities, the most stable first. */
export const STABILITIES = ['ga', 'beta', 'alpha', 'unknown'] as const satisfies readonly Stability[];

const VERSION = /^v[1-9]\d*(?:(alpha|beta)[1-9]\d*)?$/;

/**
 * The stability that the name of an API version states, by the rule of the Kubernetes API conventions:
 * `v1` is GA, `v1beta1` beta, `v1alpha1` alpha. Any other form (`2019-01-01`, `latest`) is `unknown`.
 */
export function stabilityOf(version: string): Stability {
  const match = VERSION.exec(version);
  if (match === null) return 'unknown';
  return (match[1] as 'alpha' | 'beta' | undefined) ?? 'ga';
}

/** The major version that a version of an API belongs to, `v2` of `v2beta1`; a name outside that form is one of its own. */
export function majorOf(version: string): string {
  return /^v\d+/.exec(version)?.[0] ?? version;
}

const VERSION_PARTS = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const RANK = { ga: 3, beta: 2, alpha: 1 } as const;

/**
 * Orders API version names as the API server prefers them: GA before beta before alpha, then the higher number first;
 * names outside that form come last, by text. (The order of apimachinery's `version.CompareKubeAwareVersionStrings`.)
 */
export function compareVersions(a: string, b: string): number {
  const left = VERSION_PARTS.exec(a);
  const right = VERSION_PARTS.exec(b);
  if (left === null || right === null) {
    if (left !== null) return -1;
    if (right !== null) return 1;
    return compareText(a, b);
  }
  const rank = (match: RegExpExecArray) => RANK[(match[2] as 'alpha' | 'beta' | undefined) ?? 'ga'];
  return rank(right) - rank(left) || Number(right[1]) - Number(left[1]) || Number(right[3] ?? 0) - Number(left[3] ?? 0);
}
