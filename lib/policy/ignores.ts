import type { IgnoreFault, RuleId } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { get } from '../model/node.ts';
import type { Resource, Source } from '../model/resource.ts';
import type { Comment } from './comments.ts';
import { commentsIn } from './comments.ts';

/** The annotation that speaks of all findings of an object. */
export const IGNORE_ANNOTATION = 'api-audit.io/ignore';

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

/** What speaks of a place in a Resource. */
export type IgnoresAt = (resource: Resource, offset: number) => readonly Ignore[];

/** The suppressions that a file's Resources hold. */
export interface ManifestIgnores {
  readonly all: readonly Ignore[];
  readonly at: IgnoresAt;
}

interface CommentIgnore extends Ignore {
  readonly start: number;
  readonly end: number;
}

/** Finds the suppressions among the Resources of a file: `# api-audit: ignore <rules> -- <reason>`, and the annotation. */
export function ignoresOf(resources: readonly Resource[]): ManifestIgnores {
  const bySource = new Map<Source, Resource[]>();
  for (const resource of resources) {
    const same = bySource.get(resource.source);
    if (same === undefined) bySource.set(resource.source, [resource]);
    else same.push(resource);
  }
  const comments = new Map<Source, readonly CommentIgnore[]>();
  const annotations = new Map<Resource, readonly Ignore[]>();
  for (const [source, own] of bySource) {
    // Trees are built for this only where the words are there at all.
    if (source.text.includes('api-audit:')) comments.set(source, commentIgnores(source, own));
    if (!source.text.includes(IGNORE_ANNOTATION)) continue;
    for (const resource of own) {
      const found = annotationIgnores(resource);
      if (found.length > 0) annotations.set(resource, found);
    }
  }
  return {
    all: [...[...comments.values()].flat(), ...[...annotations.values()].flat()],
    at: (resource, offset) => [
      ...(comments.get(resource.source) ?? []).filter(({ start, end }) => start <= offset && offset <= end),
      ...(annotations.get(resource) ?? []),
    ],
  };
}

function commentIgnores(source: Source, resources: readonly Resource[]): readonly CommentIgnore[] {
  const roots = resources.flatMap(({ node }) => node ?? []);
  return commentsIn(source.text, roots).flatMap((comment) => {
    const said = ignoreIn(comment);
    if (said === null) return [];
    const { offset, start, end } = comment;
    return [{ type: 'comment' as const, ...said, file: source.file, ...source.lines.position(offset), start, end }];
  });
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
