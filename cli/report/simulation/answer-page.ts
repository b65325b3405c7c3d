import { formatGiB, gib } from '../../../core/model/capacity.ts';
import type { GiB } from '../../../core/model/capacity.ts';
import type { ExplainedRequest } from '../../../core/simulate/explain.ts';
import type { SimulatedDefragmentation, SlicePlace } from '../../../core/simulate/defragment.ts';
import type { SimulatedFill } from '../../../core/simulate/fill.ts';
import type { LossTarget } from '../../../core/simulate/loss-target.ts';
import type { SimulatedLoss } from '../../../core/simulate/loss.ts';
import type { SimulatedPlacements } from '../../../core/simulate/place-many.ts';
import type { Bottleneck, Rebuild } from '../../../core/simulate/rebuild.ts';
import type { ClassRequest } from '../../../core/simulate/requests.ts';
import type { SimulationAnswer } from '../../../core/simulate/simulation.ts';
import type { Page, Section } from './page.ts';

/** Rows of a table that people read; JSON has all. */
const MOST_ROWS = 40;

export type KnownAnswer = Exclude<SimulationAnswer, { readonly kind: 'unknown' }>;

export function answerPage(answer: KnownAnswer): Page {
  switch (answer.kind) {
    case 'placed':
    case 'refused':
      return explainedPage(answer);
    case 'place':
      return placePage(answer);
    case 'fill':
      return fillPage(answer);
    case 'loss':
      return lossPage(answer);
    case 'defrag':
      return defragPage(answer);
  }
}

const asked = ({ class: name, size, node }: ClassRequest): string =>
  `${formatGiB(size)} of class ${name}${node === undefined ? '' : ` from node ${node}`}`;

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;

const lines = (title: string, all: readonly string[]): readonly Section[] =>
  all.length === 0 ? [] : [{ kind: 'lines', title, lines: all }];

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): readonly Section[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS);
  return [{ kind: 'table', title, heads, rows: shown, more: rows.length - shown.length }];
}

function explainedPage(answer: ExplainedRequest): Page {
  switch (answer.kind) {
    case 'placed': {
      const { layout, legs } = answer.placement;
      const where = legs.map(({ drive, enclosure }) => `${drive} in ${enclosure}`);
      return {
        title: `${asked(answer)} would be placed`,
        facts: [['Layout', layout]],
        sections: [...lines('Legs', where), ...lines('Why', answer.reasons)],
      };
    }
    case 'refused':
      return {
        title: `${asked(answer)} would not be placed`,
        facts: [['Says', answer.refusal.sentence]],
        sections: lines('Why', answer.refusal.lines),
      };
  }
}

function placePage(answer: SimulatedPlacements): Page {
  const { count, placed, layouts, taken, drivesOpened, spread, refusal } = answer;
  return {
    title: `${String(placed)} of ${String(count)} volumes of ${asked(answer)} fit`,
    facts: [
      ['Layouts', layouts.map(({ layout, volumes }) => `${layout} ${String(volumes)}`).join(', ') || 'none'],
      [
        'Takes',
        `${formatGiB(taken)}, ${counted(drivesOpened, 'drive')} that ${drivesOpened === 1 ? 'was' : 'were'} blank`,
      ],
      ...spread.map(({ level, domains, fewest, most }): readonly [string, string] => [
        `Legs by ${level}`,
        `${String(domains)} with ${fewest === most ? String(most) : `${String(fewest)} to ${String(most)}`} each`,
      ]),
    ],
    sections: refusal ? lines(`Why not volume ${String(placed + 1)}`, refusal.lines) : [],
  };
}

const fillPage = ({ classes }: SimulatedFill): Page => ({
  title: 'More volumes of each class, until the first is refused',
  facts: [],
  sections: table(
    'Each class, as if the others did not grow',
    ['CLASS', 'SIZE', 'VOLUMES', 'TOTAL', 'STOPPED BY'],
    classes.map(({ class: name, size, volumes, total, stoppedBy }) => [
      name,
      formatGiB(size),
      stoppedBy ? String(volumes) : `${String(volumes)} or more`,
      formatGiB(total),
      stoppedBy?.message ?? 'nothing',
    ]),
  ),
});

