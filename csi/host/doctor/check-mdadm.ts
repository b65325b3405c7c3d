import type { System } from '../../system/system.ts';
import { configLines, keepFile } from './check.ts';
import type { Check, DoctorFinding } from './check.ts';
import { hostArrays } from './host-arrays.ts';

const MAIN_FILES = ['/etc/mdadm/mdadm.conf', '/etc/mdadm.conf'];
const FOLDER = '/etc/mdadm/mdadm.conf.d';
const FILE = 'stowage.conf';

/** mdadm reads its main file, then this folder, and of AUTO lines only the first counts. Source: mdadm.conf(5). */
const AUTO_NOTHING = /^AUTO\s+-all$/i;
const ANY_AUTO = /^AUTO\s/i;

/** What is listed is assembled in spite of AUTO. Debian's mkconf lists every array that it sees. */
const ARRAY_OF_VOLUME = /^ARRAY\s(?!\s*<ignore>).*(?:name=|\/dev\/md\/)([0-9a-f]{31,32})(?=\s|$)/i;

const WHY =
  'udev puts our arrays together from whatever leg is seen first, and a last-resort timer starts them without the others: a leg that missed writes comes up alone.';

/** Nothing but Stowage assembles the arrays of volumes. Arrays of the host that are listed as ARRAY are as before. */
export const mdadmCheck: Check = {
  name: "mdadm's configuration",
  roles: ['node', 'agent'],
  examine: async (system) => {
    const lines = await autoAndArrayLines(system);
    const listed = lines.filter((line) => ARRAY_OF_VOLUME.test(line));
    return [...listed.map(listedFinding), ...(await autoFindings(system, lines))];
  },
  repair: async (system) => {
    await system.makeDirectory('/etc/mdadm');
    await keepFile(system, FOLDER, FILE, '# Arrays of volumes are assembled by Stowage alone.\nAUTO -all');
  },
};

async function autoFindings(system: System, lines: readonly string[]): Promise<readonly DoctorFinding[]> {
  const [first] = lines.filter((line) => ANY_AUTO.test(line));
  if (first !== undefined) return AUTO_NOTHING.test(first) ? [] : [otherAuto(first)];
  const unlisted = await unlistedArrays(system, lines);
  return unlisted.length > 0 ? [unlistedFinding(unlisted)] : [noAuto()];
}

async function autoAndArrayLines(system: System): Promise<readonly string[]> {
  const main = await Promise.all(MAIN_FILES.map((file) => system.readText(file)));
  const names = ((await system.list(FOLDER)) ?? []).filter((name) => name.endsWith('.conf'));
  const folder = await Promise.all(names.map((name) => system.readText(`${FOLDER}/${name}`)));
  const [first] = main.filter((text) => text !== undefined);
  return [first, ...folder].flatMap((text) => configLines(text ?? ''));
}

/** Arrays of the host itself that AUTO -all would leave unassembled at the next start. */
async function unlistedArrays(system: System, lines: readonly string[]): Promise<readonly string[]> {
  const listed = lines
    .filter((line) => /^ARRAY\s/i.test(line))
    .map((line) => digitsOf(/UUID=(\S+)/i.exec(line)?.[1] ?? ''));
  return (await hostArrays(system)).filter(({ uuid }) => !listed.includes(digitsOf(uuid))).map(({ name }) => name);
}

const digitsOf = (uuid: string): string => uuid.replace(/[:-]/g, '').toLowerCase();

const noAuto = (): DoctorFinding => ({
  what: 'mdadm is not told to leave arrays alone',
  why: WHY,
  remedy: `write "AUTO -all" into ${FOLDER}/${FILE}`,
  fixable: true,
});

const otherAuto = (line: string): DoctorFinding => ({
  what: `mdadm.conf says "${line}"`,
  why: WHY,
  remedy: 'replace the line by "AUTO -all", after listing the arrays of this host as ARRAY lines',
  fixable: false,
});

const listedFinding = (line: string): DoctorFinding => ({
  what: `mdadm.conf lists the array of a volume: "${line}"`,
  why: `What is listed is assembled in spite of AUTO. ${WHY}`,
  remedy: 'remove the line and run update-initramfs -u',
  fixable: false,
});

const unlistedFinding = (arrays: readonly string[]): DoctorFinding => ({
  what: `mdadm is not told to leave arrays alone, and this host's own ${arrays.join(', ')} is not listed in mdadm.conf`,
  why: `${WHY} With "AUTO -all" alone, this host's own arrays would not come up at its next start.`,
  remedy: `add what "mdadm --detail --brief" says of ${arrays.join(', ')} to mdadm.conf and run update-initramfs -u, then run this again`,
  fixable: false,
});
