import { keepFile, programPath } from './check.ts';
import type { Check, DoctorFinding } from './check.ts';
import { hostArraysNamedLikeVolumes, renameRemedy } from './host-arrays.ts';
import { UDEV_RULES, UDEV_RULES_FILE, UDEV_RULES_FOLDER, UDEV_RULES_PATH } from './udev-rules.ts';

const WHAT = 'udev is not told to leave the devices of volumes alone';
const WHY =
  'It hands legs to mdadm, activates LVM and arrays inside volumes, which keeps them from being taken down, and links their labels in place of those of this host.';

/** udev's own rules: what AUTO and global_filter say is not asked at every event, and not by everybody. */
export const udevCheck: Check = {
  name: "udev's rules",
  roles: ['node', 'agent'],
  examine: async (system) => {
    if ((await system.readText(UDEV_RULES_PATH))?.trimEnd() === UDEV_RULES) return [];
    const misled = await hostArraysNamedLikeVolumes(system);
    return [misled.length > 0 ? misledFinding(misled) : finding];
  },
  repair: async (system) => {
    await keepFile(system, UDEV_RULES_FOLDER, UDEV_RULES_FILE, UDEV_RULES);
    if ((await programPath(system, 'udevadm')) === undefined) return;
    await system.run({ program: 'udevadm', args: ['control', '--reload'] });
  },
};

const finding: DoctorFinding = {
  what: WHAT,
  why: WHY,
  remedy: `write rules into ${UDEV_RULES_PATH} that set SYSTEMD_READY=0 on legs, and drop links and ID_FS_TYPE of arrays and containers`,
  fixable: true,
};

const misledFinding = (arrays: readonly string[]): DoctorFinding => ({
  what: `${WHAT}, and this host's own ${arrays.join(', ')} has a name as volumes have`,
  why: `${WHY} The rules that keep it from that go by the name, and this host's own array would not come up at its next start.`,
  remedy: renameRemedy(arrays),
  fixable: false,
});
