import type { Drive } from '../vm/drives.ts';
import type { Vm } from '../vm/vm.ts';

const NVME_SUBSYSTEM = 'nqn.2026-01.lab:rig';
const ISCSI_TARGET = 'iqn.2026-01.lab:rig';

/** Exports a drive over NVMe/TCP to anybody, and connects a node to it. @returns the block device on the node */
export async function connectNvme(box: Vm, drive: Drive, node: Vm): Promise<string> {
  await box.output(['sh', '-euc', EXPORT_NVME, 'sh', drive.path, box.address]);
  const address = ['--traddr', box.address, '--trsvcid', '4420', '--nqn', NVME_SUBSYSTEM];
  const endurance = ['--reconnect-delay', '1', '--ctrl-loss-tmo', '60'];
  await node.output(['nvme', 'connect', '--transport', 'tcp', ...address, ...endurance]);
  return waitForDevice(node, `/dev/disk/by-id/nvme-uuid.${NVME_UUID}`);
}

/** Exports a drive over iSCSI to anybody, and logs a node in. @returns the block device on the node */
export async function connectIscsi(box: Vm, drive: Drive, node: Vm): Promise<string> {
  await box.output(['sh', '-euc', EXPORT_ISCSI, 'sh', drive.path, box.address]);
  const portal = `${box.address}:3260`;
  const target = ['--mode', 'node', '--targetname', ISCSI_TARGET, '--portal', portal];
  await node.output(['iscsiadm', ...target, '--op', 'new']);
  await node.output(['iscsiadm', ...target, '--login']);
  return waitForDevice(node, `/dev/disk/by-path/ip-${portal}-iscsi-${ISCSI_TARGET}-lun-0`);
}

async function waitForDevice(node: Vm, path: string): Promise<string> {
  await node.output(['udevadm', 'wait', '--timeout=30', path]);
  return (await node.output(['readlink', '--canonicalize', path])).trim();
}

const NVME_UUID = '5b0ad5a1-0000-4000-8000-000000000001';

const EXPORT_NVME = `
cd /sys/kernel/config/nvmet
mkdir -p subsystems/${NVME_SUBSYSTEM}/namespaces/1 ports/1
echo 1 >subsystems/${NVME_SUBSYSTEM}/attr_allow_any_host
printf %s "$1" >subsystems/${NVME_SUBSYSTEM}/namespaces/1/device_path
printf %s ${NVME_UUID} >subsystems/${NVME_SUBSYSTEM}/namespaces/1/device_uuid
echo 1 >subsystems/${NVME_SUBSYSTEM}/namespaces/1/enable
echo ipv4 >ports/1/addr_adrfam
echo tcp >ports/1/addr_trtype
echo "$2" >ports/1/addr_traddr
echo 4420 >ports/1/addr_trsvcid
ln -s "$PWD/subsystems/${NVME_SUBSYSTEM}" ports/1/subsystems/
`;

const EXPORT_ISCSI = `
mkdir -p /sys/kernel/config/target/iscsi /sys/kernel/config/target/core/iblock_0/rig
cd /sys/kernel/config/target
echo "udev_path=$1" >core/iblock_0/rig/control
echo 1 >core/iblock_0/rig/enable
portals=iscsi/${ISCSI_TARGET}/tpgt_1
mkdir -p "$portals/np/$2:3260" "$portals/lun/lun_0"
ln -s "$PWD/core/iblock_0/rig" "$portals/lun/lun_0/"
for attribute in authentication=0 generate_node_acls=1 demo_mode_write_protect=0; do
  echo "\${attribute#*=}" >"$portals/attrib/\${attribute%=*}"
done
echo 1 >"$portals/enable"
`;
