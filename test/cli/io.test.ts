import assert from 'node:assert/strict';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../lib/cli/io.ts';
import { processIo, takesColor, widthOf } from '../../lib/cli/io.ts';

function io(stdout: Partial<Io['stdout']>, env: Io['env'] = {}): Io {
  const write = () => true;
  return { cwd: '/', env, stdin: process.stdin, stdout: { write, ...stdout }, stderr: { write } };
}

describe('widthOf', () => {
  it('is the width of the terminal', () => assert.equal(widthOf(io({ isTTY: true, columns: 90 })), 90));

  it('is wide enough to read a table in where there is no terminal', () => assert.ok(widthOf(io({})) >= 100));

  it('does not follow a terminal into uselessness', () => assert.equal(widthOf(io({ isTTY: true, columns: 12 })), 60));
});

describe('takesColor', () => {
  it('holds for terminals only', () => {
    assert.equal(takesColor(io({ isTTY: true })), true);
    assert.equal(takesColor(io({ isTTY: false })), false);
    assert.equal(takesColor(io({})), false);
  });

  it('gives way to NO_COLOR, unless that is empty', () => {
    assert.equal(takesColor(io({ isTTY: true }, { NO_COLOR: '1' })), false);
    assert.equal(takesColor(io({ isTTY: true }, { NO_COLOR: '0' })), false);
    assert.equal(takesColor(io({ isTTY: true }, { NO_COLOR: '' })), true);
  });

  it('is none on a terminal that knows no escapes', () => {
    assert.equal(takesColor(io({ isTTY: true }, { TERM: 'dumb' })), false);
    assert.equal(takesColor(io({ isTTY: true }, { TERM: 'xterm' })), true);
  });
});

describe('processIo', () => {
  it('is the process itself', () => {
    const own = processIo();
    assert.equal(own.cwd, process.cwd());
    assert.equal(own.stdout, process.stdout);
    assert.equal(own.stderr, process.stderr);
  });

  it('says that the current folder is gone', () => {
    const before = process.cwd();
    const folder = mkdtempSync(join(tmpdir(), 'api-audit-'));
    process.chdir(folder);
    rmdirSync(folder);
    try {
      assert.throws(() => processIo(), { name: 'ApiAuditError', message: /^The current folder is gone\./ });
    } finally {
      process.chdir(before);
    }
  });
});
