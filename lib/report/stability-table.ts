import type { StabilityStatistics, WayStatistics } from '../catalog/stability.ts';
import { grid } from './grid.ts';
import type { ReportOptions } from './reporter.ts';
import { countCells, droppedWords, lingeringRow, PASSAGE_TITLES, passageRow } from './stability-words.ts';

/** How many are shown of what lingered and what was dropped where not all are asked for. */
const MOST = 10;

/** The statistics for people at a terminal; `all` names every beta and all that was dropped. */
export function stabilityTable(
  statistics: StabilityStatistics,
  { width, all }: Pick<ReportOptions, 'width' | 'all'>,
): string {
  const { from, to, releases, kinds, gates } = statistics;
  const what = ['Group/versions', 'Kinds', 'Fields', 'Gates'];
  const titles = ['Release', ...what.flatMap((name) => [`${name} GA`, 'beta', 'alpha'])];
  const rows = releases.map(({ release, preliminary, ...row }) => [
    `${release}${preliminary ? ' *' : ''}`,
    ...[row.groupVersions, row.kinds, row.fields, row.gates].flatMap(countCells),
  ]);
  const most = all ? Number.POSITIVE_INFINITY : MOST;
  const parts = [
    grid(titles, rows, { width, compact: true }),
    ...(releases.some(({ preliminary }) => preliminary) ? ['* preliminary: made before the release, kinds only.'] : []),
    `How many releases it took, ${from} to ${to}: the median (the middle half, of how many).`,
    grid(['Kinds and gates', ...PASSAGE_TITLES], passageRows(kinds, gates, all), { width, compact: true }),
    ...wayParts('Kinds', kinds, most, width),
    ...wayParts('Gates', gates, most, width),
  ];
  return `${parts.join('\n\n')}\n`;
}

function passageRows(kinds: WayStatistics, gates: WayStatistics, all: boolean): string[][] {
  return [
    passageRow('kinds', kinds.all),
    ...kinds.byYear.map((year) => passageRow(`  that arrived in ${year.of}`, year)),
    ...(all ? kinds.byGroup.map((group) => passageRow(`  of ${group.of}`, group)) : []),
    passageRow('gates', gates.all),
    ...gates.byYear.map((year) => passageRow(`  that arrived in ${year.of}`, year)),
  ];
}

function wayParts(what: string, way: WayStatistics, most: number, width: number): string[] {
  const { lingering, dropped } = way;
  const still = lingering.filter(({ now }) => now === 'beta');
  const titles = (name: string) => [`${what} ${name}`, 'Beta since', 'Releases', 'Then'];
  const names = droppedWords(way);
  const more = names.length > most ? ` and ${names.length - most} more (--all)` : '';
  return [
    ...(lingering.length === 0
      ? []
      : [grid(titles('longest beta'), lingering.slice(0, most).map(lingeringRow), { width, compact: true })]),
    ...(still.length === 0
      ? []
      : [grid(titles('beta to this day'), still.slice(0, most).map(lingeringRow), { width, compact: true })]),
    ...(dropped.length === 0
      ? []
      : [`${what} dropped without ever being GA: ${dropped.length}. ${names.slice(-most).join(', ')}${more}.`]),
  ];
}
