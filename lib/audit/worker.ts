import { workerData } from 'node:worker_threads';
import type { Share, SharedOptions, Task } from './share.ts';
import { sharer } from './share.ts';

/** The pool hands over what it is given behind what it needs itself. */
const [, options] = workerData as readonly [unknown, SharedOptions];

const audit = sharer(options);
let last: Promise<unknown> = Promise.resolve();

/** Does a part of the audit in a thread of its own, once those before it are done. */
export function auditShare(task: Task): Promise<Share> {
  const share = last.then(() => audit(task));
  last = share.catch(() => undefined);
  return share;
}
