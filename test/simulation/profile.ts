import type { DoorKind } from './doors.ts';
import type { Random } from './random.ts';

/** What goes wrong in one history, and how often. Not everything in each: what one fault hides, its absence shows. */
export interface Profile {
  /** Of calls: what was asked is never heard. */
  readonly unheard: Readonly<Record<DoorKind, number>>;
  /** Of calls: it is done, and the answer is lost. */
  readonly unanswered: Readonly<Record<DoorKind, number>>;
  /** Of commands to hosts: nobody waits any more when they arrive. */
  readonly late: number;
  /** How much more likely than not each of these is to come up at a step. */
  readonly events: Readonly<Record<EventName, number>>;
}

export const EVENTS = [
  'driver killed',
  'driver replaced',
  'plug-in killed',
  'node without power',
  'node booted',
  'node cut off',
  'agent away',
  'enclosure dark',
  'drive lost',
  'disk full',
  'clock jumps',
  'client gives up waiting',
  'configuration proposed',
  'detached by force',
] as const;
export type EventName = (typeof EVENTS)[number];

const KINDS: readonly DoorKind[] = [
  'csi',
  'read',
  'commit',
  'host',
  'secret',
  'claims',
  'directory',
  'record',
  'step',
  'pause',
];

/** What a driver that does not know whether it wrote has to start anew for is rarer than the rest. */
const OFTEN: Readonly<Partial<Record<DoorKind, number>>> = {
  commit: 0.02,
  csi: 0.05,
  step: 0.04,
  record: 0.02,
  directory: 0.06,
  host: 0.1,
};

export function drawProfile(random: Random): Profile {
  const rates = () =>
    Object.fromEntries(
      KINDS.map((kind) => [kind, random.chance(0.5) ? 0 : (OFTEN[kind] ?? 0.15) * ((1 + random.below(4)) / 4)]),
    ) as Record<DoorKind, number>;
  return {
    unheard: rates(),
    unanswered: rates(),
    late: random.chance(0.5) ? 0 : 0.1,
    events: Object.fromEntries(
      EVENTS.map((event) => [event, random.chance(0.5) ? 0 : 0.1 + random.below(4) / 10]),
    ) as Record<EventName, number>,
  };
}
