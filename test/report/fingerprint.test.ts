import assert from 'node:assert/strict';
import { fingerprints } from '../../lib/report/fingerprint.ts';
import { named, reportOf } from '../support/reports.ts';

describe('fingerprints', () => {
  async function of(text: string): Promise<readonly string[]> {
    return fingerprints((await reportOf({ 'x.yaml': text })).findings);
  }

  it('stay the same where lines move, and differ from object to object', async () => {
    const one = named('batch/v1beta1', 'CronJob', 'one');
    const two = named('batch/v1beta1', 'CronJob', 'two');
    const before = await of(`${one}---\n${two}`);
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(await of(`# a comment\n\n${one}---\n${two}`), before);
    assert.deepEqual(await of(two), before.slice(1));
  });

  it('tell two findings of one object apart', async () => {
    const same = named('batch/v1beta1', 'CronJob', 'one');
    assert.equal(new Set(await of(`${same}---\n${same}`)).size, 2);
  });
});
