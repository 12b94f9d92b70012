import type { ApiState } from '../catalog/catalog.ts';
import { Catalog } from '../catalog/catalog.ts';
import { lookUp, lookUpConfig } from '../catalog/look-up.ts';
import { judgedBy, resolveTarget } from '../catalog/target.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { ApiAuditError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { explainJson, explainTable } from '../report/explain.ts';
import { factsJson, factsTable } from '../report/explain-facts.ts';
import { fieldsJson, fieldsTable } from '../report/explain-fields.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { asksForFacts, explainFacts, noSuchFact } from './explain-facts.ts';
import { explainField } from './explain-fields.ts';
import { oneOf, parseFlags } from './flags.ts';
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
  const entries = asksForFacts(query) ? [] : entriesNamed(catalog, query);
  const facts = entries.length === 0 ? explainFacts(query, target) : null;
  if (facts !== null) {
    io.stdout.write(format === 'json' ? factsJson(facts) : factsTable(facts, widthOf(io)));
    return EXIT.clean;
  }
  if (asksForFacts(query)) throw new ApiAuditError(noSuchFact(query));
  const field = entries.length === 0 ? explainField(catalog, query, target) : null;
  if (field !== null) {
    io.stdout.write(format === 'json' ? fieldsJson(field) : fieldsTable(field, widthOf(io)));
    return EXIT.clean;
  }
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

/** The API server's APIs of a name, and those of configuration files; what is both is told as the former. */
function entriesNamed(catalog: Catalog, query: string): readonly TimelineKind[] {
  return [...lookUp(catalog, query), ...lookUpConfig(query).filter((entry) => catalog.entry(entry) === undefined)];
}

/** How every release with a Snapshot serves an API, oldest first. */
function servings(catalog: Catalog, entry: TimelineKind): readonly ApiState[] {
  return catalog.releases.map(({ release }) => catalog.state(entry, release));
}

function notFound(catalog: Catalog, query: string): string {
  const [, resource] = /^([^\s/]+)\/[a-z]+$/.exec(query) ?? [];
  if (resource !== undefined && lookUp(catalog, resource).length > 0)
    return `'${query}' names no API: subresources are not explained apart. See 'api-audit explain ${resource}'.`;
  const names = new Set(catalog.kinds.flatMap(({ group, kind }) => (group === '' ? [kind] : [kind, group])));
  const near = nearest(query, [...names]);
  const hint =
    near === undefined
      ? "Name a kind, a group/version or both, such as 'apps/v1/Deployment', or gate/<name>, label/<key>, provider/<name>."
      : `Did you mean ${near}?`;
  return `No Kubernetes release has an API named '${query}' (APIs of add-ons are not explained). ${hint}`;
}
