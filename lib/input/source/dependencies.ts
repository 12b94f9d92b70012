import { LineIndex } from '../../model/location.ts';
import type { ClientUse } from '../../model/source-use.ts';

/** How a file of a package manager (see `endings.ts`) names the clients that a program is built with. */
interface DependencyFile {
  readonly name: RegExp;
  /** Global; its first group is the library, its second the version. */
  readonly pattern: RegExp;
}

const NPM = '@kubernetes/client-node|cdk8s-plus-\\d+';

const PYPI = 'kubernetes(?:[-_]asyncio)?';

/** What else of a package in Python is wanted, `[adal]`. */
const EXTRAS = '(?:\\[[^\\]\\n]*\\])?';

const GO = 'k8s\\.io/client-go';

/** A version as the libraries of Kubernetes are tagged, and no hash, range or branch of another name. */
const GO_TAG = '[=~^]?(?:v|kubernetes-|release-)?\\d+\\.[\\w.-]+';

/** More lines than such a file has of one project, whose packages may be a hundred. */
const MOST_LINES = 250;

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
  {
    name: /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.txt|setup\.cfg)$/,
    pattern: new RegExp(`^[ \\t]*(${PYPI})${EXTRAS}\\s*(?:>=?[\\d. ]+,\\s*)?(?:===?|~=|<=?)\\s*([\\d.]+)`, 'gm'),
  },
  {
    name: /(?:^|\/)(?:Pipfile|pyproject\.toml)$/,
    pattern: new RegExp(
      `^[ \\t]*["']?(${PYPI})${EXTRAS}["']?\\s*(?:=\\s*(?:\\{[^}\\n]*?\\bversion\\s*=\\s*)?["']|==|~=)[=~^]*([\\d.]+)`,
      'gm',
    ),
  },
  {
    name: /(?:^|\/)(?:poetry|uv|pdm)\.lock$/,
    pattern: new RegExp(`^name = "(${PYPI})"\\r?\\nversion = "([\\d.]+)"`, 'gm'),
  },
  {
    name: /(?:^|\/)Pipfile\.lock$/,
    pattern: new RegExp(`"(${PYPI})"\\s*:\\s*\\{[^{}]*?"version"\\s*:\\s*"==([\\d.]+)"`, 'g'),
  },
  {
    name: GO_MOD,
    pattern: /^[ \t]*(?:require[ \t]+)?(k8s\.io\/(?:client-go|api))[ \t]+((?:v|kubernetes-)[\w.+-]+)(?![\w.+-]|.*=>)/gm,
  },
  // What Go's modules were before they were Go's.
  {
    name: /(?:^|\/)Gopkg\.(?:toml|lock)$/,
    pattern: new RegExp(
      `name = "(${GO})"\\r?\\n(?:(?!\\[\\[)[^\\n]*\\n){0,${MOST_LINES}}?[ \\t]*(?:version|branch) = "(${GO_TAG})"`,
      'g',
    ),
  },
  {
    name: /(?:^|\/)glide\.ya?ml$/,
    pattern: new RegExp(`^[ \\t]*-[ \\t]*package:[ \\t]*(${GO})\\r?\\n[ \\t]+version:[ \\t]*["']?(${GO_TAG})`, 'gm'),
  },
];

/** What a module is not built with: a line, or a block, which nothing ends but its parenthesis. */
const EXCLUDED = /^exclude[ \t]+(?:\([^)]*|.*)/gm;

/** A module, or one version of it, and what is built in its place: another module, or a folder. */
const REPLACED =
  /^[ \t]*(?:replace[ \t]+)?(k8s\.io\/(?:client-go|api))(?:[ \t]+(v[\w.+-]+))?[ \t]+=>[ \t]+(\S+)(?:[ \t]+((?:v|kubernetes-)[\w.+-]+))?/gm;

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
  const built = clients.map((client) => builtFor(client, replaced, lines));
  // The types are released with the client, and tell the same where both are named.
  const own = built.filter(({ library }) => library !== TYPES);
  return own.length > 0 ? own : built;
}

const TYPES = 'k8s.io/api';

/** What is replaced in a Go module, by its name and the version that is: the empty one is any. Of several the first counts. */
function replacementsIn(text: string): ReadonlyMap<string, RegExpExecArray> {
  const replaced = new Map<string, RegExpExecArray>();
  for (const match of text.matchAll(REPLACED)) {
    const key = `${match[1]} ${match[2] ?? ''}`;
    if (!replaced.has(key)) replaced.set(key, match);
  }
  return replaced;
}

/** What a Go module is built with in place of what it requires. */
function builtFor(client: ClientUse, replaced: ReturnType<typeof replacementsIn>, lines: LineIndex): ClientUse {
  const [own, any] = [replaced.get(`${client.library} ${client.version}`), replaced.get(`${client.library} `)];
  const first = own === undefined || (any !== undefined && any.index < own.index) ? any : own;
  if (first === undefined) return client;
  const { 0: whole, 3: path = '', 4: version, index } = first;
  // Another module, or a folder, is taken for a copy of what is required.
  if (path !== client.library || version === undefined) return client;
  const place = lines.position(index + whole.search(/\S/));
  return { ...client, ...place, text: whole.trim(), version };
}
