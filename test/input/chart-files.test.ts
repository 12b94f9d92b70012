import assert from 'node:assert/strict';
import { ARCHIVE_LIMITS } from '../../lib/input/chart-archive.ts';
import { chartContent } from '../../lib/input/chart-files.ts';

/** The files of a chart that are audited, of those with these paths. */
async function audited(...paths: readonly string[]): Promise<string[]> {
  const stored = ['Chart.yaml', ...paths].map((path) => ({ path, file: path, load: async () => Buffer.from('a: b') }));
  const { files } = await chartContent(stored, { ...ARCHIVE_LIMITS });
  return files.map(({ file, section }) => `${section}: ${file}`);
}

describe('chartContent', () => {
  it('has the templates and the CRDs of a chart', async () => {
    assert.deepEqual(
      await audited('templates/web.yaml', 'templates/a/b.YML', 'templates/c.json', 'templates/_a.tpl', 'crds/a.yml'),
      [
        'templates: templates/web.yaml',
        'templates: templates/a/b.YML',
        'templates: templates/c.json',
        'templates: templates/_a.tpl',
        'crds: crds/a.yml',
      ],
    );
  });

  it('has no notes and nothing else that is no manifest, as Helm sees it', async () => {
    assert.deepEqual(
      await audited('templates/NOTES.txt', 'templates/README.md', 'templates/yaml', 'crds/a.txt', 'crds/_a.tpl'),
      [],
    );
  });
});