function lossPage({ target, drives, untouched, degraded, lost, rebuild }: SimulatedLoss): Page {
  return {
    title: `Without ${targetText(target)}: ${counted(drives, 'drive')}`,
    facts: [
      ['Untouched', counted(untouched, 'volume')],
      ['Degraded', counted(degraded.length, 'volume')],
      ['Lost', counted(lost.length, 'volume')],
      ...rebuildFacts(rebuild),
    ],
    sections: [
      ...table(
        'Lost',
        ['VOLUME'],
        lost.map((name) => [name]),
      ),
      ...table(
        'Rebuilt',
        ['VOLUME', 'SIZE', 'FROM', 'TO', 'WHY NOT'],
        rebuild.legs.map(({ volume, size, from, to, refusal }) => [
          volume,
          formatGiB(size),
          from,
          to ? `${to.drive} in ${to.enclosure}` : '',
          refusal ?? '',
        ]),
      ),
    ],
  };
}

function rebuildFacts({ legs, bytes, seconds, bandwidth, slowest }: Rebuild): Page['facts'] {
  if (legs.length === 0) return [];
  const placeless = legs.filter(({ to }) => !to).length;
  const facts: Page['facts'] = [
    ['Rebuilt', `${counted(legs.length - placeless, 'leg')}, ${String(placeless)} without a place`],
  ];
  if (!slowest) return facts;
  const copied = formatGiB(gib(Number(BigInt(bytes) / 2n ** 30n)));
  const rate = `${String(bandwidth / 1e6)} MB/s a drive`;
  return [
    ...facts,
    ['Takes', `${durationText(seconds)} for ${copied} at ${rate}; slowest is ${bottleneckText(slowest)}`],
  ];
}

function bottleneckText(bottleneck: Bottleneck): string {
  switch (bottleneck.kind) {
    case 'drive':
      return `drive ${bottleneck.drive}`;
    case 'bandwidth-domain':
      return `the uplink of bandwidth domain ${bottleneck.domain}`;
  }
}

function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return `${String(hours)} h ${String(minutes)} min`;
  return minutes > 0 ? `${String(minutes)} min ${String(seconds % 60)} s` : `${String(seconds)} s`;
}

function targetText(target: LossTarget): string {
  switch (target.kind) {
    case 'drive':
      return `drive ${target.drive}`;
    case 'domain':
      return `${target.level} ${target.domain}`;
  }
}

function defragPage({ moves, bytes, before, after }: SimulatedDefragmentation): Page {
  const change = (from: number | GiB, to: number | GiB, text: (value: GiB) => string = String): string =>
    from === to ? `${text(gib(from))}, as it is` : `${text(gib(from))} now, ${text(gib(to))} then`;
  return {
    title: moves.length === 0 ? 'Moving slices would gain nothing' : `${counted(moves.length, 'move')} of slices`,
    facts: [
      ['Blank SSDs', change(before.blankDrives, after.blankDrives)],
      ['Sliced SSDs', change(before.slicedDrives, after.slicedDrives)],
      ['Largest hole', change(before.largestHole, after.largestHole, formatGiB)],
      ['Copies', formatGiB(gib(Number(BigInt(bytes) / 2n ** 30n)))],
    ],
    sections: table(
      'Moves, in this order',
      ['VOLUME', 'SIZE', 'FROM', 'TO'],
      moves.map(({ volume, size, from, to }) => [volume, formatGiB(size), placeText(from), placeText(to)]),
    ),
  };
}

const placeText = ({ drive, enclosure, start }: SlicePlace): string => `${drive} in ${enclosure}, GiB ${String(start)}`;
