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

describe('files that pass names on', () => {
  const VERSIONS = "export const EXTENSIONS = 'extensions/v1beta1';";
  const use = (name: string) => `export const ingress = { apiVersion: ${name}, kind: 'Ingress' };`;

  /** What is known of the Ingress in the first of some files. */
  async function known(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { uses, unresolved, errors } = await read(files);
    assert.deepEqual(errors, []);
    return [...uses.map((one) => one.slice(one.indexOf(' ') + 1)), ...unresolved.map(() => 'unknown')];
  }

  it('may import from the index that passes them on', async () => {
    const index = "export * from './ingress';\nexport * from './versions';";
    for (const from of ['./index', '.', './']) {
      const ingress = `import { EXTENSIONS } from '${from}';\n${use('EXTENSIONS')}`;
      assert.deepEqual(
        await known({ 'ingress.ts': ingress, 'index.ts': index, 'versions.ts': VERSIONS }),
        ['extensions/v1beta1 Ingress'],
        from,
      );
      assert.deepEqual(
        await known({ 'src/ingress.ts': ingress, 'src/index.ts': index, 'src/versions.ts': VERSIONS }),
        ['extensions/v1beta1 Ingress'],
        from,
      );
    }
  });

  it('may import from themselves, and from a circle of others', async () => {
    const self = `import { EXTENSIONS } from './a';\n${VERSIONS}\n${use('EXTENSIONS')}`;
    assert.deepEqual(await known({ 'a.ts': self }), ['extensions/v1beta1 Ingress']);
    assert.deepEqual(
      await known({
        'a.ts': `import { FIRST, EXTENSIONS } from './all';\n${use('FIRST')}\n${use('EXTENSIONS')}`,
        'all.ts': "export * from './first';\nexport * from './versions';",
        'first.ts': "import { EXTENSIONS } from './all';\nexport * from './all';\nexport const FIRST = EXTENSIONS;",
        'versions.ts': VERSIONS,
      }),
      ['extensions/v1beta1 Ingress', 'extensions/v1beta1 Ingress'],
    );
  });

  it('are not known where they do nothing but pass a name on to each other', async () => {
    assert.deepEqual(await known({ 'a.ts': `import { v } from './a';\nexport { v };\n${use('v')}` }), ['unknown']);
    assert.deepEqual(
      await known({
        'a.ts': `import { v } from './b';\n${use('v')}`,
        'b.ts': "export { v } from './c';",
        'c.ts': "import { v } from './b';\nexport { v };",
      }),
      ['unknown'],
    );
  });

  it('do not pass on what they keep to themselves', async () => {
    assert.deepEqual(
      await known({
        'a.ts': `import { API } from './b';\n${use('API')}`,
        'b.ts': "const API = 'extensions/v1beta1';\nconst NEW = 'networking.k8s.io/v1';\nexport { NEW as API };",
      }),
      ['networking.k8s.io/v1 Ingress'],
    );
    assert.deepEqual(
      await known({
        'a.ts': `import { VERSION } from './all';\n${use('VERSION')}`,
        'all.ts': "export * from './own';\nexport * from './shared';",
        'own.ts': "const VERSION = 'extensions/v1beta1';",
        'shared.ts': "export const VERSION = 'networking.k8s.io/v1';",
      }),
      ['networking.k8s.io/v1 Ingress'],
    );
    assert.deepEqual(
      await known({ 'a.ts': `import { EXTENSIONS } from './b';\n${use('EXTENSIONS')}`, 'b.ts': VERSIONS.slice(7) }),
      ['unknown'],
    );
  });

  it('pass on what is imported by another name, and by default', async () => {
    assert.deepEqual(
      await known({
        'a.ts': `import first, { last } from './all';\n${use('first')}\n${use('last')}`,
        'all.ts': "import { EXTENSIONS as old } from './versions';\nexport { old as default, old as last };",
        'versions.ts': VERSIONS,
      }),
      ['extensions/v1beta1 Ingress', 'extensions/v1beta1 Ingress'],
    );
  });

  it('may be thousands in a row: what the last of them says is not followed, and nothing else is lost', async () => {
    const files: Record<string, string> = {
      'a.ts': `import { LAST } from './f0';\n${use('LAST')}\n${use("'extensions/v1beta1'")}`,
    };
    for (let at = 0; at < 3000; at++) {
      files[`f${at}.js`] = `import { LAST as next } from './f${at + 1}';\nmodule.exports = { ...next, LAST: next };`;
    }
    assert.deepEqual(await known(files), ['extensions/v1beta1 Ingress', 'unknown']);
  });

  it('may be deeper than the stack is: only they are not read', async () => {
    const deep = `export const LIST = ${'['.repeat(20_000)}${']'.repeat(20_000)};\nexport const EXTENSIONS = 'v1'; // V1Api`;
    const importing = `import { EXTENSIONS } from './deep';\n${use('EXTENSIONS')}\nthings.api.listNamespacedPod('a');`;
    assert.deepEqual(await known({ 'a.ts': importing, 'deep.ts': deep }), ['unknown', 'unknown']);
    const { errors } = await read({ 'deep.ts': `${deep}\n// kubernetes` });
    assert.match(errors[0] ?? '', /not read: expressions in it stand in one another, thousands deep/);
  });
});

