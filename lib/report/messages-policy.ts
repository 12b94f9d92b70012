import type { Finding, IgnoreFault, PolicyDetails } from '../model/finding.ts';

/** What the rules about the policy itself say. */
export const POLICY_SENTENCES = {
  'expired-allow': ({ details }: Finding) => {
    const { reason, expires = '' } = details.policy as PolicyDetails;
    const since = expires.includes('-') ? `on ${expires}` : `with Kubernetes ${expires}`;
    return [
      `This policy entry ("${reason}") expired ${since}: what it allowed is reported again.`,
      'Fix that, or renew the entry.',
    ];
  },
  'unused-suppression': ({ details }: Finding) => {
    const policy = details.policy as PolicyDetails;
    const { type, reason, rules = [], fault } = policy;
    if (fault !== undefined) return [faulty(type, fault)];
    if (type === 'allow') return [`This policy entry ("${reason}") matches no finding: remove it.`];
    const none = `There is no finding of ${rules.join(' or ')}`;
    return [
      type === 'comment'
        ? `${none} on the line of this comment: remove it, or move it to the reported line or the line above.`
        : `${none} in the object of this annotation: remove it.`,
    ];
  },
} as const;

function faulty(type: PolicyDetails['type'], fault: IgnoreFault): string {
  const form = `${type === 'comment' ? '# api-audit: ignore ' : ''}removed-api -- why`;
  const head = `This ${type} suppresses nothing:`;
  switch (fault.type) {
    case 'no-rule':
      return `${head} it names no rule. Write it as '${form}'.`;
    case 'no-reason':
      return `${head} it gives no reason. Write it as '${form}'.`;
    case 'unknown-rule':
    case 'unknown-word': {
      const what = fault.type === 'unknown-rule' ? 'there is no rule' : 'it has no word';
      return `${head} ${what} '${fault.word}'.${fault.nearest === undefined ? '' : ` Did you mean ${fault.nearest}?`}`;
    }
  }
}
