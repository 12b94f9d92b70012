import { audit } from '../../lib/audit.ts';
import type { Finding } from '../../lib/model/finding.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import type { Release } from '../../lib/model/release.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { fixture } from './cli.ts';

/** What an audit says of the References in one file below `test/fixtures/references/`. */
export async function referencesIn(file: string, target: Release): Promise<readonly Finding[]> {
  const { findings } = await audit(file, { target, cwd: fixture('references') });
  return findings.filter(({ via }) => via === 'reference');
}

/** The same, a line each: `12 error removed-api permission extensions/v1beta1 Ingress`. */
export async function linesIn(file: string, target: Release): Promise<readonly string[]> {
  return (await referencesIn(file, target)).map(({ location, severity, rule, details, subject }) =>
    [location.line, severity, rule, details.reference, formatGvk(subject)].join(' '),
  );
}

/** The sentences of the findings of a file. */
export async function sentencesIn(file: string, target: Release): Promise<readonly string[]> {
  return (await referencesIn(file, target)).map(messageOf);
}

/** How many References an audit counts in a file, those it says nothing of too. */
export async function countIn(file: string, target: Release): Promise<number> {
  return (await audit(file, { target, cwd: fixture('references') })).summary.references;
}
