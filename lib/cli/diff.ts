import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHANGE_CLASSES, type Diff } from '../diff/change.ts';
import { diff as compareSources, type DiffSource, namesIn } from '../diff/diff.ts';
import { filterDiff, hasClass, touchesAny } from '../diff/filter.ts';
import { ApiAuditError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { parseRelease } from '../model/release.ts';
import { DIFF_REPORTERS } from '../report/formats.ts';
import { bundledReleases } from '../snapshot/releases.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags } from './flags.ts';
import { reporterNamed, reportOptions } from './formats.ts';
import type { Io } from './io.ts';
import { writeResult } from './output.ts';
import { refuseOverwriting } from './overwriting.ts';

const CLASSES = ['breaking', ...CHANGE_CLASSES] as const;
const FAIL_ON = [...CLASSES, 'never'] as const;

/** `api-audit diff <A> <B>`: what changed between two releases, two documents, or a document and a release. */
export const diff: Command = async (args, io) => {
  const { values, positionals } = parseFlags('diff', args, {
    group: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true },
    class: { type: 'string', multiple: true },
    'fail-on': { type: 'string', default: 'never' },
    format: { type: 'string', default: 'table' },
    output: { type: 'string', short: 'o' },
    all: { type: 'boolean', default: false },
  });
  const reporter = await reporterNamed(values.format, DIFF_REPORTERS);
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON);
  const classes = values.class?.map((name) => oneOf('--class', name, CLASSES));
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0) {
    throw new ApiAuditError("'diff' takes two releases or documents, such as 1.30 1.31. See 'api-audit diff --help'.");
  }
  const [older, newer] = [await sourceOf(from, io), await sourceOf(to, io)];
  const documents = [older, newer].map((source) => ('document' in source ? source.document : null));
  await refuseOverwriting([{ flag: '--output', file: values.output }], documents, io);
  const whole = compareSources(older, newer);
  refuseUnknown(values, whole, [older, newer], `neither ${from} nor ${to} has`);
  const found = filterDiff(whole, {
    ...(values.group === undefined ? {} : { groups: values.group }),
    ...(values.kind === undefined ? {} : { kinds: values.kind }),
    ...(classes === undefined ? {} : { classes }),
  });
  await writeResult(reporter(found, reportOptions(values.output, values, io)), values.output, io);
  return failOn !== 'never' && found.changes.some((change) => hasClass(change, failOn)) ? EXIT.findings : EXIT.clean;
};

/**
 * Refuses names that are mistyped: by them nothing would be left, as if nothing had changed.
 *
 * @param lacking how to say that neither side has something.
 * @throws ApiAuditError for a group, or a kind or schema type, that neither side has; it names the nearest.
 */
function refuseUnknown(
  { group = [], kind = [] }: { readonly group?: readonly string[]; readonly kind?: readonly string[] },
  whole: Diff,
  sources: readonly DiffSource[],
  lacking: string,
): void {
  // What differs is there, and is nearly always what is asked for: no list of all that there is need be made.
  const named = group.map((name) => (name === '' ? 'core' : name));
  const groups = named.filter((name) => !touchesAny(whole, { groups: [name] }));
  const kinds = kind.filter((name) => !touchesAny(whole, { kinds: [name] }));
  if (groups.length + kinds.length === 0) return;
  const known = namesIn(sources);
  const refuse = (flag: string, what: string, names: readonly string[], there: ReadonlySet<string>) => {
    const small = new Set([...there].map((name) => name.toLowerCase()));
    const unknown = names.find((name) => !small.has(name.toLowerCase()));
    if (unknown === undefined) return;
    throw new ApiAuditError(`${flag} ${unknown}: ${lacking} that ${what}.${didYouMean(unknown, there)}`);
  };
  refuse('--group', 'API group', groups, known.groups);
  refuse('--kind', 'kind or schema type', kinds, known.kinds);
}

/** A release, or a document: `cluster.json`, `swagger.json@1.34` where the document does not say its release. */
async function sourceOf(text: string, io: Io): Promise<DiffSource> {
  const release = parseRelease(text);
  if (release !== null && bundledReleases().includes(release)) return { release };
  const at = text.lastIndexOf('@');
  const stated = at === -1 || existsSync(resolve(io.cwd, text)) ? null : parseRelease(text.slice(at + 1));
  const name = stated === null ? text : text.slice(0, at);
  // What is no file and looks like a release is one that is not bundled: the store says which are.
  const isPath = release === null || existsSync(resolve(io.cwd, name));
  const path = isPath ? resolve(io.cwd, name) : name;
  const { loadSnapshot } = await import('../snapshot/store.ts');
  return { document: name, loaded: loadSnapshot(path, stated === null ? {} : { release: stated }) };
}
