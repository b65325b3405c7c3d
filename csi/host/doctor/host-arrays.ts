import type { System } from '../../system/system.ts';
import { RECORDED_NAME_DIGITS } from '../linux/device-names.ts';
import { arraysOfVolumes } from '../linux/observe-node.ts';
import { allArrays } from '../linux/running-arrays.ts';
import { programPath } from './check.ts';

/** An array that is no volume's: the host's own. */
export interface HostArray {
  /** The kernel's name. */
  readonly name: string;
  readonly uuid: string;
}

/** What must come up at the next start as it did before. */
export async function hostArrays(system: System): Promise<readonly HostArray[]> {
  if ((await programPath(system, 'mdadm')) === undefined) return [];
  const ours = new Set((await arraysOfVolumes(system)).map(({ name }) => name));
  return (await allArrays(system)).filter(({ name }) => !ours.has(name));
}

const NAMED_LIKE_VOLUME = new RegExp(`^MD_NAME=[0-9a-f]{${String(RECORDED_NAME_DIGITS)}}$`, 'm');

/** The host's own that are taken for volumes by whoever goes by the name in the superblock alone, as udev must. */
export async function hostArraysNamedLikeVolumes(system: System): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name } of await hostArrays(system)) {
    const { stdout } = await system.run({ program: 'mdadm', args: ['--detail', '--export', `/dev/${name}`] });
    if (NAMED_LIKE_VOLUME.test(stdout)) found.push(name);
  }
  return found;
}

/** By hand, before anything that goes by the name is set. */
export const renameRemedy = (arrays: readonly string[]): string =>
  `give ${arrays.join(', ')} another name by "mdadm --assemble --update=name --name=…", then run this again`;
