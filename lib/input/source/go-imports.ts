import { isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Token } from './tokens.ts';
import { closingOf, isSign } from './tokens.ts';

/** A package that a file imports. */
export interface Import {
  /** The name it has in the file: its alias, or the last step of its path; `.` where its names are those of the file. */
  readonly name: string;
  readonly path: string;
  /** The index of the path. */
  readonly at: number;
}

/** The imports of a program in Go, which stand in declarations: no other string is one. */
export function importsIn(tokens: readonly Token[]): readonly Import[] {
  const imports: Import[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.type !== 'word' || tokens[at]?.text !== 'import') continue;
    const isGroup = isSign(tokens[at + 1], '(');
    const end = isGroup ? closingOf(tokens, at + 1) + 1 : at + 3;
    for (let next = at + 1; next < end; next++) {
      const token = tokens[next];
      if (token?.type !== 'string') continue;
      imports.push(importAt(tokens, next, token.text));
      if (!isGroup) break;
    }
    if (isGroup) at = end - 1;
  }
  return imports;
}

function importAt(tokens: readonly Token[], at: number, path: string): Import {
  const before = tokens[at - 1];
  if (isSign(before, '.')) return { name: '.', path, at };
  const isNamed = before?.type === 'word' && before.text !== 'import';
  return { name: isNamed ? before.text : (path.split('/').at(-1) as string), path, at };
}

/** Whether a package is of Kubernetes' own modules; other programs may have them in a folder of theirs. */
export function isKubernetes(path: string): boolean {
  return /(?:^|\/)k8s\.io\//.test(path);
}

/** Packages of Kubernetes' own modules that end in a group and a version. */
const PACKAGE = new RegExp(
  `^k8s\\.io/(?:${[
    'api',
    // The first releases of the client had a folder each.
    'client-go/(?:1\\.\\d+/)?(?:kubernetes/typed|informers|listers|applyconfigurations|pkg/apis)',
    'kubernetes/pkg/apis',
    '(?:apiextensions-apiserver|kube-aggregator|metrics)/pkg/apis',
    '(?:apiextensions-apiserver|kube-aggregator|metrics)/pkg/client/' +
      '(?:clientset(?:_generated)?/(?:clientset|versioned)/typed|listers|informers/externalversions|applyconfigurations?)',
  ].join('|')})/([a-z]+)/(v\\w+)(?:/fake)?$`,
);
/** What Pulumi makes of Kubernetes' types, and what Knative makes to look after them. */
const PULUMI = /^github\.com\/pulumi\/pulumi-kubernetes\/sdk(?:\/v\d+)?\/go\/kubernetes\/([a-z]+)\/(v\w+)$/;
const KNATIVE = /^knative\.dev\/pkg\/client\/injection\/kube\/(?:informers|reconciler)\/([a-z]+)\/(v\w+)(?:\/|$)/;
/** Where the types of configuration files are, and the groups that these have there. */
const FILES: readonly (readonly [path: RegExp, group: string])[] = [
  [/^k8s\.io\/client-go\/pkg\/apis\/clientauthentication\/(v\w+)$/, 'client.authentication.k8s.io'],
  [/^k8s\.io\/kubelet\/config\/(v\w+)$/, 'kubelet.config.k8s.io'],
  [/^k8s\.io\/kube-proxy\/config\/(v\w+)$/, 'kubeproxy.config.k8s.io'],
  [/^k8s\.io\/kube-scheduler\/config\/(v\w+)$/, 'kubescheduler.config.k8s.io'],
  [/^k8s\.io\/kubernetes\/cmd\/kubeadm\/app\/apis\/kubeadm\/(v\w+)$/, 'kubeadm.k8s.io'],
  [/^k8s\.io\/apiserver\/pkg\/apis\/audit\/(v\w+)$/, 'audit.k8s.io'],
];
const OLD_CORE = /^k8s\.io\/(?:client-go(?:\/1\.\d+)?|kubernetes)\/pkg\/api\/(v\w+)$/;

/** A group, by the word that the packages of client-go have for it, and a version. */
export interface Package {
  readonly group: string;
  readonly version: string;
  /** Whether it is Pulumi's, which has names of its own for all there is of a kind. */
  readonly isPulumi: boolean;
}

/** The group and version that a package is of; `null` where it is of none. */
function packageOf(path: string): Package | null {
  const pulumi = PULUMI.exec(path);
  const match = pulumi ?? PACKAGE.exec(path) ?? KNATIVE.exec(path);
  const version = match?.[2] ?? OLD_CORE.exec(path)?.[1];
  return version === undefined || !isVersionName(version)
    ? null
    : { group: match?.[1] ?? 'core', version, isPulumi: pulumi !== null };
}

/** The packages of types, by the names they have in the file, with those that have none of their own. */
export interface Packages {
  readonly named: ReadonlyMap<string, Package>;
  readonly unnamed: readonly Package[];
}

/** Gathers the packages of types that are imported; each import is a use itself. */
export function readImports(tokens: readonly Token[], imports: readonly Import[], found: Found): Packages {
  const named = new Map<string, Package>();
  const unnamed: Package[] = [];
  for (const { name, path, at } of imports) {
    const known = isOfFiles(path) ? null : packageOf(path);
    if (known === null) {
      readFiles(path, (tokens[at] as Token).offset, found);
      continue;
    }
    if (name === '.') unnamed.push(known);
    else named.set(name, known);
    const { group, version } = known;
    found.use((tokens[at] as Token).offset, path, { group: { word: group }, version, what: { type: 'all' } });
  }
  return { named, unnamed };
}

function isOfFiles(path: string): boolean {
  return FILES.some(([pattern]) => pattern.test(path));
}

/** A package of the types of configuration files is a use of their group and version; which of its types are kinds is not known. */
function readFiles(path: string, offset: number, found: Found): void {
  for (const [pattern, group] of FILES) {
    const version = pattern.exec(path)?.[1];
    if (version === undefined || !isVersionName(version)) continue;
    found.use(offset, path, { group: { exact: group }, version, what: { type: 'all' } });
  }
}