describe('a client that another file makes', () => {
  const MAKES = [
    "import * as k8s from '@kubernetes/client-node';",
    'export const net = kc.makeApiClient(k8s.NetworkingV1beta1Api);',
    'export function policy() { return kc.makeApiClient(k8s.PolicyV1beta1Api); }',
    'export const jobs = async () => kc.makeApiClient(k8s.BatchV1beta1Api);',
    'export let later;',
    'export function start() { later = kc.makeApiClient(k8s.BatchV1beta1Api); }',
    'export default kc.makeApiClient(k8s.ExtensionsV1beta1Api);',
    'export class Patched extends k8s.PolicyV1beta1Api {}',
  ].join('\n');
  const calls: readonly [line: string, use: string][] = [
    ["import { net } from './client'; net.listNamespacedIngress('a');", 'networking.k8s.io/v1beta1 Ingress'],
    ["import { net as api } from './again'; api.listNamespacedIngress('a');", 'networking.k8s.io/v1beta1 Ingress'],
    ["import ext from './client'; ext.listNamespacedIngress('a');", 'extensions/v1beta1 Ingress'],
    ["import * as all from './client'; all.net.listNamespacedIngress('a');", 'networking.k8s.io/v1beta1 Ingress'],
    ["import { jobs } from './client'; (await jobs()).listNamespacedCronJob('a');", 'batch/v1beta1 CronJob'],
    ["import { later } from './client'; later.listNamespacedCronJob('a');", 'batch/v1beta1 CronJob'],
    [
      "import { policy } from './client'; policy().listNamespacedPodDisruptionBudget('a');",
      'policy/v1beta1 PodDisruptionBudget',
    ],
    [
      "import * as all from './client'; all.policy().listNamespacedPodDisruptionBudget('a');",
      'policy/v1beta1 PodDisruptionBudget',
    ],
    [
      "import { Patched } from './client'; kc.makeApiClient(Patched).listNamespacedPodDisruptionBudget('a');",
      'policy/v1beta1 PodDisruptionBudget',
    ],
    [
      "const { policy } = require('./common'); policy().listNamespacedPodDisruptionBudget('a');",
      'policy/v1beta1 PodDisruptionBudget',
    ],
    ["const all = require('./common'); all.net.listNamespacedIngress('a');", 'networking.k8s.io/v1beta1 Ingress'],
  ];
  for (const [line, use] of calls) {
    it(`is known: ${line}`, async () => {
      const { uses, unresolved } = await read({
        'a.ts': line,
        'client.ts': MAKES,
        'again.ts': "export * from './client';",
        'common.js': [
          "const k8s = require('@kubernetes/client-node');",
          'const net = kc.makeApiClient(k8s.NetworkingV1beta1Api);',
          'module.exports = { net, policy };',
          'function policy() { return kc.makeApiClient(k8s.PolicyV1beta1Api); }',
        ].join('\n'),
      });
      assert.deepEqual(
        uses.map((one) => one.slice(one.indexOf(' ') + 1)),
        [use],
      );
      assert.deepEqual(unresolved, []);
    });
  }

  it('is not known where files do nothing but pass it on to each other, or what they export is no client', async () => {
    for (const other of [
      "import { net as a } from './c';\nexport const net = a;",
      "export { net } from './c';",
      'export const net = {};',
      'export function other() { return net; }',
    ]) {
      const { uses, unresolved } = await read({
        'a.ts':
          "import { net } from './b';\nimport * as b from './b';\nnet.listNamespacedIngress('a');\nb.net.listNamespacedIngress('a');\nnet().listNamespacedIngress('a');",
        'b.ts': other,
        'c.ts': "export * from './b';",
      });
      assert.deepEqual(uses, []);
      assert.equal(unresolved.length, 3, other);
    }
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

  it('is passed over where it is not text', async () => {
    const reading = await new Programs(hostOf([])).read('a.ts', 'a.ts', Buffer.from([0, 1, 2, 0]));
    assert.equal(reading.passedOver, 'binary');
    assert.equal(reading.program, undefined);
  });
});
