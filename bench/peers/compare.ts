import type { OwnFinding } from './own.ts';
import type { Named } from './peer.ts';

/** The rules that speak of what the other tools look for. */
const GONE = new Set(['removed-api', 'deprecated-api']);
/** All rules about the API of a resource, as against its fields and labels. */
const ABOUT_AN_API = /-api$/;

/** What two tools name, each pair of place and API once. */
export interface Comparison {
  readonly byBoth: number;
  /** What the peer names and `api-audit` does not, under any rule about an API. */
  readonly byPeerOnly: readonly string[];
  /** What the peer names and `api-audit` calls neither removed nor deprecated, with the rule it names it under. */
  readonly underOtherRules: readonly string[];
  /** What `api-audit` calls removed or deprecated and the peer does not name: in resources, in templates, in references. */
  readonly byOwnOnly: Readonly<Record<string, readonly string[]>>;
}

/** Holds what a peer names to what `api-audit` names: by file, apiVersion and kind, or by name where the peer tells no file. */
export function compare(named: readonly Named[], own: readonly OwnFinding[]): Comparison {
  const hasFiles = named.every(({ file }) => file !== null);
  const keyOf = ({ file, apiVersion, kind, name }: Named) => `${hasFiles ? file : name}: ${apiVersion} ${kind}`;
  const theirs = new Set(named.map(keyOf));
  const aboutAnApi = own.filter(({ rule }) => ABOUT_AN_API.test(rule));
  const rules = new Map(aboutAnApi.map((finding) => [keyOf(finding), finding.rule]));
  for (const finding of aboutAnApi) if (GONE.has(finding.rule)) rules.set(keyOf(finding), finding.rule);
  const known = [...theirs].filter((key) => rules.has(key));
  const byOwnOnly: Record<string, Set<string>> = {};
  for (const finding of own) {
    if (!GONE.has(finding.rule) || theirs.has(keyOf(finding))) continue;
    byOwnOnly[finding.via] ??= new Set();
    byOwnOnly[finding.via]?.add(keyOf(finding));
  }
  return {
    byBoth: known.filter((key) => GONE.has(rules.get(key) as string)).length,
    byPeerOnly: [...theirs].filter((key) => !rules.has(key)).sort(),
    underOtherRules: known
      .filter((key) => !GONE.has(rules.get(key) as string))
      .map((key) => `${key} (${rules.get(key)})`)
      .sort(),
    byOwnOnly: Object.fromEntries(Object.entries(byOwnOnly).map(([via, keys]) => [via, [...keys].sort()])),
  };
}
