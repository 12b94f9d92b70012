import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixture } from '../support/cli.ts';
import { execute } from '../support/executable.ts';
import { GOLDEN_FOLDER, goldenText, readGolden, writeGolden } from '../support/golden.ts';

// `UPDATE_GOLDEN=1 npm test` writes down what the command lines give now; read the difference before it is committed.
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

describe('the executable', () => {
  const cwd = fixture('e2e');
  const names = readdirSync(GOLDEN_FOLDER).sort();

  it('has golden files, and nothing else stands in their folder', () => {
    assert.ok(names.length >= 10);
    for (const name of names) assert.match(name, /^[a-z0-9-]+\.txt$/);
  });

  for (const golden of names.map((name) => readGolden(join(GOLDEN_FOLDER, name)))) {
    it(`gives what is written down for '${golden.line}'`, async () => {
      const stdin = golden.stdin === null ? '' : await readFile(join(cwd, golden.stdin), 'utf8');
      const text = goldenText(golden.line, await execute(golden.args, { cwd, stdin }));
      if (isUpdating) await writeGolden(golden, text);
      else assert.equal(text, golden.text);
    });
  }
});
