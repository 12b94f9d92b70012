import { mkdirSync, writeFileSync } from 'node:fs';
import { configSchema } from '../lib/policy/schema.ts';

// Writes the JSON Schema of the configuration anew, after a change of lib/policy/shape.ts.
const folder = new URL('../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('api-audit.schema.json', folder), `${JSON.stringify(configSchema(), null, 2)}\n`);
