import type { System } from '../../system/system.ts';
import { keepFile, programPath } from './check.ts';
import type { Check } from './check.ts';
import { hostArraysNamedLikeVolumes } from './host-arrays.ts';
import { UDEV_RULES, UDEV_RULES_PATH } from './udev-rules.ts';

const FOLDER = '/etc/initramfs-tools/hooks';
const FILE = 'stowage';
/** The rules themselves are in it, so that other rules make another image. */
const HOOK = [
  '#!/bin/sh',
  '# Written by the doctor of Stowage: udev is at work before the root of this host is mounted, by rules of its own.',
  '[ "${1:-}" != prereqs ] || exit 0',
  `mkdir -p "$DESTDIR${UDEV_RULES_PATH.replace(/\/[^/]*$/, '')}"`,
  `cat >"$DESTDIR${UDEV_RULES_PATH}" <<'END'`,
  UDEV_RULES,
  'END',
].join('\n');

/** The images of every kernel are made anew. */
const IMAGES_MILLISECONDS = 600_000;

/**
 * Drives are there before the root is, and Debian's mdadm puts its rules into the initramfs, but neither ours nor
 * mdadm.conf.d. The legs of a node come over the network, long after.
 */
export const initramfsCheck: Check = {
  name: 'the initramfs',
  roles: ['agent'],
  examine: async (system) => {
    if ((await programPath(system, 'update-initramfs')) === undefined) return [];
    if ((await system.realPath('/usr/share/initramfs-tools/hooks/mdadm')) === undefined) return [];
    if ((await hookIsSet(system)) && (await imageHasRules(system))) return [];
    // Found with the rules themselves.
    if ((await hostArraysNamedLikeVolumes(system)).length > 0) return [];
    return [
      {
        what: 'the initramfs lets udev assemble the legs on the drives of this host',
        why: 'After a reboot its kernel holds them as members of arrays, and they cannot be exported.',
        remedy: `let a hook in ${FOLDER} put ${UDEV_RULES_PATH} into the image, and run update-initramfs -u -k all`,
        fixable: true,
      },
    ];
  },
  repair: async (system) => {
    await keepFile(system, FOLDER, FILE, HOOK);
    await system.run({ program: 'chmod', args: ['755', `${FOLDER}/${FILE}`] });
    const args = ['-u', '-k', 'all'];
    await system.run({ program: 'update-initramfs', args, timeout: IMAGES_MILLISECONDS });
  },
};

const hookIsSet = async (system: System): Promise<boolean> =>
  (await system.readText(`${FOLDER}/${FILE}`))?.trimEnd() === HOOK;

/** Of the kernel that runs; a host that boots without one has nothing to be looked at. */
async function imageHasRules(system: System): Promise<boolean> {
  const image = `/boot/initrd.img-${(await system.readText('/proc/sys/kernel/osrelease')) ?? ''}`;
  if ((await system.kindOf(image)) === 'none') return true;
  const { stdout } = await system.run({ program: 'lsinitramfs', args: [image] });
  return stdout.split('\n').includes(UDEV_RULES_PATH.slice(1));
}
