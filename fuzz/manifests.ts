import { mutated, mutatedBytes, ODD } from './mutate.ts';
import { OUTPUT_MARKS } from './outputs.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import { SHAPES } from './shapes.ts';
import type { Shares } from './shares.ts';
import { pickShare } from './shares.ts';

/** How manifests are made, and how often; see {@link pickShare}. */
export const MANIFEST_SHARES = {
  /** Manifests with a few changes. */
  mutated: 64,
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
} as const satisfies Shares;

type ManifestSort = keyof typeof MANIFEST_SHARES;

/** One text to be audited as a manifest, and how it was made. */
export interface ManifestCase {
  readonly sort: ManifestSort;
  readonly content: string | Uint8Array;
}

const ODD_MARKS = [...ODD, ...OUTPUT_MARKS];

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

/** The manifest of a number: the same one in every run with the same seed and the same manifests. */
export function manifestOf(number: number, seed: number, manifests: readonly string[]): ManifestCase {
  const random = randomOf(number, seed);
  return manifestCase(pickShare(MANIFEST_SHARES, random), random, manifests);
}

/** A manifest of a sort. */
export function manifestCase(sort: ManifestSort, random: Random, manifests: readonly string[]): ManifestCase {
  return { sort, content: contentOf(sort, random, manifests) };
}

function contentOf(sort: ManifestSort, random: Random, manifests: readonly string[]): string | Uint8Array {
  const manifest = random.pick(manifests);
  switch (sort) {
    case 'mutated':
      return mutated(manifest, random.pick(manifests), random, ODD_MARKS);
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
