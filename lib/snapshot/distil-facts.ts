import { isDeepStrictEqual } from 'node:util';
import { ApiAuditError } from '../model/errors.ts';
import { compareText } from '../model/gvk.ts';
import { FACT_MEMBERS, type FactName } from './fact-members.ts';
import { rewriteFact } from './fact-rewrites.ts';
import { isObject, type JsonObject, objectOf } from './json.ts';
import { readFactFile } from './read-facts.ts';
import { asciiJson, line } from './serialize.ts';

/** A file of facts as it is bundled. */
export interface FactFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Distils all gathered facts to what a program needs: one entry a line, the same bytes on every run.
 *
 * @throws ApiAuditError where a file is missing or has no `entries`.
 */
export function buildFacts(folder: string, corrections: readonly Correction[]): FactFile[] {
  return (Object.keys(FACT_MEMBERS) as FactName[]).map((name) => {
    const raw = readFactFile(folder, name);
    const own = corrections.filter(({ file }) => file === name);
    return { name, text: serializeFacts(distilFacts(name, raw, own)) };
  });
}

/**
 * One entry of `facts/corrections.json`, kept by hand: where gathered facts are known to be wrong, or to leave something
 * out. It has one of `set`, `add` and `drop`.
 */
export interface Correction {
  readonly file: string;
  /** Members by which the entry is known. */
  readonly of: JsonObject;
  /** What its members are; `null` as in the facts. */
  readonly set?: JsonObject;
  /** The other members of an entry that the gathered facts lack. */
  readonly add?: JsonObject;
  /** What the entry says is not so. */
  readonly drop?: boolean;
}

/**
 * Distils one file of facts: its `entries`, and beside them `components` where it has them. Entries that corrections add
 * come last.
 *
 * @param corrections those of this file.
 * @throws ApiAuditError where a correction sets or drops what is not there, or adds what is: it is to be taken out.
 */
export function distilFacts(name: FactName, raw: JsonObject, corrections: readonly Correction[] = []): JsonObject {
  const met = new Set<Correction>();
  const entries = (Array.isArray(raw.entries) ? raw.entries : []).flatMap((entry) => {
    const kept = pick(objectOf(entry), FACT_MEMBERS[name]);
    const correction = corrections.find((candidate) => isOf(candidate, kept));
    if (correction !== undefined) met.add(correction);
    if (correction?.drop === true) return [];
    return [{ ...rewriteFact(name, kept), ...correction?.set }];
  });
  for (const correction of corrections) {
    const { of, add } = correction;
    if (met.has(correction) === (add === undefined)) continue;
    const fault = add === undefined ? 'has no entry' : 'has an entry of its own';
    throw new ApiAuditError(`corrections.json: ${name} ${fault} ${JSON.stringify(of)}. Take the correction out.`);
  }
  const added = corrections.flatMap(({ of, add }) => (add === undefined ? [] : [{ ...of, ...add }]));
  return {
    ...(isObject(raw.components) ? { components: componentsOf(raw.components) } : {}),
    entries: [...entries, ...added].map((entry) => {
      const distilled = pick(entry, FACT_MEMBERS[name]);
      return name === 'vendor-apis.json' ? withoutNulls(distilled) : distilled;
    }),
  };
}

function isOf({ of }: Correction, entry: JsonObject): boolean {
  return Object.entries(of).every(([key, value]) => isDeepStrictEqual(entry[key], value));
}

function componentsOf(components: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(components)
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, component]) => [name, pick(objectOf(component), ['newestReleaseSeen'])]),
  );
}

function pick(entry: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(members.filter((member) => member in entry).map((member) => [member, entry[member]]));
}

function withoutNulls(entry: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}

function serializeFacts({ entries, ...rest }: JsonObject): string {
  const lines = (Array.isArray(entries) ? entries : []).map(asciiJson);
  const head = Object.entries(rest).map(([key, value]) => `${asciiJson(key)}:${line(value)}`);
  return `{\n${[...head, `"entries":[\n${lines.join(',\n')}\n]`].join(',\n')}\n}\n`;
}
