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
      await audited(
        'templates/web.yaml',
        'templates/d.yaml.gotmpl',
        'templates/a/b.YML',
        'templates/c.json',
        'templates/_a.tpl',
        'crds/a.yml',
      ),
      [
        'templates: templates/web.yaml',
        'templates: templates/d.yaml.gotmpl',
        'templates: templates/a/b.YML',
        'templates: templates/c.json',
        'templates: templates/_a.tpl',
        'crds: crds/a.yml',
      ],
    );
  });

  it('has no notes, and nothing else that holds no objects by its words', async () => {
    assert.deepEqual(
      await audited(
        'templates/NOTES.txt',
        'templates/README.md',
        'templates/yaml',
        'templates/a-1.tgz',
        'crds/a.txt',
        'crds/_a.tpl',
      ),
      [],
    );
  });

  it('knows the values of a chart, and those that the chart around it has for it', async () => {
    const files: Record<string, string> = {
      'Chart.yaml': 'name: quay\ndependencies:\n- name: buoy\n  alias: bell\n',
      'values.yaml': 'a: 1\nbell:\n  b: outer\n',
      'templates/a.yaml': '',
      'charts/buoy/Chart.yaml': 'name: buoy\n',
      'charts/buoy/values.yaml': 'a: 2\nb: own\n',
      'charts/buoy/templates/b.yaml': '',
    };
    const stored = Object.entries(files).map(([path, text]) => ({
      path,
      file: path,
      load: async () => Buffer.from(text),
    }));
    const [outer, inner] = (await chartContent(stored, { ...ARCHIVE_LIMITS })).files;
    assert.equal(outer?.defaults?.text(['a']), '1');
    assert.equal(outer?.defaults?.text(['b']), undefined);
    assert.equal(inner?.defaults?.text(['a']), '2');
    assert.equal(inner?.defaults?.text(['b']), 'outer');
  });
});
