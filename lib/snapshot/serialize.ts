import { compareText } from '../model/gvk.ts';
import { isObject } from './json.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Writes a Snapshot as text: JSON with one definition, one path and one resource a line, members in a fixed order, so
 * that the same Snapshot gives the same bytes and two Snapshots differ in the lines where they differ.
 */
export function serializeSnapshot(snapshot: Snapshot): string {
  const { resources, ...info } = snapshot['x-api-audit'];
  const members = [
    `"swagger":${line(snapshot.swagger)}`,
    `"info":${line(snapshot.info)}`,
    `"x-api-audit":{\n${[
      ...Object.entries(info).map(([key, value]) => `${asciiJson(key)}:${line(value)}`),
      `"resources":[${block(resources.map(line))}]`,
    ].join(',\n')}}`,
    ...(snapshot.parameters === undefined ? [] : [`"parameters":${line(snapshot.parameters)}`]),
    ...(snapshot.responses === undefined ? [] : [`"responses":${line(snapshot.responses)}`]),
    `"paths":{${block(entryLines(snapshot.paths))}}`,
    `"definitions":{${block(entryLines(snapshot.definitions))}}`,
  ];
  return `{\n${members.join(',\n')}\n}\n`;
}

/** JSON of a value on one line, the members of every object sorted by name. */
export function line(value: unknown): string {
  return asciiJson(sorted(value));
}

/** JSON of a value in ASCII, all other letters as escapes: such files are read in half the time. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function entryLines(record: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(record)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => `${asciiJson(key)}:${line(value)}`);
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, child]) => [key, sorted(child)]),
  );
}
