import { keepFile, programPath } from './check.ts';
import type { Check } from './check.ts';

const LVM_REJECT = 'r|^/dev/md/[0-9a-f]*$|';

/** LVM has no folder for files of others, so its one file is left to people. */
export const lvmCheck: Check = {
  roles: ['node'],
  examine: async (system) => {
    if ((await programPath(system, 'lvm')) === undefined) return [];
    const { stdout } = await system.run({ program: 'lvm', args: ['config', 'devices/global_filter'] });
    if (stdout.includes(LVM_REJECT)) return [];
    const finding = {
      what: "LVM's global_filter lets it scan the arrays of volumes",
      why: 'LVM inside a block volume would be activated on the host, which keeps the volume from being taken down and changes what it holds.',
      remedy: `in devices { } of /etc/lvm/lvm.conf, say global_filter = [ "${LVM_REJECT}", "r|^/dev/mapper/stowage-.*|" ], with what is there already`,
      fixable: false,
    };
    return [finding];
  },
  repair: () => Promise.resolve(),
};

const MULTIPATH_FOLDER = '/etc/multipath/conf.d';
const MULTIPATH_FILE = 'stowage.conf';
const MULTIPATH_BLACKLIST = [
  '# Legs of volumes have one path each; md does what multipath would.',
  'blacklist {',
  '  wwid "uuid\\..*"',
  '  device {',
  '    vendor "LIO-ORG"',
  '    product ".*"',
  '  }',
  '}',
].join('\n');

/** multipathd takes every disk that it is not told to leave. */
export const multipathCheck: Check = {
  roles: ['node'],
  examine: async (system) => {
    if ((await programPath(system, 'multipathd')) === undefined) return [];
    if ((await system.readText(`${MULTIPATH_FOLDER}/${MULTIPATH_FILE}`))?.trimEnd() === MULTIPATH_BLACKLIST) return [];
    const finding = {
      what: 'multipathd is installed and not told to leave the legs of volumes',
      why: 'It claims a leg before the array does, and the volume does not come up.',
      remedy: `blacklist wwid "uuid\\..*" and vendor "LIO-ORG" in ${MULTIPATH_FOLDER}/${MULTIPATH_FILE}`,
      fixable: true,
    };
    return [finding];
  },
  repair: async (system) => {
    await system.makeDirectory('/etc/multipath');
    await keepFile(system, MULTIPATH_FOLDER, MULTIPATH_FILE, MULTIPATH_BLACKLIST);
    await system.run({ program: 'systemctl', args: ['reload-or-restart', 'multipathd.service'] });
  },
};
