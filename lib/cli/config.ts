import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { VendorFact } from '../catalog/vendor.ts';
import { decode, firstNotUtf8 } from '../input/decode.ts';
import { lineIndexOf } from '../input/marks.ts';
import { statsAt } from '../input/stats.ts';
import { ApiAuditError } from '../model/errors.ts';
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENT_SIZE } from '../model/limits.ts';
import type { Node } from '../model/node.ts';
import { get } from '../model/node.ts';
import { commonFolder, globFolder, shownPath } from '../model/paths.ts';
import type { Config } from '../policy/config.ts';
import { printable } from '../report/text.ts';
import type { Io } from './io.ts';
import { readBounded, readTextFile, whyUnread } from './read-text-file.ts';

/** What a folder's configuration may be called, the first found first. In the last it is under a key. */
const NAMES = ['api-audit.yaml', 'api-audit.yml', 'package.json'];
const PACKAGE_KEY = 'api-audit';

/** A configuration is one document, as a manifest is. */
const LIMIT = { bytes: MAX_DOCUMENT_BYTES, size: MAX_DOCUMENT_SIZE };

/** A configuration, its paths made absolute, and the file it stands in as shown to people. */
export interface LoadedConfig extends Config {
  /** `null` where there is none. */
  readonly file: string | null;
}

/**
 * Finds the configuration for an audit: the file named by `--config` (`none` for none), else the first one upward from
 * the folder that holds all the inputs.
 *
 * @throws ApiAuditError for a file that is not there, cannot be read or has a mistake in it; it names the line, and the
 *   nearest key.
 */
export async function loadConfig(flag: string | undefined, inputs: readonly string[], io: Io): Promise<LoadedConfig> {
  const none = { file: null, policy: {} };
  if (flag === 'none') return none;
  if (flag !== undefined) {
    const path = resolve(io.cwd, flag);
    const bytes = await readBounded(path, LIMIT).catch((cause: Error) => {
      const why = whyUnread(cause);
      throw new ApiAuditError(
        `--config ${flag}: the file cannot be read (${why}). Name a file, or 'none' to go without one.`,
        { cause },
      );
    });
    const found = await configIn(path, bytes, io.cwd);
    if (found === null) throw new ApiAuditError(`--config ${flag}: it has no key '${PACKAGE_KEY}'.`);
    return found;
  }
  let isTold = false;
  for (let folder = folderOf(inputs, io.cwd); ; folder = dirname(folder)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      const isThere = isIn(folder, name);
      if (isThere === null && !isTold) {
        const shown = printable(shownPath(io.cwd, folder));
        io.stderr.write(`note: whether there is a configuration in ${shown} cannot be told: it may not be searched\n`);
        isTold = true;
      }
      if (isThere !== true) continue;
      const bytes = await readBounded(path, LIMIT).catch((cause: Error) => {
        // That is for others to complain of. But a policy that is there and does not hold would be missed by nobody.
        if (name === 'package.json') return null;
        const why = whyUnread(cause);
        throw new ApiAuditError(`${shownPath(io.cwd, path)} cannot be read (${why}); --config none goes without it.`, {
          cause,
        });
      });
      const found = bytes && (await configIn(path, bytes, io.cwd));
      if (found !== null) return found;
    }
    if (folder === dirname(folder)) return none;
  }
}

/**
 * Whether a folder holds something of that name; `null` where it may be neither searched nor listed. Nearly always nothing is
 * there, and a reading that fails takes many times as long as the question.
 */
function isIn(folder: string, name: string): boolean | null {
  try {
    return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  } catch {
    const names = namesIn(folder);
    return names === null ? null : names.includes(name);
  }
}

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}

/** The innermost folder that holds all the inputs; of a glob what stands before its first sign counts. */
function folderOf(inputs: readonly string[], cwd: string): string {
  return commonFolder(inputs.map((input) => ownFolder(input, cwd))) ?? cwd;
}

function ownFolder(input: string, cwd: string): string {
  if (input === '-') return cwd;
  const path = resolve(cwd, input);
  const stats = statsAt(path);
  if (stats === null) return resolve(cwd, globFolder(input));
  return stats.isDirectory() ? path : dirname(path);
}

