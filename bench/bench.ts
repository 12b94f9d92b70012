import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEvents } from 'js-yaml';
import { table } from 'table';

/** Where the executable stands. */
const EXECUTABLE = fileURLToPath(new URL('../bin/api-audit.js', import.meta.url));
const RUNS = 7;

/** Runs a command several times after a warm-up and gives the median of its wall clock, in milliseconds. */
function medianOf(run: () => void): number {
  run();
  const times: number[] = [];
  for (let at = 0; at < RUNS; at++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[RUNS >> 1] as number;
}

function node(...args: readonly string[]): () => void {
  return () => {
    const { error } = spawnSync(process.execPath, [...args], { stdio: 'ignore' });
    if (error !== undefined) throw error;
  };
}

function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.ya?ml$/.test(path) && statSync(path).isFile());
}

/** Parses each file with js-yaml alone, as the measure of how fast reading can be at all; counts what does not parse too. */
function parseAll(texts: readonly string[]): void {
  for (const text of texts) {
    try {
      parseEvents(text, {});
    } catch {
      // A broken or templated file costs its time like any other.
    }
  }
}

function coldStart(): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'api-audit-bench-'));
  const file = join(folder, 'ingress.yaml');
  writeFileSync(file, 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\n');
  const bare = medianOf(node('-e', ''));
  const rows = [
    ['--help', medianOf(node(EXECUTABLE, '--help'))],
    ['one small file', medianOf(node(EXECUTABLE, file, '--target', '1.25'))],
    ['explain Ingress', medianOf(node(EXECUTABLE, 'explain', 'Ingress'))],
  ] as const;
  rmSync(folder, { recursive: true });
  return [
    ["node -e ''", `${bare.toFixed(0)} ms`, '1.00'],
    ...rows.map(([name, time]) => [name, `${time.toFixed(0)} ms`, (time / bare).toFixed(2)]),
  ];
}

function throughput(folder: string): string[][] {
  const texts = yamlFilesIn(folder).map((path) => readFileSync(path, 'utf8'));
  const megabytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0) / 1e6;
  const parse = medianOf(() => parseAll(texts));
  const start = medianOf(node(EXECUTABLE, '--version'));
  const audit = medianOf(node(EXECUTABLE, folder, '--format', 'json', '--fail-on', 'never', '--allow-unread')) - start;
  const speed = (time: number) => `${((megabytes / time) * 1000).toFixed(1)} MB/s`;
  return [
    [`bare parseEvents, ${megabytes.toFixed(1)} MB`, `${parse.toFixed(0)} ms, ${speed(parse)}`, '1.00'],
    ['audit, less its start', `${audit.toFixed(0)} ms, ${speed(audit)}`, (parse / audit).toFixed(2)],
  ];
}

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/examples', import.meta.url));
process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; median of ${RUNS}\n`);
process.stdout.write(table([['Cold start', 'Time', 'Times bare node'], ...coldStart()]));
process.stdout.write(table([[`Throughput on ${folder}`, 'Time', 'Share of bare parseEvents'], ...throughput(folder)]));
