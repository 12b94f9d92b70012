import { workerData } from 'node:worker_threads';
import type { JudgingOptions } from '../auditor.ts';
import { auditorFor } from '../auditor.ts';
import type { KnownCrds } from '../catalog/custom.ts';
import { readInput } from '../input/read.ts';
import type { InputFile } from '../input/reading.ts';
import type { EnforcerMemory } from '../policy/enforcer.ts';
import type { Tally } from '../tally.ts';
import type { AuditStep } from './progress.ts';
import { tellerOf } from './progress.ts';

/** What a share of the files came to. */
export interface Share {
  readonly tally: Tally;
  readonly crds: KnownCrds;
  readonly enforcer: EnforcerMemory;
  /** What there is to tell of its files. */
  readonly read: readonly AuditStep[];
}

/** The pool hands over what it is given behind what it needs itself. */
const [, options] = workerData as readonly [unknown, JudgingOptions];

/** Audits a share of the files in a thread of its own. What only the whole input can tell stays open in its Tally. */
export async function auditShare(files: readonly InputFile[]): Promise<Share> {
  const { collector, crds, enforcer } = auditorFor(options);
  const read: AuditStep[] = [];
  const tell = tellerOf({ progress: (step) => read.push(step) });
  for (const input of files) {
    for await (const reading of readInput(input)) {
      tell(reading);
      for (const _ of collector.take(reading));
    }
  }
  return { tally: collector.tally, crds: crds.known(), enforcer: enforcer.memory(), read };
}
