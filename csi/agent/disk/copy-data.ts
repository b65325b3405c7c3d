import { ARRAY_DATA_OFFSET_MIB } from '../../../core/model/format.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import { runTool } from '../run-tool.ts';
import { driveLock } from './drive-lock.ts';

/** The data of an array in one leg, to be copied into another. Counts bytes from where they begin. */
export interface Copying {
  /** The drive that is written to, and the partition of it. */
  readonly drive: Pick<FoundDrive, 'id' | 'kernelName'>;
  readonly device: string;
  /** The device that is read, looked at once more before each step: names change, and drives are pulled. */
  readonly source: () => Promise<string>;
  readonly bytes: number;
  /** As far as an earlier attempt came. */
  readonly done: number;
  /** Whether what is written to reads as zeros where nothing was written: zeros are then left out. */
  readonly blank: boolean;
  /** Makes it durable how far it is. */
  readonly reached: (done: number) => Promise<void>;
}

const DATA_OFFSET = ARRAY_DATA_OFFSET_MIB * 2 ** 20;
/** What one program copies: bounded, so that a job can tell how far it is, and can be stopped. */
const STEP_BYTES = 2 ** 30;
/** Over a network, and on a slow drive. */
const STEP_TIMEOUT = 600_000;

/** Copies bytes, on the medium before it says so. @throws AgentError `tool-failed`; SystemError */
export async function copyData(
  system: System,
  copying: Copying,
  cancelled: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  const { bytes, reached } = copying;
  for (let { done } = copying; done < bytes;) {
    if (cancelled.aborted) throw new AgentError('tool-failed', 'the copy was given up');
    const length = Math.min(STEP_BYTES, bytes - done);
    await copyStep(system, copying, done, length);
    done += length;
    await reached(done);
    onProgress(done);
  }
}

async function copyStep(system: System, copying: Copying, done: number, length: number): Promise<void> {
  const { drive, device, blank } = copying;
  const source = await copying.source();
  const offset = String(DATA_OFFSET + done);
  await runTool(system, {
    program: 'dd',
    args: [
      ...[`if=${source}`, `of=${device}`, 'bs=4M', 'status=none'],
      // Past the cache of this host: what it holds of the source may be older than what a node wrote there.
      ...['iflag=direct,skip_bytes,count_bytes,fullblock', 'oflag=direct,seek_bytes'],
      ...[`skip=${offset}`, `seek=${offset}`, `count=${String(length)}`],
      `conv=notrunc,fsync${blank ? ',sparse' : ''}`,
    ],
    timeout: STEP_TIMEOUT,
    lock: driveLock(system, drive),
  });
}
