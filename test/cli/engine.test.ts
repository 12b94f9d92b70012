import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENGINE = new URL('../../lib/cli/engine.ts', import.meta.url).href;

/**
 * Whether V8 would have what is made at a place among what is old, once it was told that it outlives collections: V8's own
 * functions tell, which are there for tests of it.
 */
function makesOld(before: string): boolean {
  const program = `
    import { expectMuch } from ${JSON.stringify(ENGINE)};
    ${before}
    const make = (value) => ({ value, inner: { value } });
    const isTold = new Function('object', 'return %PretenureAllocationSite(object)');
    for (let turn = 0; turn < 1000; turn++) make(turn);
    console.log(isTold(make(0)));
  `;
  const flags = ['--import', 'tsx', '--allow-natives-syntax', '--input-type=module', '-e', program];
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, flags, { cwd, encoding: 'utf8' }));
}

describe('expectMuch', () => {
  it('keeps V8 from taking what is made of documents for what stays', function () {
    // That of Node.js 26 answers the question by other means.
    if (Number.parseInt(process.versions.v8, 10) >= 14) this.skip();
    assert.equal(makesOld(''), true);
    assert.equal(makesOld('expectMuch();'), false);
  });
});
