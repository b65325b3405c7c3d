import type { Vm } from '../vm/vm.ts';
import { targetPath } from './volumes.ts';
import type { LabVolume } from './volumes.ts';

const MEBIBYTES = 8;

/** Data that are their own proof: where they were written, and their digest. */
export interface Pattern {
  readonly of: LabVolume;
  /** In MiB from the start; for filesystems the name of a file follows from it. */
  readonly at: number;
  readonly digest: string;
}

/** Writes random bytes and waits until they are on the volume. */
export async function writePattern(vm: Vm, volume: LabVolume, at = 0): Promise<Pattern> {
  const source = '/run/lab-pattern';
  const where =
    volume.use === 'block'
      ? `of=${targetPath(volume)} seek=${String(at)} oflag=direct conv=notrunc`
      : `of=${fileAt(volume, at)} conv=fsync`;
  const script = [
    `dd if=/dev/urandom of=${source} bs=1M count=${String(MEBIBYTES)}`,
    `dd if=${source} bs=1M ${where}`,
    `md5sum ${source}`,
  ];
  return { of: volume, at, digest: digestIn(await vm.output(['sh', '-ec', script.join('\n')])) };
}

/** What stands there now, read from the volume and not from memory. */
export async function readPattern(vm: Vm, { of: volume, at }: Pick<Pattern, 'of' | 'at'>): Promise<string> {
  const where =
    volume.use === 'block' ? `if=${targetPath(volume)} skip=${String(at)} iflag=direct` : `if=${fileAt(volume, at)}`;
  const script = [
    'echo 3 >/proc/sys/vm/drop_caches',
    `dd ${where} of=/run/lab-read bs=1M count=${String(MEBIBYTES)}`,
    'md5sum /run/lab-read',
  ];
  return digestIn(await vm.output(['sh', '-ec', script.join('\n')]));
}

const fileAt = (volume: LabVolume, at: number): string => `${targetPath(volume)}/pattern-${String(at)}`;

const digestIn = (said: string): string => said.split(' ')[0] ?? '';
