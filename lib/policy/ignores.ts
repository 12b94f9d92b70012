import type { IgnoreFault, RuleId } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import { lastAtMost } from '../model/last-at-most.ts';
import { nearest } from '../model/nearest.ts';
import { get } from '../model/node.ts';
import type { Owner } from '../model/owned.ts';
import type { Resource, Source } from '../model/resource.ts';
import type { Comment } from './comments.ts';
import { commentsIn } from './comments.ts';

/** The annotation that speaks of all findings of an object. */
const IGNORE_ANNOTATION = 'api-audit.io/ignore';

/** What a comment or an annotation in a manifest says of findings there. */
export interface Ignore {
  readonly type: 'comment' | 'annotation';
  readonly rules: readonly RuleId[];
  readonly reason: string;
  /** It is void; `null` where it is in order. */
  readonly fault: IgnoreFault | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What speaks of a place in a Resource; the same list for the same line. */
export type IgnoresAt = (resource: Resource, offset: number) => readonly Ignore[];

/** The suppressions that a file's Resources hold. */
export interface ManifestIgnores {
  readonly all: readonly Ignore[];
  readonly at: IgnoresAt;
}

/** A line, by its offsets, with what comments say of it. */
interface IgnoredLine {
  readonly start: number;
  readonly end: number;
  readonly ignores: readonly Ignore[];
}

/**
 * Finds the suppressions among the Resources of a file: `# api-audit: ignore <rules> -- <reason>`, and the annotation.
 *
 * @param own makes what is given independent of the text, which it outlives.
 */
export function ignoresOf(resources: readonly Resource[], own: Owner): ManifestIgnores {
  const bySource = new Map<Source, Resource[]>();
  for (const resource of resources) {
    const same = bySource.get(resource.source);
    if (same === undefined) bySource.set(resource.source, [resource]);
    else same.push(resource);
  }
  const comments = new Map<Source, readonly IgnoredLine[]>();
  const annotations = new Map<Resource, readonly Ignore[]>();
  for (const [source, held] of bySource) {
    // Trees are built for this only where the words are there at all.
    if (!source.text.includes('api-audit')) continue;
    if (source.text.includes('api-audit:')) comments.set(source, ignoredLines(source, held, own));
    if (!source.text.includes(IGNORE_ANNOTATION)) continue;
    for (const resource of held) {
      const found = annotationIgnores(resource).map((ignore) => own.object(ignore));
      if (found.length > 0) annotations.set(resource, found);
    }
  }
  return {
    all: [
      ...[...comments.values()].flatMap((lines) => lines.flatMap(({ ignores }) => ignores)),
      ...[...annotations.values()].flat(),
    ],
    at: together(comments, annotations),
  };
}

/** What speaks of a place: the same list for all places of a Resource on a line, so that it can be told again. */
function together(
  comments: ReadonlyMap<Source, readonly IgnoredLine[]>,
  annotations: ReadonlyMap<Resource, readonly Ignore[]>,
): IgnoresAt {
  const made = new Map<Resource, Map<IgnoredLine, readonly Ignore[]>>();
  return (resource, offset) => {
    const lines = comments.get(resource.source) ?? [];
    const line = lines[lastAtMost(lines, ({ start }) => start, offset)];
    const own = annotations.get(resource) ?? NONE;
    if (line === undefined || offset > line.end) return own;
    if (own.length === 0) return line.ignores;
    const ofResource = made.get(resource) ?? new Map<IgnoredLine, readonly Ignore[]>();
    made.set(resource, ofResource);
    const both = ofResource.get(line) ?? [...line.ignores, ...own];
    ofResource.set(line, both);
    return both;
  };
}

const NONE: readonly Ignore[] = [];

/** The lines that comments speak of, in the order of the text. */
function ignoredLines(source: Source, resources: readonly Resource[], own: Owner): readonly IgnoredLine[] {
  const roots = resources.flatMap(({ node }) => node ?? []);
  const lines: (IgnoredLine & { readonly ignores: Ignore[] })[] = [];
  for (const comment of commentsIn(source.text, roots)) {
    const said = ignoreIn(comment);
    if (said === null) continue;
    const { offset, start, end } = comment;
    const place = { file: source.file, ...source.lines.position(offset) };
    const ignore = own.object({ type: 'comment' as const, ...said, ...place });
    const last = lines.at(-1);
    if (last?.start === start) last.ignores.push(ignore);
    else lines.push({ start, end, ignores: [ignore] });
  }
  return lines;
}

type Said = Pick<Ignore, 'rules' | 'reason' | 'fault'>;

/** A word that is far from `ignore` is prose, and none of ours. */
function ignoreIn({ text }: Comment): Said | null {
  const word = /^\S*/.exec(text)?.[0] ?? '';
  if (word === 'ignore') return saidBy(text.slice(word.length));
  const near = nearest(word, ['ignore']);
  if (near === undefined) return null;
  return { rules: [], reason: '', fault: { type: 'unknown-word', word, nearest: near } };
}

function annotationIgnores({ node, source }: Resource): readonly Ignore[] {
  const value = get(node ?? undefined, 'metadata', 'annotations', IGNORE_ANNOTATION);
  if (value?.type !== 'scalar') return [];
  const position = source.lines.position(value.start);
  const lines = value.value.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => ({ type: 'annotation', ...saidBy(line), file: source.file, ...position }));
}

/** Reads `removed-api, beta-api -- moved with the next release`. */
function saidBy(text: string): Said {
  const dashes = /(?:^|\s)--(?:\s|$)/.exec(text);
  const words = (dashes === null ? text : text.slice(0, dashes.index)).split(/[\s,]+/).filter((word) => word !== '');
  const reason = dashes === null ? '' : text.slice(dashes.index + dashes[0].length).trim();
  const rules = RULE_IDS.filter((id) => words.includes(id));
  return { rules, reason, fault: faultOf(words, reason) };
}

function faultOf(words: readonly string[], reason: string): IgnoreFault | null {
  if (words.length === 0) return { type: 'no-rule' };
  const word = words.find((name) => !RULE_IDS.some((id) => id === name));
  if (word !== undefined) {
    const near = nearest(word, RULE_IDS);
    return { type: 'unknown-rule', word, ...(near === undefined ? {} : { nearest: near }) };
  }
  return reason === '' ? { type: 'no-reason' } : null;
}
