import type { GroupVersionKind } from '../model/gvk.ts';
import { ALL_KINDS } from '../model/gvk.ts';
import type { Wildcard } from './wildcards.ts';
import { endsOf } from './wildcards.ts';

/** Tells whether a text is one that a pattern stands for. */
export interface Pattern {
  test(text: string): boolean;
}

/** Matches a whole text by a pattern in which `*` stands for any text; all else for itself. */
export function textPattern(pattern: string): Pattern {
  const pieces = pattern.split('*').flatMap((text, at): Wildcard[] => {
    const literal: Wildcard = { type: 'text', texts: [text] };
    return at === 0 ? [literal] : [{ type: 'any' }, literal];
  });
  return { test: (text) => endsOf(text, pieces).at(-1) === text.length };
}

const GLOB_TOKENS = /\*\*\/|\*\*|\*|\?|\{[^{}/]*\}|[^*?{]+|\{/g;

/**
 * Matches a path with forward slashes. `*` is any text but a slash, `?` one sign, `**` any folders, `{a,b}` one of both.
 * What names a folder stands for all that is in it. An absolute path is none of those that are held against it.
 */
export function pathPattern(pattern: string): Pattern {
  const whole = pattern.replace(/^\.\/+/, '').replace(/(?<=.)\/+$/, '');
  if (whole === '' || whole === '.') return { test: () => true };
  const pieces = (whole.match(GLOB_TOKENS) ?? []).map((token): Wildcard => {
    if (token === '**/') return { type: 'folders' };
    if (token === '**') return { type: 'any' };
    if (token === '*') return { type: 'name' };
    if (token === '?') return { type: 'sign' };
    const isChoice = token.startsWith('{') && token.endsWith('}');
    return { type: 'text', texts: isChoice ? token.slice(1, -1).split(',') : [token] };
  });
  return { test: (path) => endsOf(path, pieces).some((end) => end === path.length || path.charAt(end) === '/') };
}

/**
 * Reads which APIs an entry means: `group/version/Kind`, `v1/Pod` or `core/v1/Pod` for the core group, `batch/v1beta1` for
 * every kind of it, `Ingress` for a kind in every group. Any part may be `*`, and none may have a star among other letters.
 *
 * @returns `null` where it is none of these.
 */
export function apiPattern(text: string): GroupVersionKind | null {
  const parts = text.split('/');
  if (parts.some((part) => part === '' || (part.includes('*') && part !== '*')) || parts.length > 3) return null;
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 3) return { group: groupOf(first), version: second, kind: third };
  if (parts.length === 1) {
    if (/^[A-Z*]/.test(first)) return { group: '*', version: '*', kind: first };
    return isVersion(first)
      ? { group: '', version: first, kind: ALL_KINDS }
      : { group: groupOf(first), version: '*', kind: ALL_KINDS };
  }
  if (isVersion(first)) return { group: '', version: first, kind: second };
  return { group: groupOf(first), version: second, kind: ALL_KINDS };
}

/** What {@link apiPattern} gives for every API. */
export const ANY_API: GroupVersionKind = { group: '*', version: '*', kind: '*' };

/** Whether an API is one that {@link apiPattern} means. */
export function apiMatches(pattern: GroupVersionKind, api: GroupVersionKind): boolean {
  return (['group', 'version', 'kind'] as const).every((part) => pattern[part] === '*' || pattern[part] === api[part]);
}

function groupOf(text: string): string {
  return text === 'core' ? '' : text;
}

function isVersion(text: string): boolean {
  return /^v\d/.test(text);
}
