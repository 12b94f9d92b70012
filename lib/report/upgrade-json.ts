import type { Change } from '../upgrade/changes.ts';
import type { Upgrade } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import { findingValue } from './json.ts';
import { messageOf } from './messages.ts';
import type { ReporterOf } from './reporter.ts';
import { jsonDocument } from './text.ts';
import { stepText } from './upgrade-words.ts';

/** The dry run as one JSON object, as `docs/guides/upgrade.md` describes it. `change` is an index into `changes`. */
export const upgradeJson: ReporterOf<Upgrade> = (upgrade, { tool }) => {
  const { from, to, direction, way, range, changes, hops, plan, reports, suppressed, expired } = upgrade;
  const indexOf = (change: Change) => changes.indexOf(change);
  const value = {
    tool,
    from,
    to,
    direction,
    releases: reports.map(({ target, snapshot, summary }, at) => ({
      release: way[at],
      standing: snapshot.standing,
      judgedBy: snapshot.release,
      findings: summary.findings,
      target,
    })),
    summary: reports[0]?.summary ?? null,
    compatible: range,
    changes: changes.map(changeValue),
    hops: hops.map(({ from: before, to: after, stops, starts, last, warns }) => ({
      from: before,
      to: after,
      stops: stops.map(indexOf),
      starts: starts.map(indexOf),
      last: last.map(({ group, version, kind, count }) => ({ group, version, kind, count })),
      warns: warns.map(({ finding, stage, count }) => ({ rule: finding.rule, subject: finding.subject, stage, count })),
    })),
    plan: plan.map((step) => stepValue(step, indexOf)),
    suppressed: suppressed.map(({ finding, by }) => ({ ...findingValue(finding), suppressedBy: by })),
    expired: expired.map(findingValue),
    errors: upgrade.unread.errors,
    computed: upgrade.unread.computed,
    unresolved: upgrade.unread.unresolved,
    unrendered: upgrade.unrendered,
  };
  return jsonDocument(value);
};

function changeValue({ finding, breaks, before, heals, whenEnabled, places, route }: Change) {
  const { rule, boundary, subject, stability, lifecycle, replacement, evidence } = finding;
  const message = messageOf(finding);
  const moves = route?.moves ?? [];
  return {
    rule,
    message,
    boundary,
    subject,
    stability,
    lifecycle,
    replacement,
    evidence,
    breaks,
    before,
    heals,
    whenEnabled,
    moves,
    lostAt: route?.lostAt ?? null,
    places,
  };
}

function stepValue(step: Step, indexOf: (change: Change) => number) {
  const text = stepText(step);
  if (!('change' in step)) return { ...step, text };
  return { ...step, change: indexOf(step.change), text };
}
