import { FAIL_ON, RULE_IDS } from '../model/finding.ts';
import { ALLOW_CONDITIONS } from './allow.ts';
import { LEVELS } from './check.ts';
import { MINIMUM_STABILITIES } from './policy.ts';

/** What a value of the configuration may be, for its reader and for the JSON Schema that editors use. */
export type Shape =
  | TextShape
  | { readonly type: 'boolean'; readonly description: string }
  | { readonly type: 'list'; readonly description: string; readonly items: Shape }
  | { readonly type: 'map'; readonly description: string; readonly names?: readonly string[]; readonly values: Shape }
  | ObjectShape;

export interface TextShape {
  readonly type: 'text';
  readonly description: string;
  /** The only values; absent where the pattern, or nothing, limits them. */
  readonly words?: readonly string[];
  /** A regular expression for the whole of it. */
  readonly pattern?: string;
  /** What it is, and an example, for messages: `a release, such as 1.36`. */
  readonly what?: string;
  /** Whether YAML may take what stands there for a number (1.36). */
  readonly number?: boolean;
}

export interface ObjectShape {
  readonly type: 'object';
  readonly description: string;
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** One at least of these must be there. */
  readonly anyOf?: readonly string[];
}

/** An empty pattern would match everything, or nothing, and an empty path is the folder itself: neither is meant. */
const NOT_EMPTY = '\\S';

/** Files are told by their paths from the policy's folder, with slashes: what begins with one, or has a backslash, is none of them. */
const PATHS = '^(?!/)(?=.*\\S)[^\\\\]+$';
const PATHS_WORDS = 'a pattern of paths from the folder of this file, with forward slashes, such as legacy; ** is all';

const RELEASE = '^v?\\d+\\.\\d+(\\.\\d+)?$';

const rules: Shape = {
  type: 'map',
  description: 'Severities other than the rules have of themselves; off silences a rule.',
  names: RULE_IDS,
  values: { type: 'text', description: 'The severity.', words: LEVELS },
};

const minimumStability: Shape = {
  type: 'text',
  description:
    'What is less stable is an error: with ga the rules alpha-api, beta-api, alpha-field and beta-field, with beta those for alpha; and gates that turn it on. Single rules under rules go over it.',
  words: MINIMUM_STABILITIES,
};

const allow: ObjectShape = {
  type: 'object',
  description: 'A finding that matches all of the conditions given is suppressed until the entry expires.',
  required: ['reason', 'expires'],
  anyOf: ALLOW_CONDITIONS,
  keys: {
    api: {
      type: 'text',
      description: 'group/version/Kind, with * for any of them; v1/Pod for the core group.',
      pattern: NOT_EMPTY,
      what: 'group/version/Kind, such as policy/v1beta1/PodSecurityPolicy',
    },
    rule: { type: 'text', description: 'The rule of the finding.', words: RULE_IDS },
    field: {
      type: 'text',
      description: 'The field it is about, such as spec.template.spec.hostUsers; * is any text.',
      pattern: NOT_EMPTY,
      what: 'a field, such as spec.template.spec.hostUsers',
    },
    gate: {
      type: 'text',
      description: 'The feature gate it is about; * is any text.',
      pattern: NOT_EMPTY,
      what: 'the name of a feature gate',
    },
    path: {
      type: 'text',
      description: 'A pattern of paths from the folder of this file: legacy, **/*.yaml, apps/{a,b}/**.',
      pattern: PATHS,
      what: PATHS_WORDS,
    },
    namespace: {
      type: 'text',
      description: 'The namespace that the object names; * is any text.',
      pattern: NOT_EMPTY,
      what: 'a namespace; * is any',
    },
    reason: { type: 'text', description: 'Why it may be.', pattern: NOT_EMPTY, what: 'the reason, in words' },
    expires: {
      type: 'text',
      description: 'The first Target (1.31) or the first day (2027-01-31) that it no longer holds for; or never.',
      pattern: '^(v?\\d+\\.\\d+(\\.\\d+)?|\\d{4}-\\d{2}-\\d{2}|never)$',
      what: 'a release (1.31), a day (2027-01-31) or never',
      number: true,
    },
  },
};

/** All that `api-audit.yaml`, or the key `api-audit` of a `package.json`, may hold. */
export const CONFIG_SHAPE = {
  type: 'object',
  description: 'The policy of api-audit. Flags on the command line go over it.',
  keys: {
    target: {
      type: 'text',
      description: 'The Kubernetes release audited for (--target).',
      pattern: RELEASE,
      what: 'a release, such as 1.36',
      number: true,
    },
    supports: {
      type: 'text',
      description: 'Every release of this range must serve everything (--supports).',
      pattern: '^v?\\d+\\.\\d+\\.\\.v?\\d+\\.\\d+$',
      what: 'a range of releases, such as 1.28..1.36',
    },
    failOn: {
      type: 'text',
      description: 'The mildest severity that makes a run fail (--fail-on).',
      words: FAIL_ON,
    },
    rules,
    minimumStability,
    overrides: {
      type: 'list',
      description: 'Other standards for some paths or namespaces; of those that apply the later wins.',
      items: {
        type: 'object',
        description: 'A standard for some of the input. With paths and namespaces both, both must match.',
        keys: {
          paths: {
            type: 'list',
            description: 'Patterns of paths, from the folder of this file.',
            items: {
              type: 'text',
              description: 'legacy, **/*.yaml, apps/{a,b}/**',
              pattern: PATHS,
              what: PATHS_WORDS,
            },
          },
          namespaces: {
            type: 'list',
            description: 'Namespaces that objects name; * is any text.',
            items: { type: 'text', description: 'team-*', pattern: NOT_EMPTY, what: 'a namespace; * is any' },
          },
          rules,
          minimumStability,
        },
      },
    },
    allow: { type: 'list', description: 'Findings that may be, for a reason and a time.', items: allow },
    suppressionsInManifests: {
      type: 'boolean',
      description: 'Whether comments and annotations in manifests may suppress findings; true where nothing is said.',
    },
    components: {
      type: 'map',
      description: 'The releases of add-ons that are installed (--component): cert-manager: 1.15.',
      values: { type: 'text', description: 'The release.', number: true },
    },
    snapshot: {
      type: 'text',
      description:
        'An OpenAPI document to judge by in place of a bundled one (--snapshot); a path from the folder of this file.',
      pattern: NOT_EMPTY,
      what: 'the path of a file or a folder',
    },
    vendorFacts: {
      type: 'text',
      description:
        'A file of facts about APIs of your own, in the form of facts/vendor-apis.json; a path from the folder of this file.',
      pattern: NOT_EMPTY,
      what: 'the path of a file',
    },
    baseline: {
      type: 'text',
      description: 'The file of known findings (--baseline); a path from the folder of this file.',
      pattern: NOT_EMPTY,
      what: 'the path of a file',
    },
  },
} as const satisfies ObjectShape;
