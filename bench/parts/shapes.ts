import { PROGRAM_CROWDS } from '../../fuzz/program-crowds.ts';
import { PROGRAM_SHAPES } from '../../fuzz/program-shapes.ts';
import { SHAPES } from '../../fuzz/shapes.ts';
import { audit } from '../../lib/audit.ts';
import { printLine, printTable, ratio, time } from '../print.ts';
import { median } from '../rounds.ts';

const ROUNDS = 3;
const SIZES = [50_000, 100_000, 400_000] as const;
const WORST = 20;

/** Manifests and programs. */
const ALL = [
  ...SHAPES.map((shape) => ({ ...shape, file: 'a.yaml' })),
  ...[...PROGRAM_SHAPES, ...PROGRAM_CROWDS].map((shape) => ({ ...shape, file: `a.${shape.ending}` })),
];

/**
 * What texts that are hard to read take, by their size: four times the text is to take four times as long. The fuzz run
 * knows the same texts, but small ones.
 */
export async function shapes(): Promise<void> {
  const measured: { readonly name: string; readonly times: readonly number[] }[] = [];
  for (const { name, file, make } of ALL) {
    const times: number[] = [];
    for (const size of SIZES) times.push(await timeOf(file, make(size)));
    measured.push({ name: `${name} in ${file}`, times });
  }
  const growth = ({ times: [, middle = 0, large = 0] }: (typeof measured)[number]) => large / middle;
  // What takes no time has no growth to speak of.
  const worst = measured.filter(({ times }) => (times.at(-1) ?? 0) > 50).sort((a, b) => growth(b) - growth(a));
  printLine(
    `\n${ALL.length} texts that are hard to read, in one warm process: medians of ${ROUNDS} rounds; the ${WORST} that grow most.`,
  );
  printTable([
    ['', '50 kB', '100 kB', '400 kB', '400 kB / 100 kB'],
    ...worst.slice(0, WORST).map(({ name, times }) => {
      const [small = 0, middle = 0, large = 0] = times;
      return [name, time(small), time(middle), time(large), ratio(large, middle)];
    }),
  ]);
}

async function timeOf(file: string, text: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now();
    await audit({ file, text }, { target: '1.30' });
    if (round > 0) times.push(performance.now() - began);
  }
  return median(times);
}
