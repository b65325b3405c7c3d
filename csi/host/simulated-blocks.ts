import type { VolumeId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { BlockAddress, LegContent } from '../simulation/leg-contents.ts';
import { runningArray, writeMembers } from './simulated-array-members.ts';
import type { RunningArray, RunningMember } from './simulated-array-members.ts';
import { mirrorsOf } from './simulated-array-start.ts';
import { arrayDevice } from './simulated-parts.ts';
import type { SimulatedParts } from './simulated-parts.ts';

/** What the superblock says that the array's members agree on. Errors: not-staged, unavailable (an input/output error). */
export async function superblockOf(parts: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<LegContent>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  const content = array.value.members.find(({ state, reachable }) => state === 'in-sync' && reachable)?.content;
  return content ? ok(content) : inputOutputError(volume);
}

/** Errors: not-staged, unavailable (an input/output error). */
export async function readBlock(
  parts: SimulatedParts,
  volume: VolumeId,
  address: BlockAddress,
): Promise<DriverOutcome<string | undefined>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  const source = mirrorOf(array.value, address).find(({ state, reachable }) => state === 'in-sync' && reachable);
  return source?.content ? ok(source.content.blocks[address]) : inputOutputError(volume);
}

/** Reaches every member that is not out. Errors: not-staged, unavailable (an input/output error). */
export async function writeBlock(
  parts: SimulatedParts,
  volume: VolumeId,
  block: { readonly address: BlockAddress; readonly text: string },
): Promise<DriverOutcome<undefined>> {
  const array = await runningArray(parts, volume);
  if (array.kind === 'error') return array;
  const mirror = mirrorOf(array.value, block.address);
  if (!mirror.some(({ state, reachable }) => state === 'in-sync' && reachable)) return inputOutputError(volume);
  const written = new Set(mirror.map(({ position }) => position));
  const degraded = array.value.members.some(({ state }) => state !== 'in-sync');
  const members = array.value.members.map((member) => {
    if (member.state === 'out' || !member.content) return member;
    const { blocks, changed } = member.content;
    const content = {
      ...member.content,
      blocks: written.has(member.position) ? { ...blocks, [block.address]: block.text } : blocks,
      changed: degraded ? [...new Set([...changed, block.address])] : changed,
    };
    return { ...member, content };
  });
  await writeMembers(parts, { ...array.value, members });
  return ok(undefined);
}

/** The members that hold a block: headers stand at the beginning, and numbered blocks go round the pairs. */
function mirrorOf(array: RunningArray, address: BlockAddress): readonly RunningMember[] {
  const mirrors = mirrorsOf(array.members.length, array.layout);
  const number = address.startsWith('data/') ? Number(address.slice('data/'.length)) : 0;
  const positions = mirrors[number % mirrors.length] ?? [];
  return array.members.filter(({ position }) => positions.includes(position));
}

const inputOutputError = (volume: VolumeId): DriverFailure =>
  failed('unavailable', `${arrayDevice(volume)}: input/output error: no member that is in sync answers`);
