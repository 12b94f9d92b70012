import assert from 'node:assert/strict';
import { oneOf, parseFlags } from '../../lib/cli/flags.ts';
import { ApiAuditError } from '../../lib/model/errors.ts';

const OPTIONS = {
  target: { type: 'string' },
  output: { type: 'string', short: 'o' },
  hidden: { type: 'boolean', default: false },
} as const;

function message(args: readonly string[]): string {
  try {
    parseFlags('scan', args, OPTIONS);
  } catch (error) {
    assert.ok(error instanceof ApiAuditError, String(error));
    return error.message;
  }
  return '';
}

describe('parseFlags', () => {
  it('reads values behind a blank and behind an equals sign, and short flags', () => {
    const { values, positionals } = parseFlags(
      'scan',
      ['a', '--target', '1.25', '-o', 'x.json', 'b', '--hidden'],
      OPTIONS,
    );
    assert.deepEqual({ ...values }, { target: '1.25', output: 'x.json', hidden: true });
    assert.deepEqual(positionals, ['a', 'b']);
    assert.equal(parseFlags('scan', ['--target=1.25'], OPTIONS).values.target, '1.25');
  });

  it('takes what follows -- and a lone - as paths', () => {
    assert.deepEqual(parseFlags('scan', ['-', '--', '--odd.yaml'], OPTIONS).positionals, ['-', '--odd.yaml']);
  });

  it('names an unknown flag, the nearest one, and where to read more', () => {
    assert.equal(
      message(['--targte', '1.25']),
      "There is no flag --targte. Did you mean --target? See 'api-audit scan --help'.",
    );
    assert.match(message(['--outptu=x']), /no flag --outptu\. Did you mean --output\?/);
    assert.match(message(['-x']), /^There is no flag -x\. See/);
  });

  it('says nothing of a nearest flag where none is near', () => {
    assert.equal(message(['--parallel']), "There is no flag --parallel. See 'api-audit scan --help'.");
  });

  it('names the flag that lacks its value, or has one too many', () => {
    assert.match(message(['--target']), /--target.*\w\. See 'api-audit scan --help'\.$/);
    assert.match(message(['--target', '--hidden']), /--target/);
    assert.match(message(['--hidden=yes']), /--hidden/);
  });

  it('says it in one line', () => {
    for (const args of [['--target'], ['--target', '-x'], ['--hidden=yes'], ['--nope']])
      assert.doesNotMatch(message(args), /\n/);
  });
});

describe('oneOf', () => {
  it('gives the word itself', () => assert.equal(oneOf('--format', 'json', ['table', 'json']), 'json'));

  it('throws for another word, and lists the words', () => {
    assert.throws(
      () => oneOf('--format', 'yaml', ['table', 'json']),
      (error) => error instanceof ApiAuditError && /--format\Wyaml.*table, json/.test(error.message),
    );
  });
});
