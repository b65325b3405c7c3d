import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { ArrayOfLegs, DevicePath } from '../node-host.ts';
import { whileInUse } from '../while-in-use.ts';
import { currentMembers, planAssembly } from './assembly-plan.ts';
import type { AssemblyPlan, CurrentMember } from './assembly-plan.ts';
import { kernelName } from './block-devices.ts';
import { arrayPath, arrayUuid } from './device-names.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { makeArray } from './make-array.ts';
import { runTool } from './run-tool.ts';
import { runningArrays } from './running-arrays.ts';
import type { RunningArray } from './running-arrays.ts';
import { stopArray } from './stop-array.ts';
import { readLeg } from './superblocks.ts';
import type { LegContent } from './superblocks.ts';

/** Where hosts are not told otherwise, udev assembles what it sees, and may be at it while we are. */
const ATTEMPTS = 5;

/** Errors: see the port; in-use where an array that somebody else put together from the legs is used. */
export async function assembleArray(parts: LinuxParts, array: ArrayOfLegs): Promise<DriverOutcome<DevicePath>> {
  for (let attempt = 1; ; attempt++) {
    if (await runsAsStarted(parts.system, array)) return ok(arrayPath(array.volume));
    const cleared = await whileInUse(parts.pause, () => stopArray(parts, array.volume));
    if (cleared.kind === 'error') return cleared;
    const up = await assembleOnce(parts, array);
    if (up.kind === 'ok' || attempt === ATTEMPTS) return up;
    const meddling = await runningArrays(parts.system, array.volume);
    if (meddling.length === 0) return up;
  }
}

/**
 * Whether the array runs as it was started here, from legs that are named now. What udev or a person put together may
 * hold a leg that missed writes: md takes such a leg back by its bitmap, and with it what it wrote alone. The path
 * tells: udev names an array by its superblock, which keeps 31 of our 32 digits.
 */
async function runsAsStarted(system: System, { volume, members }: ArrayOfLegs): Promise<boolean> {
  const [array, ...others] = await runningArrays(system, volume);
  if (array?.active !== true || others.length > 0) return false;
  if ((await kernelName(system, arrayPath(volume))) !== array.name) return false;
  const names = new Map<number, string>();
  for (const [position, { device }] of members.entries()) {
    const name = device && (await kernelName(system, device));
    if (name !== undefined) names.set(position, name);
  }
  return array.members.every((member) => member.state === 'faulty' || isNamed(member, names));
}

function isNamed({ device, slot }: RunningArray['members'][number], names: ReadonlyMap<number, string>): boolean {
  return slot === undefined ? [...names.values()].includes(device) : names.get(slot) === device;
}

async function assembleOnce(parts: LinuxParts, array: ArrayOfLegs): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const current = currentMembers(array);
  if (current.kind === 'error') return current;
  const contents = await readLegs(system, current.value);
  if (contents.kind === 'error') return contents;
  const plan = planAssembly(array, current.value, contents.value);
  if (plan.kind === 'error') return plan;
  const up = await carryOut(system, array, current.value, plan.value);
  return up.kind === 'error' ? up : started(parts, array.volume);
}

async function readLegs(
  system: System,
  members: readonly CurrentMember[],
): Promise<DriverOutcome<readonly LegContent[]>> {
  const contents: LegContent[] = [];
  for (const { device } of members) {
    const content = await readLeg(system, device);
    if (content.kind === 'error') return content;
    contents.push(content.value);
  }
  return ok(contents);
}

function carryOut(
  system: System,
  array: ArrayOfLegs,
  members: readonly CurrentMember[],
  plan: AssemblyPlan,
): Promise<DriverOutcome<undefined>> {
  switch (plan.kind) {
    case 'make':
      return makeArray(system, array, members, plan.leftovers);
    case 'assemble':
      return startArray(system, array.volume, plan.from, plan.degraded);
  }
}

async function startArray(
  system: System,
  volume: VolumeId,
  members: readonly CurrentMember[],
  degraded: boolean,
): Promise<DriverOutcome<undefined>> {
  // mdadm insists on --run even though it is told every device that there is.
  const insisting = degraded ? ['--run'] : [];
  const devices = members.map(({ device }) => device);
  const args = ['--assemble', arrayPath(volume), `--uuid=${arrayUuid(volume)}`, ...insisting, ...devices];
  const assembled = await runTool(system, { program: 'mdadm', args });
  return assembled.kind === 'error' ? assembled : ok(undefined);
}

/**
 * A leg that md itself left out stays out: md goes by event counts, which tell the truth as long as no leg ran alone,
 * and the health of the array says which leg it is.
 */
async function started(parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const path = arrayPath(volume);
  const name = await untilFound(parts, async () => {
    const linked = await kernelName(system, path);
    const [array] = await runningArrays(system, volume);
    return array?.active === true && array.name === linked ? linked : undefined;
  });
  if (name !== undefined) return ok(path);
  return failed('unavailable', `mdadm says that the array of volume ${volume} runs, and ${path} is not there`);
}
