import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { fixture, ROOT } from '../support/cli.ts';
import { execute } from '../support/executable.ts';

describe('.pre-commit-hooks.yaml', () => {
  const read = async () => {
    const [hook] = load(await readFile(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Record<string, unknown>[];
    return hook ?? {};
  };

  it('runs an executable of the package, which npm builds when pre-commit installs it', async () => {
    const { id, entry, language } = await read();
    const { bin, scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    assert.deepEqual([id, language], ['api-audit', 'node']);
    assert.ok(String(entry) in bin);
    assert.match(scripts.prepare, /prepare\.mjs/);
  });

  it('takes manifests, and no other files', async () => {
    const files = new RegExp(String((await read())['files']));
    for (const file of ['a.yaml', 'deploy/b.yml', 'c.json']) assert.match(file, files);
    for (const file of ['main.go', 'yaml', 'a.yaml.md']) assert.doesNotMatch(file, files);
  });

  it('fails where a file that is to be committed holds what is gone, and not for files that are no manifests', async () => {
    const cwd = fixture('e2e');
    const found = await execute(['--target', '1.25', 'multi-doc/observatory.yaml'], { cwd });
    assert.equal(found.code, 1);
    const clean = await execute(['--target', '1.30', 'stable/dome.json', '../../../package.json'], { cwd });
    assert.equal(clean.code, 0, clean.stderr);
  });
});
