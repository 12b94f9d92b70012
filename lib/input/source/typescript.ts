import type { ts } from 'ts-morph';

/** The types of TypeScript's own syntax tree, for the files beside this one: none but this one imports ts-morph. */
export type { ts } from 'ts-morph';

/** TypeScript's parser, and the tables that go with it. */
export type TypeScript = typeof ts;

let loaded: Promise<TypeScript> | null = null;

/** Loads the compiler that ts-morph brings along, on first use: it costs a third of a second and 76 MB of memory. */
export function loadTypeScript(): Promise<TypeScript> {
  loaded ??= import('ts-morph').then((morph) => morph.ts);
  return loaded;
}
