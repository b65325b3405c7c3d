import { describe, expect, it } from 'vitest';
import { openRig } from '../testing/agent-rig.ts';
import type { AgentRig } from '../testing/agent-rig.ts';
import { exported, extent, FIRST, HDD, leg, LEG_A, LEG_B, valueOf, withdrawn } from '../testing/story.ts';
import type { LocalEnclosureHost } from '../local-enclosure-host.ts';

/** Every effect of a command on the host, in order, with long names cut short. */
async function transcriptOf(rig: AgentRig, command: (host: LocalEnclosureHost) => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  await command(rig.start({ onEffect: (line) => lines.push(line) }));
  return lines.filter((line) => !line.startsWith('commit')).map(short);
}

const short = (line: string): string =>
  line
    .replaceAll('/sys/kernel/config/', '')
    .replaceAll(`${FIRST}.${LEG_A}`, 'FIRST.A')
    .replaceAll(`${FIRST}.${LEG_B}`, 'FIRST.B')
    .replaceAll(LEG_B, 'B')
    .replaceAll(FIRST, 'FIRST')
    .replaceAll('--quiet --no-reread --no-tell-kernel --wipe never --wipe-partitions never', '…')
    .replaceAll('nqn.2014-08.org.nvmexpress:uuid:', 'host:')
    .replaceAll('2026-01.dev.stowage:', '');

