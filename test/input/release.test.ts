import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { audit } from '../../lib/audit.ts';
import { readText } from '../../lib/input/read.ts';
import { decodeRelease } from '../../lib/input/release.ts';
import type { Resource } from '../../lib/model/resource.ts';
import { auditTexts } from '../support/findings.ts';
import { gigabyteOfZeros } from '../support/tar.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { readingsOf } from './helpers.ts';

const MANIFEST =
  '---\n# Source: quay/templates/storm.yaml\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: storm\n';
const HOOK = { path: 'quay/templates/hook.yaml', manifest: 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n' };

/** A release as Helm 3 has it before it stores it. */
function release(more: object = {}) {
  return {
    name: 'quay',
    version: 3,
    namespace: 'harbour',
    info: { status: 'deployed' },
    config: { password: 'hunter2' },
    manifest: MANIFEST,
    ...more,
  };
}

function stored(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString('base64');
}

function secret(content: string, key = 'data'): string {
  const value = key === 'data' ? Buffer.from(content).toString('base64') : content;
  return `apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata:\n  name: sh.helm.release.v1.quay.v3\n${key}:\n  release: ${value}\n`;
}

function auditSecret(text: string) {
  return auditTexts({ 'secret.yaml': text }, { target: '1.25' });
}

/** Decodes a release that comes on standard input, in a process whose heap is small. */
const DECODE = `
  import { readFileSync } from 'node:fs';
  import { decodeRelease } from '${new URL('../../lib/input/release.ts', import.meta.url).href}';
  const release = decodeRelease(readFileSync(0, 'utf8'), { helm: '3', encodedTwice: false });
  process.stdout.write([release.name, ...release.manifest.match(/(?<=kind: )\\w+/g)].join(' '));
`;

describe('a stored release of Helm 3', () => {
  it('is audited at the place where it is stored', async () => {
    const { findings, releases } = await auditSecret(secret(stored(release())));
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.deepEqual(finding?.location, {
      file: 'secret.yaml',
      line: 7,
      column: 12,
      document: 0,
      path: '/data/release',
      template: 'quay/templates/storm.yaml',
    });
    assert.equal(finding?.holder.name, 'storm');
    assert.equal(finding?.details.helmRelease, 'quay v3');
    assert.deepEqual(releases, [
      {
        file: 'secret.yaml',
        line: 7,
        helm: '3',
        name: 'quay',
        namespace: 'harbour',
        revision: 3,
        status: 'deployed',
        audited: true,
      },
    ]);
  });

  it('that is not there is named', async () => {
    const none = secret('').replace(/\ndata:\n.*\n/, '\n');
    const tiller = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: quay.v3, labels: {OWNER: TILLER}}\ndata: {}\n';
    const named = `${none.replace('kind: Secret\ntype: helm.sh/release.v1', 'kind: ConfigMap').trimEnd()}\n  labels: {owner: helm}\n`;
    for (const [text, line] of [
      [none, 1],
      [`${none}data: {}\n`, 6],
      [`${none}data:\n  release: [a]\n`, 7],
      [`${none}data: secret\n`, 6],
      [tiller, 4],
      [named, 1],
    ] as const) {
      const { errors } = await auditSecret(text);
      assert.deepEqual(
        errors.map((error) => [error.line, error.message]),
        [[line, 'the Helm release stored here was not audited: it has no text at data.release']],
        text,
      );
    }
    const others = [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, labels: {owner: helm}}\ndata: {a: b}\n',
      'apiVersion: v1\nkind: Secret\ntype: Opaque\nmetadata: {name: sh.helm.release.v1.quay.v3}\n',
    ];
    for (const text of others) assert.deepEqual((await auditSecret(text)).errors, []);
  });

  it('has no revision where that is a number beyond all numbers', async () => {
    const json = JSON.stringify(release()).replace('"version":3', '"version":1e999');
    const { findings, releases } = await auditSecret(secret(gzipSync(json).toString('base64')));
    assert.deepEqual([releases[0]?.revision, findings[0]?.details.helmRelease], [0, 'quay v0']);
  });

  it('may stand in stringData, in a ConfigMap, and in a List', async () => {
    const inConfigMap = secret(stored(release()), 'stringData')
      .replace('kind: Secret\ntype: helm.sh/release.v1\n', 'kind: ConfigMap\n')
      .replace('stringData:', 'data:')
      .replace('metadata:\n', 'metadata:\n  labels:\n    owner: helm\n')
      .concat('# helm.sh/release.v1\n');
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${secret(stored(release())).trimEnd().replaceAll('\n', '\n  ')}\n`;
    for (const text of [secret(stored(release()), 'stringData'), inConfigMap, list]) {
      const { findings } = await auditSecret(text);
      assert.deepEqual(
        findings.map(({ details }) => details.helmRelease),
        ['quay v3'],
      );
    }
  });

  it('is audited with its hooks', async () => {
    const { findings } = await auditSecret(secret(stored(release({ hooks: [HOOK] }))));
    assert.deepEqual(
      findings.map(({ location }) => location.template),
      ['quay/templates/storm.yaml', 'quay/templates/hook.yaml'],
    );
  });

  it('is audited though it says little of itself, and its hooks less', async () => {
    const hooks = [null, 'text', { manifest: HOOK.manifest }, { path: HOOK.path }];
    const bare = { name: 'quay', manifest: MANIFEST, hooks, info: {}, namespace: '' };
    const { findings, releases } = await auditSecret(secret(stored(bare)));
    assert.deepEqual(
      findings.map(({ subject, details }) => [subject.kind, details.helmRelease]),
      [
        ['CronJob', 'quay v0'],
        ['PodSecurityPolicy', 'quay v0'],
      ],
    );
    const [found] = releases;
    assert.deepEqual([found?.namespace, found?.revision, found?.status, found?.audited], [null, 0, null, true]);
  });

  it('is named and left out where it is history', async () => {
    for (const status of ['superseded', 'uninstalled']) {
      const { findings, releases } = await auditSecret(secret(stored(release({ info: { status } }))));
      assert.deepEqual([findings.length, releases[0]?.status, releases[0]?.audited], [0, status, false]);
    }
    const { findings } = await auditSecret(secret(stored(release({ info: { status: 'failed' } }))));
    assert.equal(findings.length, 1);
  });

  it('is left out, whatever its status, where a later revision of the same release is deployed', async () => {
    const at = (version: number, status: string, name = 'quay') =>
      secret(stored(release({ name, version, info: { status } })));
    const text = [at(1, 'failed'), at(2, 'deployed'), at(3, 'failed'), at(1, 'failed', 'pier')].join('---\n');
    const { releases } = await auditSecret(text);
    assert.deepEqual(
      releases.map(({ name, revision, audited }) => `${name} v${revision} ${audited}`),
      ['quay v1 false', 'quay v2 true', 'quay v3 true', 'pier v1 true'],
    );
  });

  it('is audited as Helm prints it, too, in JSON and in YAML', async () => {
    const printed = release({ hooks: [HOOK, { path: 'none' }] });
    const yaml = `name: quay
info:
  status: superseded
manifest: |
  apiVersion: batch/v1beta1
  kind: CronJob
---
name: quay
info: {}
version: 7
manifest: |
  # Source: quay/templates/storm.yaml
  apiVersion: batch/v1beta1
  kind: CronJob
`;
    const json = await auditTexts({ 'status.json': JSON.stringify(printed, null, 1) }, { target: '1.25' });
    assert.deepEqual(
      json.findings.map(({ subject, location: { line, path, template }, details }) => [
        `${subject.kind} ${line} ${path} ${template} ${details.helmRelease}`,
      ]),
      [
        ['CronJob 11 /manifest quay/templates/storm.yaml quay v3'],
        ['PodSecurityPolicy 11 /manifest quay/templates/hook.yaml quay v3'],
      ],
    );
    assert.deepEqual([json.summary.audited, json.releases.length, json.releases[0]?.namespace], [1, 1, 'harbour']);
    const { findings, releases } = await auditTexts({ 'status.yaml': yaml }, { target: '1.25' });
    assert.deepEqual(
      findings.map(({ location: { line, document } }) => [line, document]),
      [[12, 1]],
    );
    assert.deepEqual(
      releases.map(({ revision, audited, line }) => [revision, audited, line]),
      [
        [0, false, 5],
        [7, true, 12],
      ],
    );
  });

  it('is audited in objects that are parsed already, too, stored and printed', async () => {
    const data = { release: Buffer.from(stored(release())).toString('base64') };
    const object = { apiVersion: 'v1', kind: 'Secret', type: 'helm.sh/release.v1', metadata: { name: 'quay' }, data };
    for (const value of [object, release()]) {
      const { findings, releases } = await audit({ file: 'cluster', objects: [value] }, { target: '1.25' });
      assert.deepEqual(
        findings.map(({ details }) => details.helmRelease),
        ['quay v3'],
      );
      assert.equal(releases[0]?.audited, true);
    }
  });

  it('shows nothing of what it cannot decode', async () => {
    const secretText = 'hunter2-is-the-password';
    const broken = [
      secretText,
      Buffer.from(secretText).toString('base64'),
      gzipSync(secretText).toString('base64'),
      gzipSync(`{"name": "${secretText}", `).toString('base64'),
      gzipSync(`{"config": "${secretText}"}`).toString('base64'),
      `H4sI${secretText}`,
    ];
    for (const content of broken) {
      const { errors, findings } = await auditSecret(secret(content));
      assert.deepEqual([errors.length, findings.length], [1, 0]);
      assert.match(errors[0]?.message ?? '', /^the Helm release stored here was not audited: /);
      assert.doesNotMatch(errors[0]?.message ?? '', /hunter2/);
      assert.equal(errors[0]?.line, 7);
    }
  });

  it('may not grow without end', () => {
    const bomb = gigabyteOfZeros().toString('base64');
    assert.equal(
      decodeRelease(bomb, { helm: '3', encodedTwice: false }),
      'it is larger than 64 MB once it is decompressed',
    );
  });

  it('is read in portions where it is large, and gives what it gives when it is read at once', async () => {
    const manifest = Array.from({ length: 12_000 }, (_, at) =>
      MANIFEST.replace('name: storm', `name: storm-${at}`),
    ).join('');
    const text = secret(stored(release({ manifest, hooks: [HOOK] })));
    const readings = await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'secret.yaml');
      await writeFile(path, text);
      return readingsOf({ file: 'secret.yaml', path, named: true });
    });
    assert.ok(readings.length > 3, `${readings.length} readings`);
    assert.deepEqual(
      readings.map(({ continues }) => continues === true),
      readings.map((_, at) => at < readings.length - 1),
    );
    assert.ok(readings.every(({ resources }) => resources.length < 4000));
    const shown = (resources: readonly Resource[]) =>
      resources.map(({ gvk, name, document, offset, source }) => [
        gvk.kind,
        name,
        document,
        source.originOf?.(offset)?.template ?? null,
        source.lines.position(offset),
      ]);
    const all = readings.flatMap(({ resources }) => resources);
    assert.equal(all.length, 1 + 12_000 + 1);
    assert.deepEqual(shown(all), shown(readText('secret.yaml', text).resources));
    assert.deepEqual(
      readings.flatMap(({ releases = [] }) => releases).map(({ name }) => name),
      ['quay'],
    );
    assert.equal(
      readings.reduce((sum, { documents }) => sum + documents, 0),
      1,
    );
  });

  it('may hold millions of tiny values that nobody asks for', () => {
    // What JSON.parse makes of so many takes more than the heap of a test run has.
    const many = `[${'{},'.repeat(15_000_000)}{}]`;
    const json = JSON.stringify(release({ hooks: [HOOK] })).replace('"config":', `"chart":${many},"config":`);
    const content = gzipSync(json, { level: 1 }).toString('base64');
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--max-old-space-size=400', '--import', 'tsx', '--input-type=module', '--eval', DECODE],
      { input: content, encoding: 'utf8' },
    );
    assert.deepEqual([status, stdout], [0, 'quay CronJob PodSecurityPolicy']);
  });

  it('is an error where one of its documents is larger than any manifest is', async () => {
    const items = '- {apiVersion: batch/v1beta1, kind: CronJob}\n'.repeat(250_000);
    const manifest = `${MANIFEST}---\napiVersion: v1\nkind: List\nitems:\n${items}`;
    const { findings, errors } = await auditSecret(secret(stored(release({ manifest }))));
    assert.deepEqual(findings, []);
    assert.match(errors[0]?.message ?? '', /not audited: a document in it is larger than 10 MB/);
    assert.deepEqual([errors.length, errors[0]?.line], [1, 7]);
  });

  it('is no release where only its name is like one', async () => {
    const opaque = secret(stored(release())).replace('type: helm.sh/release.v1', 'type: Opaque # helm.sh/release.v1');
    const { findings, releases } = await auditSecret(opaque);
    assert.deepEqual([findings, releases], [[], []]);
  });
});

/** The wire format of protobuf, as far as a release needs it. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function configMap(content: Buffer): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: quay.v200\n  labels:\n    OWNER: TILLER\n    NAME: quay\ndata:\n  release: ${gzipSync(content).toString('base64')}\n`;
}

describe('a stored release of Helm 2', () => {
  const status = (code: number) => field(2, field(1, field(1, code)));
  const quay = (code: number) =>
    Buffer.concat([
      field(1, 'quay'),
      status(code),
      field(3, Buffer.from('a chart')),
      field(5, MANIFEST),
      field(6, Buffer.concat([field(1, 'hook'), field(3, HOOK.path), field(4, HOOK.manifest)])),
      field(7, 200),
      field(8, 'harbour'),
    ]);

  it('is read out of its protobuf', async () => {
    const { findings, releases } = await auditSecret(configMap(quay(1)));
    assert.deepEqual(
      findings.map(({ subject, details }) => [subject.kind, details.helmRelease]),
      [
        ['CronJob', 'quay v200'],
        ['PodSecurityPolicy', 'quay v200'],
      ],
    );
    const [found] = releases;
    assert.deepEqual([found?.helm, found?.namespace, found?.status], ['2', 'harbour', 'deployed']);
  });

  it('is read past fields of every sort, and though it says little of itself', async () => {
    const fixed = (number: number, wire: number, size: number) =>
      Buffer.concat([varint(number * 8 + wire), Buffer.alloc(size, 1)]);
    const bare = Buffer.concat([
      fixed(20, 1, 8),
      fixed(21, 5, 4),
      field(1, 'quay'),
      status(99),
      field(5, MANIFEST),
      field(6, field(1, 'hook')),
      field(6, 7),
    ]);
    const { findings, releases } = await auditSecret(configMap(bare));
    assert.deepEqual(
      findings.map(({ details }) => details.helmRelease),
      ['quay v0'],
    );
    const [found] = releases;
    assert.deepEqual([found?.namespace, found?.status, found?.audited], [null, null, true]);
    const silent = Buffer.concat([field(1, 'quay'), field(2, 7), field(5, MANIFEST)]);
    assert.equal((await auditSecret(configMap(silent))).releases[0]?.status, null);
  });

  it('is left out where Tiller deleted it or went on', async () => {
    for (const code of [2, 3]) assert.deepEqual((await auditSecret(configMap(quay(code)))).findings, []);
  });

  it('is an error where it is none', async () => {
    for (const content of [
      Buffer.from([0xff, 0xff]),
      Buffer.alloc(0),
      field(1, 'only a name'),
      Buffer.from([0x0b]),
      Buffer.from([0x0a, 0x7f, 0x61]),
      Buffer.concat([field(1, ''), field(5, MANIFEST)]),
      Buffer.alloc(20, 0xff),
    ]) {
      const { errors } = await auditSecret(configMap(content));
      assert.match(errors[0]?.message ?? '', /no release in the protobuf of Helm 2/);
    }
  });
});
