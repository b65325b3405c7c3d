import { ARRAY_CHUNK_KIB, ARRAY_DATA_OFFSET_MIB, componentKiB } from '../../../core/model/format.ts';
import type { VolumeId } from '../../../core/model/ids.ts';
import type { Layout } from '../../../core/model/volume.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { ArrayOfLegs, DevicePath } from '../node-host.ts';
import { currentMembers, planAssembly } from './assembly-plan.ts';
import type { AssemblyPlan, CurrentMember } from './assembly-plan.ts';
import { kernelName, userOf } from './block-devices.ts';
import { arrayName, arrayPath, arrayUuid } from './device-names.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { runTool } from './run-tool.ts';
import { runningArrays } from './running-arrays.ts';
import type { RunningArray } from './running-arrays.ts';
import { readLeg } from './superblocks.ts';
import type { LegContent } from './superblocks.ts';

/** udev looks into an array for a moment whenever it changes. */
const STOP_ATTEMPTS = 20;
const STOP_PAUSE_MILLISECONDS = 250;

/** Where signatures lie in an array; what a drive held before must not be taken for the volume's. */
const CLEARED_MIB = 16;
const MIB = 2 ** 20;

/** Errors: see the port. */
export async function assembleArray(parts: LinuxParts, array: ArrayOfLegs): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const running = await runningArrays(system, array.volume);
  const [own] = running;
  if (own && running.length === 1 && (await isOurStart(parts, array, own))) return ok(arrayPath(array.volume));
  const stopped = await stopArray(parts, array.volume);
  if (stopped.kind === 'error') return stopped;

  const current = currentMembers(array);
  if (current.kind === 'error') return current;
  const contents = await readLegs(parts, current.value);
  if (contents.kind === 'error') return contents;
  const plan = planAssembly(array, current.value, contents.value);
  if (plan.kind === 'error') return plan;
  const up = await carryOut(parts, array, plan.value);
  return up.kind === 'error' ? up : started(parts, array.volume);
}

/** Errors: in-use. */
export async function stopArray(parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  for (const { name } of await runningArrays(parts.system, volume)) {
    const stopped = await stopRunning(parts, volume, name);
    if (stopped.kind === 'error') return stopped;
  }
  return ok(undefined);
}

/** The usable size of a layout's array, as of each leg. */
export const componentOf = (of: Pick<ArrayOfLegs, 'layout' | 'size' | 'encrypted'>, legs: number): number =>
  componentKiB({ size: of.size, encrypted: of.encrypted, stripes: of.layout === 'striped-mirror' ? legs / 2 : 1 });

/**
 * Whether a running array is one that was started here, from the legs that are named now. Whatever udev or a person put
 * together may hold a leg that missed writes: md takes such a leg back by its bitmap, and with it what it wrote alone.
 * The link tells: udev names an array by its superblock, whose name md cuts after 31 of our 32 digits.
 */
async function isOurStart({ system }: LinuxParts, array: ArrayOfLegs, running: RunningArray): Promise<boolean> {
  if (!running.active || (await kernelName(system, arrayPath(array.volume))) !== running.name) return false;
  const names = await Promise.all(
    array.members.map(({ device }) => (device === undefined ? undefined : kernelName(system, device))),
  );
  return running.members
    .filter(({ state }) => state !== 'faulty')
    .every(({ device, slot }) => names.includes(device) && (slot === undefined || names[slot] === device));
}

