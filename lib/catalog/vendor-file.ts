import { ApiAuditError } from '../model/errors.ts';
import { jsonFault } from '../model/json-fault.ts';
import { isObject } from '../snapshot/json.ts';
import type { VendorFact } from './vendor.ts';

const TEXTS = ['introducedIn', 'firstSeenIn', 'deprecatedIn', 'unservedIn', 'removedIn', 'channel', 'plural'] as const;
const NAMES = ['group', 'version', 'kind'] as const;

/**
 * Reads a user's own facts about APIs: `{"entries": [{"component", "group", "version", "kind", "removedIn", ...}]}`, as
 * `facts/vendor-apis.json` has them.
 *
 * @returns the facts, or what is wrong with them, in one sentence without a full stop.
 */
export function readVendorFacts(text: string): readonly VendorFact[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `it is no JSON: ${jsonFault(error)}`;
  }
  if (!isObject(value) || !Array.isArray(value['entries'])) return "it has no list 'entries'";
  for (const [at, fact] of (value['entries'] as readonly unknown[]).entries()) {
    const fault = faultOf(fact);
    if (fault !== null) return `entries[${at}] ${fault}`;
  }
  return value['entries'] as readonly VendorFact[];
}

/**
 * Looks whether facts that a program hands over are of that form.
 *
 * @throws ApiAuditError that names the first that is not.
 */
export function checkVendorFacts(facts: readonly VendorFact[]): void {
  if (!Array.isArray(facts)) throw new ApiAuditError('vendorFacts is no list: write one, if only of one fact.');
  for (const [at, fact] of facts.entries()) {
    const fault = faultOf(fact);
    if (fault !== null) throw new ApiAuditError(`vendorFacts[${at}] ${fault}.`);
  }
}

function faultOf(fact: unknown): string | null {
  if (!isObject(fact)) return 'is no object';
  const missing = ['component', ...NAMES].find((key) => typeof fact[key] !== 'string' || fact[key] === '');
  if (missing !== undefined) return `has no '${missing}'`;
  const odd = TEXTS.find((key) => fact[key] !== undefined && typeof fact[key] !== 'string');
  if (odd !== undefined) return `has a '${odd}' that is no text`;
  const { replacement } = fact;
  const isGvk = isObject(replacement) && NAMES.every((key) => typeof replacement[key] === 'string');
  if (replacement !== undefined && !isGvk) {
    return "has a 'replacement' that is no {group, version, kind}";
  }
  return null;
}
