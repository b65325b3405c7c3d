import { gib, gibToBytes } from '../../../core/model/capacity.ts';
import type { System } from '../../system/system.ts';
import { confirmIdentity } from '../discovery/drive-identity.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { runTool } from '../run-tool.ts';
import { driveLock } from './drive-lock.ts';

/** Bytes of a device that are to be zero. */
export interface Zeroing {
  readonly drive: Pick<FoundDrive, 'id' | 'kernelName'>;
  /** The drive, or a partition of it. */
  readonly device: string;
  readonly ranges: readonly ZeroedSpan[];
  /** Whether others may hold parts of the device that are not zeroed. Otherwise nobody may hold any of it. */
  readonly shared: boolean;
}

export interface ByteSpan {
  readonly offset: bigint;
  readonly length: bigint;
}

export interface ZeroedSpan extends ByteSpan {
  /** What the span begins with afterwards, on the medium before the next span is begun; zeros where it is left out. */
  readonly leaving?: Uint8Array;
}

/** What one call may take: bounded, so that a job can tell how far it is, and can be stopped. */
const STEP_BYTES = gibToBytes(gib(1));
/** A slow drive writes 1 GiB in 20 s; one that is ailing takes longer. */
const STEP_TIMEOUT = 300_000;
const FLUSH_BYTES = 4096;

/** Where signatures lie: of arrays, filesystems, partition tables. */
const END_BYTES = 16n * 2n ** 20n;

export const lengthOf = ({ ranges }: Zeroing): bigint => ranges.reduce((sum, { length }) => sum + length, 0n);

/** The whole of a span, or its beginning and end. */
export function spansOf({ offset, length }: ByteSpan, whole: boolean): readonly ByteSpan[] {
  if (whole || length <= 2n * END_BYTES) return [{ offset, length }];
  return [
    { offset, length: END_BYTES },
    { offset: offset + length - END_BYTES, length: END_BYTES },
  ];
}

/**
 * Zeroes bytes, on the medium before this answers.
 * @throws AgentError `tool-failed`; SystemError
 */
export async function zeroDevice(
  system: System,
  { drive, device, ranges, shared }: Zeroing,
  onProgress: (bytes: bigint) => void,
): Promise<void> {
  for (const range of ranges) {
    for (const { offset, length } of stepsOf(range)) {
      const span = ['--offset', String(offset), '--length', String(length)];
      await runTool(system, {
        program: 'blkdiscard',
        // Without --force it opens the device exclusively: what somebody holds is not wiped under them.
        args: ['--zeroout', ...(shared ? ['--force'] : []), ...span, device],
        timeout: STEP_TIMEOUT,
        lock: driveLock(system, drive),
      });
      onProgress(length);
    }
    await confirmIdentity(system, drive);
    // blkdiscard leaves the drive's cache as it is; a write that must be durable flushes all of it.
    await system.writeBytes(device, range.offset, range.leaving ?? new Uint8Array(FLUSH_BYTES));
  }
}

function* stepsOf({ offset, length }: ByteSpan): Generator<ByteSpan> {
  for (let done = 0n; done < length; done += STEP_BYTES) {
    const left = length - done;
    yield { offset: offset + done, length: left < STEP_BYTES ? left : STEP_BYTES };
  }
}
