import { isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Import } from './go-imports.ts';
import { isKubernetes } from './go-imports.ts';
import { afterCall } from './scan.ts';
import type { Token } from './tokens.ts';
import { isSign, openingOf } from './tokens.ts';

const CLIENT = /^([A-Z][A-Za-z]*?)(V[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)$/;

/** Packages of clients and informers that are generated, as those of Kubernetes are. */
const GENERATED = /\/(?:clientset|informers|versioned)(?:\/|$)/;

/** `.ExtensionsV1beta1().Ingresses(...)`, and `.Extensions().V1beta1().Ingresses()` of informers. */
export function readClients(tokens: readonly Token[], imports: readonly Import[], found: Found): void {
  if (!imports.some(({ path }) => isKubernetes(path))) return;
  const origins = new Origins(tokens, imports);
  tokens.forEach((token, at) => {
    origins.pass(at);
    if (
      token.type !== 'word' ||
      tokens[at - 1]?.text !== '.' ||
      tokens[at + 1]?.text !== '(' ||
      tokens[at + 2]?.text !== ')'
    )
      return;
    const match = CLIENT.exec(token.text);
    const below = tokens[at + 4];
    const isSplit =
      match === null && below !== undefined && /^V[1-9]\w*$/.test(below.text) && tokens[at + 3]?.text === '.';
    const word = match?.[1] ?? (isSplit ? token.text : undefined);
    const version = (match?.[2] ?? (isSplit ? below.text : '')).toLowerCase();
    if (word === undefined || !isVersionName(version) || !origins.isOwn(at - 2)) return;
    const end = isSplit ? afterCall(tokens, at + 5) : at + 3;
    const resource = tokens[end]?.text === '.' && tokens[end + 2]?.text === '(' ? tokens[end + 1] : undefined;
    const isResource = resource !== undefined && !/^(?:RESTClient|Interface)$/.test(resource.text);
    const what = isResource
      ? ({ type: 'resource', name: resource.text.toLowerCase() } as const)
      : ({ type: 'all' } as const);
    const shown = `${token.text}()${isSplit ? `.${below.text}()` : ''}${isResource ? `.${resource.text}` : ''}`;
    found.use(token.offset, shown, { group: { word }, version, what });
  });
}

/**
 * Tells whether clients are Kubernetes' own, by what their names are declared as: other modules have clients that are
 * generated alike. The last declaration before a place counts there; else the only one, as a field may stand below.
 */
class Origins {
  readonly #tokens: readonly Token[];
  readonly #paths: ReadonlyMap<string, string>;
  /** Whether what is declared as nothing is taken for Kubernetes' own. */
  readonly #isOwnElse: boolean;
  readonly #isOwn: Map<string, boolean>;

  constructor(tokens: readonly Token[], imports: readonly Import[]) {
    this.#tokens = tokens;
    this.#paths = new Map(imports.map(({ name, path }) => [name, path]));
    const hasOwn = imports.some(
      ({ path }) => isKubernetes(path) && /\/client-go\/(?:kubernetes|informers)$/.test(path),
    );
    const hasOther = imports.some(({ path }) => !isKubernetes(path) && path.endsWith('/clientset/versioned'));
    this.#isOwnElse = hasOwn || !hasOther;
    this.#isOwn = this.#declaredAlike();
  }

  /** Notes what is declared at an index; to be called with each index, in their order. */
  pass(at: number): void {
    const declared = this.#declaredAt(at);
    if (declared !== null) this.#isOwn.set(declared.name, declared.isOwn);
  }

  /** Whether what ends at an index, before the call of a client, is Kubernetes' own. */
  isOwn(at: number): boolean {
    const token = this.#tokens[at];
    // `versioned.NewForConfigOrDie(...)`
    const origin = isSign(token, ')')
      ? this.#originAt(Math.max(0, openingOf(this.#tokens, at) - 3))
      : this.#isOwn.get(token?.text ?? '');
    return origin ?? this.#isOwnElse;
  }

  #declaredAlike(): Map<string, boolean> {
    const all = new Map<string, boolean | null>();
    this.#tokens.forEach((_, at) => {
      const declared = this.#declaredAt(at);
      if (declared === null) return;
      const { name, isOwn } = declared;
      all.set(name, (all.get(name) ?? isOwn) === isOwn && all.get(name) !== null ? isOwn : null);
    });
    return new Map([...all].filter((entry): entry is [string, boolean] => entry[1] !== null));
  }

  /** `clients *versioned.Clientset`, `clients, err := versioned.NewForConfig(...)`, `clients: versioned.New(...)`. */
  #declaredAt(at: number): { readonly name: string; readonly isOwn: boolean } | null {
    const tokens = this.#tokens;
    if (tokens[at]?.type !== 'word') return null;
    let next = at + 1;
    if (isSign(tokens[next], ',') && tokens[next + 1]?.text === 'err') next += 2;
    if (isSign(tokens[next], ':')) next++;
    if (isSign(tokens[next], '=')) next++;
    if (isSign(tokens[next], '*')) next++;
    const isOwn = this.#originAt(next);
    return isOwn === null ? null : { name: (tokens[at] as Token).text, isOwn };
  }

  /** Whether a client that a package makes or has the type of, `versioned.Interface`, is Kubernetes' own; `null` for all else. */
  #originAt(at: number): boolean | null {
    const [name, dot, made] = this.#tokens.slice(at, at + 3);
    if (name?.type !== 'word' || !isSign(dot, '.') || made?.type !== 'word' || isSign(this.#tokens[at - 1], '.'))
      return null;
    const path = this.#paths.get(name.text);
    const isClient = /^(?:New\w*|Interface|Clientset|SharedInformerFactory)$/.test(made.text);
    if (path === undefined) return /^(?:Interface|Clientset)$/.test(made.text) ? false : null;
    if (isKubernetes(path)) return isClient ? true : null;
    return GENERATED.test(path) && isClient ? false : null;
  }
}
