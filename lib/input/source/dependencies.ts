import { LineIndex } from '../../model/location.ts';
import type { ClientUse } from '../../model/source-use.ts';

/** How a file of a package manager (see `endings.ts`) names the clients that a program is built with. */
interface DependencyFile {
  readonly name: RegExp;
  /** Global; its first group is the library, its second the version. */
  readonly pattern: RegExp;
}

const NPM = '@kubernetes/client-node|cdk8s-plus-\\d+';

const GO_MOD = /(?:^|\/)go\.mod$/;

/** Every such file. To have another read, add a row. */
const FILES: readonly DependencyFile[] = [
  { name: /(?:^|\/)package\.json$/, pattern: new RegExp(`"(${NPM})"\\s*:\\s*"([^"]+)"`, 'g') },
  {
    name: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/,
    pattern: new RegExp(`"(?:node_modules/)?(${NPM})"\\s*:\\s*\\{\\s*"version"\\s*:\\s*"([^"]+)"`, 'g'),
  },
  { name: /(?:^|\/)yarn\.lock$/, pattern: new RegExp(`^"?(${NPM})@[^\\n]*:\\n\\s+version:?\\s+"?([^"\\n]+)`, 'gm') },
  { name: /(?:^|\/)pnpm-lock\.yaml$/, pattern: new RegExp(`^  ['"]?/?(${NPM})[@/](\\d[\\w.-]*)['"(:]`, 'gm') },
  { name: /(?:^|\/)[\w.-]*requirements[\w.-]*\.txt$/, pattern: /^(kubernetes)\s*(?:==|~=|<=?)\s*([\d.]+)/gm },
  {
    name: /(?:^|\/)(?:Pipfile|pyproject\.toml)$/,
    pattern: /^[ \t]*"?(kubernetes)"?\s*(?:=\s*"|==|~=)[=~^]*([\d.]+)/gm,
  },
  { name: GO_MOD, pattern: /^[ \t]*(?:require[ \t]+)?(k8s\.io\/client-go)[ \t]+(v[\w.+-]+)(?![\w.+-]|.*=>)/gm },
];

/** What a module is not built with: a line, or a block, which nothing ends but its parenthesis. */
const EXCLUDED = /^exclude[ \t]+(?:\([^)]*|.*)/gm;

/** A module, or one version of it, and what is built in its place: another module, or a folder. */
const REPLACED =
  /^[ \t]*(?:replace[ \t]+)?k8s\.io\/client-go(?:[ \t]+(v[\w.+-]+))?[ \t]+=>[ \t]+(\S+)(?:[ \t]+(v[\w.+-]+))?/gm;

/** The clients of Kubernetes that a program is built with, and in which version. */
export function clientsIn(file: string, path: string, text: string): ClientUse[] {
  const lines = new LineIndex(text);
  const known = FILES.find(({ name }) => name.test(path));
  if (known === undefined) return [];
  const searched = known.name === GO_MOD ? text.replace(EXCLUDED, (lines) => lines.replace(/[^\n]/g, ' ')) : text;
  const clients = [...searched.matchAll(known.pattern)].map(({ 0: whole, 1: library = '', 2: version = '', index }) => {
    const place = lines.position(index + whole.indexOf(library));
    return { file, ...place, text: `${library} ${version}`, library, version };
  });
  if (known.name !== GO_MOD) return clients;
  const replaced = replacementsIn(searched);
  return clients.map((client) => builtFor(client, replaced, lines));
}

/** What is replaced in a Go module, by the version that is: the empty one is any. Of several the first counts. */
function replacementsIn(text: string): ReadonlyMap<string, RegExpExecArray> {
  const replaced = new Map<string, RegExpExecArray>();
  for (const match of text.matchAll(REPLACED)) {
    const only = match[1] ?? '';
    if (!replaced.has(only)) replaced.set(only, match);
  }
  return replaced;
}

/** What a Go module is built with in place of what it requires. */
function builtFor(client: ClientUse, replaced: ReturnType<typeof replacementsIn>, lines: LineIndex): ClientUse {
  const [own, any] = [replaced.get(client.version), replaced.get('')];
  const first = own === undefined || (any !== undefined && any.index < own.index) ? any : own;
  if (first === undefined) return client;
  const { 0: whole, 2: path = '', 3: version, index } = first;
  // Another module, or a folder, is taken for a copy of what is required.
  if (path !== client.library || version === undefined) return client;
  const place = lines.position(index + whole.search(/\S/));
  return { ...client, ...place, text: whole.trim(), version };
}
