import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiAudit, audit, BARE_NODE } from '../commands.ts';
import { copyOf } from '../manifests.ts';
import { less, printLine, printTable, ratio, time } from '../print.ts';
import { medians } from '../rounds.ts';
import type { Usage } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const ROUNDS = 21;
const SEVEN = ['deployment', 'service', 'config-map', 'role', 'old-ingress', 'old-cron-job', 'old-disruption-budget'];

/** What a short run takes, beside Node.js that does nothing. */
export async function start(): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const one = join(folder, 'ingress.yaml');
    writeFileSync(one, copyOf('old-ingress', 1));
    const seven = join(folder, 'seven.yaml');
    writeFileSync(seven, SEVEN.map((name) => copyOf(name, 1)).join('---\n'));
    const commands = [
      BARE_NODE,
      apiAudit('--help', '--help'),
      audit('one small file', one),
      audit('seven objects, a table', seven),
      apiAudit('explain Ingress', 'explain', 'Ingress'),
      apiAudit('diff 1.35 1.36', 'diff', '1.35', '1.36'),
    ];
    const [bare, ...others] = (await medians(commands, { rounds: ROUNDS })) as [Usage, ...Usage[]];
    printLine(`\nStart: medians of ${ROUNDS} rounds, in which the commands take turns. "Own" is less bare Node.js.`);
    printTable([
      ['', 'wall', 'own', 'ratio', 'CPU', 'own', 'ratio'],
      [BARE_NODE.name, time(bare.wall), '', '1.00', time(bare.cpu), '', '1.00'],
      ...others.map((usage, at) => [
        commands[at + 1]?.name ?? '',
        time(usage.wall),
        time(usage.wall - bare.wall),
        ratio(usage.wall, bare.wall),
        time(usage.cpu),
        time(less(usage.cpu, bare.cpu)),
        ratio(usage.cpu, bare.cpu),
      ]),
    ]);
  });
}
