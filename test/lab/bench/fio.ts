import type { Vm } from '../vm/vm.ts';

export interface Workload {
  readonly name: string;
  readonly rw: 'randread' | 'randwrite' | 'read' | 'write';
  readonly blockKiB: number;
  readonly depth: number;
}

export const WORKLOADS: readonly Workload[] = [
  { name: 'random-read-4k', rw: 'randread', blockKiB: 4, depth: 16 },
  { name: 'random-write-4k', rw: 'randwrite', blockKiB: 4, depth: 16 },
  { name: 'read-1m', rw: 'read', blockKiB: 1024, depth: 4 },
  { name: 'write-1m', rw: 'write', blockKiB: 1024, depth: 4 },
];

/** Runs fio on a device. @returns KiB per second */
export async function throughput(
  vm: Vm,
  device: string,
  { name, rw, blockKiB, depth }: Workload,
  seconds: number,
): Promise<number> {
  const job = [
    '--name',
    name,
    '--filename',
    device,
    '--rw',
    rw,
    '--bs',
    `${String(blockKiB)}k`,
    '--iodepth',
    String(depth),
  ];
  const how = [
    '--direct=1',
    '--ioengine=libaio',
    '--size=512m',
    '--time_based',
    `--runtime=${String(seconds)}`,
    '--randrepeat=1',
  ];
  // udev looks anew at a device that was written to, and would do so while the next one is measured: not at volumes, at
  // what is made by hand.
  await vm.output(['udevadm', 'settle']);
  const said = await vm.output(['fio', ...job, ...how, '--output-format=json'], { timeout: (seconds + 60) * 1000 });
  const { jobs } = JSON.parse(said.slice(said.indexOf('{'))) as {
    jobs: readonly Record<'read' | 'write', { readonly bw: number }>[];
  };
  return jobs[0]?.[rw.endsWith('read') ? 'read' : 'write'].bw ?? 0;
}
