import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AjvDraft04 from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { audit } from '../../lib/audit.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { Report } from '../../lib/model/report.ts';
import { csvReporter } from '../../lib/report/csv.ts';
import { fingerprints } from '../../lib/report/fingerprint.ts';
import { githubReporter } from '../../lib/report/github.ts';
import { junitReporter } from '../../lib/report/junit.ts';
import { markdownReporter } from '../../lib/report/markdown.ts';
import { ndjsonReporter } from '../../lib/report/ndjson.ts';
import { sarifReporter } from '../../lib/report/sarif.ts';
import { xml } from '../../lib/report/xml.ts';

const OPTIONS = { tool: { name: 'api-audit', version: '1.2.3' }, width: 100, color: false, all: false };

function manifest(apiVersion: string, kind: string, name: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}}\n`;
}

function reportOf(files: Readonly<Record<string, string>>): PromiseLike<Report> {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text }));
  return audit(inputs, { target: '1.25' });
}

const MIXED = {
  'a/cron.yaml': manifest('batch/v1beta1', 'CronJob', 'nightly'),
  'b space.yaml': `${manifest('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'web')}---\n${manifest('example.com/v1', 'Widget', 'w')}`,
  'broken.yaml': 'apiVersion: v1\nkind: [\n',
};

const HOSTILE = '<script>alert(1)</script> & "q" ::error::x\n=cmd()|`_*[x](y)@team\u001b[31m\u0000';

describe('sarifReporter', () => {
  const require = createRequire(import.meta.url);
  const schema = readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  const valid = new AjvDraft04.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(schema),
  );

  it('writes what the official schema takes, for reports of every sort', async () => {
    for (const files of [MIXED, {}, { 'x.yaml': manifest('batch/v1beta1', 'CronJob', HOSTILE) }]) {
      const log = JSON.parse(sarifReporter(await reportOf(files), OPTIONS));
      assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 3)));
    }
  });

  it('gives each finding its rule, level, place and object', async () => {
    const { runs } = JSON.parse(sarifReporter(await reportOf(MIXED), OPTIONS));
    const [run] = runs;
    assert.deepEqual(
      run.results.map(({ ruleId, ruleIndex, level }: { ruleId: string; ruleIndex: number; level: string }) => [
        ruleId,
        run.tool.driver.rules[ruleIndex].id,
        level,
      ]),
      [
        ['removed-api', 'removed-api', 'error'],
        ['deprecated-api', 'deprecated-api', 'warning'],
        ['unknown-api', 'unknown-api', 'note'],
      ],
    );
    const [first, second] = run.results;
    assert.deepEqual(first.locations[0].physicalLocation.region, { startLine: 1, startColumn: 13 });
    assert.equal(second.locations[0].physicalLocation.artifactLocation.uri, 'b%20space.yaml');
    assert.equal(first.locations[0].logicalLocations[0].fullyQualifiedName, 'batch/v1beta1 CronJob nightly');
    assert.match(run.tool.driver.rules[0].help.markdown, /^# removed-api\n/);
  });

  it('says that the run did not succeed where something could not be read', async () => {
    const log = JSON.parse(sarifReporter(await reportOf(MIXED), OPTIONS));
    const [invocation] = log.runs[0].invocations;
    assert.equal(invocation.executionSuccessful, false);
    assert.equal(invocation.toolExecutionNotifications.length, 1);
  });
});

describe('fingerprints', () => {
  async function of(text: string): Promise<readonly string[]> {
    return fingerprints((await reportOf({ 'x.yaml': text })).findings);
  }

  it('stay the same where lines move, and differ from object to object', async () => {
    const one = manifest('batch/v1beta1', 'CronJob', 'one');
    const two = manifest('batch/v1beta1', 'CronJob', 'two');
    const before = await of(`${one}---\n${two}`);
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(await of(`# a comment\n\n${one}---\n${two}`), before);
    assert.deepEqual(await of(two), before.slice(1));
  });

  it('tell two findings of one object apart', async () => {
    const same = manifest('batch/v1beta1', 'CronJob', 'one');
    assert.equal(new Set(await of(`${same}---\n${same}`)).size, 2);
  });
});

describe('junitReporter', () => {
  const parse = (text: string) => {
    assert.equal(XMLValidator.validate(text), true);
    return new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    }).parse(text);
  };

  it('counts failures, errors and cases as they are', async () => {
    const { testsuites } = parse(junitReporter(await reportOf(MIXED), OPTIONS));
    assert.deepEqual([testsuites['@_tests'], testsuites['@_failures'], testsuites['@_errors']], ['4', '1', '1']);
    const suites = testsuites.testsuite as { '@_name': string; testcase: { failure?: unknown; error?: unknown }[] }[];
    assert.deepEqual(
      suites.map((suite) => suite['@_name']),
      ['a/cron.yaml', 'b space.yaml', 'broken.yaml'],
    );
    assert.ok(suites[0]?.testcase[0]?.failure);
    assert.ok(suites[2]?.testcase[0]?.error);
  });

  it('takes for failures what makes the run fail', async () => {
    const report = await reportOf(MIXED);
    const failures = (failOn: 'warning' | 'note' | 'never') =>
      parse(junitReporter(report, { ...OPTIONS, failOn })).testsuites['@_failures'];
    assert.deepEqual([failures('warning'), failures('note'), failures('never')], ['2', '3', '0']);
  });

  it('has a case that passes where there is nothing to tell', async () => {
    const { testsuites } = parse(junitReporter(await reportOf({}), OPTIONS));
    assert.deepEqual([testsuites['@_tests'], testsuites['@_failures']], ['1', '0']);
  });

  it('stays well-formed whatever names hold', async () => {
    parse(junitReporter(await reportOf({ '<&">.yaml': manifest('batch/v1beta1', 'CronJob', HOSTILE) }), OPTIONS));
    assert.equal(xml('a\u0000\ud800b\uffff<'), 'a\ufffd\ufffdb\ufffd&#60;');
  });
});

