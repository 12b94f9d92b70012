import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { fixture, ROOT } from '../support/cli.ts';
import { EXECUTABLE } from '../support/executable.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

async function action(): Promise<Action> {
  return load(await readFile(join(ROOT, 'action.yml'), 'utf8')) as Action;
}

/** Runs the step that audits, as a runner would, and gives what it prints and writes. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const { inputs: known, runs } = await action();
  const { run: script = '', env = {} } = runs.steps.find(({ id }) => id === 'audit') ?? {};
  return inTemporaryFolder(async (folder) => {
    const given = Object.entries(env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
      return [name, input === undefined ? EXECUTABLE : (inputs[input] ?? known[input]?.default ?? '')];
    });
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    for (const file of Object.values(files)) await writeFile(file, '');
    const ended = await promisify(execFile)('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
      cwd: fixture('e2e'),
      env: { PATH: process.env['PATH'], HOME: folder, CI: 'true', ...Object.fromEntries(given), ...files },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
    const [output, summary] = await Promise.all(Object.values(files).map((file) => readFile(file, 'utf8')));
    return { ...ended, output, summary };
  });
}

describe('action.yml', () => {
  it('is a composite action that hands every input to its script through the environment', async () => {
    const { inputs, runs } = await action();
    assert.equal(runs.using, 'composite');
    const { run: script = '', env = {} } = runs.steps.find(({ id }) => id === 'audit') ?? {};
    assert.deepEqual(
      Object.values(env)
        .flatMap((value) => /inputs\.([\w-]+)/.exec(value)?.[1] ?? [])
        .sort(),
      Object.keys(inputs).sort(),
    );
    assert.doesNotMatch(script, /\$\{\{/);
  });

  it('annotates, fails at findings, and puts the report on the page of the run', async () => {
    const { code, stdout, output, summary } = await runAction({ paths: 'multi-doc', target: '1.25' });
    assert.equal(code, 1);
    assert.match(stdout, /^::error file=multi-doc\/observatory\.yaml,line=7,/m);
    assert.equal(output, 'status=1\n');
    assert.match(summary ?? '', /observatory\.yaml/);
  });

  it('takes several paths, and more flags', async () => {
    const args = '--rule=removed-api=note\n--rule=deprecated-api=off';
    const { code, stdout, output } = await runAction({ paths: 'multi-doc\nstable\n', target: '1.25', args });
    assert.equal(code, 0);
    assert.match(stdout, /^::notice file=multi-doc/m);
    assert.equal(output, 'status=0\n');
  });

  it('does not run what stands in an input', async () => {
    const { code, stderr } = await runAction({ paths: '$(touch made) `touch made`; touch made' });
    assert.equal(code, 2);
    assert.match(stderr, /does not exist/);
  });

  it('writes SARIF where it is asked to', () =>
    inTemporaryFolder(async (folder) => {
      const sarif = join(folder, 'audit.sarif');
      await runAction({ paths: 'multi-doc', target: '1.25', 'fail-on': 'never', sarif, summary: 'false' });
      const { version, runs } = JSON.parse(await readFile(sarif, 'utf8'));
      assert.equal(version, '2.1.0');
      assert.ok(runs[0].results.length > 0);
    }));

  it('leaves what is suppressed out of the SARIF, and the severity that fails to the policy', () =>
    inTemporaryFolder(async (folder) => {
      const [sarif, policy] = [join(folder, 'audit.sarif'), join(folder, 'policy.yaml')];
      await writeFile(policy, 'failOn: never\nallow: [{ rule: removed-api, reason: it moves, expires: never }]\n');
      const args = `--config=${policy}\n--rule=deprecated-api=error`;
      const { code, stdout } = await runAction({ paths: 'multi-doc', target: '1.25', sarif, args });
      assert.equal(code, 0);
      assert.match(stdout, /^::error /m);
      const { runs } = JSON.parse(await readFile(sarif, 'utf8'));
      const rules = new Set(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId));
      assert.ok(rules.size > 0 && !rules.has('removed-api'), [...rules].join());
    }));
});
