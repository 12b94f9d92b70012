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
export function buildFacts(folder: string): FactFile[] {
  return (Object.keys(FACT_MEMBERS) as FactName[]).map((name) => {
    const raw = readFactFile(folder, name);
    return { name, text: serializeFacts(distilFacts(name, raw)) };
  });
}

/** Distils one file of facts: its `entries`, and beside them `newestRelease` or `components` where it has them. */
export function distilFacts(name: FactName, raw: JsonObject): JsonObject {
  const entries = (Array.isArray(raw.entries) ? raw.entries : []).map((entry) => {
    const kept = pick(objectOf(entry), FACT_MEMBERS[name]);
    return name === 'vendor-apis.json' ? withoutNulls(kept) : rewriteFact(name, kept);
  });
  return {
    ...(typeof raw.newestRelease === 'string' ? { newestRelease: raw.newestRelease } : {}),
    ...(isObject(raw.components) ? { components: componentsOf(raw.components) } : {}),
    entries,
  };
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
