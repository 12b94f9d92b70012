import type { GroupVersionKind } from '../model/gvk.ts';
import { ALL_KINDS } from '../model/gvk.ts';

const SPECIAL = /[.+^$()|[\]\\{}?*]/g;

/** Matches a whole text by a pattern in which `*` stands for any text; all else for itself. */
export function textPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(SPECIAL, (sign) => (sign === '*' ? '.*' : `\\${sign}`))}$`, 's');
}

const GLOB_TOKENS = /\*\*\/|\*\*|\*|\?|\{[^{}/]*\}|[.+^$()|[\]\\{}]/g;

/**
 * Matches a path with forward slashes. `*` is any text but a slash, `?` one sign, `**` any folders, `{a,b}` one of both.
 * What names a folder stands for all that is in it.
 */
export function pathPattern(pattern: string): RegExp {
  const whole = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const source = whole.replace(GLOB_TOKENS, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1) return `(?:${token.slice(1, -1).split(',').map(escaped).join('|')})`;
    return `\\${token}`;
  });
  return whole === '' || whole === '.' ? /^/ : new RegExp(`^${source}(?:/.*)?$`, 's');
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/**
 * Reads which APIs an entry means: `group/version/Kind`, `v1/Pod` or `core/v1/Pod` for the core group, `batch/v1beta1` for
 * every kind of it, `Ingress` for a kind in every group. Any part may be `*`.
 *
 * @returns `null` where it is none of these.
 */
export function apiPattern(text: string): GroupVersionKind | null {
  const parts = text.split('/');
  if (parts.some((part) => part === '') || parts.length > 3) return null;
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