/** The configuration in a file; `null` for a `package.json` without one. */
async function configIn(path: string, bytes: Buffer, cwd: string): Promise<LoadedConfig | null> {
  const isPackage = basename(path) === 'package.json';
  // Nearly all are without, and their bytes tell that before anything is loaded for them.
  const content = decode(bytes) ?? bytes.toString('utf8');
  if (isPackage && !content.includes(`"${PACKAGE_KEY}"`)) return null;
  const { rootsOf } = await import('../input/roots.ts');
  const { readConfig } = await import('../policy/config.ts');
  const file = shownPath(cwd, path);
  const lines = lineIndexOf(content);
  const fail = (offset: number, message: string, more = 0): never => {
    const { line, column } = lines.position(offset);
    const others = more === 0 ? '' : ` (And ${more} more.)`;
    throw new ApiAuditError(`${file}:${line}:${column}: ${message}.${others}`);
  };
  const [root = EMPTY, ...more] = rootsOf(content).filter((each) => typeof each === 'string' || !isEmpty(each));
  if (typeof root === 'string') {
    // A package.json that others will complain of is no reason to audit nothing.
    if (isPackage) return null;
    const { offset, message } = await faultIn(content);
    return fail(offset, message);
  }
  const [second] = more;
  if (second !== undefined && !isPackage) {
    const offset = typeof second === 'string' ? 0 : second.start;
    return fail(offset, "a configuration is one document: put it together, without a line '---' in it");
  }
  const own = isPackage ? get(root, PACKAGE_KEY) : root;
  if (own === undefined) return null;
  // What a wrong sign in it means nobody can say; a name with one would match nothing, and nobody would see.
  const odd = firstNotUtf8(bytes);
  if (odd !== null) return fail(odd, 'it holds bytes that are no UTF-8 from here on; save it as UTF-8');
  const config = readConfig(isEmpty(own) ? EMPTY : own, { file, positions: lines });
  if (!('policy' in config)) {
    const [first] = config;
    return fail(first?.offset ?? 0, first?.message ?? '', config.length - 1);
  }
  const folder = dirname(path);
  const { policy, snapshot, vendorFacts, baseline } = config;
  return {
    ...config,
    file,
    policy: { ...policy, root: folder },
    ...(snapshot === undefined ? {} : { snapshot: resolve(folder, snapshot) }),
    ...(vendorFacts === undefined ? {} : { vendorFacts: resolve(folder, vendorFacts) }),
    ...(baseline === undefined ? {} : { baseline: resolve(folder, baseline) }),
  };
}

/** Whether nothing, or a comment alone, stands where a configuration could. */
function isEmpty(node: Node): boolean {
  return node.type === 'scalar' && node.value === '';
}

const EMPTY: Node = { type: 'mapping', start: 0, end: 0, entries: [], merged: [] };

/** Where and why a text has no root. */
async function faultIn(text: string): Promise<{ readonly offset: number; readonly message: string }> {
  const { parseYaml } = await import('../input/yaml.ts');
  const { aliasFailure } = await import('../input/roots.ts');
  const events = parseYaml(text);
  if ('offset' in events) return { offset: events.offset, message: 'this is not YAML that can be read' };
  const { offset, reason } = aliasFailure(text, events) ?? { offset: 0, reason: 'it is not YAML that can be read' };
  return { offset, message: `this configuration was not read: ${reason}` };
}

/**
 * Reads the user's own facts about APIs.
 *
 * @throws ApiAuditError where the file cannot be read, or is not of that form.
 */
export async function loadVendorFacts(path: string | undefined, io: Io): Promise<readonly VendorFact[]> {
  if (path === undefined) return [];
  const file = shownPath(io.cwd, path);
  const text = await readTextFile(path, LIMIT).catch((cause: Error) => {
    throw new ApiAuditError(`vendorFacts: ${file} cannot be read (${whyUnread(cause)}). Name another file.`, { cause });
  });
  const { readVendorFacts } = await import('../catalog/vendor-file.ts');
  const facts = readVendorFacts(text);
  if (typeof facts === 'string') throw new ApiAuditError(`vendorFacts: ${file}: ${facts}.`);
  return facts;
}
