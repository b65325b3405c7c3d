import type { DriveConstraint } from '../model/constraints.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import { copiesOf, takenBy } from './ground.ts';
import type { SimulatedLeg, SimulatedVolume, SimulationGround } from './ground.ts';
import { openLedger } from './ledger.ts';
import { drivesOf } from './loss-target.ts';
import type { LossTarget } from './loss-target.ts';
import { rebuild } from './rebuild.ts';
import type { Rebuild } from './rebuild.ts';
import type { Unknown } from './requests.ts';

export interface LossQuestion {
  readonly target: LossTarget;
  /** Bytes a second that one drive reads or writes while it is rebuilt from or to. */
  readonly bandwidth: number;
}

/** What a disk reads or writes in a row, and little of what an SSD does. */
export const DEFAULT_BANDWIDTH = 200_000_000;

/** What becomes of the volumes when drives are lost. */
export interface SimulatedLoss {
  readonly kind: 'loss';
  readonly target: LossTarget;
  readonly drives: number;
  /** Volumes without a leg on a lost drive. */
  readonly untouched: number;
  /** Names of volumes that go on without a leg. */
  readonly degraded: readonly string[];
  /** Names of volumes of which no current leg of some pair is left. */
  readonly lost: readonly string[];
  /** Of those that are degraded. */
  readonly rebuild: Rebuild;
}

/** What the loss of drives leaves of a volume. */
export type Fate = 'untouched' | 'degraded' | 'lost';

/**
 * Loses drives, and rebuilds what goes on with a leg less, volume by volume in the order of their names. Yields after
 * each search.
 */
export function* lose(
  ground: SimulationGround,
  { target, bandwidth }: LossQuestion,
): Generator<undefined, SimulatedLoss | Unknown> {
  const found = drivesOf(ground.configuration, target);
  if (found.kind === 'unknown') return found;
  const failed = failedDrives(ground);
  const byFate: Record<Fate, SimulatedVolume[]> = { untouched: [], degraded: [], lost: [] };
  for (const volume of ground.volumes) if (!volume.releasing) byFate[fateOf(volume, found.drives, failed)].push(volume);
  yield;
  const ledger = openLedger(ground.index, takenBy(ground.volumes));
  // Nothing is rebuilt onto what is lost.
  for (const { name, drives } of ground.configuration.enclosures) {
    for (const { id } of drives) if (found.drives.has(id)) ledger.block({ drive: id, enclosure: name });
  }
  return {
    kind: 'loss',
    target,
    drives: found.drives.size,
    untouched: byFate.untouched.length,
    degraded: byFate.degraded.map(({ name }) => name),
    lost: byFate.lost.map(({ name }) => name),
    rebuild: yield* rebuild(ground, ledger, {
      ...{ volumes: byFate.degraded, lost: found.drives, failed, bandwidth },
      left: outside(target),
    }),
  };
}

/** Only whole domains can be told by what drives are: that says more of why there is no place than that none is free. */
function outside(target: LossTarget): readonly DriveConstraint[] {
  if (target.kind === 'drive') return [];
  const { level, domain } = target;
  const admits: DriveConstraint['admits'] = ({ domains }) => (domains.get(level as LevelName) as string) !== domain;
  return [{ source: { kind: 'inventory' }, label: `outside ${level} ${domain}`, admits }];
}

/** Their legs are lost already. */
const failedDrives = ({ configuration }: SimulationGround): ReadonlySet<DriveId> =>
  new Set(
    configuration.enclosures.flatMap(({ drives }) =>
      drives.flatMap(({ id, state }) => (state === 'failed' ? [id] : [])),
    ),
  );

/** A volume needs a current leg of each pair, or its one leg. */
export function fateOf(
  { layout, legs }: Pick<SimulatedVolume, 'layout' | 'legs'>,
  lost: ReadonlySet<DriveId>,
  failed: ReadonlySet<DriveId>,
): Fate {
  const copies = copiesOf(layout);
  const remains = ({ drive, current }: SimulatedLeg): boolean => current && !lost.has(drive) && !failed.has(drive);
  if (!legs.some(({ drive }) => lost.has(drive))) return 'untouched';
  for (let first = 0; first < legs.length; first += copies) {
    if (!legs.slice(first, first + copies).some(remains)) return 'lost';
  }
  return 'degraded';
}