describe('what is done on a host', () => {
  it('to cut a leg of a blank SSD', async () => {
    expect(
      await transcriptOf(openRig(), async (host) => {
        valueOf(await host.cutLeg(leg()));
      }),
    ).toEqual([
      'write 4096 bytes to /dev/sda',
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
      'write 4096 bytes to /dev/sda',
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
      '$ partx --add --nr 2 /dev/sda',
      '$ blkdiscard --zeroout --offset 0 --length 1073741824 /dev/sda2',
      '$ blkdiscard --zeroout --offset 1073741824 --length 1073741824 /dev/sda2',
      'write 4096 bytes to /dev/sda2',
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
    ]);
  });

  it('to export a leg by NVMe/TCP: the port is linked last', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg()));
    expect(await transcriptOf(rig, async (host) => valueOf(await host.exportLeg(exported(leg()))))).toEqual([
      '$ modprobe --all nvmet nvmet-tcp',
      'mkdir nvmet/hosts/host:FIRST',
      'mkdir nvmet/subsystems/nqn.FIRST.A',
      'write nvmet/subsystems/nqn.FIRST.A/attr_serial',
      'write nvmet/subsystems/nqn.FIRST.A/attr_model',
      'mkdir nvmet/subsystems/nqn.FIRST.A/namespaces/1',
      'write nvmet/subsystems/nqn.FIRST.A/namespaces/1/device_path',
      'write nvmet/subsystems/nqn.FIRST.A/namespaces/1/device_uuid',
      'write nvmet/subsystems/nqn.FIRST.A/namespaces/1/enable',
      'ln nvmet/subsystems/nqn.FIRST.A/allowed_hosts/host:FIRST',
      'mkdir nvmet/ports/21865',
      'write nvmet/ports/21865/addr_trtype',
      'write nvmet/ports/21865/addr_adrfam',
      'write nvmet/ports/21865/addr_traddr',
      'write nvmet/ports/21865/addr_trsvcid',
      'ln nvmet/ports/21865/subsystems/nqn.FIRST.A',
    ]);
  });

  it('to withdraw it: the port is unlinked first', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg()));
    valueOf(await rig.start().exportLeg(exported(leg())));
    expect(
      await transcriptOf(rig, async (host) => {
        valueOf(await host.withdrawExport(withdrawn()));
      }),
    ).toEqual([
      'rm nvmet/ports/21865/subsystems/nqn.FIRST.A',
      'rm nvmet/subsystems/nqn.FIRST.A/allowed_hosts/host:FIRST',
      'write nvmet/subsystems/nqn.FIRST.A/namespaces/1/enable',
      'rmdir nvmet/subsystems/nqn.FIRST.A/namespaces/1',
      'rmdir nvmet/subsystems/nqn.FIRST.A',
      'rmdir nvmet/hosts/host:FIRST',
      'rmdir nvmet/ports/21865',
      'rm /var/lib/stowage/secrets/FIRST.A',
    ]);
  });

  it('to export a leg by iSCSI: the portal group is enabled last', async () => {
    const rig = openRig();
    const onHdd = leg(LEG_B, HDD);
    valueOf(await rig.start().cutLeg(onHdd));
    const make = async (host: LocalEnclosureHost) => valueOf(await host.exportLeg(exported(onHdd, FIRST, 'iscsi')));
    expect(await transcriptOf(rig, make)).toEqual([
      'mkdir /var/lib/stowage/secrets',
      'replace /var/lib/stowage/secrets/FIRST.B',
      '$ modprobe --all target_core_mod target_core_iblock iscsi_target_mod',
      'mkdir target/iscsi',
      'mkdir target/iscsi/iqn.FIRST.B',
      'mkdir target/iscsi/iqn.FIRST.B/tpgt_1',
      'mkdir target/core/iblock_20000',
      'mkdir target/core/iblock_20000/B',
      'write target/core/iblock_20000/B/control',
      'write target/core/iblock_20000/B/udev_path',
      'write target/core/iblock_20000/B/enable',
      'write target/core/iblock_20000/B/wwn/vpd_unit_serial',
      'write target/core/iblock_20000/B/wwn/vendor_id',
      'mkdir target/iscsi/iqn.FIRST.B/tpgt_1/lun/lun_0',
      'ln target/iscsi/iqn.FIRST.B/tpgt_1/lun/lun_0/B',
      'mkdir target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST',
      'write target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/auth/userid',
      'write target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/auth/password',
      'mkdir target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/lun_0',
      'ln target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/lun_0/lun_0',
      'mkdir target/iscsi/iqn.FIRST.B/tpgt_1/np/192.0.2.1:3260',
      'write target/iscsi/iqn.FIRST.B/tpgt_1/enable',
    ]);
    const unmake = async (host: LocalEnclosureHost) => {
      valueOf(await host.withdrawExport(withdrawn()));
    };
    expect(await transcriptOf(rig, unmake)).toEqual([
      'write target/iscsi/iqn.FIRST.B/tpgt_1/enable',
      'rm target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/lun_0/lun_0',
      'rmdir target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST/lun_0',
      'rmdir target/iscsi/iqn.FIRST.B/tpgt_1/acls/iqn.FIRST',
      'rm target/iscsi/iqn.FIRST.B/tpgt_1/lun/lun_0/B',
      'rmdir target/iscsi/iqn.FIRST.B/tpgt_1/lun/lun_0',
      'rmdir target/iscsi/iqn.FIRST.B/tpgt_1/np/192.0.2.1:3260',
      'rmdir target/iscsi/iqn.FIRST.B/tpgt_1',
      'rmdir target/iscsi/iqn.FIRST.B',
      'rmdir target/core/iblock_20000/B',
      'rmdir target/core/iblock_20000',
      'rm /var/lib/stowage/secrets/FIRST.B',
    ]);
  });

  it('to grow a leg that is exported: wiped, then the table, then the kernel, then the initiators', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg()));
    valueOf(await rig.start().exportLeg(exported(leg())));
    const grow = async (host: LocalEnclosureHost) => {
      valueOf(await host.growLeg({ ...leg(), extent: extent(1, 3) }));
    };
    expect(await transcriptOf(rig, grow)).toEqual([
      '$ blkdiscard --zeroout --force --offset 3221225472 --length 1073741824 /dev/sda',
      'write 4096 bytes to /dev/sda',
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
      '$ partx --update --nr 2 /dev/sda',
      'write /sys/class/block/sda2/uevent',
      'write nvmet/subsystems/nqn.FIRST.A/namespaces/1/revalidate_size',
    ]);
  });

  it('to release a leg: marked, wiped, then taken away', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg()));
    expect(
      await transcriptOf(rig, async (host) => {
        valueOf(await host.releaseLeg(leg()));
      }),
    ).toEqual([
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
      '$ blkdiscard --zeroout --offset 0 --length 1073741824 /dev/sda2',
      '$ blkdiscard --zeroout --offset 1073741824 --length 1073741824 /dev/sda2',
      'write 4096 bytes to /dev/sda2',
      '$ partx --delete --nr 2 /dev/sda',
      '$ sfdisk … /dev/sda',
      '$ udevadm settle --timeout=5',
    ]);
  });

  it.each([
    { what: 'cutting', command: (host: LocalEnclosureHost) => host.cutLeg(leg()) },
    { what: 'exporting', command: (host: LocalEnclosureHost) => host.exportLeg(exported(leg())) },
    {
      what: 'exporting by iSCSI',
      command: (host: LocalEnclosureHost) => host.exportLeg(exported(leg(LEG_B, HDD), FIRST, 'iscsi')),
    },
  ])('a second time is nothing: $what', async ({ command }) => {
    const rig = openRig();
    const host = rig.start();
    valueOf(await host.cutLeg(leg()));
    valueOf(await host.cutLeg(leg(LEG_B, HDD)));
    valueOf(await command(host));
    expect(await transcriptOf(rig, command)).toEqual([]);
  });
});

describe('secrets', () => {
  it('stand in no record and in no line of what is done', async () => {
    const rig = openRig();
    valueOf(await rig.start().cutLeg(leg(LEG_B, HDD)));
    const order = exported(leg(LEG_B, HDD), FIRST, 'iscsi');
    const lines: string[] = [];
    valueOf(await rig.start({ onEffect: (line) => lines.push(line) }).exportLeg(order));
    const secret = order.chap!.reveal();
    expect(JSON.stringify([lines, await rig.store.list('')])).not.toContain(secret);
    expect([...rig.model.files.values()].join()).toContain(secret);
  });
});
