import type { InputError } from '../model/errors.ts';
import { addTo } from '../model/lists.ts';
import type { Position } from '../model/location.ts';
import type { MappingNode, Node } from '../model/node.ts';
import { get, text as textAt } from '../model/node.ts';
import type { HelmRelease } from '../model/report.ts';
import type { Document, Origin, Resource, Source } from '../model/resource.ts';
import { helmOrigins } from './helm-source.ts';
import { itemsIn, objectIn } from './json-members.ts';
import { decodeHelm2 } from './release-protobuf.ts';
import { MARKER, textPortions } from './text-portions.ts';

/** A stored release is at most 1 MB where it is kept; decompressed, no honest one comes near this. */
const MAX_RELEASE_BYTES = 64 * 1024 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** What Helm keeps of one revision of a release. */
export interface StoredRelease {
  readonly name: string;
  readonly namespace: string | null;
  readonly revision: number;
  /** In lower case; `null` where it says none. */
  readonly status: string | null;
  /** The manifests of the release and of its hooks, as one YAML stream. */
  readonly manifest: string;
}

/** The releases that are stored in the objects of a file. */
export interface FoundReleases {
  readonly releases: readonly HelmRelease[];
  /**
   * The manifest of each release that is audited, in portions of whole documents where it is large: texts whose offsets all
   * stand at the stored value. Each is made when it is asked for, so that what was read of the one before can be let go.
   */
  readonly sources: readonly Iterable<Source>[];
  readonly errors: readonly InputError[];
}

/** How revisions call themselves that are kept as history only: nothing of them is in the cluster. */
const HISTORY = new Set(['superseded', 'uninstalled', 'uninstalling', 'deleted', 'deleting']);

/** Whether an object is of a kind that Helm stores releases in. */
export function mayHoldReleases({ gvk }: Resource): boolean {
  return gvk.group === '' && (gvk.kind === 'Secret' || gvk.kind === 'ConfigMap');
}

/** A release in a file, or why there is none where one should be, and where that stands. */
interface Candidate {
  readonly source: Source;
  readonly place: Position;
  readonly helm: HelmRelease['helm'];
  readonly within: Origin['within'];
  readonly release: StoredRelease | string;
}

/**
 * Finds and decodes Helm's releases in a file: Secrets of type `helm.sh/release.v1` and, of the same content, ConfigMaps
 * (Helm 3 and 4), what Tiller kept (Helm 2), and releases as Helm prints them ({@link isPrintedRelease}). Revisions that are
 * history are named, but give no Source. No message holds anything of a Secret's content.
 */
export function releasesIn(resources: readonly Resource[], printed: readonly Document[] = []): FoundReleases {
  const found = { releases: [] as HelmRelease[], sources: [] as Iterable<Source>[], errors: [] as InputError[] };
  const candidates = [...storedIn(resources), ...printed.map(printedRelease)];
  const isHistory = historyAmong(candidates);
  for (const { source, place, helm, within, release } of candidates) {
    const { file } = source;
    const fail = (reason: string) => {
      const message = `the Helm release stored here was not audited: ${reason}`;
      found.errors.push({ file, ...place, message });
    };
    if (typeof release === 'string') {
      fail(release);
      continue;
    }
    const { name, namespace, revision, status, manifest } = release;
    const audited = !isHistory(release);
    found.releases.push({ file, line: place.line, helm, name, namespace, revision, status, audited });
    if (!audited) continue;
    const origin: Origin = { helmRelease: `${name} v${revision}`, ...(within === undefined ? {} : { within }) };
    const unread = longDocument(manifest);
    if (unread === null) found.sources.push(portionsOf(manifest, { file, place, origin }));
    else fail(unread);
  }
  return found;
}

/**
 * Tells which revisions are in no cluster: by what they say of themselves, and those before one of the same release that is
 * deployed, such as an upgrade that failed once. Of a stream of objects, and of several files, each part is looked at by itself.
 */
