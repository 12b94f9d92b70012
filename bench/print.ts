import { table } from 'table';

/** Prints a table. The first row is its head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  process.stdout.write(table(rows.map((row) => [...row])));
}

/** Prints a line of text. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Milliseconds for people: `42 ms`, `3.1 s`; `–` where nothing was measured. */
export function time(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  return milliseconds < 10_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Bytes for people, in millions. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? '–' : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** One number over another, with two places; `–` where either is missing. */
export function ratio(value: number | null, base: number | null): string {
  return value === null || base === null ? '–' : (value / base).toFixed(2);
}

/** What is left of a measure when another is taken away. */
export function less(value: number | null, base: number | null): number | null {
  return value === null || base === null ? null : value - base;
}
