import { describe, expect, it } from 'vitest';
import { scriptedSystem } from '../../system/testing/scripted-system.ts';
import { findDrives } from './find-drives.ts';

interface Disk {
  readonly kname: string;
  readonly size?: unknown;
  readonly rm?: boolean;
  readonly rota?: boolean;
  readonly tran?: string | null;
  readonly children?: readonly unknown[];
  readonly mountpoints?: readonly (string | null)[];
}

/** A host with these disks, and what their files in /sys say. */
function hostWith(disks: readonly Disk[], files: Readonly<Record<string, string>> = {}) {
  const system = scriptedSystem();
  const blockdevices = disks.map((disk) => ({
    type: 'disk',
    size: 16_000_900_661_248,
    rm: false,
    rota: false,
    tran: 'sas',
    model: 'MODEL',
    serial: 'SERIAL',
    mountpoints: [null],
    ...disk,
  }));
  system.answer('lsblk', { stdout: JSON.stringify({ blockdevices }) });
  for (const [path, text] of Object.entries(files)) system.files.set(`/sys/block/${path}`, text);
  return system;
}

const WWID = 'naa.5000c500a1b20001';

describe('finding drives', () => {
  it('describes an HDD by what it says of itself', async () => {
    const system = hostWith([{ kname: 'sda', rota: true }], { 'sda/device/wwid': WWID, 'sda/queue/rotational': '1' });
    system.bytes.set('/sys/block/sda/device/vpd_pgb1', new Uint8Array([0, 0xb1, 0, 0x3c, 0x1c, 0x20]));
    expect(await findDrives(system)).toMatchObject({
      drives: [
        {
          id: 'wwn-0x5000c500a1b20001',
          device: '/dev/sda',
          mediaType: 'HDD',
          protocol: 'SAS',
          rotationSpeedRPM: 7200,
          capacityBytes: 16_000_900_661_248n,
          model: 'MODEL',
          serialNumber: 'SERIAL',
          usedBy: undefined,
        },
      ],
      unidentified: [],
    });
  });

  it.each([
    { what: 'says nothing', page: undefined, rpm: undefined },
    { what: 'reports no speed', page: [0, 0xb1, 0, 0x3c, 0, 0], rpm: undefined },
    { what: 'says it does not rotate', page: [0, 0xb1, 0, 0x3c, 0, 1], rpm: 0 },
    { what: 'answers with another page', page: [0, 0x83, 0, 0x3c, 0x1c, 0x20], rpm: undefined },
    { what: 'says what no drive does', page: [0, 0xb1, 0, 0x3c, 0xff, 0xfe], rpm: undefined },
    { what: 'stops in the middle', page: [0, 0xb1, 0], rpm: undefined },
  ])('takes $rpm for the speed of a drive that $what', async ({ page, rpm }) => {
    const system = hostWith([{ kname: 'sda', rota: true }], { 'sda/device/wwid': WWID });
    if (page) system.bytes.set('/sys/block/sda/device/vpd_pgb1', new Uint8Array(page));
    expect((await findDrives(system)).drives[0]?.rotationSpeedRPM).toBe(rpm);
  });

  it.each([
    { how: 'SATA', disk: { kname: 'sda', tran: 'sata' }, files: { 'sda/device/wwid': WWID }, protocol: 'SATA' },
    {
      how: 'SATA behind a SAS adapter',
      disk: { kname: 'sda', tran: 'sas' },
      files: { 'sda/device/wwid': WWID, 'sda/device/vendor': 'ATA     ' },
      protocol: 'SATA',
    },
    {
      how: 'SCSI that says no transport',
      disk: { kname: 'sda', tran: null },
      files: { 'sda/device/wwid': WWID },
      protocol: 'SAS',
    },
    {
      how: 'NVMe on one controller',
      disk: { kname: 'nvme0n1', tran: 'nvme' },
      files: { 'nvme0n1/device/transport': 'pcie', 'nvme0n1/eui': '00 25 38 5c 21 40 3f 07' },
      protocol: 'NVMe',
    },
    {
      how: 'NVMe with two ports',
      disk: { kname: 'nvme0n1', tran: 'nvme' },
      files: {
        'nvme0n1/device/nvme0/transport': 'pcie',
        'nvme0n1/device/nvme1/transport': 'pcie',
        'nvme0n1/nguid': '36344630-5291-0041-0025-384500000001',
      },
      protocol: 'NVMe',
    },
  ])('knows $how', async ({ disk, files, protocol }) => {
    const found = await findDrives(hostWith([disk], files));
    expect(found.drives.map((drive) => drive.protocol)).toEqual([protocol]);
  });

  it.each([
    { what: 'loop', disk: { kname: 'loop0' } },
    { what: 'memory', disk: { kname: 'ram0' } },
    { what: 'compressed memory', disk: { kname: 'zram0' } },
    { what: 'a network block device', disk: { kname: 'nbd0' } },
    { what: 'an empty reader', disk: { kname: 'sda', size: 0 } },
    { what: 'a removable disk', disk: { kname: 'sda', rm: true } },
    { what: 'a disk reached by iSCSI', disk: { kname: 'sda', tran: 'iscsi' } },
    { what: 'a disk reached by Fibre Channel', disk: { kname: 'sda', tran: 'fc' } },
    {
      what: 'a namespace reached by TCP',
      disk: { kname: 'nvme1n1', tran: 'nvme' },
      files: { 'nvme1n1/device/nvme1/transport': 'tcp' },
    },
    {
      what: 'a namespace reached by RDMA',
      disk: { kname: 'nvme1n1', tran: 'nvme' },
      files: { 'nvme1n1/device/transport': 'rdma' },
    },
  ])('takes no $what', async ({ disk, files }) => {
    const named = { [`${disk.kname}/device/wwid`]: WWID, [`${disk.kname}/eui`]: '00 25 38 5c 21 40 3f 07' };
    expect(await findDrives(hostWith([disk], { ...named, ...files }))).toEqual({ drives: [], unidentified: [] });
  });

  it.each([
    { what: 'SCSI without a name', disk: { kname: 'sda' }, reason: 'no World Wide Name' },
    { what: 'USB', disk: { kname: 'sda', tran: 'usb' }, reason: 'hangs on USB' },
    { what: 'virtio', disk: { kname: 'vda', tran: 'virtio' }, reason: 'neither a SCSI, SATA nor NVMe' },
    {
      what: 'NVMe without a name',
      disk: { kname: 'nvme0n1', tran: 'nvme' },
      files: { 'nvme0n1/device/transport': 'pcie' },
      reason: 'neither an EUI-64 nor an NGUID',
    },
  ])('says why it takes no $what', async ({ disk, files, reason }) => {
    const { drives, unidentified } = await findDrives(hostWith([disk], files));
    expect(drives).toEqual([]);
    expect(unidentified).toMatchObject([{ kernelName: disk.kname, reason: expect.stringContaining(reason) as string }]);
  });

  it('uses neither of two paths to one drive', async () => {
    const files = { 'sda/device/wwid': WWID, 'sdb/device/wwid': WWID };
    const { drives, unidentified } = await findDrives(hostWith([{ kname: 'sda' }, { kname: 'sdb' }], files));
    expect(drives).toEqual([]);
    expect(unidentified).toMatchObject([
      { kernelName: 'sda, sdb', reason: expect.stringContaining('several paths') as string },
    ]);
  });

  it.each([
    { use: 'mounted at /', disk: { mountpoints: ['/'] } },
    { use: 'mounted at /boot', disk: { children: [{ kname: 'sda1', type: 'part', mountpoints: ['/boot'] }] } },
    { use: 'swap', disk: { children: [{ kname: 'sda2', type: 'part', mountpoints: ['[SWAP]'] }] } },
    { use: 'raid1 device md127', disk: { children: [{ kname: 'md127', type: 'raid1', mountpoints: [null] }] } },
    {
      use: 'raid1 device md0, lvm device dm-0, mounted at /srv',
      disk: {
        children: [
          {
            kname: 'sda1',
            type: 'part',
            children: [
              { kname: 'md0', type: 'raid1', children: [{ kname: 'dm-0', type: 'lvm', mountpoints: ['/srv'] }] },
            ],
          },
        ],
      },
    },
    { use: undefined, disk: { children: [{ kname: 'sda1', type: 'part', mountpoints: [null] }] } },
  ])('sees the use of a drive: $use', async ({ use, disk }) => {
    const system = hostWith([{ kname: 'sda', ...disk }], { 'sda/device/wwid': WWID });
    expect((await findDrives(system)).drives[0]?.usedBy).toBe(use);
  });

  it.each(['', 'no JSON', '{}', '{"blockdevices":[1]}', '[]'])('believes no lsblk that prints %j', async (stdout) => {
    const system = scriptedSystem();
    system.answer('lsblk', { stdout });
    await expect(findDrives(system)).rejects.toMatchObject({ code: 'unexpected-output' });
  });
});
