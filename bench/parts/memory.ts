import { join } from 'node:path';
import { audit, BARE_NODE, onOneCore } from '../commands.ts';
import { writeStream, writeTree } from '../inputs.ts';
import type { BenchOptions } from '../options.ts';
import { megabytes, printLine, printTable, time } from '../print.ts';
import type { Command, Usage } from '../run.ts';
import { run } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const STREAM_BYTES = 200e6;

/**
 * The peak of resident memory on much input, once each: a tree of many files, with all cores and (where the system can hold a
 * process to it) with one; and one long stream on standard input.
 */
export async function memory({ files, megabytes: size }: BenchOptions): Promise<void> {
  printLine('\nMemory: the peak of resident memory, one run each.');
  const rows = [['', 'documents', 'peak', 'wall', 'CPU'], row(BARE_NODE, '', await run(BARE_NODE))];
  const ratios: string[] = [];
  await inTemporaryFolder(async (folder) => {
    const { documents, bytes } = writeTree(join(folder, 'tree'), files, (size * 1e6) / files);
    const command = audit(`tree of ${files} files, ${megabytes(bytes)}`, join(folder, 'tree'));
    const all = await run(command);
    rows.push(row(command, String(documents), all));
    const single = onOneCore(command, `${command.name}, one core`);
    if (single === null) return;
    const one = await run(single);
    rows.push(row(single, String(documents), one));
    ratios.push(`All cores over one: ${(one.wall / all.wall).toFixed(2)} times as fast.`);
  });
  await inTemporaryFolder(async (folder) => {
    const input = join(folder, 'stream.yaml');
    const { documents, bytes } = writeStream(input, { bytes: STREAM_BYTES });
    const command = { ...audit(`standard input, ${megabytes(bytes)}`, '-'), input };
    rows.push(row(command, String(documents), await run(command)));
  });
  printTable(rows);
  for (const line of ratios) printLine(line);
}

function row({ name }: Command, documents: string, { wall, cpu, peak, status }: Usage): string[] {
  const failed = status === 0 ? '' : ` (ended with ${status ?? 'a signal'})`;
  return [name, documents, `${megabytes(peak)}${failed}`, time(wall), time(cpu)];
}
