import { isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Import } from './go-imports.ts';
import { isKubernetes } from './go-imports.ts';
import { afterCall } from './scan.ts';
import type { Token } from './tokens.ts';
import { isSign, openingOf } from './tokens.ts';

const CLIENT = /^([A-Z][A-Za-z]*?)(V[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)$/;

/** A client as client-go had it until 11.0: the version is the one that its release preferred. */
const UNVERSIONED = /^[A-Z][a-z]+$/;

/** Of the core group that was the same in all of them. */
const CORE = { word: 'Core', version: 'v1' };

/** Packages of clients and informers that are generated, as those of Kubernetes are, for other APIs. */
const GENERATED = /\/(?:versioned|externalversions|clientset_generated)(?:\/|$)/;

/** Packages that are called alike, and may hand on Kubernetes' own clients beside others. */
const WRAPPING = /\/(?:clientset|informers)(?:\/|$)/;

/** Whose a client is: Kubernetes' own, another module's, or either. */
type Origin = 'own' | 'other' | 'either';

/**
 * `.ExtensionsV1beta1().Ingresses(...)`, `.Extensions().V1beta1().Ingresses()` of informers, and `.Extensions().Ingresses(...)`
 * of old.
 */
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
    const isUnversioned = match === null && !isSplit;
    const word = match?.[1] ?? token.text;
    const preferred = word === CORE.word ? CORE.version : '';
    const version = (match?.[2] ?? (isSplit ? below.text : preferred)).toLowerCase();
    const isName = isUnversioned ? UNVERSIONED.test(word) : isVersionName(version);
    const origin = isName ? origins.of(at - 2) : 'other';
    if (origin === 'other') return;
    const end = isSplit ? afterCall(tokens, at + 5) : at + 3;
    const resource = tokens[end]?.text === '.' && tokens[end + 2]?.text === '(' ? tokens[end + 1] : undefined;
    const isResource = resource !== undefined && !/^(?:RESTClient|Interface)$/.test(resource.text);
    const what = isResource
      ? ({ type: 'resource', name: resource.text.toLowerCase() } as const)
      : ({ type: 'all' } as const);
    const shown = `${token.text}()${isSplit ? `.${below.text}()` : ''}${isResource ? `.${resource.text}` : ''}`;
    const api = { group: { word }, version, what };
    if (isUnversioned && !isResource) return;
    if (origin === 'own') found.use(token.offset, shown, api);
    // Other modules have groups that are called alike, but seldom with such a resource.
    else if (isResource) found.doubt(token.offset, shown, api);
  });
}

/**
 * Tells whose clients are, by what their names are declared as: other modules have clients that are generated alike. The last
 * declaration before a place counts there; else the only one, as a field may stand below.
 */
class Origins {
  readonly #tokens: readonly Token[];
  readonly #paths: ReadonlyMap<string, string>;
  /** Of what is declared as nothing. */
  readonly #else: Origin;
  readonly #declared: Map<string, Origin>;

  constructor(tokens: readonly Token[], imports: readonly Import[]) {
    this.#tokens = tokens;
    this.#paths = new Map(imports.map(({ name, path }) => [name, path]));
    const hasOwn = imports.some(
      ({ path }) => isKubernetes(path) && /\/client-go\/(?:1\.\d+\/)?(?:kubernetes|informers)$/.test(path),
    );
    const hasOther = imports.some(({ path }) => !isKubernetes(path) && path.endsWith('/clientset/versioned'));
    // So are called the packages of the clients and informers themselves that other modules generate.
    const isGenerated = tokens[0]?.text === 'package' && /^(?:externalversions|versioned)$/.test(tokens[1]?.text ?? '');
    this.#else = (hasOwn || !hasOther) && !isGenerated ? 'own' : 'either';
    this.#declared = this.#declaredAlike();
  }

  /** Notes what is declared at an index; to be called with each index, in their order. */
  pass(at: number): void {
    const declared = this.#declaredAt(at);
    if (declared !== null) this.#declared.set(declared.name, declared.origin);
  }

  /** Whose is what ends at an index, before the call of a client. */
  of(at: number): Origin {
    const token = this.#tokens[at];
    // `versioned.NewForConfigOrDie(...)`
    const origin = isSign(token, ')')
      ? this.#originAt(Math.max(0, openingOf(this.#tokens, at) - 3))
      : this.#declared.get(token?.text ?? '');
    return origin ?? this.#else;
  }

  #declaredAlike(): Map<string, Origin> {
    const all = new Map<string, Origin | null>();
    this.#tokens.forEach((_, at) => {
      const declared = this.#declaredAt(at);
      if (declared === null) return;
      const { name, origin } = declared;
      all.set(name, (all.get(name) ?? origin) === origin && all.get(name) !== null ? origin : null);
    });
    return new Map([...all].filter((entry): entry is [string, Origin] => entry[1] !== null));
  }

  /** `clients *versioned.Clientset`, `clients, err := versioned.NewForConfig(...)`, `clients: versioned.New(...)`. */
  #declaredAt(at: number): { readonly name: string; readonly origin: Origin } | null {
    const tokens = this.#tokens;
    if (tokens[at]?.type !== 'word') return null;
    let next = at + 1;
    if (isSign(tokens[next], ',') && tokens[next + 1]?.text === 'err') next += 2;
    if (isSign(tokens[next], ':')) next++;
    if (isSign(tokens[next], '=')) next++;
    if (isSign(tokens[next], '*')) next++;
    const origin = this.#originAt(next);
    return origin === null ? null : { name: (tokens[at] as Token).text, origin };
  }

  /** Whose a client is that a package makes or has the type of, `versioned.Interface`; `null` for all else. */
  #originAt(at: number): Origin | null {
    const [name, dot, made] = this.#tokens.slice(at, at + 3);
    if (name?.type !== 'word' || !isSign(dot, '.') || made?.type !== 'word' || isSign(this.#tokens[at - 1], '.'))
      return null;
    const path = this.#paths.get(name.text);
    const isClient = /^(?:New\w*|Interface|Clientset|SharedInformerFactory)$/.test(made.text);
    if (path === undefined) return /^(?:Interface|Clientset)$/.test(made.text) ? 'either' : null;
    if (!isClient) return null;
    if (isKubernetes(path)) return 'own';
    if (GENERATED.test(path)) return 'other';
    return WRAPPING.test(path) ? 'either' : null;
  }
}
