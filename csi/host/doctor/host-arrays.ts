import type { System } from '../../system/system.ts';
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
