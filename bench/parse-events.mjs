// What reading can be at its fastest: parses each YAML and JSON file of a folder with js-yaml alone, several times, and
// prints what each pass took in milliseconds. The files are read before, and what does not parse costs its time like the rest.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvents } from 'js-yaml';

const [folder, passes] = process.argv.slice(2);
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(folder, name))
  .filter((path) => /\.(ya?ml|json)$/.test(path) && statSync(path).isFile())
  .map((path) => readFileSync(path, 'utf8'));
const times = [];
for (let pass = 0; pass < Number(passes); pass++) {
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  for (const text of texts) {
    try {
      parseEvents(text, {});
    } catch {
      // A broken or templated file.
    }
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  times.push({ wall: performance.now() - began, cpu: (user + system) / 1000 });
}
const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
process.stdout.write(JSON.stringify({ files: texts.length, bytes, times }));
