/** A version as constraints write it; a part that is not written is `null`. */
interface Partial {
  readonly major: number;
  readonly minor: number | null;
  readonly patch: number | null;
  /** Whether it has a pre-release, such as the `-0` of `>=1.19-0`: it then comes before the version itself. */
  readonly pre: boolean;
}

const VERSION = /^v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(-[0-9A-Za-z.-]+)?(?:\+\S*)?$/;
const CONSTRAINT =
  /(?:(=<|=>|>=|<=|!=|>|<|=|~>|~|\^)\s*)?(v?\d+(?:\.(?:\d+|[xX*]))*(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?|\*)/g;

/**
 * Whether the first version of a minor release satisfies a constraint of Helm's `semverCompare` (github.com/Masterminds/
 * semver): comparisons joined by commas or blanks, alternatives by `||`, with `~`, `^`, `x` and `1.2 - 1.4`.
 *
 * @returns `undefined` where the constraint cannot be read, or tells patches of that very release apart.
 */
export function satisfies(version: string, constraint: string): boolean | undefined {
  const found = partial(version);
  if (found === null) return undefined;
  let unknown = false;
  for (const alternative of constraint.split('||')) {
    const result = allOf(found, alternative);
    if (result === true) return true;
    unknown ||= result === undefined;
  }
  return unknown ? undefined : false;
}

function allOf(version: Partial, text: string): boolean | undefined {
  const range = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text);
  const list = range === null ? text : `>=${range[1]}, <=${range[2]}`;
  if (list.replace(CONSTRAINT, '').replace(/[\s,]/g, '') !== '' || !/\S/.test(list)) return undefined;
  let result: boolean | undefined = true;
  for (const [, operator = '', written = ''] of list.matchAll(CONSTRAINT)) {
    const bound = written === '*' ? null : partial(written);
    const one = bound === null ? true : compare(version, operator, bound);
    if (one === false) return false;
    if (one === undefined) result = undefined;
  }
  return result;
}

function compare(version: Partial, operator: string, bound: Partial): boolean | undefined {
  const order =
    version.major - bound.major ||
    (version.minor ?? 0) - (bound.minor ?? 0) ||
    (version.patch ?? 0) - (bound.patch ?? 0) ||
    Number(bound.pre);
  const sameMinor = version.major === bound.major && (version.minor ?? 0) === (bound.minor ?? 0);
  if (sameMinor && bound.patch !== null && bound.patch > 0) return undefined;
  const within = version.major === bound.major && (bound.minor === null || sameMinor);
  switch (operator) {
    case '>=':
    case '=>':
      return order >= 0;
    case '>':
      return bound.patch === null && !bound.pre ? order > 0 && !within : order > 0;
    case '<':
      return order < 0;
    case '<=':
    case '=<':
      return order <= 0 || (bound.patch === null && within);
    case '!=':
      return !within;
    case '^':
      return version.major === bound.major && order >= 0;
    case '~':
    case '~>':
      return within && order >= 0;
    default:
      return within;
  }
}

function partial(text: string): Partial | null {
  const match = VERSION.exec(text.trim());
  if (match === null) return null;
  const part = (written: string | undefined) =>
    written === undefined || /[xX*]/.test(written) ? null : Number(written);
  return { major: Number(match[1]), minor: part(match[2]), patch: part(match[3]), pre: match[4] !== undefined };
}
