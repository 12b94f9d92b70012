import type { ReadOptions } from '../../lib/input/read.ts';
import { readInput, readText } from '../../lib/input/read.ts';
import type { InputFile, Reading } from '../../lib/input/reading.ts';

/** What a story is about, of each resource: `apps/v1 Deployment shop/web @3:13`. */
export function seen(reading: Reading): string[] {
  return reading.resources.map((resource) => {
    const { line, column } = resource.source.lines.position(resource.offset);
    const where = resource.namespace === null ? '' : `${resource.namespace}/`;
    const name = resource.name === null ? '' : ` ${where}${resource.name}`;
    return `${resource.apiVersion} ${resource.gvk.kind}${name} @${line}:${column}`;
  });
}

/** Reads lines as one file. */
export function readLines(...lines: readonly string[]): Reading {
  return readText('manifest.yaml', `${lines.join('\n')}\n`);
}

/** The places of errors: `3:5`. */
export function errorPlaces(reading: Reading): string[] {
  return reading.errors.map(({ line, column }) => `${line}:${column}`);
}

/** All Readings of a file. */
export async function readingsOf(input: InputFile, options: ReadOptions = {}): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readInput(input, options)) readings.push(reading);
  return readings;
}

/** The only Reading of a file that is not large. */
export async function readOne(input: InputFile, options: ReadOptions = {}): Promise<Reading> {
  const [reading, ...more] = await readingsOf(input, options);
  if (reading === undefined || more.length > 0) throw new Error(`${input.file} gave ${more.length + 1} Readings`);
  return reading;
}
