import { examineHost, repairHost } from '../../csi/host/doctor/examine-host.ts';
import type { DoctorFinding, HostRole } from '../../csi/host/doctor/examine-host.ts';
import { linuxSystem } from '../../csi/system/linux-system.ts';
import type { System } from '../../csi/system/system.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import type { DoctorOptions } from './options.ts';

/** Says what endangers volumes on this host; with --fix, mends what it can. */
export async function doctor(
  role: HostRole,
  { fix }: DoctorOptions,
  io: Pick<CliIo, 'stdout'>,
  system: System = linuxSystem(),
): Promise<ExitStatus> {
  const { mended, left } = fix ? await repairHost({ system, role }) : await examined(role, system);
  const say = (line: string): void => void io.stdout.write(`${printable(line)}\n`);
  for (const { what } of mended) say(`mended: ${what}`);
  for (const finding of left) for (const line of linesOf(finding)) say(line);
  if (left.length === 0) say(`nothing is wrong with this host as ${role === 'agent' ? 'an agent' : 'a node'}`);
  return left.length === 0 ? EXIT.ok : EXIT.problems;
}

const examined = async (role: HostRole, system: System) => ({
  mended: [] as readonly DoctorFinding[],
  left: await examineHost({ system, role }),
});

const linesOf = ({ what, why, remedy, fixable }: DoctorFinding): readonly string[] => [
  `problem: ${what}`,
  `  risk: ${why}`,
  `  remedy: ${remedy}${fixable ? ' (--fix does it)' : ''}`,
];
