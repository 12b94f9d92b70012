import type { Random } from './random.ts';

/** A text that is hard to read, of about so many characters. */
export interface Shape {
  readonly name: string;
  readonly make: (size: number) => string;
}

export const HEAD = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
export const LITTLE = 'apiVersion: v1\nkind: Pod\n';

export const repeated =
  (unit: string, before = HEAD, after = ''): Shape['make'] =>
  (size) =>
    before + unit.repeat(Math.ceil(size / unit.length)) + after;

/** A text of numbered units: `unit(0)unit(1)...`. */
export const numbered =
  (unit: (at: number) => string, before = HEAD, after = ''): Shape['make'] =>
  (size) => {
    const units: string[] = [];
    for (let length = 0; length < size; ) {
      const next = unit(units.length);
      units.push(next);
      length += next.length;
    }
    return before + units.join('') + after;
  };

/** How large a hard text is: mostly small, for many come in the time of a large one, which shows what grows too fast. */
export function hardSize(random: Random): number {
  return random.below(random.once(10) ? 30_000 : 3000);
}
