import { scriptedSystem } from '../../../system/testing/scripted-system.ts';
import type { ScriptedSystem } from '../../../system/testing/scripted-system.ts';
import { examineHost } from '../examine-host.ts';
import type { HostRole } from '../examine-host.ts';

const NODE_TOOLS = 'nvme iscsiadm mdadm cryptsetup mount umount mkfs.ext4 e2fsck resize2fs mkfs.xfs xfs_growfs';
const AGENT_TOOLS = 'sfdisk partx lsblk flock ip';
const SHARED_TOOLS = 'blkid blkdiscard udevadm modprobe systemctl apt-get';

/** A host with every tool, on which nothing was set. */
export function freshHost(): ScriptedSystem {
  const system = scriptedSystem();
  for (const tool of `${NODE_TOOLS} ${AGENT_TOOLS} ${SHARED_TOOLS}`.split(' ')) install(system, tool);
  system.files.set('/sys/fs/cgroup/cgroup.controllers', 'cpuset cpu io memory hugetlb pids');
  system.answer('systemctl is-active', () => {
    const enabled = system.transcript.includes('$ systemctl enable --now iscsid.socket');
    return { status: enabled ? 0 : 3, stdout: enabled ? 'active\ninactive\n' : 'inactive\ninactive\n' };
  });
  system.answer('iscsi-iname', { stdout: 'iqn.2016-04.com.open-iscsi:1\n' });
  return system;
}

export const install = (system: ScriptedSystem, tool: string): void => {
  system.files.set(`/usr/sbin/${tool}`, '');
};

/** An array of the host itself that runs, by the name in its superblock. */
export function runArray(system: ScriptedSystem, kernelName: string, uuid: string, name: string): void {
  system.files.set(`/sys/block/${kernelName}/md/uuid`, uuid);
  system.answer(`mdadm --detail --export /dev/${kernelName}`, { stdout: `MD_NAME=${name}\n` });
}

export const found = async (system: ScriptedSystem, role: HostRole = 'node'): Promise<readonly string[]> =>
  (await examineHost({ system, role })).map(({ what }) => what);

const LOOKING = /modprobe --dry-run|is-active|mdadm --detail|lvm (config|pvs)|lsinitramfs/;

/** What was changed on a host, in order. */
export const writes = (system: ScriptedSystem): readonly string[] =>
  system.transcript.filter((line) => !LOOKING.test(line));
