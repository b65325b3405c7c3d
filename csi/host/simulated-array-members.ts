import type { LegId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { LegContent } from '../simulation/leg-contents.ts';
import { mirrorsOf } from './simulated-array-start.ts';
import { arrayDevice } from './simulated-parts.ts';
import type { SimulatedParts } from './simulated-parts.ts';
import type { AssembledMember } from './simulated-state.ts';

export interface RunningArray {
  readonly volume: VolumeId;
  readonly layout: Layout;
  readonly members: readonly RunningMember[];
}

export interface RunningMember extends AssembledMember {
  readonly position: number;
  /** Whether the leg answers this node now. */
  readonly reachable: boolean;
  /** `undefined` where the leg is out: what stands there is not the array's. */
  readonly content: LegContent | undefined;
}

/** An array as it is after it met whatever happened to its legs since the last look. Errors: not-staged. */
export async function runningArray(parts: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<RunningArray>> {
  const array = await parts.state.arrays.get(volume);
  if (!array) return failed('not-staged', `${arrayDevice(volume)} is not assembled on this node`);
  const members = await Promise.all(
    array.members.map(async (member, position): Promise<RunningMember> => {
      const content = member.state === 'out' ? undefined : await parts.contents.read(member.leg);
      return { ...member, position, content, reachable: await answers(parts, member.leg) };
    }),
  );
  const { layout } = array;
  const lost = members.filter((member) => isLost(member, { volume, layout, members }));
  if (lost.length === 0) return ok({ volume, layout, members });
  return ok(
    await writeMembers(parts, {
      volume,
      layout,
      members: members.map((member) => (lost.includes(member) ? out(member) : member)),
    }),
  );
}

async function answers({ state, fabric, node }: SimulatedParts, leg: LegId): Promise<boolean> {
  const connected = await state.legs.get(leg);
  return connected !== undefined && (await fabric.reach(connected.address, node)) === leg;
}

const out = (member: RunningMember): RunningMember => ({ ...member, state: 'out', content: undefined });

/** md gives up a member that fails as long as another one holds the same bytes, never the last. */
function isLost({ state, reachable, position }: RunningMember, array: RunningArray): boolean {
  if (state === 'out' || reachable) return false;
  if (state === 'rebuilding') return true;
  const mirror = mirrorsOf(array.members.length, array.layout).find((positions) => positions.includes(position)) ?? [];
  return array.members.some((other) => mirror.includes(other.position) && other.state === 'in-sync' && other.reachable);
}

/**
 * Keeps an array's members and writes the superblocks of those in reach: they hear of this, the others do not. What
 * changed since a member went out is forgotten once all are in sync.
 */
export async function writeMembers(parts: SimulatedParts, array: RunningArray): Promise<RunningArray> {
  const inSync = array.members.filter(({ state }) => state === 'in-sync').map(({ position }) => position);
  const events = 1 + Math.max(...array.members.map(({ content }) => content?.events ?? 0));
  const whole = inSync.length === array.members.length;
  const members = array.members.map((member): RunningMember => {
    if (!member.content || !member.reachable) return member;
    const changed = whole ? [] : member.content.changed;
    return { ...member, content: { ...member.content, events, inSync, changed } };
  });
  const written = members.flatMap(({ leg, content, reachable }) =>
    content && reachable ? [[leg, content] as const] : [],
  );
  await parts.contents.write(new Map(written));
  await parts.state.arrays.put(array.volume, {
    volume: array.volume,
    layout: array.layout,
    members: members.map(({ leg, state }) => ({ leg, state })),
  });
  return { ...array, members };
}
