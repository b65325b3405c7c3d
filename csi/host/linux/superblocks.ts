import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { DevicePath } from '../node-host.ts';
import { complaintOf } from './run-tool.ts';
import { readSignature } from './signatures.ts';

/** What a leg holds, as far as an array is concerned. */
export type LegContent =
  /** Neither a superblock nor a signature, and zeros where either would be. */
  | { readonly kind: 'blank' }
  | ({ readonly kind: 'member' } & Superblock)
  | { readonly kind: 'foreign'; readonly what: string };

/** What an md superblock says of its device. */
export interface Superblock {
  /** As mdadm writes it: four groups of eight digits. */
  readonly arrayUuid: string;
  /** Its place in the array; `undefined` for a spare. */
  readonly position: number | undefined;
  /**
   * Rises whenever the kernel writes superblocks, and it does so on every member before it lets the first write
   * through: 0 on all of them means that nothing was ever stored.
   */
  readonly events: bigint;
  /** The places of the array that were empty when it was last written: the device has run without those members. */
  readonly without: readonly number[];
}

/** However a leg was cut, its first and last 16 MiB are zeros; one of them tells. */
const WIPED_BYTES = 2 ** 20;

/** Errors: unavailable (the leg cannot be read). */
export async function readLeg(system: System, device: DevicePath): Promise<DriverOutcome<LegContent>> {
  const examined = await system.run({ program: 'mdadm', args: ['--examine', device] });
  const superblock = parseSuperblock(examined.stdout);
  if (superblock) return ok({ kind: 'member', ...superblock });
  // mdadm answers 1 also for a device that it cannot open or read.
  if (examined.status !== 0 && !examined.stderr.includes('No md superblock detected')) {
    return failed('unavailable', `${device} cannot be examined: ${complaintOf('mdadm', examined)}`);
  }
  const signature = await readSignature(system, device);
  if (signature.kind === 'error') return signature;
  if (signature.value.kind === 'found') return ok({ kind: 'foreign', what: signature.value.type });
  const start = await system.readBytes(device, { offset: 0n, length: WIPED_BYTES });
  return ok(start.every((byte) => byte === 0) ? { kind: 'blank' } : { kind: 'foreign', what: 'unknown data' });
}

/** `undefined` where the text of `mdadm --examine` tells of no superblock. */
export function parseSuperblock(text: string): Superblock | undefined {
  const lines = new Map(text.split('\n').flatMap((line) => pairOf(line)));
  const arrayUuid = lines.get('Array UUID');
  const events = /^\d+$/.exec(lines.get('Events') ?? '')?.[0];
  const role = lines.get('Device Role');
  const state = lines.get('Array State')?.split(' ')[0];
  if (arrayUuid === undefined || events === undefined || role === undefined || state === undefined) return undefined;
  const position = /^Active device (\d+)$/.exec(role)?.[1];
  return {
    arrayUuid,
    position: position === undefined ? undefined : Number(position),
    events: BigInt(events),
    without: Array.from(state).flatMap((mark, at) => (mark === 'A' ? [] : [at])),
  };
}

function pairOf(line: string): readonly (readonly [string, string])[] {
  const match = /^\s*(\S[^:]*?) : (.*)$/.exec(line);
  return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2].trim()]] : [];
}
