import { ARRAY_CHUNK_KIB, ARRAY_DATA_OFFSET_MIB, componentKiB } from '../../../core/model/format.ts';
import type { Layout } from '../../../core/model/volume.ts';
import { ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { Command, System } from '../../system/system.ts';
import type { ArrayOfLegs, DevicePath } from '../node-host.ts';
import type { CurrentMember } from './assembly-plan.ts';
import { clearingSuperblock, zeroing } from './clear-superblock.ts';
import { arrayName, arrayPath, arrayUuid } from './device-names.ts';
import { runTool } from './run-tool.ts';

/** At both ends of an array: where signatures lie, so that what a drive held before is not taken for the volume's. */
const CLEARED_MIB = 16;
const MIB = 2 ** 20;

/** KiB of each of an array's legs that hold data. */
export const componentOf = ({ size, encrypted, layout }: ArraySize, legs: number): number =>
  componentKiB({ size, encrypted, stripes: layout === 'striped-mirror' ? legs / 2 : 1 });

type ArraySize = Pick<ArrayOfLegs, 'layout' | 'size' | 'encrypted'>;

/**
 * Makes the array of a volume on its legs, after taking away what an interrupted making left. Over a copy it is as large as
 * what was copied, and clears nothing of it.
 */
export async function makeArray(
  system: System,
  array: ArrayOfLegs,
  members: readonly CurrentMember[],
  leftovers: readonly DevicePath[],
): Promise<DriverOutcome<undefined>> {
  const component = componentOf({ ...array, size: array.copyOf ?? array.size }, members.length);
  const blank = array.copyOf === undefined ? members.filter(({ zeroed }) => !zeroed) : [];
  const commands = [
    ...leftovers.flatMap(clearingSuperblock),
    // Before there is a superblock, so that a crash in between is repeated.
    ...blank.flatMap(({ device }) => clearing(device, component)),
    { program: 'mdadm', args: creation(array, members, component) },
  ];
  for (const command of commands) {
    const done = await runTool(system, command);
    if (done.kind === 'error') return done;
  }
  return ok(undefined);
}

function creation(array: ArrayOfLegs, members: readonly CurrentMember[], component: number): readonly string[] {
  const { volume, layout } = array;
  return [
    ...['--create', arrayPath(volume), '--run', '--metadata=1.2', '--homehost=any'],
    ...[`--name=${arrayName(volume)}`, `--uuid=${arrayUuid(volume)}`],
    ...['--bitmap=internal', '--bitmap-chunk=64M', `--data-offset=${String(ARRAY_DATA_OFFSET_MIB)}M`],
    ...[`--size=${String(component)}`, ...levelArguments(layout, members.length)],
    // Members that are all zeros are the same already, and so are those of a copy.
    ...(array.copyOf !== undefined || members.every(({ zeroed }) => zeroed) ? ['--assume-clean'] : []),
    ...members.map(({ device }) => device),
  ];
}

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

function clearing(device: DevicePath, component: number): readonly Command[] {
  const end = ARRAY_DATA_OFFSET_MIB + Math.ceil(component / 1024);
  return [ARRAY_DATA_OFFSET_MIB, end - CLEARED_MIB].map((offset) => zeroing(device, offset * MIB, CLEARED_MIB * MIB));
}
