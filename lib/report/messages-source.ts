import type { Finding, FindingDetails } from '../model/finding.ts';
import { ALL_KINDS, formatApiVersion, formatGvk } from '../model/gvk.ts';
import { isLater } from '../model/release.ts';

/** What to do in a program; `undefined` where the same is to be said as of a manifest. */
export function insteadInProgram({ via, replacement, details, subject, rule }: Finding): string | undefined {
  if (via !== 'source') return undefined;
  const { meanwhile, replacementFrom: from } = details;
  if (replacement === null) {
    const isWhole = rule === 'removed-api' && subject.kind === ALL_KINDS && details.use === undefined;
    return isWhole ? `Run 'api-audit explain ${formatApiVersion(subject)}' to see where its kinds went.` : undefined;
  }
  if (meanwhile !== undefined) return `Use ${formatGvk(meanwhile)} until ${from} serves ${formatGvk(replacement)}.`;
  if (from !== undefined && isLater(from, details.target)) return undefined;
  return `Use ${formatGvk(replacement)} instead${servedSince(details)}.`;
}

/** Since when a replacement is served, to follow its name; and that it is off by default, where the Target has it so. */
export function servedSince({ replacementFrom: from, replacementWhenEnabled: off }: FindingDetails): string {
  if (from === undefined) return '';
  return `, served since ${from}${off === true ? ', but off unless an administrator enables it' : ''}`;
}

/** What else a name in a program may stand for. */
export function alternatives({ details }: Finding): string | null {
  if (details.alternatives === undefined) return null;
  return `The name there may also stand for ${details.alternatives.map(formatGvk).join(' or ')}.`;
}

/** How many APIs are named one by one. */
const MOST = 3;

/** The sentences about the libraries that programs are built with. */
export const SOURCE_SENTENCES = {
  'client-library': ({ details }: Finding) => {
    const { client, target } = details;
    if (client === undefined) return [];
    const { library, version, release, orEarlier, missing } = client;
    const named = missing.slice(0, MOST).map(formatGvk).join(', ');
    const more = missing.length > MOST ? ` and ${missing.length - MOST} more` : '';
    return [
      `${library} ${version} was made for Kubernetes ${release}${orEarlier ? ' or earlier' : ''}. It lacks ${named}${more}, which Kubernetes ${target} serves instead of what it has.`,
      'Use a version that was made for a later release.',
    ];
  },
} as const;
