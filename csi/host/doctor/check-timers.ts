import type { System } from '../../system/system.ts';
import { RECORDED_NAME_DIGITS } from '../linux/device-names.ts';
import { keepFile, programPath } from './check.ts';
import type { Check } from './check.ts';
import { hostArraysNamedLikeVolumes } from './host-arrays.ts';

const UNIT = 'mdadm-last-resort@.service';
const TIMER = 'mdadm-last-resort@.timer';
/** systemd takes a unit from the first that has it. */
const UNIT_FOLDERS = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

const FOLDER = `/etc/systemd/system/${UNIT}.d`;
const FILE = 'stowage.conf';

/**
 * Masking the timer would take the last resort from the host's own arrays as well: a root on a mirror that lost a drive
 * would not come up. mdadm tells the name also of an array that is not started; where it does not, the host's way is
 * kept.
 */
const DROP_IN = [
  '# Written by the doctor of Stowage: an array of a volume is started by Stowage, from the legs that it names.',
  '[Service]',
  `ExecCondition=/bin/sh -c '! mdadm --detail --export /dev/%i | grep -Eqx "MD_NAME=[0-9a-f]{${String(RECORDED_NAME_DIGITS)}}"'`,
].join('\n');

/** A second bolt: where our rules are in force, udev asks for no timer, but those of other distributions may. */
export const timersCheck: Check = {
  name: "mdadm's last-resort timers",
  roles: ['node', 'agent'],
  examine: async (system) => {
    if ((await programPath(system, 'systemctl')) === undefined) return [];
    if (!(await isThere(system, UNIT)) || !(await isThere(system, TIMER))) return [];
    if ((await system.readText(`${FOLDER}/${FILE}`))?.trimEnd() === DROP_IN) return [];
    // Found with the rules of udev.
    if ((await hostArraysNamedLikeVolumes(system)).length > 0) return [];
    const finding = {
      what: "mdadm's last-resort timers start the arrays of volumes",
      why: 'Thirty seconds after the first leg was seen, the array runs without the others: a leg that missed writes comes up alone.',
      remedy: `write an ExecCondition= into ${FOLDER}/${FILE} that fails for arrays of volumes, then systemctl daemon-reload`,
      fixable: true,
    };
    return [finding];
  },
  repair: async (system) => {
    await keepFile(system, FOLDER, FILE, DROP_IN);
    // systemd complains at each reload about units that not everybody may read.
    await system.run({ program: 'chmod', args: ['644', `${FOLDER}/${FILE}`] });
    await system.run({ program: 'systemctl', args: ['daemon-reload'] });
  },
};

/** Neither absent nor masked, which is a link to /dev/null. */
async function isThere(system: System, unit: string): Promise<boolean> {
  for (const folder of UNIT_FOLDERS) {
    const path = await system.realPath(`${folder}/${unit}`);
    if (path !== undefined) return path !== '/dev/null';
  }
  return false;
}
