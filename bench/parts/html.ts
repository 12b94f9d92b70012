import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../commands.ts';
import { writeTree } from '../inputs.ts';
import { copyOf } from '../manifests.ts';
import { less, megabytes, printLine, printTable, time } from '../print.ts';
import { medians } from '../rounds.ts';
import type { Usage } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const ROUNDS = 5;
const FILES = 500;
const FINDINGS = 10_000;
const OLD = ['old-ingress', 'old-cron-job', 'old-disruption-budget'];

/** What a report of ten thousand findings takes, beside the audit that it is made of. */
export async function html(): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const tree = join(folder, 'tree');
    let number = 0;
    writeTree(tree, FILES, 0, () =>
      Array.from({ length: FINDINGS / FILES }, () => copyOf(OLD[number % OLD.length] as string, number++)).join(
        '---\n',
      ),
    );
    const formats = ['json', 'html'];
    const commands = [
      audit('no report', tree, '--quiet'),
      ...formats.map((format) => ({ ...audit(format, tree, '--format', format), output: join(folder, format) })),
    ];
    const [quiet, ...usages] = (await medians(commands, { rounds: ROUNDS })) as [Usage, ...Usage[]];
    const { findings } = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as { findings: unknown[] };
    printLine(`\nReports of ${findings.length} findings: medians of ${ROUNDS} rounds. "Own" is less no report.`);
    printTable([
      ['', 'wall', 'own', 'CPU', 'own', 'size'],
      ['no report', time(quiet.wall), '', time(quiet.cpu), '', ''],
      ...usages.map(({ wall, cpu }, at) => [
        formats[at] ?? '',
        time(wall),
        time(wall - quiet.wall),
        time(cpu),
        time(less(cpu, quiet.cpu)),
        megabytes(statSync(join(folder, formats[at] ?? '')).size),
      ]),
    ]);
  });
}
