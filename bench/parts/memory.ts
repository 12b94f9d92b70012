import { join } from 'node:path';
import { audit, BARE_NODE } from '../commands.ts';
import { writeStream, writeTree } from '../inputs.ts';
import type { BenchOptions } from '../options.ts';
import { megabytes, printLine, printTable, time } from '../print.ts';
import type { Command, Usage } from '../run.ts';
import { run } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const STREAM_BYTES = 200e6;

/** The peak of resident memory on much input, once each: a tree of many files, and one long stream on standard input. */
export async function memory({ files, megabytes: size }: BenchOptions): Promise<void> {
  printLine('\nMemory: the peak of resident memory, one run each.');
  const rows = [['', 'documents', 'peak', 'wall', 'CPU'], row(BARE_NODE, '', await run(BARE_NODE))];
  await inTemporaryFolder(async (folder) => {
    const { documents, bytes } = writeTree(join(folder, 'tree'), files, (size * 1e6) / files);
    const command = audit(`tree of ${files} files, ${megabytes(bytes)}`, join(folder, 'tree'));
    rows.push(row(command, String(documents), await run(command)));
  });
  await inTemporaryFolder(async (folder) => {
    const input = join(folder, 'stream.yaml');
    const { documents, bytes } = writeStream(input, { bytes: STREAM_BYTES });
    const command = { ...audit(`standard input, ${megabytes(bytes)}`, '-'), input };
    rows.push(row(command, String(documents), await run(command)));
  });
  printTable(rows);
}

function row({ name }: Command, documents: string, { wall, cpu, peak, status }: Usage): string[] {
  const failed = status === 0 ? '' : ` (ended with ${status ?? 'a signal'})`;
  return [name, documents, `${megabytes(peak)}${failed}`, time(wall), time(cpu)];
}
