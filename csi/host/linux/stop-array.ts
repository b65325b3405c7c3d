import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import { userOf } from './block-devices.ts';
import type { LinuxParts } from './linux-parts.ts';
import { runTool } from './run-tool.ts';
import { runningArrays } from './running-arrays.ts';

/** Tries once to stop every array that has the volume's UUID, whoever started it. Errors: in-use. */
export async function stopArray({ system }: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  for (const { name } of await runningArrays(system, volume)) {
    const stopped = await stopNamed(system, volume, name);
    if (stopped.kind === 'error') return stopped;
  }
  return ok(undefined);
}

async function stopNamed(system: System, volume: VolumeId, name: string): Promise<DriverOutcome<undefined>> {
  const array = `the array of volume ${volume} (${name})`;
  const user = await userOf(system, name);
  if (user !== undefined) return failed('in-use', `${array} is used by ${user}; take that down first`);
  const stopped = await runTool(system, { program: 'mdadm', args: ['--stop', `/dev/${name}`] });
  if (!(await runningArrays(system, volume)).some((array) => array.name === name)) return ok(undefined);
  const refusal = stopped.kind === 'error' ? stopped.message : 'it did not go away';
  return failed('in-use', `${array} cannot be stopped: ${refusal}`);
}