describe('csvReporter', () => {
  function rows(text: string): string[][] {
    return [...text.matchAll(/(?:"(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r\n)/g)].reduce<string[][]>(
      (all, [raw]) => {
        const value = raw.replace(/(?:,|\r\n)$/, '');
        all.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
        if (raw.endsWith('\r\n')) all.push([]);
        return all;
      },
      [[]],
    );
  }

  it('writes a line of names and a line a finding, all of one length', async () => {
    const [head, ...body] = rows(csvReporter(await reportOf(MIXED), OPTIONS)).slice(0, -1);
    assert.equal(body.length, 3);
    assert.ok(body.every((row) => row.length === head?.length));
    assert.deepEqual(body[0]?.slice(0, 7), [
      'a/cron.yaml',
      '1',
      '13',
      'error',
      'removed-api',
      'batch/v1beta1',
      'CronJob',
    ]);
  });

  it('makes no formula of a name', async () => {
    for (const name of ['=1+1', '+1', '-1', '@x', '\tx']) {
      const text = csvReporter(await reportOf({ 'x.yaml': manifest('batch/v1beta1', 'CronJob', name) }), OPTIONS);
      assert.ok(rows(text)[1]?.includes(`'${name}`), name);
    }
  });
});

describe('githubReporter', () => {
  it('writes one command a finding, and one for what could not be read', async () => {
    const lines = githubReporter(await reportOf(MIXED), OPTIONS)
      .trimEnd()
      .split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['::error', '::warning', '::notice', '::error'],
    );
    assert.match(
      lines[0] as string,
      /^::error file=a\/cron\.yaml,line=1,col=13,title=removed-api%3A batch\/v1beta1 CronJob::/,
    );
  });

  it('lets no name begin a command of its own', async () => {
    const files = { 'x\n::error::y,z.yaml': manifest('batch/v1beta1', 'CronJob', 'a') };
    const text = githubReporter(await reportOf(files), OPTIONS);
    assert.equal(text.trimEnd().split('\n').length, 1);
    assert.match(text, /file=x%0A%3A%3Aerror%3A%3Ay%2Cz\.yaml,/);
  });
});

describe('ndjsonReporter', () => {
  it('writes each finding as the JSON report has it, one a line', async () => {
    const report = await reportOf(MIXED);
    const lines = ndjsonReporter(report, OPTIONS)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Finding);
    assert.deepEqual(
      lines.map(({ rule }) => rule),
      report.findings.map(({ rule }) => rule),
    );
    assert.ok(lines.every((line) => 'message' in line && !('details' in line)));
  });
});

describe('markdownReporter', () => {
  it('says how many, what and where', async () => {
    const text = markdownReporter(await reportOf(MIXED), OPTIONS);
    assert.match(text, /^## API audit for Kubernetes 1\.25\n/);
    assert.match(text, /\*\*1 error, 1 warning, 1 note\*\* in 3 resources/);
    assert.match(text, /\| a\/cron\.yaml:1 nightly \|/);
    assert.match(text, /- not read: broken\.yaml:3/);
  });

  it('fits a comment on a pull request, and counts what it leaves out', async () => {
    const kinds = Array.from({ length: 900 }, (_, at) => [
      `f${at}.yaml`,
      manifest('example.com/v1', `Widget${at}`, 'x'),
    ]);
    const text = markdownReporter(await reportOf(Object.fromEntries(kinds)), OPTIONS);
    assert.ok(text.length < 65_536, `${text.length}`);
    const left = Number(/and (\d+) more findings that did not fit/.exec(text)?.[1]);
    assert.equal(text.split('\n').filter((line) => line.includes('unknown-api')).length + left, 900);
  });

  it('lets no name become markup, a mention, or a row of its own', async () => {
    const text = markdownReporter(
      await reportOf({ 'x|y<b>.yaml': manifest('batch/v1beta1', 'CronJob', HOSTILE) }),
      OPTIONS,
    );
    const row = text.split('\n').find((line) => line.includes('removed-api')) as string;
    assert.doesNotMatch(row.replaceAll('<br>', ''), /<|@team|\[x\]/);
    assert.ok(!row.includes('\u001b'));
    assert.equal(row.split('|').length, 5);
  });
});
