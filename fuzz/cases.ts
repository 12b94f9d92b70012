import { mutated, mutatedBytes } from './mutate.ts';
import type { Random } from './random.ts';
import { randomFrom } from './random.ts';
import { SHAPES } from './shapes.ts';

/** One text to be audited, and how it was made. */
export interface Case {
  readonly sort: CaseSort;
  readonly content: string | Uint8Array;
}

/** How texts are made, and how often among a hundred. */
const SHARES = {
  /** Manifests with a few changes. */
  mutated: 76,
  /** The same as bytes that may be no text. */
  bytes: 8,
  /** Random letters out of those that mean something to YAML. */
  letters: 8,
  /** Random bytes. */
  noise: 3,
  /** Hard texts, short. */
  shape: 4,
  /** Hard texts within a manifest, changed. */
  'shape in a manifest': 1,
} as const;

export type CaseSort = keyof typeof SHARES;

/** All sorts of cases. */
export const SORTS = Object.keys(SHARES) as readonly CaseSort[];

const LETTERS = [
  ...'abk:-{}[]"\'&*!|>%@`#?, \n\t\\<=~0\u0000\ufeff',
  '\n',
  '\n',
  ' ',
  ' ',
  ': ',
  '- ',
  'kind: ',
  'apiVersion: ',
  '---\n',
  '{{',
  '}}',
];

/** The case of a number: the same one in every run with the same seed and the same manifests. */
export function caseOf(number: number, seed: number, manifests: readonly string[]): Case {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) + number);
  // The first numbers of neighbouring seeds are alike.
  random.below(2);
  const sort = sortOf(random);
  return { sort, content: contentOf(sort, random, manifests) };
}

function sortOf(random: Random): CaseSort {
  let left = random.below(100);
  for (const sort of SORTS) {
    left -= SHARES[sort];
    if (left < 0) return sort;
  }
  return 'mutated';
}

function contentOf(sort: CaseSort, random: Random, manifests: readonly string[]): string | Uint8Array {
  const manifest = random.pick(manifests);
  switch (sort) {
    case 'mutated':
      return mutated(manifest, random.pick(manifests), random);
    case 'bytes':
      return mutatedBytes(mutated(manifest, random.pick(manifests), random), random);
    case 'letters':
      return Array.from({ length: random.below(200) }, () => random.pick(LETTERS)).join('');
    case 'noise':
      return Uint8Array.from({ length: random.below(400) }, () => random.below(256));
    case 'shape':
      return random.pick(SHAPES).make(random.below(1500));
    case 'shape in a manifest':
      return mutated(`${manifest}\n---\n${random.pick(SHAPES).make(random.below(3000))}`, manifest, random);
  }
}
