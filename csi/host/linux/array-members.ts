import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../../services/outcome.ts';
import type { ArrayMemberOf, MemberHealth } from '../node-host.ts';
import { kernelName } from './block-devices.ts';
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
  if (members.some((running) => running.device === device && running.state !== 'faulty')) {
    return thaw(parts, name);
  }
  const content = await readLeg(system, member.device);
  if (content.kind === 'error') return content;
  const stranger = strangerTo(member, content.value);
  if (stranger) return stranger;
  const cleared = await removeFaulty(parts, array.value);
  if (cleared.kind === 'error') return cleared;
  if (isOlderCopy(member, content.value) && (await takesBack(parts, name, member))) return ok(undefined);
  return rebuild(parts, array.value, member);
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
  content.kind === 'member' && content.complete && content.position === position;

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
): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const { name, raidDisks, members } = array;
  const empty = Array.from({ length: raidDisks }, (_, position) => stateAt(position, members)).filter(
    (state) => state === 'out',
  );
  const folder = arrayFolder(name);
  if (empty.length > 1) await system.writeText(`${folder}/sync_action`, 'frozen');
  for (const args of [
    ['--zero-superblock', member.device],
    [`/dev/${name}`, '--add', member.device],
  ]) {
    const done = await runTool(system, { program: 'mdadm', args });
    // A leg without a superblock has nothing to take away, and mdadm says so with a status.
    if (done.kind === 'error' && args[0] !== '--zero-superblock') {
      await thaw(parts, name);
      return done;
    }
  }
  if (empty.length > 1) {
    const device = await kernelName(system, member.device);
    await system.writeText(`${folder}/dev-${device ?? ''}/slot`, String(member.position));
  }
  return thaw(parts, name);
}

async function thaw({ system }: LinuxParts, name: string): Promise<DriverOutcome<undefined>> {
  const action = `${arrayFolder(name)}/sync_action`;
  if ((await system.readText(action)) === 'frozen') await system.writeText(action, 'idle');
  return ok(undefined);
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
