import assert from 'node:assert/strict';
import fc from 'fast-check';
import { getBorderCharacters, table } from 'table';
import { grid } from '../../lib/report/grid.ts';

/** The lines of a grid without its frame: the words of each cell, row of text by row of text. */
function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

const titles = ['API', 'Stability', 'Where'];
const rows = [
  [
    'extensions/v1beta1 Ingress',
    'beta',
    'charts/harbour/templates/ingress.yaml:1\ncharts/quay/templates/ingress.yaml:14',
  ],
  ['apps/v1 Deployment', 'GA', 'web.yaml:1'],
];

describe('grid', () => {
  it('is no wider than it needs to be', () => {
    const wide = grid(titles, rows, { width: 500 });
    assert.ok(widest(wide) < 100);
    for (const cell of rows.flat()) for (const line of cell.split('\n')) assert.ok(wide.includes(line), line);
  });

  for (const width of [100, 80, 60]) {
    it(`fits ${width} columns`, () => assert.ok(widest(grid(titles, rows, { width })) <= width));
  }

  it('loses no letter where it wraps', () => {
    const letters = (text: string) => [...text.replace(/[^\w/:.]/g, '')].sort().join('');
    assert.equal(letters(grid(titles, rows, { width: 60 })), letters([titles, ...rows].flat().join('')));
  });

  it('lets the widest column give way and leaves narrow ones whole', () => {
    assert.match(grid(titles, rows, { width: 70 }), /Stability/);
  });

  it('counts colour as no width', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    const colored = grid(titles, [[red('apps/v1 Deployment'), 'GA', 'web.yaml:1']], { width: 60 });
    const plain = grid(titles, [['apps/v1 Deployment', 'GA', 'web.yaml:1']], { width: 60 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with an escape character.
    assert.equal(colored.replace(/\u001b\[\d+m/g, ''), plain);
  });

  it('draws fewer lines where it is compact', () => {
    const lines = (compact: boolean) => grid(titles, rows, { width: 200, compact }).split('\n').length;
    assert.equal(lines(false) - lines(true), rows.length - 1);
  });

  it('fills cells that a row does not have', () => {
    assert.match(grid(['A', 'B'], [['one', '']], { width: 60 }), /one/);
  });

  it('draws as the table package does, whatever the letters', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'B', '0', '/', '.', '-', ' '), maxLength: 12 });
    const cell = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
    const any = fc.oneof(
      { weight: 5, arbitrary: cell },
      fc.constantFrom('\u001b[31mred\u001b[39m', '港口', 'é', '👷‍♀️ one'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { maxLength: 4 }), fc.boolean(), (cells, compact) => {
        const titled = [['First', 'Second'], ...cells];
        const byTable = table(titled, {
          border: getBorderCharacters('norc'),
          drawHorizontalLine: (at, size) => !compact || at <= 1 || at === size,
        });
        // Blanks at the end of a line widen a column of the package, and say nothing.
        const squeezed = (text: string) =>
          text
            .replace(/ +(?=│)/g, ' ')
            .replace(/─+/g, '─')
            .trimEnd();
        assert.equal(squeezed(grid(titled[0] ?? [], cells, { width: 200, compact })), squeezed(byTable));
      }),
    );
  });

  it('ends without a line feed', () => assert.doesNotMatch(grid(titles, rows, { width: 80 }), /\s$/));
});
