import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { discover } from '../../lib/input/discover.ts';
import type { Reading } from '../../lib/input/reading.ts';
import { errorPlaces, readOne, seen } from './helpers.ts';

const cwd = fileURLToPath(new URL('../fixtures/input/mixed', import.meta.url));

/** In which of the four counts of a report a file ends. */
function countOf({ errors, template, passedOver }: Reading): string {
  if (errors.length > 0) return 'unread';
  if (template) return 'template';
  return passedOver ?? 'audited';
}

describe('a folder of everything', () => {
  const readings = new Map<string, Reading>();
  before(async () => {
    const { files } = await discover(['.'], { cwd, hidden: false });
    for (const file of files) readings.set(file.file, await readOne(file));
  });

  it('ends each file in one count', () => {
    assert.deepEqual(Object.fromEntries([...readings].map(([file, reading]) => [file, countOf(reading)])), {
      'chart/Chart.yaml': 'not-kubernetes',
      'chart/templates/pdb.yaml': 'template',
      'chart/templates/web.yaml': 'template',
      'chart/values.yaml': 'not-kubernetes',
      'deploy/half-written.yaml': 'unread',
      'deploy/roles.json': 'audited',
      'deploy/shop.yaml': 'audited',
      'ops/site.yml': 'unparsable-not-kubernetes',
      'ops/todo.yaml': 'empty',
    });
  });

  it('passes over nothing that gave a resource, an error or a computed API', () => {
    for (const { file, resources, errors, computed, template, passedOver } of readings.values()) {
      if (passedOver === null) continue;
      assert.deepEqual(
        { resources, errors, computed, template },
        { resources: [], errors: [], computed: [], template: false },
        file,
      );
    }
  });

  it('finds every resource at the value of its apiVersion', () => {
    assert.deepEqual([...readings.values()].flatMap(seen), [
      'policy/v1beta1 PodDisruptionBudget @2:13',
      'batch/v1beta1 CronJob backup @1:13',
      'rbac.authorization.k8s.io/v1beta1 Role shop/reader @5:5',
      'apps/v1 Deployment shop/web @2:13',
      'extensions/v1beta1 Ingress shop/web @14:13',
    ]);
  });

  it('names the broken document and the computed one', () => {
    const broken = readings.get('deploy/half-written.yaml');
    assert.ok(broken);
    assert.deepEqual(errorPlaces(broken), ['10:1']);
    assert.deepEqual(readings.get('chart/templates/web.yaml')?.computed, [
      { file: 'chart/templates/web.yaml', line: 1, column: 1, text: '{{ include "shop.web" . }}' },
    ]);
  });
});
