import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import { FACT_FILES, type Facts } from './facts.ts';
import { isObject, type JsonObject } from './json.ts';

/**
 * Reads the facts that Snapshots are made with, from a folder of facts as gathered or as bundled.
 *
 * @throws ApiAuditError where a file is missing or has no `entries`.
 */
export function readFacts(folder: string): Facts {
  const entries = <Key extends keyof Facts>(key: Key): Facts[Key] =>
    // The files are the project's own data: their shape is what `distil-facts.ts` and its tests hold them to.
    readFactFile(folder, FACT_FILES[key]).entries as Facts[Key];
  return {
    lifecycle: entries('lifecycle'),
    gates: entries('gates'),
    markedFields: entries('markedFields'),
    describedFields: entries('describedFields'),
    deprecatedFields: entries('deprecatedFields'),
  };
}

/**
 * Reads one file of facts, such as `api-lifecycle.json`.
 *
 * @returns an object whose `entries` is an array.
 * @throws ApiAuditError where the file is missing or has no `entries`.
 */
export function readFactFile(folder: string, name: string): JsonObject {
  const path = join(folder, name);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ApiAuditError(`${path}: it cannot be read as JSON (${error instanceof Error ? error.message : error}).`);
  }
  if (!isObject(value) || !Array.isArray(value.entries)) {
    throw new ApiAuditError(`${path}: it has no "entries". Name a folder of facts.`);
  }
  return value;
}
