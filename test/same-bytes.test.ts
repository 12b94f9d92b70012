import assert from 'node:assert/strict';
import type { AuditInput } from '../lib/audit.ts';
import { audit } from '../lib/audit.ts';
import type { Report } from '../lib/model/report.ts';
import { jsonReport } from '../lib/report/json.ts';
import { whole } from '../lib/report/reporter.ts';
import { fixture } from './support/cli.ts';
import { manifest } from './support/findings.ts';
import { berthCrd } from './support/states.ts';

const jsonReporter = whole(jsonReport);

const INGRESS: AuditInput = { file: 'ingress.yaml', text: manifest('extensions/v1beta1 Ingress', 'web') };
const CRON: AuditInput = { file: 'cron.yaml', text: manifest('batch/v1beta1 CronJob', 'tides') };
const BERTH: AuditInput = { file: 'berth.yaml', text: manifest('harbour.example/v1beta1 Berth', 'seven') };
const CRD: AuditInput = { file: 'crd.yaml', text: berthCrd([{ name: 'v1beta1', deprecated: true }, { name: 'v1' }]) };

function json(report: Report): string {
  const tool = { name: 'api-audit', version: '0' };
  return jsonReporter(report, { tool, width: 80, color: false, all: false });
}

describe('the same input', () => {
  it('gives the same bytes on every run', async () => {
    const run = async () => json(await audit('every-fate', { target: '1.25', cwd: fixture('audit') }));
    assert.equal(await run(), await run());
  });

  it('gives the same bytes in any order of the inputs', async () => {
    const inputs = [INGRESS, CRON, BERTH, CRD, { file: 'broken.yaml', text: 'apiVersion: v1\nkind: [\n' }];
    const expected = json(await audit(inputs, { target: '1.24', from: '1.20' }));
    const orders = [
      [...inputs].reverse(),
      [...inputs.slice(2), ...inputs.slice(0, 2)],
      [...inputs.slice(4), ...inputs.slice(0, 4)],
    ];
    for (const order of orders) assert.equal(json(await audit(order, { target: '1.24', from: '1.20' })), expected);
  });

  it('gives the same bytes in any order of two CRDs that say different things of a kind', async () => {
    const other: AuditInput = { file: 'old-crd.yaml', text: berthCrd([{ name: 'v1beta1' }]) };
    const [one, two] = [await audit([BERTH, CRD, other]), await audit([BERTH, other, CRD])];
    assert.equal(json(one), json(two));
  });

  it('gives the same bytes for paths in any order, and for a file that is named twice', async () => {
    const run = async (...paths: string[]) =>
      json(await audit(paths, { target: '1.25', cwd: fixture('audit/every-fate') }));
    const expected = await run('web.yaml', 'ingress.json', 'charts');
    assert.equal(await run('charts', 'ingress.json', 'web.yaml'), expected);
    assert.equal(await run('charts', 'ingress.json', 'web.yaml', './web.yaml'), expected);
  });
});
