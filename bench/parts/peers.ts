import { accessSync, constants, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { audit } from '../commands.ts';
import { writeTree } from '../inputs.ts';
import type { BenchOptions } from '../options.ts';
import type { Comparison } from '../peers/compare.ts';
import { compare } from '../peers/compare.ts';
import { KUBECONFORM } from '../peers/kubeconform.ts';
import { KUBENT } from '../peers/kubent.ts';
import { KUBEPUG } from '../peers/kubepug.ts';
import { readOwn } from '../peers/own.ts';
import type { Named, Peer, PeerInput } from '../peers/peer.ts';
import { PLUTO } from '../peers/pluto.ts';
import { megabytes, printLine, printTable, ratio, time } from '../print.ts';
import { medians } from '../rounds.ts';
import type { Command, Usage } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const ROUNDS = 5;
const FILES = 2000;
const BYTES_A_FILE = 5000;
const SHOWN = 5;
const PEERS: readonly Peer[] = [PLUTO, KUBENT, KUBEPUG, KUBECONFORM];

/** The other tools that are on PATH, side by side on one tree, and what each of them found there. */
export async function peers({ folder, target }: BenchOptions): Promise<void> {
  const found = PEERS.filter(({ name }) => isOnPath(name));
  const missing = PEERS.filter((peer) => !found.includes(peer)).map(({ name }) => name);
  printLine(`\nPeers. Not on PATH: ${missing.join(', ') || 'none'}.`);
  if (found.length === 0) return;
  await inTemporaryFolder(async (temporary) => {
    if (folder === null) writeTree(join(temporary, 'tree'), FILES, BYTES_A_FILE);
    await measurePeers(found, folder ?? join(temporary, 'tree'), target, temporary);
  });
}

async function measurePeers(found: readonly Peer[], folder: string, target: string, temporary: string): Promise<void> {
  const files = manifestFilesIn(folder);
  const own = {
    ...audit('api-audit', '.', '--target', target, '--format', 'json', '--helm', 'none'),
    folder,
    output: join(temporary, 'own.json'),
  };
  const runs: { readonly peer: Peer; readonly input: PeerInput; readonly command: Command & { output: string } }[] = [];
  for (const peer of found) {
    const input = { folder, files, target, temporary: join(temporary, peer.name) };
    mkdirSync(input.temporary);
    const command = peer.command(input);
    if (typeof command === 'string') printLine(`${peer.name} is not run: ${command}.`);
    else runs.push({ peer, input, command: { ...command, output: join(temporary, `${peer.name}.json`) } });
  }
  const commands = [own, ...runs.map(({ command }) => command)];
  const [usage, ...usages] = (await medians(commands, { rounds: ROUNDS, anyStatus: true })) as [Usage, ...Usage[]];
  const findings = readOwn(readFileSync(own.output, 'utf8'));
  const compared = runs.map(({ peer, input, command }) => {
    const named = namedBy(peer, readFileSync(command.output, 'utf8'), input);
    return { peer, named, comparison: typeof named === 'string' ? null : compare(named, findings) };
  });

  printLine(`${folder}: ${files.length} files; target ${target}; medians of ${ROUNDS} rounds.`);
  printTable([
    ['', 'wall', 'ratio', 'CPU', 'ratio', 'peak', 'status', 'found'],
    ['api-audit', ...costs(usage, usage), byRule(findings.map(({ rule }) => rule))],
    ...compared.map(({ peer, named }, at) => [
      peer.name,
      ...costs(usages[at] as Usage, usage),
      typeof named === 'string' ? named : `${named.length} ${peer.names}`,
    ]),
  ]);
  for (const { peer, comparison } of compared) if (comparison !== null) printComparison(peer, comparison);
}

function costs({ wall, cpu, peak, status }: Usage, base: Usage): string[] {
  return [
    time(wall),
    ratio(wall, base.wall),
    time(cpu),
    ratio(cpu, base.cpu),
    megabytes(peak),
    String(status ?? 'signal'),
  ];
}

function namedBy(peer: Peer, output: string, input: PeerInput): readonly Named[] | string {
  try {
    return peer.read(output, input);
  } catch (error) {
    return `nothing that can be read: ${(error as Error).message}`;
  }
}

function byRule(rules: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([rule, count]) => `${count} ${rule}`)
    .join('\n');
}

function printComparison(peer: Peer, { byBoth, byPeerOnly, underOtherRules, byOwnOnly }: Comparison): void {
  printLine(`${peer.name} and api-audit (removed or deprecated), each place and API once: ${byBoth} named by both.`);
  printSome(`  ${peer.name} alone`, byPeerOnly);
  printSome(`  ${peer.name}, and api-audit under another rule`, underOtherRules);
  for (const [via, keys] of Object.entries(byOwnOnly)) printSome(`  api-audit alone, in a ${via}`, keys);
}

function printSome(title: string, keys: readonly string[]): void {
  printLine(`${title}: ${keys.length}`);
  for (const key of keys.slice(0, SHOWN)) printLine(`    ${key}`);
  if (keys.length > SHOWN) printLine(`    and ${keys.length - SHOWN} more`);
}

function manifestFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name) && statSync(join(folder, name)).isFile())
    .sort();
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
