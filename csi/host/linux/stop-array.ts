import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { userOf } from './block-devices.ts';
import type { LinuxParts } from './linux-parts.ts';
import { runTool } from './run-tool.ts';
import { runningArrays } from './running-arrays.ts';

/** udev looks into an array for a moment whenever it changes. */
const ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 250;

/** Stops every array that has the volume's UUID, whoever started it. Errors: in-use. */
export async function stopArray(parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  for (const { name } of await runningArrays(parts.system, volume)) {
    const stopped = await stopNamed(parts, volume, name);
    if (stopped.kind === 'error') return stopped;
  }
  return ok(undefined);
}

async function stopNamed(
  { system, pause }: LinuxParts,
  volume: VolumeId,
  name: string,
): Promise<DriverOutcome<undefined>> {
  const array = `the array of volume ${volume} (${name})`;
  let refusal = 'it did not go away';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const user = await userOf(system, name);
    if (user !== undefined) return failed('in-use', `${array} is used by ${user}; take that down first`);
    const stopped = await runTool(system, { program: 'mdadm', args: ['--stop', `/dev/${name}`] });
    if (stopped.kind === 'error') refusal = stopped.message;
    if (!(await runningArrays(system, volume)).some((array) => array.name === name)) return ok(undefined);
    await pause(PAUSE_MILLISECONDS);
  }
  return failed('in-use', `${array} cannot be stopped: ${refusal}`);
}