async function readLegs(
  { system }: LinuxParts,
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

function carryOut(parts: LinuxParts, array: ArrayOfLegs, plan: AssemblyPlan): Promise<DriverOutcome<undefined>> {
  switch (plan.kind) {
    case 'make':
      return makeArray(parts, array, plan);
    case 'assemble':
      return startArray(parts, array.volume, plan);
  }
}

async function makeArray(
  { system }: LinuxParts,
  array: ArrayOfLegs,
  { leftovers, devices }: Extract<AssemblyPlan, { kind: 'make' }>,
): Promise<DriverOutcome<undefined>> {
  const { volume, layout } = array;
  const component = componentOf(array, devices.length);
  const commands = [
    ...leftovers.map((device) => ({ program: 'mdadm', args: ['--zero-superblock', device] })),
    ...array.members.flatMap(({ zeroed }, index) => (zeroed ? [] : clearing(devices[index] ?? '', component))),
    {
      program: 'mdadm',
      args: [
        ...['--create', arrayPath(volume), '--run', '--metadata=1.2', '--homehost=any'],
        ...[`--name=${arrayName(volume)}`, `--uuid=${arrayUuid(volume)}`],
        ...['--bitmap=internal', '--bitmap-chunk=64M', `--data-offset=${String(ARRAY_DATA_OFFSET_MIB)}M`],
        ...[`--size=${String(component)}`, ...levelArguments(layout, devices.length)],
        ...(array.members.every(({ zeroed }) => zeroed) ? ['--assume-clean'] : []),
        ...devices,
      ],
    },
  ];
  for (const command of commands) {
    const done = await runTool(system, command);
    if (done.kind === 'error') return done;
  }
  return ok(undefined);
}

/** Before there is a superblock, so that a crash in between is repeated. */
const clearing = (device: string, componentKiBytes: number) =>
  [ARRAY_DATA_OFFSET_MIB, ARRAY_DATA_OFFSET_MIB + Math.ceil(componentKiBytes / 1024) - CLEARED_MIB].map((offset) => ({
    program: 'blkdiscard',
    args: ['--zeroout', `--offset=${String(offset * MIB)}`, `--length=${String(CLEARED_MIB * MIB)}`, device],
  }));

function levelArguments(layout: Layout, legs: number): readonly string[] {
  switch (layout) {
    case 'single':
    case 'slice':
      return ['--level=1', '--raid-devices=1', '--force'];
    case 'mirror':
    case 'mirrored-slice':
      return ['--level=1', '--raid-devices=2'];
    case 'striped-mirror':
      return ['--level=10', '--layout=n2', `--chunk=${String(ARRAY_CHUNK_KIB)}`, `--raid-devices=${String(legs)}`];
  }
}

async function startArray(
  { system }: LinuxParts,
  volume: VolumeId,
  { degraded, devices }: Extract<AssemblyPlan, { kind: 'assemble' }>,
): Promise<DriverOutcome<undefined>> {
  // mdadm insists on --run even though it is told every device that there is.
  const insisting = degraded ? ['--run'] : [];
  const args = ['--assemble', arrayPath(volume), `--uuid=${arrayUuid(volume)}`, ...insisting, ...devices];
  const assembled = await runTool(system, { program: 'mdadm', args });
  return assembled.kind === 'error' ? assembled : ok(undefined);
}

/**
 * A leg that md itself left out stays out: it chose by event counts, which tell the truth as long as no leg ran alone,
 * and the health of the array says which leg it is.
 */
async function started(parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<DevicePath>> {
  const name = await untilFound(parts, async () => {
    const linked = await kernelName(parts.system, arrayPath(volume));
    const [array] = await runningArrays(parts.system, volume);
    return array?.active === true && array.name === linked ? linked : undefined;
  });
  if (name !== undefined) return ok(arrayPath(volume));
  return failed(
    'unavailable',
    `mdadm says that the array of volume ${volume} runs, and ${arrayPath(volume)} is not there`,
  );
}

async function stopRunning(
  { system, pause }: LinuxParts,
  volume: VolumeId,
  name: string,
): Promise<DriverOutcome<undefined>> {
  let refusal = 'it did not go away';
  for (let attempt = 1; attempt <= STOP_ATTEMPTS; attempt++) {
    const user = await userOf(system, name);
    if (user !== undefined)
      return failed('in-use', `the array of volume ${volume} (${name}) is used by ${user}; take that down first`);
    const stopped = await runTool(system, { program: 'mdadm', args: ['--stop', `/dev/${name}`] });
    if (stopped.kind === 'error') refusal = stopped.message;
    if (!(await runningArrays(system, volume)).some((array) => array.name === name)) return ok(undefined);
    await pause(STOP_PAUSE_MILLISECONDS);
  }
  return failed('in-use', `the array of volume ${volume} (${name}) cannot be stopped: ${refusal}`);
}
