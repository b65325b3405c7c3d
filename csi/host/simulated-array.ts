import type { LegId, VolumeId } from '../../core/model/ids.ts';
import { failed, mapOk, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { LegContent } from '../simulation/leg-contents.ts';
import type { ArrayMemberOf, ArrayOfLegs, DevicePath, GrowArray, MemberHealth, NodeHost } from './node-host.ts';
import { arrayStart, mirrorsOf } from './simulated-array-start.ts';
import { runningArray, writeMembers } from './simulated-array-members.ts';
import type { RunningArray, RunningMember } from './simulated-array-members.ts';
import { arrayDevice, busy, isMounted, legOf } from './simulated-parts.ts';
import type { SimulatedParts } from './simulated-parts.ts';

type ArraySteps = Pick<NodeHost, 'assembleArray' | 'arrayHealth' | 'readmitMember' | 'growArray' | 'stopArray'>;

/** The arrays of a simulated node. Each member knows which writes it has, as md's superblocks do. */
export const simulatedArrays = (parts: SimulatedParts): ArraySteps => ({
  assembleArray: (array) => assembleArray(parts, array),
  arrayHealth: (volume) => arrayHealth(parts, volume),
  readmitMember: (member) => readmitMember(parts, member),
  growArray: (array) => growArray(parts, array),
  stopArray: (volume) => stopArray(parts, volume),
});

async function assembleArray(
  parts: SimulatedParts,
  { volume, layout, size, copyOf, made, members }: ArrayOfLegs,
): Promise<DriverOutcome<DevicePath>> {
  const device = ok(arrayDevice(volume));
  const running = await parts.state.arrays.get(volume);
  if (running) return runsFrom(running.members, members) ? device : otherMembers(volume);
  const found = await Promise.all(
    members.map(async (member, position) => {
      const content = member.device && (await parts.contents.read(legOf(member.device)));
      return { ...member, position, content };
    }),
  );
  const start = arrayStart({ volume, made }, found);
  if (start.kind === 'error') return start;
  const states = start.value.kind === 'start' ? start.value.states : members.map(() => 'in-sync' as const);
  if (start.value.kind === 'make') {
    const inSync = members.map((_, position) => position);
    const superblock = { volume, layout, size: copyOf ?? size, events: 1, inSync, rebuild: undefined, changed: [] };
    const contents = members.map(async ({ leg }, position) => {
      const blocks = copyOf === undefined ? {} : await parts.contents.copied(leg);
      return [leg, { ...superblock, position, blocks }] as const;
    });
    await parts.contents.write(new Map(await Promise.all(contents)));
  }
  const started = members.map(({ leg }, position) => ({ leg, state: states[position] ?? 'out' }));
  await parts.state.arrays.put(volume, { volume, layout, members: started });
  if (started.every(({ state }) => state === 'in-sync')) return device;
  return mapOk(await tellMembers(parts, volume), () => arrayDevice(volume));
}

/** Those that an array goes on with know from its start that it goes on without the others. */
const tellMembers = async (parts: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<unknown>> => {
  const array = await runningArray(parts, volume);
  return array.kind === 'error' ? array : ok(await writeMembers(parts, array.value));
};

/** Whether an array that runs has every member it would be started from. */
const runsFrom = (running: readonly { readonly leg: LegId }[], asked: ArrayOfLegs['members']): boolean =>
  asked.every(({ leg, dropped }, position) => dropped || running[position]?.leg === leg);

/** One look is what time is to this simulation: a rebuild that was seen once is done at the next. */
async function arrayHealth(parts: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<readonly MemberHealth[]>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  const health = array.value.members.map(({ position, state }) => ({ position, state }));
  await finishRebuilds(parts, array.value);
  return ok(health);
}

async function finishRebuilds(parts: SimulatedParts, array: RunningArray): Promise<void> {
  const rebuilt = array.members.map((member): RunningMember => {
    if (member.state !== 'rebuilding' || !member.content) return member;
    const source = sourcesOf(array, member.position)[0]?.content;
    if (!source) return member;
    return { ...member, state: 'in-sync', content: copyOf(source, member.content) };
  });
  if (rebuilt.every(({ state }, position) => state === array.members[position]?.state)) return;
  await writeMembers(parts, { ...array, members: rebuilt });
}

/** What a rebuild makes of a leg: by changes, it keeps what it has in all blocks that the others did not write. */
function copyOf(source: LegContent, { rebuild, position, blocks }: LegContent): LegContent {
  const changed = Object.fromEntries(
    source.changed.flatMap((address) => {
      const text = source.blocks[address];
      return text === undefined ? [] : [[address, text]];
    }),
  );
  return { ...source, position, blocks: rebuild === 'changes' ? { ...blocks, ...changed } : source.blocks };
}

/** Members in reach that hold what a position is to hold, other than the one there. */
const sourcesOf = (array: RunningArray, position: number): readonly RunningMember[] =>
  (mirrorsOf(array.members.length, array.layout).find((mirror) => mirror.includes(position)) ?? [])
    .flatMap((other) => array.members[other] ?? [])
    .filter((member) => member.position !== position && member.state === 'in-sync' && member.reachable);

async function readmitMember(
  parts: SimulatedParts,
  { volume, leg, position }: ArrayMemberOf,
): Promise<DriverOutcome<undefined>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  const member = array.value.members[position];
  if (member?.leg !== leg)
    return failed('unsupported', `leg ${leg} has no place ${String(position)} in ${arrayDevice(volume)}`);
  if (member.state !== 'out') return ok(undefined);
  if (!member.reachable) return failed('unavailable', `leg ${leg} does not answer`);
  const before = await parts.contents.read(leg);
  if (before && (before.volume !== volume || before.position !== position)) {
    return failed('unsupported', `leg ${leg} belongs to another array; it is not touched`);
  }
  const [source] = sourcesOf(array.value, position);
  if (!source?.content)
    return failed('unavailable', `nothing is left of ${arrayDevice(volume)} to rebuild leg ${leg} from`);
  // A leg that ever heard of the array without one of the others may hold writes of its own.
  const rebuild = before?.inSync.length === array.value.members.length ? 'changes' : 'everything';
  const content: LegContent = { ...source.content, position, rebuild, blocks: before?.blocks ?? {} };
  const members = array.value.members.map((other): RunningMember =>
    other.position === position ? { ...other, state: 'rebuilding', content } : other,
  );
  await writeMembers(parts, { ...array.value, members });
  return ok(undefined);
}

/** Source: md refuses a new size while a member is rebuilt; one that is out would come back too small. */
async function growArray(parts: SimulatedParts, { volume, size }: GrowArray): Promise<DriverOutcome<undefined>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  if (array.value.members.every(({ content }) => content && content.size >= size)) return ok(undefined);
  if (array.value.members.some(({ state }) => state !== 'in-sync')) {
    return failed('unavailable', `${arrayDevice(volume)} is not in sync and cannot grow now`);
  }
  const members = array.value.members.map((member) =>
    member.content ? { ...member, content: { ...member.content, size } } : member,
  );
  await writeMembers(parts, { ...array.value, members });
  return ok(undefined);
}

async function stopArray({ state }: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  if (await state.containers.get(volume)) return busy(arrayDevice(volume));
  if (await isMounted(state, arrayDevice(volume))) return busy(arrayDevice(volume));
  await state.arrays.remove(volume);
  // With its device, as a kernel does.
  await state.limits.remove(volume);
  return ok(undefined);
}

const otherMembers = (volume: VolumeId): DriverFailure =>
  failed('unsupported', `${arrayDevice(volume)} runs, and not from these members`);
