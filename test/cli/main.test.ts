import assert from 'node:assert/strict';
import { main } from '../../lib/cli/main.ts';
import { tool } from '../../lib/cli/tool.ts';
import { fixture, run } from '../support/cli.ts';

describe('main', () => {
  it('scans where no command is named', async () => {
    const named = await run(['scan', 'removed', '--target', '1.25']);
    assert.equal(named.code, 1);
    assert.deepEqual(await run(['removed', '--target', '1.25']), named);
  });

  it('scans the folder it stands in where no path is named', async () => {
    const { code, stdout } = await run(['--target', '1.25'], { cwd: fixture('cli/removed') });
    assert.equal(code, 1);
    assert.match(stdout, /ingress\.yaml:1/);
  });

  for (const args of [['--help'], ['-h'], ['help'], ['removed', '--help'], ['scan', '--help']]) {
    it(`prints the overview for '${args.join(' ')}'`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 0);
      assert.match(stdout, /^api-audit: .*\n\nUsage\n/);
      assert.equal(stderr, '');
    });
  }

  for (const command of ['explain', 'snapshot']) {
    it(`prints help of its own, with an example, for ${command}`, async () => {
      const { code, stdout } = await run([command, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^api-audit ${command}: `));
      assert.match(stdout, new RegExp(`Examples\\n.*api-audit ${command} `));
    });
  }

  it('prints the version of the package', async () => {
    assert.deepEqual(await run(['--version']), { code: 0, stdout: `${tool().version}\n`, stderr: '' });
  });

  for (const args of [
    ['scan', '--version'],
    ['removed', '--version'],
    ['-q', '--version'],
    ['explain', '--version'],
  ]) {
    it(`prints it for '${args.join(' ')}' too`, async () => {
      assert.deepEqual(await run(args), { code: 0, stdout: `${tool().version}\n`, stderr: '' });
    });
  }

  it('complains of a flag that there is not, though the version is asked for', async () => {
    for (const args of [
      ['--version', '--foo'],
      ['scan', '--foo', '--version'],
      ['diff', '--version', '--foo'],
    ]) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /There is no flag --foo\./);
    }
  });

  for (const word of ['--help', '-h', '--version']) {
    it(`takes ${word} behind -- for a path`, async () => {
      for (const args of [
        ['removed', '--', word],
        ['--', word],
      ]) {
        const { code, stdout, stderr } = await run(['--quiet', ...args]);
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, new RegExp(`${word}`));
      }
    });
  }

  it('takes no name that objects of JavaScript have for a command', async () => {
    const { code, stderr } = await run(['constructor']);
    assert.equal(code, 2);
    assert.match(stderr, /constructor/);
  });

  it('asks whether a mistyped command was meant, where no file or folder has that name', async () => {
    const { code, stderr } = await run(['explian', 'Ingress']);
    assert.equal(code, 2);
    assert.match(stderr, /'explian'.*explain/);
  });

  it('tells a mistake of the caller in one line on standard error, with status 2', async () => {
    const { code, stdout, stderr } = await run(['--nope']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^api-audit: There is no flag --nope\..*\n$/);
  });

  it('makes what the caller wrote visible where it could act on a terminal', async () => {
    const { stderr } = await run(['--target', '1\u001b[31m']);
    assert.ok(!stderr.includes('\u001b'));
    assert.match(stderr, /1\\u001b\[31m/);
  });

  it('does not hide a fault of its own', async () => {
    const fault = new Error('the stream broke');
    const output = {
      write: () => {
        throw fault;
      },
    };
    const io = { cwd: fixture('cli'), env: {}, stdin: process.stdin, stdout: output, stderr: output };
    await assert.rejects(main(['--version'], io), fault);
  });
});
