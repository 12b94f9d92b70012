import type { Change, Diff, FieldDifference } from '../diff/change.ts';
import { typeLabel } from '../diff/shape.ts';
import { formatGvk } from '../model/gvk.ts';
import type { ChangeWords } from './diff-words.ts';
import { CLASS_WORDS, wordsOf } from './diff-words.ts';

/** Changes that are told together, in words that are not yet safe to show: see `printable()`. */
export interface DiffRow {
  readonly section: DiffSection;
  /** `1.22`, or `1.14-1.28` where the documents between do not tell. */
  readonly release: string;
  /** Whom it breaks; empty outside of that section. */
  readonly breaks: string;
  readonly subject: string;
  readonly head: string;
  /** Fields or gates that it happened to, sorted. */
  readonly items: readonly string[];
  /** Where the subject stands, and in which other kinds; empty where it is the kind itself, or no schema type. */
  readonly reach: string;
}

/** The sections of a Diff, in their order. */
export const DIFF_SECTIONS = ['Breaking', 'Deprecations', 'Additions'] as const;
export type DiffSection = (typeof DIFF_SECTIONS)[number];

/** The rows of a Diff, section by section. Fields of a type that have the same news share a row, and so do its versions. */
export function rowsOf({ changes, to }: Diff): DiffRow[] {
  const byType = new Map<string, Gathered>();
  for (const change of changes) {
    const words = wordsOf(change, to);
    const row = rowOf(change, words);
    const key = JSON.stringify([row.section, row.release, row.breaks, row.head, row.subject]);
    const known = byType.get(key);
    if (known === undefined) byType.set(key, { row, items: new Set([words.item]), subjects: [row.subject] });
    else known.items.add(words.item);
  }
  const byNews = new Map<string, Gathered>();
  for (const gathered of byType.values()) {
    const { row, items } = gathered;
    const key = JSON.stringify([row.section, row.release, row.breaks, row.head, family(row.subject), [...items]]);
    const known = items.has('') ? undefined : byNews.get(key);
    if (known === undefined) byNews.set(items.has('') ? JSON.stringify([key, row.subject]) : key, gathered);
    else known.subjects.push(row.subject);
  }
  return [...byNews.values()].map(({ row, items, subjects }) => ({
    ...row,
    subject: joinedVersions(subjects),
    items: [...items].filter((item) => item !== ''),
  }));
}

interface Gathered {
  readonly row: DiffRow;
  readonly items: Set<string>;
  readonly subjects: string[];
}

function rowOf(change: Change, { subject, head }: ChangeWords): DiffRow {
  const { classes, release, notBefore } = change;
  const breaking = classes.filter((name) => name.startsWith('breaking-'));
  return {
    section: breaking.length > 0 ? 'Breaking' : classes.includes('deprecation') ? 'Deprecations' : 'Additions',
    release: notBefore === undefined ? release : `${notBefore}-${release}`,
    breaks: breaking.map((name) => CLASS_WORDS[name].replace('breaks ', '')).join(', '),
    subject,
    head,
    items: [],
    reach: 'definition' in change ? reachWords(change) : '',
  };
}

/** How many kinds are named beside the first. */
const MOST_KINDS = 3;

function reachWords({ definition, reach }: FieldDifference): string {
  const { example, path, kinds } = reach;
  const isKind = path === '';
  const names = [...new Set(kinds.map(({ kind }) => kind))].filter((kind) => kind !== example.kind);
  const more =
    names.length > MOST_KINDS ? ` and ${names.length} more kinds` : names.map((kind) => `, ${kind}`).join('');
  if (isKind)
    return typeLabel(definition).endsWith(` ${example.kind}`) ? more.replace(/^, /, 'also ') : formatGvk(example);
  return `${example.kind} ${path}${more}`;
}

/** `resource/v1 Device` without its version: of the same family are types whose versions alone differ. */
function family(subject: string): string {
  return subject.replace(/^([^/ ]+)\/\S+ /, '$1 ');
}

/** `resource/v1, v1beta1 Device`. */
function joinedVersions(subjects: readonly string[]): string {
  const [first = '', ...others] = subjects;
  if (others.length === 0) return first;
  const versions = subjects.map((subject) => /^[^/ ]+\/(\S+) /.exec(subject)?.[1] ?? '');
  return first.replace(/\/\S+ /, `/${versions.join(', ')} `);
}

/** What happened, with as many items as there is room for. */
export function whatOf({ head, items }: DiffRow, most: number): string {
  if (items.length === 0) return head;
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  const more = shown.length < items.length ? ` and ${items.length - shown.length} more` : '';
  return `${head}: ${shown.join(', ')}${more}`;
}
