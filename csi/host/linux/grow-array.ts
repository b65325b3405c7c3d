import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { GrowArray } from '../node-host.ts';
import { activeArray } from './array-members.ts';
import { componentOf } from './make-array.ts';
import { deviceBytes } from './block-devices.ts';
import { rescanLeg } from './legs.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { runTool } from './run-tool.ts';
import { arrayFolder } from './running-arrays.ts';
import type { RunningArray } from './running-arrays.ts';

/** Errors: not-staged, unavailable (a leg is not seen to be as large yet, or the array is being rebuilt). */
export async function growArray(parts: LinuxParts, grow: GrowArray): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const array = await activeArray(parts, grow.volume);
  if (array.kind === 'error') return array;
  const { name } = array.value;
  const wanted = componentOf(grow, grow.legs);
  const now = Number((await system.readText(`${arrayFolder(name)}/component_size`)) ?? Number.NaN);
  if (now >= wanted) return ok(undefined);
  const grown = await awaitGrownLegs(parts, array.value, wanted);
  if (grown.kind === 'error') return grown;
  const assumption = grow.zeroed ? ['--assume-clean'] : [];
  const args = ['--grow', `/dev/${name}`, `--size=${String(wanted)}`, ...assumption];
  const done = await runTool(system, { program: 'mdadm', args });
  return done.kind === 'error' ? done : ok(undefined);
}

async function awaitGrownLegs(
  parts: LinuxParts,
  { name, members }: RunningArray,
  componentKiB: number,
): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  for (const { device } of members.filter(({ state }) => state !== 'faulty')) {
    const offsetSectors = (await system.readText(`${arrayFolder(name)}/dev-${device}/offset`)) ?? '0';
    const wanted = BigInt(offsetSectors) * 512n + BigInt(componentKiB) * 1024n;
    const isGrown = async (): Promise<true | undefined> =>
      (await deviceBytes(system, device)) >= wanted ? true : undefined;
    if (await isGrown()) continue;
    await rescanLeg(system, device);
    if (!(await untilFound(parts, isGrown))) {
      return failed(
        'unavailable',
        `${device} of ${name} holds less than ${String(wanted)} bytes yet; expand the volume again`,
      );
    }
  }
  return ok(undefined);
}
