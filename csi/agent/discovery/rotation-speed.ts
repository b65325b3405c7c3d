import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';

/** Of the Block Device Characteristics page: page code, and where the speed lies. Source: SBC-4, 6.6.2. */
const PAGE_CODE = 0xb1;
const SPEED_OFFSET = 4;
const NON_ROTATING = 1;
const LEAST_SPEED = 0x401;
const MOST_SPEED = 30_000;

/** Revolutions per minute; `undefined` where the drive does not say. */
export async function rotationSpeedOf(system: System, kernelName: string): Promise<number | undefined> {
  const page = await readPage(system, `/sys/block/${kernelName}/device/vpd_pgb1`);
  return page && speedIn(page);
}

async function readPage(system: System, path: string): Promise<Uint8Array | undefined> {
  try {
    return await system.readBytes(path, { offset: 0n, length: SPEED_OFFSET + 2 });
  } catch (error) {
    // Drives may lack the page, and older kernels the file.
    if (error instanceof SystemError && error.code === 'file') return undefined;
    throw error;
  }
}

function speedIn(page: Uint8Array): number | undefined {
  const [, code, , , high, low] = page;
  if (code !== PAGE_CODE || high === undefined || low === undefined) return undefined;
  const speed = high * 256 + low;
  if (speed === NON_ROTATING) return 0;
  return speed >= LEAST_SPEED && speed <= MOST_SPEED ? speed : undefined;
}
