import assert from 'node:assert/strict';
import type { Finding } from '../../lib/model/finding.ts';
import { githubReport } from '../../lib/report/github.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { whole } from '../../lib/report/reporter.ts';
import { HOSTILE, HOSTILE_FILES, MIXED, named, OPTIONS, reportOf } from '../support/reports.ts';

const githubReporter = whole(githubReport);

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands that the runner of GitHub Actions sees in a log, as it reads them: line by line, what is escaped undone. */
function commandsIn(log: string): Command[] {
  const undone = (text: string, signs: Readonly<Record<string, string>>) =>
    text.replace(/%(?:25|0D|0A|3A|2C)/g, (sign) => signs[sign] ?? sign);
  const inData = { '%25': '%', '%0D': '\r', '%0A': '\n' };
  return log.split(/\r\n|\n|\r/).flatMap((line) => {
    const text = line.trimStart();
    const end = text.indexOf('::', 2);
    if (!text.startsWith('::') || end === -1) return [];
    const [name = '', ...rest] = text.slice(2, end).split(' ');
    const pairs = rest.join(' ').trim().split(',');
    const properties = pairs.flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at), undone(pair.slice(at + 1), { ...inData, '%3A': ':', '%2C': ',' })]];
    });
    return [{ name, properties: Object.fromEntries(properties), data: undone(text.slice(end + 2), inData) }];
  });
}

describe('githubReporter', () => {
  it('warns where nothing found is no all-clear', async () => {
    const [{ name, data } = assert.fail(), ...more] = commandsIn(githubReporter(await reportOf({}, '1.39'), OPTIONS));
    assert.equal(name, 'warning');
    assert.match(data, /Kubernetes 1\.39 lies beyond .* no all-clear/);
    assert.deepEqual(more, []);
  });

  it('writes one command a finding, and one for what could not be read', async () => {
    const report = await reportOf(MIXED);
    const text = githubReporter(report, OPTIONS);
    const commands = commandsIn(text);
    assert.equal(commands.length, text.trimEnd().split('\n').length);
    assert.deepEqual(
      commands.map(({ name }) => name),
      ['error', 'warning', 'notice', 'error'],
    );
    assert.deepEqual(commands[0], {
      name: 'error',
      properties: { file: 'a/cron.yaml', line: '1', col: '13', title: 'removed-api: batch/v1beta1 CronJob' },
      data: messageOf(report.findings[0] as Finding),
    });
    assert.deepEqual(commands[3]?.properties['title'], 'not read');
  });

  it('lets the runner have names as they are, percent signs, colons and commas among them', async () => {
    for (const file of [
      '50%.yaml',
      'a%3Ab.yaml',
      'a%253A,b=c::d.yaml',
      'x\n::error::y,z.yaml',
      'x\r\n::stop-commands::t',
    ]) {
      const [command, ...more] = commandsIn(
        githubReporter(await reportOf({ [file]: named('batch/v1beta1', 'CronJob', 'a') }), OPTIONS),
      );
      assert.equal(command?.properties['file'], file);
      assert.deepEqual(more, []);
    }
  });

  it('lets no name begin a command of its own', async () => {
    const commands = commandsIn(githubReporter(await reportOf(HOSTILE_FILES), OPTIONS));
    assert.equal(commands.length, 2);
    const shown = HOSTILE.replace('\u001b', '\\u001b')
      .replace('\u0000', '\\u0000')
      .replace('\u0085', '\\u0085')
      .replace('\u2028', '\\u2028');
    assert.equal(commands[0]?.properties['file'], `${shown}.yaml`);
    assert.equal(commands[1]?.properties['file'], `broken ${shown}.yaml`);
  });

  it('writes nothing where there is nothing to say', async () => {
    assert.equal(githubReporter(await reportOf({}), OPTIONS), '');
  });
});