function historyAmong(candidates: readonly Candidate[]): (release: StoredRelease) => boolean {
  const deployed = new Map<string, number[]>();
  const keyOf = ({ namespace, name }: StoredRelease) => JSON.stringify([namespace, name]);
  for (const { release } of candidates) {
    if (typeof release !== 'string' && release.status === 'deployed') addTo(deployed, keyOf(release), release.revision);
  }
  return (release) =>
    HISTORY.has(release.status ?? '') ||
    (deployed.get(keyOf(release)) ?? []).some((revision) => release.revision < revision);
}

function* storedIn(resources: readonly Resource[]): Generator<Candidate> {
  for (const resource of resources) {
    const { gvk, node, source } = resource;
    if (node === null || !mayHoldReleases(resource)) continue;
    const helm = helmOf(node, gvk.kind);
    if (helm === null) continue;
    const key = textAt(node, 'data', 'release') === undefined ? 'stringData' : 'data';
    const stored = get(node, key, 'release');
    const isText = stored?.type === 'scalar';
    // A label alone may be anybody's.
    if (!isText && !isSurely(resource, helm)) continue;
    const nearest = stored ?? get(node, 'data', 'release') ?? get(node, 'data') ?? node;
    const isSecretData = gvk.kind === 'Secret' && key === 'data';
    yield {
      source,
      place: source.lines.position(nearest.start),
      helm,
      within: { document: resource.document, path: `${resource.path}/${key}/release` },
      release: isText
        ? decodeRelease(stored.value, { helm, encodedTwice: isSecretData })
        : 'it has no text at data.release',
    };
  }
}

/**
 * Whether a document is a release of Helm 3 or 4 as it prints one (`helm status -o json`, `helm install --dry-run -o yaml`), and as
 * it stands in a Secret once that is decoded.
 */
export function isPrintedRelease(root: Node): boolean {
  const [name, manifest] = [textAt(root, 'name'), textAt(root, 'manifest')];
  return name !== undefined && manifest !== undefined && get(root, 'info')?.type === 'mapping';
}

function printedRelease({ source, index, root }: Document): Candidate {
  const manifest = get(root, 'manifest') as Node;
  const hooks = get(root, 'hooks');
  const texts =
    hooks?.type !== 'sequence'
      ? []
      : hooks.items.flatMap((hook) => hookText(textAt(hook, 'path'), textAt(hook, 'manifest')));
  const revision = Number(textAt(root, 'version') ?? 0);
  return {
    source,
    place: source.lines.position(manifest.start),
    helm: '3',
    within: { document: index, path: '/manifest' },
    release: {
      name: textAt(root, 'name') ?? '',
      namespace: textAt(root, 'namespace') || null,
      revision: Number.isFinite(revision) ? revision : 0,
      status: textAt(root, 'info', 'status')?.toLowerCase() ?? null,
      manifest: withHooks(textAt(root, 'manifest') ?? '', texts),
    },
  };
}

/** As large as a file of a chart may be, twice: what is read of a document takes many times as much. */
const MAX_DOCUMENT = 10 * 1024 * 1024;

function longDocument(manifest: string): string | null {
  for (let start = 0; start < manifest.length; ) {
    const next = manifest.indexOf(MARKER, start + 1);
    const end = next === -1 ? manifest.length : next;
    if (end - start > MAX_DOCUMENT) return `a document in it is larger than ${MAX_DOCUMENT / (1024 * 1024)} MB`;
    start = end;
  }
  return null;
}

/** A manifest in portions. */
function* portionsOf(
  manifest: string,
  { file, place, origin }: { readonly file: string; readonly place: Position; readonly origin: Origin },
): Generator<Source> {
  let template: string | null = null;
  for (const { text } of textPortions(manifest)) {
    const origins = helmOrigins(text, template);
    template = origins?.last ?? null;
    const lines = { position: () => place };
    yield { file, text, lines, originOf: (offset) => ({ ...origins?.originOf(offset), ...origin }) };
  }
}

