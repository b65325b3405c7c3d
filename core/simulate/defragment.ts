import { BYTES_PER_GIB } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { usableOf } from '../model/format.ts';
import type { DriveId, EnclosureName } from '../model/ids.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { takenBy, useOf } from './ground.ts';
import type { SimulationGround } from './ground.ts';
import { openLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { legReplacer } from './replace-leg.ts';
import type { LegReplacer } from './replace-leg.ts';
import { sliceMap } from './slice-map.ts';
import type { Slice, SliceMap } from './slice-map.ts';

export interface DefragmentQuestion {
  /** The most slices to move. */
  readonly moves: number;
}

/** More than this many would be a plan that nobody carries out. */
export const MOST_MOVES = 10_000;
export const DEFAULT_MOVES = 100;

/** What moving slices would gain. Carried out in order, no move writes where something lies. */
export interface SimulatedDefragmentation {
  readonly kind: 'defrag';
  readonly moves: readonly SliceMove[];
  /** That are copied. */
  readonly bytes: string;
  readonly before: SliceSpace;
  readonly after: SliceSpace;
}

export interface SliceMove {
  readonly volume: string;
  readonly size: GiB;
  readonly from: SlicePlace;
  readonly to: SlicePlace;
}

export interface SlicePlace {
  readonly drive: DriveId;
  readonly enclosure: EnclosureName;
  readonly start: GiB;
}

/** How the SSDs stand that take slices. */
export interface SliceSpace {
  readonly slicedDrives: number;
  /** Enabled SSDs that nothing lies on. */
  readonly blankDrives: number;
  /** Usable GiB of the largest free run on a sliced drive. */
  readonly largestHole: GiB;
}

/** Drives that are looked at for one plan. */
const MOST_DRIVES_TRIED = 512;
/** Slices that are tried for one larger hole. */
const MOST_SLICES_TRIED = 16;

/** A plan in the making. */
interface Draft {
  readonly ledger: Ledger;
  readonly slices: SliceMap;
  readonly replace: LegReplacer;
  readonly moves: SliceMove[];
  readonly mostMoves: number;
}

/**
 * Empties sliced drives onto other sliced drives, the fullest last, then makes the largest hole larger. Every move keeps
 * every hard constraint, and none cuts a blank drive. Yields after each search.
 */
export function* defragment(
  ground: SimulationGround,
  { moves: mostMoves }: DefragmentQuestion,
): Generator<undefined, SimulatedDefragmentation> {
  const ledger = openLedger(ground.index, takenBy(ground.volumes));
  const slices = sliceMap(ledger, ground.volumes);
  const before = spaceOf(ground, slices);
  const draft: Draft = { ledger, slices, replace: legReplacer(ground, ledger), moves: [], mostMoves };
  yield* emptyDrives(draft);
  yield* enlargeHoles(draft);
  const bytes = draft.moves.reduce((sum, { size }) => sum + BigInt(size) * BYTES_PER_GIB, 0n);
  return { kind: 'defrag', moves: draft.moves, bytes: String(bytes), before, after: spaceOf(ground, slices) };
}

function spaceOf({ configuration }: SimulationGround, slices: SliceMap): SliceSpace {
  let blankDrives = 0;
  for (const { drives } of configuration.enclosures) {
    for (const { id, mediaType, state } of drives) {
      if (mediaType === 'SSD' && state === 'enabled' && slices.isBlank(id)) blankDrives += 1;
    }
  }
  return { slicedDrives: slices.drives().length, blankDrives, largestHole: usableOf(slices.largestHole()) };
}

/** The emptiest first: it takes the fewest moves. A drive that something was moved to is left alone. */
function* emptyDrives(draft: Draft): Generator<undefined, undefined> {
  const { slices, ledger } = draft;
  const received = new Set<DriveId>();
  for (const drive of slices.emptiestFirst().slice(0, MOST_DRIVES_TRIED)) {
    const own = slices.on(drive);
    if (received.has(drive) || own.length > draft.mostMoves - draft.moves.length || !own.every(isMovable)) continue;
    const moved = yield* moveAll(draft, drive, own);
    if (moved.length < own.length) {
      undo(ledger, moved);
      continue;
    }
    carryOut(draft, moved);
    for (const { to } of moved) received.add(to.drive);
  }
}

/** Only what holds everything is moved: a volume that is being mended is left in peace. */
const isMovable = ({ volume }: Slice): boolean => !volume.releasing && volume.legs.every(({ current }) => current);

interface FoundMove {
  readonly slice: Slice;
  readonly to: PlacedLeg;
}

/** A place for each of the slices of a drive on other sliced drives; fewer where one has none. */
function* moveAll(draft: Draft, drive: DriveId, own: readonly Slice[]): Generator<undefined, readonly FoundMove[]> {
  const found: FoundMove[] = [];
  const [first] = own;
  if (!first) return found;
  const unblock = draft.ledger.block({ drive, enclosure: first.leg.enclosure });
  const largestFirst = [...own].sort((a, b) => b.leg.extent.length - a.leg.extent.length);
  for (const slice of largestFirst) {
    const to = placeElsewhere(draft, slice);
    yield;
    if (!to) break;
    draft.ledger.take({ legs: [to], use: 'sliced' });
    found.push({ slice, to });
  }
  unblock();
  return found;
}

function placeElsewhere({ ledger, replace, slices }: Draft, { volume, at }: Slice): PlacedLeg | undefined {
  const replaced = replace(volume, at);
  if (replaced.kind !== 'found') return undefined;
  const { leg } = replaced;
  return slices.isBlank(leg.drive) || ledger.legsOn(leg.drive).length === 0 ? undefined : leg;
}

function undo(ledger: Ledger, moved: readonly FoundMove[]): void {
  for (const { to } of moved.toReversed()) ledger.release({ legs: [to], use: 'sliced' });
}

/** The places are taken already: what is left behind becomes free. */
function carryOut({ ledger, slices, moves }: Draft, moved: readonly FoundMove[]): void {
  for (const { slice, to } of moved) {
    const { leg, volume } = slice;
    ledger.release({ legs: [leg], use: useOf(volume.layout) });
    slices.move(slice, to);
    const size = usableOf(leg.extent.length);
    moves.push({ volume: volume.name, size, from: placeOf(leg), to: placeOf(to) });
  }
}

const placeOf = ({ drive, enclosure, extent }: PlacedLeg): SlicePlace => ({ drive, enclosure, start: extent.start });

/** Moves single slices from between two holes, as long as the largest hole of all grows by it. */
function* enlargeHoles(draft: Draft): Generator<undefined, undefined> {
  while (draft.moves.length < draft.mostMoves) {
    if (!(yield* enlargeOne(draft))) return;
  }
}

function* enlargeOne(draft: Draft): Generator<undefined, boolean> {
  // What it leaves is larger than any hole there is, also than the one that it goes to.
  const candidates = draft.slices.betweenHoles(draft.slices.largestHole()).slice(0, MOST_SLICES_TRIED);
  for (const slice of candidates) {
    if (!isMovable(slice)) continue;
    const [moved] = yield* moveAll(draft, slice.leg.drive, [slice]);
    if (!moved) continue;
    carryOut(draft, [moved]);
    return true;
  }
  return false;
}
