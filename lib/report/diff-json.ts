import type { Change, Diff } from '../diff/change.ts';
import { formatGvk } from '../model/gvk.ts';
import { sentenceOf } from './diff-words.ts';
import type { ReportOptions } from './reporter.ts';
import { jsonDocument } from './text.ts';

/** The comparison as one JSON object, as `docs/guides/diff.md` describes it. */
export function diffJson(diff: Diff, { tool }: Pick<ReportOptions, 'tool'>): string {
  const { from, to, groups, groupVersions, compared, changes, cameAndWent, foreign, offByDefault } = diff;
  const number = (wanted: string) => changes.filter(({ classes }) => classes.some((name) => name === wanted)).length;
  const value = {
    tool,
    from,
    to,
    compared,
    summary: {
      changes: changes.length,
      breakingManifests: number('breaking-manifests'),
      breakingClients: number('breaking-clients'),
      deprecations: number('deprecation'),
      additions: number('addition'),
      cameAndWent,
      foreign,
      offByDefault,
    },
    groups,
    groupVersions,
    changes: changes.map((change) => changeValue(change, diff)),
  };
  return jsonDocument(value);
}

/** A change as machines read it. The kinds that a shared type reaches are many: they are named in one word each. */
function changeValue(change: Change, { to }: Diff) {
  const { code, classes, release, notBefore, ...rest } = change;
  const head = {
    code,
    classes,
    release,
    ...(notBefore === undefined ? {} : { notBefore }),
    message: sentenceOf(change, to),
  };
  if (!('reach' in rest)) return { ...head, ...rest };
  const { kinds, example, path, statusOnly } = rest.reach;
  return { ...head, ...rest, reach: { example: formatGvk(example), path, statusOnly, kinds: kinds.map(formatGvk) } };
}