function helmOf(node: MappingNode, kind: string): HelmRelease['helm'] | null {
  if (textAt(node, 'metadata', 'labels', 'OWNER') === 'TILLER') return '2';
  if (textAt(node, 'type') === 'helm.sh/release.v1') return '3';
  return kind === 'ConfigMap' && textAt(node, 'metadata', 'labels', 'owner') === 'helm' ? '3' : null;
}

/** Whether an object that holds no release is one of Helm's nevertheless, and has lost it. */
function isSurely({ gvk, name }: Resource, helm: HelmRelease['helm']): boolean {
  return helm === '2' || gvk.kind === 'Secret' || name?.startsWith('sh.helm.release.v1.') === true;
}

/**
 * Decodes what Helm stores of a release: base64 of gzipped JSON (Helm 3 and 4) or protobuf (Helm 2), in a Secret's `data`
 * once more in base64.
 *
 * @returns the release, or why it cannot be decoded, in words that quote nothing of it.
 */
export function decodeRelease(
  stored: string,
  { helm, encodedTwice }: { readonly helm: HelmRelease['helm']; readonly encodedTwice: boolean },
): StoredRelease | string {
  const once = encodedTwice ? Buffer.from(stored, 'base64').toString('latin1') : stored;
  const compressed = Buffer.from(once, 'base64');
  const content = compressed.subarray(0, GZIP.length).equals(GZIP) ? decompress(compressed) : compressed;
  if (typeof content === 'string') return content;
  return helm === '2' ? decodeHelm2(content) : decodeHelm3(content);
}

function decompress(compressed: Buffer): Buffer | string {
  try {
    // Loaded here, since few inputs hold releases.
    return process.getBuiltinModule('node:zlib').gunzipSync(compressed, { maxOutputLength: MAX_RELEASE_BYTES });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge ? 'it is larger than 64 MB once it is decompressed' : 'what it is compressed with is damaged';
  }
}

function decodeHelm3(content: Buffer): StoredRelease | string {
  const release = objectIn(content);
  if (release === null) return 'it is no JSON object in gzip and base64';
  const [name, namespace, version] = [release.get('name'), release.get('namespace'), release.get('version')].map(
    parsed,
  );
  const [manifest, info] = [parsed(release.get('manifest')), objectIn(release.get('info'))];
  if (typeof name !== 'string' || typeof manifest !== 'string') return 'it has no name or no manifest';
  const status = parsed(info?.get('status'));
  return {
    name,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : null,
    // JSON may hold numbers beyond all that there are (1e999), and can have none of these in a report.
    revision: typeof version === 'number' && Number.isFinite(version) ? version : 0,
    status: typeof status === 'string' ? status.toLowerCase() : null,
    manifest: withHooks(manifest, [...hookTexts(release.get('hooks'))]),
  };
}

/** Not copied where nothing is added: it may be large. */
function withHooks(manifest: string, hooks: readonly string[]): string {
  return hooks.length === 0 ? manifest : [manifest, ...hooks].join('\n');
}

function* hookTexts(hooks: Buffer | undefined): Generator<string> {
  for (const hook of itemsIn(hooks)) {
    const members = objectIn(hook);
    yield* hookText(parsed(members?.get('path')), parsed(members?.get('manifest')));
  }
}

/** A hook as a document of its own; none where it has no manifest. */
function hookText(path: unknown, manifest: unknown): readonly string[] {
  if (typeof manifest !== 'string' || manifest === '') return [];
  return [`---\n# Source: ${typeof path === 'string' ? path : ''}\n${manifest}`];
}

/** Of values that are texts and numbers alone: what is made of others takes many times the memory of their JSON. */
function parsed(json: Buffer | undefined): unknown {
  if (json === undefined || json[0] === 0x7b || json[0] === 0x5b) return null;
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    // The error would quote the text, which may be secret.
    return null;
  }
}
