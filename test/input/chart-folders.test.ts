import assert from 'node:assert/strict';
import { chartsAmong, outsideOfCharts } from '../../lib/input/chart-folders.ts';

function among(...paths: string[]) {
  const files = paths.map((path) => ({ file: path, path: `/sea/${path}`, named: false }));
  const { charts, others } = chartsAmong(files);
  return {
    charts: charts.map(({ file, files: own }) => ({ file, own: own?.map(({ path }) => path) ?? null })),
    others: others.map(({ file }) => file),
  };
}

describe('chartsAmong', () => {
  it('takes what is a chart own out of its folder, and leaves the rest', () => {
    assert.deepEqual(
      among(
        'quay/Chart.yaml',
        'quay/values.yaml',
        'quay/templates/a.yaml',
        'quay/crds/b.yaml',
        'quay/docs/c.yaml',
        'd.yaml',
      ),
      {
        charts: [{ file: 'quay', own: ['Chart.yaml', 'values.yaml', 'templates/a.yaml', 'crds/b.yaml'] }],
        others: ['quay/Chart.yaml', 'quay/values.yaml', 'quay/docs/c.yaml', 'd.yaml'],
      },
    );
  });

  it('counts subcharts as part of their chart, and charts elsewhere in its folder as their own', () => {
    const { charts } = among(
      'quay/Chart.yaml',
      'quay/charts/buoy/Chart.yaml',
      'quay/charts/buoy/templates/a.yaml',
      'quay/charts/buoy/charts/bell/Chart.yaml',
      'quay/charts/rope-1.0.0.tgz',
      'quay/test/pier/Chart.yaml',
      'quay/test/pier/templates/b.yaml',
    );
    assert.deepEqual(charts, [
      {
        file: 'quay',
        own: [
          'Chart.yaml',
          'charts/buoy/Chart.yaml',
          'charts/buoy/templates/a.yaml',
          'charts/buoy/charts/bell/Chart.yaml',
          'charts/rope-1.0.0.tgz',
        ],
      },
      { file: 'quay/test/pier', own: ['Chart.yaml', 'templates/b.yaml'] },
    ]);
  });

  it('finds packed charts, and the values that a chart is tested with', () => {
    assert.deepEqual(among('quay-1.0.0.tgz', 'pier/Chart.yaml', 'pier/ci/a-values.yaml', 'pier/ci/kind.yaml'), {
      charts: [
        { file: 'pier', own: ['Chart.yaml', 'ci/a-values.yaml'] },
        { file: 'quay-1.0.0.tgz', own: null },
      ],
      others: ['pier/Chart.yaml', 'pier/ci/a-values.yaml', 'pier/ci/kind.yaml'],
    });
  });

  it('names a chart that is the working folder itself', () => {
    assert.deepEqual(among('Chart.yaml', 'templates/a.yaml').charts, [
      { file: '.', own: ['Chart.yaml', 'templates/a.yaml'] },
    ]);
  });
});

describe('outsideOfCharts', () => {
  it('gives what lies in no folder of a chart, and is none itself, of files that come folder by folder', () => {
    const outside = outsideOfCharts();
    const among = (...paths: string[]) =>
      outside(paths.map((path) => ({ file: path, path: `/sea/${path}`, named: false }))).map(({ file }) => file);
    assert.deepEqual(among('a.yaml', 'rope-1.0.0.tgz', 'myChart.yaml'), ['a.yaml', 'myChart.yaml']);
    assert.deepEqual(among('port/a.yaml', 'quay/Chart.yaml', 'quay/values.yaml'), ['port/a.yaml']);
    assert.deepEqual(among('quay/templates/deep/a.yaml', 'quayside/a.yaml', 'port/b.yaml'), [
      'quayside/a.yaml',
      'port/b.yaml',
    ]);
    assert.deepEqual(among('quay/charts/buoy/Chart.yaml', 'quay/charts/buoy/templates/a.yaml'), []);
  });
});
