import { LineIndex } from '../../model/location.ts';
import type { SourceReading } from '../../model/source-use.ts';
import { apiOfClass, apiOfConstruct, apiOfModel, isVersionName } from './api-names.ts';
import { readAssignedHeads } from './assigned-heads.ts';
import { readFluent } from './fluent.ts';
import { Found } from './found.ts';
import type { Keys, Scanned } from './scan.ts';
import { readGroups } from './scan.ts';
import { readStrings } from './scan-strings.ts';
import type { Lexis, Token } from './tokens.ts';
import { isSign, tokensOf } from './tokens.ts';

/** No key of any object. */
const NONE = /^(?!)/;

/** In C# a group may stand beside what is called an apiVersion and is a version: `[KubernetesEntity(Group = ..., ApiVersion = ...)]`. */
const KEYS: Keys = {
  apiVersion: /^(?:apiVersion|ApiVersion)$/,
  kind: /^[kK]ind$/,
  group: /^[gG]roup$/,
  version: NONE,
  resource: NONE,
};

const BLOCK_COMMENT = '//[^\\n]*|/\\*[\\s\\S]*?\\*/';

/** What is put into a string in any of the languages: `%s`, `${it}`, `$it`, `#{it}`, `{it}`, `{0}`, `\(it)`. */
const HOLE =
  /%(?<sign>%)|%(?:\(\w+\))?[-+#0]{0,4}\d{0,4}(?:\.\d{0,4})?[sdvn]|[$#]\{[^{}\n]*\}|\$[A-Za-z_]\w*|\{(?:[A-Za-z_]\w*|\d*)\}|\\\([^()\n]*\)/;

/** How a language that is read by its words alone writes comments and strings; what three quotes hold may have lines. */
function lexisOf(comment: string, prefix: string): Lexis {
  return {
    comment: new RegExp(comment, 'y'),
    string: new RegExp(
      `(?<prefix>${prefix})(?:(?<quote>"""|'''|(?<=@\\$?)")(?<text>(?:[^\\\\]|\\\\[\\s\\S])*?)\\k<quote>|` +
        `(?<quote2>["'])(?<text2>(?:(?!\\k<quote2>)[^\\\\\\n]|\\\\[\\s\\S])*)\\k<quote2>)`,
      'y',
    ),
    form: (before) => (before.includes('@') ? 'raw' : 'plain'),
    opening: /\/\*|"""|'''|[@$]{1,2}(?=")/y,
  };
}

/** Java, Kotlin, Scala, Groovy, C# and CUE. In C# what begins with `@` may have lines. */
const BRACES = lexisOf(BLOCK_COMMENT, '(?:[@$]{1,2})?');

const KCL = lexisOf('#[^\\n]*', '');

/** Ruby and PHP have here-documents: `<<~YAML`, `<<<'YAML'`. A mark is taken whole: `<<EOFS` does not end at `EOF`. */
const RUBY: Lexis = {
  comment: new RegExp(`#[^\\n]*|${BLOCK_COMMENT}`, 'y'),
  string:
    /(?<prefix><<(?:<[ \t]*|[-~]?)["']?(?<mark>[A-Z_]\w*)(?!\w)["']?[^\n]*\n)(?<text>(?:[^\n]*\n)*?)[ \t]*\k<mark>(?!\w)|(?<quote2>["'])(?<text2>(?:(?!\k<quote2>)[^\\\n]|\\[\s\S])*)\k<quote2>/y,
  form: (prefix) => (prefix === '' ? 'plain' : 'raw'),
  opening: /\/\*|<<(?=<|[-~]?["']?[A-Z_])/y,
};

/** Raw strings of Rust have signs of numbers around them, and a single quote may begin a lifetime. */
const RUST: Lexis = {
  comment: new RegExp(BLOCK_COMMENT, 'y'),
  string:
    /(?<prefix>b?r(?<signs>#{1,3}))(?<quote>")(?<text>[\s\S]*?)"\k<signs>|(?<quote2>")(?<text2>(?:[^"\\]|\\[\s\S])*)"|'(?:[^'\\\n]|\\(?:u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|.))'/y,
  form: (prefix) => (prefix === '' ? 'plain' : 'raw'),
  opening: /\/\*|"|b?r(?=#{1,3}")/y,
};

/** Jsonnet has texts between three bars, and lines in any. */
const JSONNET: Lexis = {
  comment: new RegExp(`#[^\\n]*|${BLOCK_COMMENT}`, 'y'),
  string:
    /(?<prefix>\|\|\|-?[ \t]*\r?\n)(?<text>[\s\S]*?)\n[ \t]*\|\|\||(?<quote2>["'])(?<text2>(?:(?!\k<quote2>)[^\\]|\\[\s\S])*)\k<quote2>/y,
  form: (prefix) => (prefix === '' ? 'plain' : 'raw'),
  opening: /\/\*|\|\|\||["']/y,
};

/** The languages that are read here, by the endings of their files. */
const LEXES: readonly { readonly name: RegExp; readonly lexis: Lexis; readonly byLine: boolean }[] = [
  { name: /\.(?:jsonnet|libsonnet)$/i, lexis: JSONNET, byLine: false },
  { name: /\.cue$/i, lexis: BRACES, byLine: true },
  { name: /\.k$/i, lexis: KCL, byLine: true },
  { name: /\.(?:rb|php)$/i, lexis: RUBY, byLine: false },
  { name: /\.rs$/i, lexis: RUST, byLine: false },
];

/** What jsii, and by it cdk8s, generates for Java has every kind of the cluster: what a program makes of them is a use, they are not. */
const GENERATED = /\bGenerated\(value = "jsii-pacmak\//;

/**
 * Reads a program in a language of which no more is known than how it writes comments and strings: names of the official client's
 * classes and models, paths of modules (`batch.v1beta1.CronJob`), chains of calls, objects, and strings.
 *
 * @param file the name shown to people.
 */
export function readWords(file: string, text: string): SourceReading {
  if (GENERATED.test(text)) return { uses: [], unresolved: [] };
  const { lexis, byLine } = LEXES.find(({ name }) => name.test(file)) ?? { lexis: BRACES, byLine: false };
  const tokens = tokensOf(text, lexis);
  const found = new Found(file, new LineIndex(text));
  const scanned: Scanned = { text, tokens, constants: new Map(), keys: KEYS, byLine, holes: () => HOLE };
  readNames(tokens, found);
  const isFabric8 = text.includes('fabric8');
  readModules(tokens, { isRust: text.includes('k8s_openapi'), isFabric8 }, found);
  if (isFabric8) readUnversioned(tokens, found);
  readFluent(scanned, found);
  readGroups(scanned, found);
  readAssignedHeads(scanned, found);
  readStrings(scanned, { isPassedOver: () => false, joinsBeside: false }, found);
  return found.reading();
}

/** C# had models that have their version in small letters: `Appsv1beta1Deployment`. */
const SMALL = /^([A-Z][a-z]+)v(?=\d+(?:alpha|beta)\d+[A-Z])/;

/** Classes and models of the official clients, and constructs of cdk8s, wherever they are named: their names are telling enough. */
function readNames(tokens: readonly Token[], found: Found): void {
  for (const { type, text, offset } of tokens) {
    if (type !== 'word') continue;
    const construct = /^Kube\w*V\d/.test(text) ? apiOfConstruct(text) : null;
    const api = apiOfClass(text) ?? construct ?? apiOfModel(text.replace(SMALL, '$1V'));
    if (api !== null) found.use(offset, text, api);
  }
}

/** A step of a path of modules that says that what follows is of Kubernetes; `k` is what Jsonnet's libraries are called. */
const ROOT = /^(?:k|k8s|kubernetes|k8s_openapi)$/i;

/** More steps than such a path has before its group. */
const MOST_STEPS = 8;

/** The libraries whose paths need not begin with Kubernetes' name. */
interface Libraries {
  /** A path may have its beginning before the braces around it. */
  readonly isRust: boolean;
  /** A client of any name has them as calls: `client.batch().v1beta1().cronjobs()`. */
  readonly isFabric8: boolean;
}

/**
 * Groups and versions in paths of modules, with what follows: `io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob`,
 * `k8s_openapi::api::batch::v1beta1::CronJob`, `k.batch.v1beta1.cronJob`, `Pulumi.Kubernetes.Batch.V1Beta1`.
 *
 * @param given how the program names modules.
 */
function readModules(tokens: readonly Token[], given: Libraries, found: Found): void {
  tokens.forEach((token, at) => {
    const version = token.text.toLowerCase();
    const before = stepBefore(tokens, at);
    const group = tokens[before];
    const isPath = token.type === 'word' && before !== -1 && isVersionName(version);
    if (!isPath || group === undefined || !isOfKubernetes(tokens, before, given)) return;
    const after = stepAfter(tokens, at);
    const name = after === -1 ? undefined : tokens[after];
    const what = name === undefined ? ({ type: 'all' } as const) : ({ type: 'model', name: name.text } as const);
    const shown = `${group.text}.${token.text}${name === undefined ? '' : `.${name.text}`}`;
    found.use(group.offset, shown, { group: { word: group.text }, version, what });
  });
}

/** Groups of which fabric8 leaves the version out, or did. */
const UNVERSIONED = /^(?:extensions|policy|batch|apiextensions|scheduling)$/;

/** `model.extensions.Ingress` and `client.extensions().ingresses()` of fabric8: any version of the group may be meant. */
function readUnversioned(tokens: readonly Token[], found: Found): void {
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || !UNVERSIONED.test(token.text)) return;
    const isCalled = isSign(tokens[at + 1], '(') && isSign(tokens[at - 1], '.');
    const name = tokens[stepAfter(tokens, at)];
    if (name === undefined || !(isCalled || tokens[stepBefore(tokens, at)]?.text === 'model')) return;
    if (isVersionName(name.text) || !(isCalled || /^[A-Z]/.test(name.text))) return;
    // Of Jobs the version was ever that of all others but the first.
    if (token.text === 'batch' && !/^cronjob/i.test(name.text)) return;
    const what = { type: 'model', name: name.text.replace(/Builder$/, '') } as const;
    found.use(token.offset, `${token.text}.${name.text}`, { group: { word: token.text }, version: '', what });
  });
}

/** The index of the step before another one, -1 where none is: apart by a point, by two colons, or as `a().b()`. */
function stepBefore(tokens: readonly Token[], at: number): number {
  if (isSign(tokens[at - 1], ':') && isSign(tokens[at - 2], ':')) return wordAt(tokens, at - 3);
  if (!isSign(tokens[at - 1], '.')) return -1;
  const isCall = isSign(tokens[at - 2], ')') && isSign(tokens[at - 3], '(');
  return wordAt(tokens, isCall ? at - 4 : at - 2);
}

function stepAfter(tokens: readonly Token[], at: number): number {
  const end = isSign(tokens[at + 1], '(') && isSign(tokens[at + 2], ')') ? at + 3 : at + 1;
  if (isSign(tokens[end], ':') && isSign(tokens[end + 1], ':')) return wordAt(tokens, end + 2);
  return isSign(tokens[end], '.') ? wordAt(tokens, end + 1) : -1;
}

function wordAt(tokens: readonly Token[], at: number): number {
  return tokens[at]?.type === 'word' ? at : -1;
}

function isOfKubernetes(tokens: readonly Token[], group: number, { isRust, isFabric8 }: Libraries): boolean {
  let at = stepBefore(tokens, group);
  if (at === -1) return isRust;
  if (isFabric8 && isSign(tokens[group + 1], '(')) return true;
  for (let steps = 0; at !== -1 && steps < MOST_STEPS; steps++) {
    if (ROOT.test(tokens[at]?.text ?? '')) return true;
    at = stepBefore(tokens, at);
  }
  return false;
}
