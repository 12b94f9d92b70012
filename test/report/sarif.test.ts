import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AjvDraft04 from 'ajv-draft-04';
import { audit } from '../../lib/audit.ts';
import { withBaseline } from '../../lib/report/baseline.ts';
import { whole } from '../../lib/report/reporter.ts';
import { sarifReport } from '../../lib/report/sarif.ts';
import { HOSTILE_FILES, MIXED, named, OPTIONS, reportOf } from '../support/reports.ts';

const sarifReporter = whole(sarifReport);

describe('sarifReporter', () => {
  const require = createRequire(import.meta.url);
  const schema = readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  const valid = new AjvDraft04.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(schema),
  );

  it('writes what the official schema takes, for reports of every sort', async () => {
    for (const files of [MIXED, {}, HOSTILE_FILES]) {
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

  it('is of a category of its own for each Target, as GitHub reads it, and describes each rule as GitHub asks', async () => {
    for (const target of ['1.25', '1.26']) {
      const [run] = JSON.parse(sarifReporter(await reportOf(MIXED, target), OPTIONS)).runs;
      const id: string = run.automationDetails.id;
      assert.equal(id.slice(0, id.lastIndexOf('/')), `${OPTIONS.tool.name}/${target}`);
      assert.ok(run.tool.driver.rules.length > 1);
      for (const { shortDescription, fullDescription, help } of run.tool.driver.rules) {
        for (const { text } of [shortDescription, fullDescription, help]) assert.match(text, /\S/);
      }
    }
  });

  it('says that the run did not succeed where something could not be read', async () => {
    const log = JSON.parse(sarifReporter(await reportOf(MIXED), OPTIONS));
    const [invocation] = log.runs[0].invocations;
    assert.equal(invocation.executionSuccessful, false);
    assert.equal(invocation.toolExecutionNotifications.length, 1);
  });

  it('notes where nothing found is no all-clear', async () => {
    const text = sarifReporter(await reportOf({}, '1.39'), OPTIONS);
    assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors?.slice(0, 3)));
    const [{ executionSuccessful, toolExecutionNotifications: notes }] = JSON.parse(text).runs[0].invocations;
    assert.equal(executionSuccessful, true);
    assert.equal(notes.length, 1);
    assert.match(notes[0].message.text, /no all-clear/);
  });

  it('has what is suppressed among the results, with what suppresses it and why', async () => {
    const job = named('batch/v1beta1', 'CronJob', 'nightly');
    const files = {
      'a.yaml': `# api-audit: ignore removed-api -- moved in May\n${job}`,
      'b.yaml': job.replace('{name', '{annotations: {api-audit.io/ignore: removed-api -- by the owner}, name'),
      'c.yaml': job,
      'd.yaml': job,
      'e.yaml': named('policy/v1beta1', 'PodDisruptionBudget', 'web'),
    };
    const place = { file: 'api-audit.yaml', line: 7, column: 5 };
    const policy = { allow: [{ path: 'c.yaml', reason: 'until spring', expires: '1.27', place }] };
    const audited = await audit(
      Object.entries(files).map(([file, text]) => ({ file, text })),
      { target: '1.25', policy },
    );
    const report = withBaseline(
      audited,
      { isKnown: audited.findings.map(({ location }) => location.file === 'd.yaml') },
      0,
    );
    const text = sarifReporter(report, OPTIONS);
    assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors?.slice(0, 3)));
    const at = (uri: string, startLine: number, startColumn: number) => ({
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
        region: { startLine, startColumn },
      },
    });
    assert.deepEqual(
      JSON.parse(text).runs[0].results.map(({ suppressions }: { suppressions: unknown }) => suppressions),
      [
        [
          {
            kind: 'inSource',
            location: at('a.yaml', 1, 1),
            justification: 'moved in May',
            properties: { by: 'comment' },
          },
        ],
        [
          {
            kind: 'inSource',
            location: at('b.yaml', 3, 47),
            justification: 'by the owner',
            properties: { by: 'annotation' },
          },
        ],
        [
          {
            kind: 'external',
            location: at('api-audit.yaml', 7, 5),
            justification: 'until spring',
            properties: { by: 'allow', expires: '1.27' },
          },
        ],
        [{ kind: 'external', justification: 'It is in the baseline.', properties: { by: 'baseline' } }],
        [],
      ],
    );
  });

  it('keeps the fingerprint of a finding when it, or one like it, comes to be suppressed', async () => {
    const twice = `${named('batch/v1beta1', 'CronJob', 'a')}---\n${named('batch/v1beta1', 'CronJob', 'a')}`;
    const prints = async (text: string) => {
      const log = JSON.parse(sarifReporter(await reportOf({ 'a.yaml': text }), OPTIONS));
      return log.runs[0].results.map((result: { partialFingerprints: object }) => result.partialFingerprints);
    };
    const before = await prints(twice);
    assert.equal(before.length, 2);
    assert.deepEqual(await prints(`# api-audit: ignore removed-api -- x\n${twice}`), before);
  });

  it('gives what lies outside of the sources an absolute place, of Windows too', async () => {
    const job = named('batch/v1beta1', 'CronJob', 'a');
    const files = {
      '../a b.yaml': job,
      '/srv/a.yaml': job,
      '//share/x/a.yaml': job,
      'D:/x y/a.yaml': job,
      'c:a.yaml': job,
    };
    const text = sarifReporter(await reportOf(files), OPTIONS);
    assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors?.slice(0, 3)));
    interface Result {
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: object } }[];
    }
    assert.deepEqual(
      JSON.parse(text).runs[0].results.map(({ locations }: Result) => locations[0]?.physicalLocation.artifactLocation),
      [
        { uri: '../a%20b.yaml', uriBaseId: '%SRCROOT%' },
        { uri: 'file://share/x/a.yaml' },
        { uri: 'file:///srv/a.yaml' },
        { uri: 'file:///D:/x%20y/a.yaml' },
        { uri: 'c%3Aa.yaml', uriBaseId: '%SRCROOT%' },
      ],
    );
  });
});
