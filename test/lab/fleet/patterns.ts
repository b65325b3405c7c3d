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
  await vm.output(['dd', 'if=/dev/urandom', `of=${source}`, 'bs=1M', `count=${String(MEBIBYTES)}`]);
  const where =
    volume.use === 'block'
      ? [`of=${targetPath(volume)}`, `seek=${String(at)}`, 'oflag=direct']
      : [`of=${fileAt(volume, at)}`, 'conv=fsync'];
  await vm.output(['dd', `if=${source}`, 'bs=1M', ...where]);
  return { of: volume, at, digest: await digestOf(vm, source) };
}

/** What stands there now, read from the volume and not from memory. */
export async function readPattern(vm: Vm, { of: volume, at }: Pick<Pattern, 'of' | 'at'>): Promise<string> {
  const copy = '/run/lab-read';
  const count = `count=${String(MEBIBYTES)}`;
  await vm.output(['sh', '-c', 'echo 3 >/proc/sys/vm/drop_caches']);
  const where =
    volume.use === 'block'
      ? [`if=${targetPath(volume)}`, `skip=${String(at)}`, 'iflag=direct']
      : [`if=${fileAt(volume, at)}`];
  await vm.output(['dd', `of=${copy}`, 'bs=1M', count, ...where]);
  return digestOf(vm, copy);
}

const fileAt = (volume: LabVolume, at: number): string => `${targetPath(volume)}/pattern-${String(at)}`;

const digestOf = async (vm: Vm, file: string): Promise<string> =>
  (await vm.output(['md5sum', file])).split(' ')[0] ?? '';
