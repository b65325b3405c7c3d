import type { System } from '../../system/system.ts';
import { programPath } from './check.ts';
import type { Check, DoctorFinding, HostRole } from './check.ts';

interface Tool {
  readonly program: string;
  readonly roles: readonly HostRole[];
  /** Debian's package, and that of distributions with RPM. */
  readonly debian: string;
  readonly rpm: string;
}

const tool = (program: string, roles: readonly HostRole[], debian: string, rpm: string = debian): Tool => ({
  program,
  roles,
  debian,
  rpm,
});

const NODE: readonly HostRole[] = ['node'];
const AGENT: readonly HostRole[] = ['agent'];
const BOTH: readonly HostRole[] = ['node', 'agent'];

const TOOLS: readonly Tool[] = [
  tool('nvme', NODE, 'nvme-cli'),
  tool('iscsiadm', NODE, 'open-iscsi', 'iscsi-initiator-utils'),
  tool('mdadm', NODE, 'mdadm'),
  tool('cryptsetup', NODE, 'cryptsetup-bin', 'cryptsetup'),
  tool('mount', NODE, 'mount', 'util-linux'),
  tool('umount', NODE, 'mount', 'util-linux'),
  tool('mkfs.ext4', NODE, 'e2fsprogs'),
  tool('e2fsck', NODE, 'e2fsprogs'),
  tool('resize2fs', NODE, 'e2fsprogs'),
  tool('mkfs.xfs', NODE, 'xfsprogs'),
  tool('xfs_growfs', NODE, 'xfsprogs'),
  tool('blkid', BOTH, 'util-linux'),
  tool('blkdiscard', BOTH, 'util-linux'),
  tool('udevadm', BOTH, 'udev', 'systemd-udev'),
  tool('modprobe', BOTH, 'kmod'),
  tool('sfdisk', AGENT, 'fdisk', 'util-linux'),
  tool('partx', AGENT, 'util-linux'),
  tool('lsblk', AGENT, 'util-linux'),
  tool('flock', AGENT, 'util-linux'),
  tool('ip', AGENT, 'iproute2', 'iproute'),
];

/** Packages are fetched over the network. */
const INSTALL_MILLISECONDS = 600_000;

/** Every program that Stowage runs on a host. */
export const toolsCheck: Check = {
  name: 'tools',
  roles: BOTH,
  examine: async (system, role) => (await missingTools(system, role)).map(findingOf),
  repair: async (system, role) => {
    const missing = await missingTools(system, role);
    const isDebian = (await programPath(system, 'apt-get')) !== undefined;
    const packages = [...new Set(missing.map(({ debian, rpm }) => (isDebian ? debian : rpm)))];
    const commands = isDebian
      ? [
          { program: 'apt-get', args: ['update', '--quiet'] },
          { program: 'apt-get', args: ['install', '--yes', '--no-install-recommends', ...packages] },
        ]
      : [{ program: 'dnf', args: ['install', '--assumeyes', ...packages] }];
    // What could not be installed is found again.
    for (const command of commands) await system.run({ ...command, timeout: INSTALL_MILLISECONDS });
  },
};

async function missingTools(system: System, role: HostRole): Promise<readonly Tool[]> {
  const missing: Tool[] = [];
  for (const candidate of TOOLS.filter(({ roles }) => roles.includes(role))) {
    if ((await programPath(system, candidate.program)) === undefined) missing.push(candidate);
  }
  return missing;
}

const findingOf = ({ program, debian, rpm }: Tool): DoctorFinding => ({
  what: `${program} is not installed`,
  why: 'Volumes that need it do not come up, or cannot be taken down again.',
  remedy: `apt-get install ${debian}, or dnf install ${rpm}`,
  fixable: true,
});
