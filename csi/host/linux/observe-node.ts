import type { VolumeId } from '../../../core/model/ids.ts';
import { ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { NodeHost } from '../node-host.ts';
import { RECORDED_NAME_DIGITS, arrayName, volumeOfContainer } from './device-names.ts';
import { connectedLegs } from './legs.ts';
import type { LinuxParts } from './linux-parts.ts';
import { mountTable } from './mount-table.ts';
import { allArrays } from './running-arrays.ts';

type NodeObservation = Extract<Awaited<ReturnType<NodeHost['observe']>>, { readonly kind: 'ok' }>['value'];

export async function observeNode({ system }: LinuxParts): Promise<DriverOutcome<NodeObservation>> {
  const connected = await connectedLegs(system);
  const arrays = await arraysOfVolumes(system);
  const containers = await openedContainers(system);
  const names = new Set([...arrays, ...containers].map(({ name }) => name));
  const numbers = await Promise.all([...names].map((name) => system.readText(`/sys/block/${name}/dev`)));
  const mounts = (await mountTable(system)).filter(
    ({ device, showsDevice }) => numbers.includes(device) || (showsDevice !== undefined && names.has(showsDevice)),
  );
  return ok({
    connectedLegs: connected,
    arrays: [...new Set(arrays.map(({ volume }) => volume))],
    unlocked: containers.map(({ volume }) => volume),
    mounts: [...new Set(mounts.map(({ path }) => path))],
  });
}

export interface OurDevice {
  /** The kernel's name. */
  readonly name: string;
  readonly volume: VolumeId;
}

/** The arrays of volumes that run here: those that are named by their own UUID. */
export async function arraysOfVolumes(system: System): Promise<readonly OurDevice[]> {
  const ours: OurDevice[] = [];
  for (const { name, uuid } of await allArrays(system)) {
    const { stdout } = await system.run({ program: 'mdadm', args: ['--detail', '--export', `/dev/${name}`] });
    const named = /^MD_NAME=(.*)$/m.exec(stdout)?.[1]?.replace(/^.*:/, '');
    const volume = uuid as VolumeId;
    if (named === arrayName(volume).slice(0, RECORDED_NAME_DIGITS)) ours.push({ name, volume });
  }
  return ours;
}

async function openedContainers(system: System): Promise<readonly OurDevice[]> {
  const opened: OurDevice[] = [];
  for (const name of (await system.list('/sys/block')) ?? []) {
    const label = name.startsWith('dm-') ? await system.readText(`/sys/block/${name}/dm/name`) : undefined;
    const volume = label === undefined ? undefined : volumeOfContainer(label);
    if (volume !== undefined) opened.push({ name, volume });
  }
  return opened;
}
