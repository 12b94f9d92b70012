import { workerData } from 'node:worker_threads';
import { auditorFor } from '../auditor.ts';
import type { AuditStep } from './progress.ts';
import { tellerOf } from './progress.ts';
import type { Share, SharedOptions, Task } from './share.ts';
import { taskReader } from './share.ts';

/** The pool hands over what it is given behind what it needs itself. */
const [, { judging, render }] = workerData as readonly [unknown, SharedOptions];

const auditor = auditorFor(judging);
const { collector, crds, enforcer } = auditor;
let read: AuditStep[] = [];
const tell = tellerOf({ progress: (step) => read.push(step) });
const readTask = taskReader(render, auditor, (reading) => {
  tell(reading);
  collector.take(reading);
  return null;
});

let last: Promise<unknown> = Promise.resolve();

/**
 * Does a part of the audit in a thread of its own, once those before it are done. What only the whole input can tell stays
 * open in the Tally.
 */
export function auditShare(task: Task): Promise<Share> {
  const share = last.then(async () => {
    await readTask(task);
    const came = { tally: collector.drain(), crds: crds.known(), enforcer: enforcer.drain(), read };
    crds.forget();
    read = [];
    return came;
  });
  last = share.catch(() => undefined);
  return share;
}
