import assert from 'node:assert/strict';
import { audit } from '../../../lib/audit.ts';
import { hostOf, Programs } from '../../../lib/input/source/programs.ts';
import { fixture } from '../../support/cli.ts';
import { read } from './helpers.ts';

describe('a program of several files', () => {
  it('takes constants, enums and re-exports from others of the same input', async () => {
    const { uses } = await read({
      'src/main.ts': [
        "import { GROUP, Kinds, again } from './names';",
        "import * as names from './names.js';",
        "import fallback from './names';",
        `const a = { apiVersion: \`\${GROUP}/v1beta1\`, kind: Kinds.Job };`,
        "const b = { apiVersion: names.GROUP + '/v1beta1', kind: again };",
        "const c = { apiVersion: fallback.version, kind: 'CronJob' };",
      ].join('\n'),
      'src/names.ts': [
        "export const GROUP = 'batch';",
        "export enum Kinds { Job = 'CronJob' }",
        "export * from './more';",
        "export default { version: 'batch/v1beta1' };",
      ].join('\n'),
      'src/more/index.js': "exports.again = 'CronJob';",
    });
    assert.deepEqual(uses, ['4:25 batch/v1beta1 CronJob', '5:25 batch/v1beta1 CronJob', '6:25 batch/v1beta1 CronJob']);
  });

  it('knows nothing of files that are not in the input', async () => {
    const { uses, unresolved } = await read({
      'src/main.ts': "import { VERSION } from './names';\nconst a = { apiVersion: VERSION, kind: 'CronJob' };",
    });
    assert.deepEqual([uses, unresolved], [[], ['2:25 VERSION']]);
  });

  it('knows the clients that the types of others hold', async () => {
    const { uses } = await read({
      'src/route.ts':
        "import { Server } from './types';\nexport const run = (s: Server) => s.kube.batchApi.listNamespacedCronJob('a');",
      'src/types.ts':
        "import { BatchV1beta1Api } from '@kubernetes/client-node';\nexport type Server = { kube: { batchApi: BatchV1beta1Api } };",
    });
    assert.deepEqual(uses, ['2:51 batch/v1beta1 CronJob']);
  });

  it('does not go round for ever where files import each other', async () => {
    const { uses, unresolved } = await read({
      'a.ts': "import { B } from './b';\nexport const A = B;\nconst it = { apiVersion: A, kind: 'CronJob' };",
      'b.ts': "import { A } from './a';\nexport const B = A;",
    });
    assert.deepEqual([uses, unresolved], [[], ['3:26 A']]);
  });
});

describe('a program that does not parse', () => {
  it('is an error at its place, and what can be read of it is read', async () => {
    const { uses, errors } = await read({
      'a.ts': "const a = { apiVersion: 'batch/v1beta1', kind: 'CronJob' };\nconst b = = 3;",
    });
    assert.deepEqual(uses, ['1:25 batch/v1beta1 CronJob']);
    assert.equal(errors.length, 1);
    assert.match(errors[0] as string, /^2:11 this program does not parse/);
  });

  it('is read up to what the parser would take too long for', async () => {
    const { uses, errors } = await read({
      'a.ts': `const a = { apiVersion: 'batch/v1beta1', kind: 'CronJob' };\n${'async /* */ declare '.repeat(200)}`,
    });
    assert.deepEqual(uses, ['1:25 batch/v1beta1 CronJob']);
    assert.equal(errors.length, 1);
    assert.match(errors[0] as string, /^2:1 this program does not parse.*: hundreds of modifiers/);
  });

  it('is nobody’s business where it has nothing of Kubernetes', async () => {
    assert.deepEqual((await read({ 'a.ts': 'const kind = = 3;' })).errors, []);
  });
});

describe('an audit of a folder with programs', () => {
  const folder = fixture('source/shop-operator');

  it('reads them where it is asked to, and manifests in any case', async () => {
    const report = await audit('.', { cwd: folder, target: '1.25', source: true });
    assert.deepEqual(
      report.findings.map(
        ({ rule, via, location, subject }) => `${location.file}:${location.line} ${rule} ${via} ${subject.kind}`,
      ),
      [
        'budget.json:2 removed-api resource PodDisruptionBudget',
        'package.json:5 client-library source HorizontalPodAutoscaler',
        'src/reconcile.ts:1 removed-api source *',
        'src/reconcile.ts:5 removed-api source CronJob',
        'src/reconcile.ts:9 removed-api source *',
        'src/reconcile.ts:10 removed-api source CronJob',
      ],
    );
    assert.equal(report.summary.resources, 1);
    assert.equal(report.summary.uses, 4);
    assert.deepEqual(
      report.unresolved.map(({ file, line, text }) => `${file}:${line} ${text}`),
      ['src/reconcile.ts:13 options.apiVersion'],
    );
  });

  it('passes them over where it is not', async () => {
    const report = await audit('.', { cwd: folder, target: '1.25' });
    assert.deepEqual(report.summary.uses, 0);
    assert.deepEqual(
      report.findings.map(({ location }) => location.file),
      ['budget.json'],
    );
  });

  it('reads a program that is named, with the JSON beside it that it imports', async () => {
    const report = await audit('src/reconcile.ts', { cwd: folder, target: '1.25' });
    assert.deepEqual(
      report.findings.map(({ location, subject }) => `${location.line} ${subject.kind}`),
      ['1 *', '2 PodDisruptionBudget', '9 *', '10 CronJob'],
    );
    // What it takes from a file that is not in the input is not known.
    assert.deepEqual(
      report.unresolved.map(({ line, text }) => `${line} ${text}`),
      ['5 JOBS', '13 options.apiVersion'],
    );
  });
});

describe('a program of another form', () => {
  it('is read with its elements', async () => {
    for (const name of ['a.tsx', 'a.jsx', 'a.mjs', 'a.cts']) {
      const element = name.endsWith('sx') ? "const page = <p title='kind'>{'kubernetes'}</p>;\n" : '\n';
      const { uses, errors } = await read({
        [name]: `${element}send({ apiVersion: 'batch/v1beta1', kind: 'CronJob' });`,
      });
      assert.deepEqual(uses, ['2:20 batch/v1beta1 CronJob'], name);
      assert.deepEqual(errors, [], name);
    }
  });

  it('is shown in a line of bearable length', async () => {
    const { unresolved } = await read({
      'a.ts': `send({ apiVersion: versions[${'very'.repeat(100)}], kind: 'CronJob' });`,
    });
    assert.match(unresolved[0] ?? '', /^1:20 versions\[.{91}\.\.\.$/);
  });

  it('is passed over where it is no text', async () => {
    const reading = await new Programs(hostOf([])).read('a.ts', 'a.ts', Buffer.from([0, 1, 2, 0]));
    assert.equal(reading.passedOver, 'binary');
    assert.equal(reading.program, undefined);
  });
});
