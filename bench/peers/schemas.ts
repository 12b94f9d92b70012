import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Definitions = Readonly<Record<string, unknown>>;

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const REFERENCE = /"#\/definitions\/([^"]+)"/g;
// What these are in OpenAPI is less than what the API takes.
const LOOSER = /\.(IntOrString|Quantity)$/;

/**
 * Writes the schema of each kind of a bundled Snapshot into a folder, each with all it refers to, under the names
 * that kubeconform asks for. Throws where there is no such Snapshot.
 */
export function writeSchemas(release: string, folder: string): void {
  const snapshot = new URL(`../../openapi-snapshots/${release}.json`, import.meta.url);
  const { definitions } = JSON.parse(readFileSync(snapshot, 'utf8')) as { definitions: Definitions };
  for (const [name, definition] of Object.entries(definitions)) {
    const kinds = (definition as { 'x-kubernetes-group-version-kind'?: readonly Kind[] })[
      'x-kubernetes-group-version-kind'
    ];
    const only = kinds?.length === 1 ? kinds[0] : undefined;
    if (only === undefined) continue;
    const schema = { $ref: `#/definitions/${name}`, definitions: closure(name, definitions) };
    writeFileSync(join(folder, fileOf(only)), JSON.stringify(schema));
  }
}

/** The definition and all those it leads to. */
function closure(name: string, definitions: Definitions): Definitions {
  const reached = new Map<string, unknown>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.set(next, LOOSER.test(next) ? { type: ['string', 'number'] } : definitions[next]);
    for (const [, other] of JSON.stringify(definitions[next]).matchAll(REFERENCE)) waiting.push(other as string);
  }
  return Object.fromEntries(reached);
}

function fileOf({ group, version, kind }: Kind): string {
  const parts = group === '' ? [kind, version] : [kind, group.split('.')[0], version];
  return `${parts.join('-').toLowerCase()}.json`;
}
