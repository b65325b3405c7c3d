import type { System } from '../../system/system.ts';
import { complaintOf } from '../linux/run-tool.ts';
import { programPath } from './check.ts';
import type { Check, DoctorFinding } from './check.ts';
import { addSetting, putFirst, replaceValue, valuesOf } from './lvm-config.ts';
import { changeOf, hidesVolumes, VOLUME_PATTERNS } from './lvm-filter.ts';

const SETTING = 'devices/global_filter';
/** What the second says replaces what the first does. Source: lvm.conf(5). */
const MAIN_FILE = '/etc/lvm/lvm.conf';
const LOCAL_FILE = '/etc/lvm/lvmlocal.conf';
const DEVICES_FOLDER = '/etc/lvm/devices';

/** The status by which LVM says that a setting is not there; what it cannot read at all has another. */
const NOT_SET = 5;

const WHAT = "LVM's global_filter lets it scan the arrays of volumes";
const WHY =
  'LVM inside a block volume would be activated on the host, which keeps the volume from being taken down and changes what it holds.';
/** How the file that has the filter is to be changed. */
interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Whoever runs LVM on the host: at events, the rules of udev count, since LVM does not know all names of a device yet. */
export const lvmCheck: Check = {
  name: "LVM's filter",
  roles: ['node'],
  examine: async (system) => {
    if ((await programPath(system, 'lvm')) === undefined) return [];
    const effective = await effectiveFilter(system);
    if (typeof effective === 'string') return [unreadable(effective)];
    if (hidesVolumes(effective) || (await usesDevicesFile(system))) return [];
    const fixable = (await editOf(system, effective)) !== undefined;
    if (fixable) return [scans()];
    return [changeOf(effective) === 'none' ? letsIn(effective) : setElsewhere()];
  },
  repair: async (system) => {
    const effective = await effectiveFilter(system);
    const edit = typeof effective === 'string' ? undefined : await editOf(system, effective);
    if (edit === undefined) return;
    const worked = await lvmWorks(system);
    if (!(await install(system, edit))) return;
    const taken = await effectiveFilter(system);
    // One that LVM does not take is found again.
    const isTaken = typeof taken !== 'string' && hidesVolumes(taken) && (!worked || (await lvmWorks(system)));
    if (!isTaken) await putBack(system, edit);
  },
};

/** What LVM goes by, whichever file says it; its complaint where it cannot read them. */
async function effectiveFilter(system: System): Promise<readonly string[] | string> {
  const answer = await system.run({ program: 'lvm', args: ['config', SETTING] });
  if (answer.status === NOT_SET) return [];
  if (answer.status !== 0) return complaintOf('lvm config', answer);
  return valuesOf(answer.stdout, 'global_filter').at(-1)?.items ?? [];
}

/** A filter is read when it is used, not by `lvm config --validate`. */
const lvmWorks = async (system: System): Promise<boolean> =>
  (await system.run({ program: 'lvm', args: ['pvs', '--noheadings'] })).status === 0;

/** With one, LVM uses what is listed there alone. Source: lvmdevices(8); none before LVM 2.03.12. */
async function usesDevicesFile(system: System): Promise<boolean> {
  const args = ['config', '--typeconfig', 'full', 'devices/use_devicesfile', 'devices/devicesfile'];
  const { status, stdout } = await system.run({ program: 'lvm', args });
  const name = /^devicesfile="(.+)"$/m.exec(stdout)?.[1];
  if (status !== 0 || name === undefined || !/^use_devicesfile=1$/m.test(stdout)) return false;
  return (await system.kindOf(`${DEVICES_FOLDER}/${name}`)) !== 'none';
}

/** `undefined` where a person must look: the filter lets volumes in on purpose, or more than this one place sets it. */
async function editOf(system: System, effective: readonly string[]): Promise<Edit | undefined> {
  const local = await system.readText(LOCAL_FILE);
  const path = local !== undefined && valuesOf(local, SETTING).length > 0 ? LOCAL_FILE : MAIN_FILE;
  const file = (await system.realPath(path)) ?? path;
  const before = await system.readText(file);
  if (before === undefined) return undefined;
  const [value, ...others] = valuesOf(before, SETTING);
  const said = value?.items ?? [];
  if (others.length > 0 || said.join('\n') !== effective.join('\n')) return undefined;
  if (value === undefined) return { file, before, after: addSetting(before, SETTING, VOLUME_PATTERNS) };
  switch (changeOf(effective)) {
    case 'put-first':
      return { file, before, after: putFirst(before, value, VOLUME_PATTERNS) };
    case 'replace':
      return { file, before, after: replaceValue(before, value, VOLUME_PATTERNS) };
    case 'none':
      return undefined;
  }
}

const backupOf = (file: string): string => `${file}.before-stowage`;

async function install(system: System, { file, after }: Edit): Promise<boolean> {
  // With its owner and mode, which the file is given again.
  const copied = await system.run({ program: 'cp', args: ['--archive', file, backupOf(file)] });
  if (copied.status === 0) await replace(system, file, after);
  return copied.status === 0;
}

async function putBack(system: System, { file, before }: Edit): Promise<void> {
  await replace(system, file, before);
  await system.removeFile(backupOf(file));
}

async function replace(system: System, file: string, text: string): Promise<void> {
  await system.replaceFile(file, `${text}\n`);
  for (const program of ['chown', 'chmod']) {
    await system.run({ program, args: [`--reference=${backupOf(file)}`, file] });
  }
}

const unreadable = (complaint: string): DoctorFinding => ({
  what: `LVM cannot read its configuration: ${complaint}`,
  why: `Nobody can tell what LVM scans. ${WHY}`,
  remedy: `correct ${MAIN_FILE} until "lvm config --validate" says that it is valid; ${backupOf(MAIN_FILE)}, if there is one, is as it was before "--fix"`,
  fixable: false,
});

const scans = (): DoctorFinding => ({
  what: WHAT,
  why: WHY,
  remedy: `in devices { } of ${MAIN_FILE}, let global_filter begin by rejecting /dev/md/ with 32 hexadecimal digits, and /dev/mapper/stowage- with the id of a volume; LVM has no {32}`,
  fixable: true,
});

const letsIn = (patterns: readonly string[]): DoctorFinding => ({
  what: `${WHAT}, and ${patterns.join(', ')} would let them in behind patterns that reject them`,
  why: `${WHY} LVM takes a device of which it accepts any name, and /dev/md127 may be anybody's.`,
  remedy:
    'make what it accepts so narrow that /dev/md127, /dev/dm-0 and their links do not fit, then run this again; what nothing fits is accepted',
  fixable: false,
});

const setElsewhere = (): DoctorFinding => ({
  what: `${WHAT}, and what it says is not what one place in ${MAIN_FILE} or ${LOCAL_FILE} does`,
  why: WHY,
  remedy: `say it once, in one of the two, until "lvm config ${SETTING}" says the same, then run this again`,
  fixable: false,
});
