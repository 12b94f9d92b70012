import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.ts';

/** What of a finding tells it apart. */
type Identified = Pick<Finding, 'rule' | 'subject' | 'holder' | 'location'>;

/**
 * Names findings so that the same one is found again in a later run: by what it says of which object in which file, not
 * by its line, which moves. Where one object has the same finding twice, the second is told apart by its number.
 *
 * @returns 32 hexadecimal digits a finding, in the order of the findings.
 */
export function fingerprints(findings: readonly Identified[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = identityOf(finding);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return createHash('sha256').update(`${key}#${times}`).digest('hex').slice(0, 32);
  });
}

/** What findings have in common that say the same of the same object in the same file, as a text. */
export function identityOf({ rule, subject, holder, location }: Identified): string {
  const identity = [
    rule,
    ...[subject.group, subject.version, subject.kind, subject.field, subject.gate, subject.label],
    ...[holder.apiVersion, holder.kind, holder.namespace, holder.name],
    location.file,
    // At the end, and only where there is one: the prints of all other findings are what they were before it counted.
    ...(subject.provider === undefined ? [] : [subject.provider]),
  ];
  return JSON.stringify(identity.map((part) => part ?? null));
}
