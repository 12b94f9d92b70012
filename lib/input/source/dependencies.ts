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
  { name: /(?:^|\/)(?:Pipfile|pyproject\.toml)$/, pattern: /^\s*"?(kubernetes)"?\s*(?:=\s*"|==|~=)[=~^]*([\d.]+)/gm },
  { name: GO_MOD, pattern: /^\s*(?:require\s+)?(k8s\.io\/client-go)\s+(v[\w.+-]+)(?!.*=>)/gm },
];

/** What a module is not built with. */
const EXCLUDED = /^exclude\s+(?:\([^)]*\)|.*)/gm;

/** A module, or one version of it, and what is built in its place: another module, or a folder. */
const REPLACED = /^\s*(?:replace\s+)?k8s\.io\/client-go(?:\s+(v[\w.+-]+))?\s+=>\s+(\S+)(?:\s+(v[\w.+-]+))?/gm;

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
  return known.name === GO_MOD ? clients.flatMap((client) => builtFor(client, searched, lines)) : clients;
}

/** What a Go module is built with in place of what it requires. */
function builtFor(client: ClientUse, text: string, lines: LineIndex): ClientUse[] {
  for (const { 0: whole, 1: only, 2: path = '', 3: version, index } of text.matchAll(REPLACED)) {
    if (only !== undefined && only !== client.version) continue;
    // Another module, or a folder, is taken for a copy of what is required.
    if (path !== client.library || version === undefined) return [client];
    const place = lines.position(index + whole.search(/\S/));
    return [{ ...client, ...place, text: whole.trim(), version }];
  }
  return [client];
}
