import type { ApiState } from '../catalog/catalog.ts';
import { Catalog } from '../catalog/catalog.ts';
import { lookUp } from '../catalog/look-up.ts';
import { judgedBy, resolveTarget } from '../catalog/target.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { ApiAuditError } from '../model/errors.ts';
import { explainJson, explainTable } from '../report/explain.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { nearest, oneOf, parseFlags } from './flags.ts';
import { widthOf } from './io.ts';

/** `api-audit explain <api>`: everything the catalog knows of the APIs that a word names, release by release. */
export const explain: Command = async (args, io) => {
  const { values, positionals } = parseFlags('explain', args, {
    target: { type: 'string' },
    format: { type: 'string', default: 'table' },
  });
  const format = oneOf('--format', values.format, ['table', 'json'] as const);
  const query = positionals.join(' ').trim();
  if (query === '')
    throw new ApiAuditError("Name an API to explain, such as 'Ingress'. See 'api-audit explain --help'.");
  const catalog = new Catalog();
  const target = resolveTarget(catalog, values.target);
  const entries = lookUp(catalog, query);
  if (entries.length === 0) throw new ApiAuditError(notFound(catalog, query));
  const explanation = {
    query,
    target,
    judgedBy: judgedBy(catalog, target),
    releases: catalog.releases.map(({ release }) => release),
    apis: entries.map((entry) => ({ entry, state: catalog.state(entry, target), servings: servings(catalog, entry) })),
  };
  io.stdout.write(format === 'json' ? explainJson(explanation) : explainTable(explanation, widthOf(io)));
  return EXIT.clean;
};

/** How every release with a Snapshot serves an API, oldest first. */
function servings(catalog: Catalog, entry: TimelineKind): readonly ApiState[] {
  return catalog.releases.map(({ release }) => catalog.state(entry, release));
}

function notFound(catalog: Catalog, query: string): string {
  const names = new Set(catalog.kinds.flatMap(({ group, kind }) => (group === '' ? [kind] : [kind, group])));
  const near = nearest(query, [...names]);
  const hint =
    near === undefined
      ? "Name a kind, a group/version or both, such as 'apps/v1/Deployment'."
      : `Did you mean ${near}?`;
  return `No Kubernetes release has an API named '${query}' (APIs of add-ons are not explained). ${hint}`;
}
