import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { ArrayMemberOf, MemberHealth } from '../node-host.ts';
import { kernelName } from './block-devices.ts';
import { clearingSuperblock } from './clear-superblock.ts';
import { arrayUuid } from './device-names.ts';
import type { LinuxParts } from './linux-parts.ts';
import { runTool } from './run-tool.ts';
import { arrayFolder, runningArrays } from './running-arrays.ts';
import type { RunningArray } from './running-arrays.ts';
import { readLeg } from './superblocks.ts';
import type { LegContent } from './superblocks.ts';

/** Errors: not-staged. */
export async function arrayHealth(
  { system }: LinuxParts,
  volume: VolumeId,
): Promise<DriverOutcome<readonly MemberHealth[]>> {
  const array = await activeArray({ system }, volume);
  if (array.kind === 'error') return array;
  const { raidDisks, members } = array.value;
  return ok(Array.from({ length: raidDisks }, (_, position) => ({ position, state: stateAt(position, members) })));
}

/** The one array of a volume that runs. Errors: not-staged. */
export async function activeArray(
  { system }: Pick<LinuxParts, 'system'>,
  volume: VolumeId,
): Promise<DriverOutcome<RunningArray>> {
  const [array, ...others] = await runningArrays(system, volume);
  return array?.active === true && others.length === 0 ? ok(array) : notRunning(volume);
}

/** Errors: not-staged, unsupported (the leg belongs to another array). */
export async function readmitMember(parts: LinuxParts, member: ArrayMemberOf): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const array = await activeArray(parts, member.volume);
  if (array.kind === 'error') return array;
  const { name, members } = array.value;
  const device = await kernelName(system, member.device);
  const running = members.find((candidate) => candidate.device === device && candidate.state !== 'faulty');
  if (running) return settle(system, name, running, member.position);
  const content = await readLeg(system, member.device);
  if (content.kind === 'error') return content;
  const stranger = strangerTo(member, content.value);
  if (stranger) return stranger;
  const cleared = await removeFaulty(parts, array.value);
  if (cleared.kind === 'error') return cleared;
  if (isOlderCopy(member, content.value) && (await takesBack(parts, name, member))) return ok(undefined);
  return rebuild(parts, array.value, member, content.value);
}

const notRunning = (volume: VolumeId): DriverFailure =>
  failed('not-staged', `the array of volume ${volume} does not run on this node`);

function stateAt(position: number, members: RunningArray['members']): MemberHealth['state'] {
  const member = members.find(({ slot, state }) => slot === position && state !== 'faulty');
  return member?.state === 'in-sync' || member?.state === 'rebuilding' ? member.state : 'out';
}

function strangerTo({ volume, leg, device }: ArrayMemberOf, content: LegContent): DriverFailure | undefined {
  const refuse = (what: string): DriverFailure =>
    failed('unsupported', `leg ${leg} (${device}) ${what}; it is not taken into volume ${volume}`);
  switch (content.kind) {
    case 'blank':
      return undefined;
    case 'foreign':
      return refuse(`holds ${content.what}`);
    case 'member':
      return content.arrayUuid === arrayUuid(volume) ? undefined : refuse(`belongs to the array ${content.arrayUuid}`);
  }
}

/**
 * A leg whose superblock saw the array only with all its members never ran without the others, so its bitmap tells all
 * that it lacks. One that ran alone would be merged by bitmap and keep its own writes.
 */
const isOlderCopy = ({ position }: ArrayMemberOf, content: LegContent): boolean =>
  content.kind === 'member' && content.without.length === 0 && content.position === position;

/** md may refuse all the same, as when its bitmap no longer reaches back so far. */
async function takesBack({ system }: LinuxParts, name: string, { device }: ArrayMemberOf): Promise<boolean> {
  const { status } = await system.run({ program: 'mdadm', args: [`/dev/${name}`, '--re-add', device] });
  return status === 0;
}

/**
 * Rebuilds a leg from its beginning to its end, in its own place. md fills the first empty place that it finds, so with
 * more than one it is held still until the leg has been given its own.
 */
async function rebuild(
  parts: LinuxParts,
  array: RunningArray,
  member: ArrayMemberOf,
  content: LegContent,
): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const { device, position } = member;
  const several = emptyPlaces(array) > 1;
  if (several) await system.writeText(`${arrayFolder(array.name)}/sync_action`, 'frozen');
  const commands = [
    ...(content.kind === 'member' ? clearingSuperblock(device) : []),
    { program: 'mdadm', args: [`/dev/${array.name}`, '--add', device] },
  ];
  for (const command of commands) {
    const done = await runTool(system, command);
    if (done.kind === 'error') {
      await thaw(system, array.name);
      return done;
    }
  }
  const name = await kernelName(system, device);
  if (several && name !== undefined) await givePlace(system, array.name, name, position);
  await thaw(system, array.name);
  return ok(undefined);
}

const emptyPlaces = ({ raidDisks, members }: RunningArray): number =>
  Array.from({ length: raidDisks }, (_, position) => stateAt(position, members)).filter((state) => state === 'out')
    .length;

const givePlace = (system: System, array: string, device: string, position: number): Promise<void> =>
  system.writeText(`${arrayFolder(array)}/dev-${device}/slot`, String(position));

/** What a rebuild that was cut off had still to do. */
async function settle(
  system: System,
  array: string,
  { device, slot }: RunningArray['members'][number],
  position: number,
): Promise<DriverOutcome<undefined>> {
  if (slot === undefined && (await isFrozen(system, array))) await givePlace(system, array, device, position);
  await thaw(system, array);
  return ok(undefined);
}

const isFrozen = async (system: System, array: string): Promise<boolean> =>
  (await system.readText(`${arrayFolder(array)}/sync_action`)) === 'frozen';

async function thaw(system: System, array: string): Promise<void> {
  if (await isFrozen(system, array)) await system.writeText(`${arrayFolder(array)}/sync_action`, 'idle');
}

const REMOVE_ATTEMPTS = 20;
const REMOVE_PAUSE_MILLISECONDS = 250;

/** Members that failed or went away hold the places of those that come back. */
async function removeFaulty({ system, pause }: LinuxParts, array: RunningArray): Promise<DriverOutcome<undefined>> {
  if (!array.members.some(({ state }) => state === 'faulty')) return ok(undefined);
  let refusal = '';
  for (let attempt = 1; attempt <= REMOVE_ATTEMPTS; attempt++) {
    const args = [`/dev/${array.name}`, '--remove', 'faulty', '--remove', 'detached'];
    const removed = await runTool(system, { program: 'mdadm', args });
    if (removed.kind === 'ok') return ok(undefined);
    refusal = removed.message;
    await pause(REMOVE_PAUSE_MILLISECONDS);
  }
  return failed('unavailable', `failed members cannot be taken out of ${array.name} yet: ${refusal}`);
}
