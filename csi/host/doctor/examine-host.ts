import type { System } from '../../system/system.ts';
import type { Check, DoctorFinding, HostRole } from './check.ts';
import { initramfsCheck } from './check-initramfs.ts';
import { ioLimitsCheck } from './check-io-limits.ts';
import { iscsiCheck } from './check-iscsi.ts';
import { lvmCheck } from './check-lvm.ts';
import { mdadmCheck } from './check-mdadm.ts';
import { modulesCheck } from './check-modules.ts';
import { multipathCheck } from './check-multipath.ts';
import { timersCheck } from './check-timers.ts';
import { toolsCheck } from './check-tools.ts';
import { udevCheck } from './check-udev.ts';

export type { DoctorFinding, HostRole } from './check.ts';

export interface HostToExamine {
  readonly system: System;
  readonly role: HostRole;
}

/** What `--fix` came to. */
export interface Repair {
  readonly mended: readonly DoctorFinding[];
  /** What a person must do. */
  readonly left: readonly DoctorFinding[];
}

/** Tools first: the checks after it run them. */
const CHECKS: readonly Check[] = [
  toolsCheck,
  modulesCheck,
  mdadmCheck,
  udevCheck,
  timersCheck,
  initramfsCheck,
  lvmCheck,
  multipathCheck,
  iscsiCheck,
  ioLimitsCheck,
];

/** What endangers volumes on this host. Changes nothing. A check that cannot be made is a finding, and no other's end. */
export async function examineHost({ system, role }: HostToExamine): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const check of checksOf(role)) findings.push(...(await examined(check, { system, role })));
  return findings;
}

/** Mends what it can, by packages, files of our own, and LVM's one file; run again, it changes nothing. */
export async function repairHost({ system, role }: HostToExamine): Promise<Repair> {
  const mended: DoctorFinding[] = [];
  const left: DoctorFinding[] = [];
  for (const check of checksOf(role)) {
    const before = await examined(check, { system, role });
    const failed = before.some(({ fixable }) => fixable) ? await repaired(check, { system, role }) : [];
    const after = await examined(check, { system, role });
    mended.push(...before.filter(({ what }) => !after.some((finding) => finding.what === what)));
    left.push(...failed, ...after);
  }
  return { mended, left };
}

const checksOf = (role: HostRole): readonly Check[] => CHECKS.filter(({ roles }) => roles.includes(role));

async function examined(check: Check, { system, role }: HostToExamine): Promise<readonly DoctorFinding[]> {
  try {
    return await check.examine(system, role);
  } catch (error) {
    return [
      failure(
        `${check.name}: this cannot be looked at`,
        error,
        'Whatever endangers volumes there is not among the findings.',
      ),
    ];
  }
}

/** What came of it is looked at afterwards; this tells why it came to less. */
async function repaired(check: Check, { system, role }: HostToExamine): Promise<readonly DoctorFinding[]> {
  try {
    await check.repair(system, role);
    return [];
  } catch (error) {
    return [failure(`${check.name}: --fix did not come to its end`, error, 'What it was to set may be set in part.')];
  }
}

const failure = (what: string, error: unknown, why: string): DoctorFinding => ({
  what: `${what}: ${error instanceof Error ? error.message : String(error)}`,
  why,
  remedy: 'put right what the message names, then run this again',
  fixable: false,
});
