import type { System } from '../../system/system.ts';
import type { Check, DoctorFinding, HostRole } from './check.ts';
import { initramfsCheck } from './check-initramfs.ts';
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
];

/** What endangers volumes on this host. Changes nothing. @throws SystemError */
export async function examineHost({ system, role }: HostToExamine): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const check of checksOf(role)) findings.push(...(await check.examine(system, role)));
  return findings;
}

/** Mends what it can, by packages, files of our own, and LVM's one file; run again, it changes nothing. @throws SystemError */
export async function repairHost({ system, role }: HostToExamine): Promise<Repair> {
  const mended: DoctorFinding[] = [];
  const left: DoctorFinding[] = [];
  for (const check of checksOf(role)) {
    const before = await check.examine(system, role);
    if (before.some(({ fixable }) => fixable)) await check.repair(system, role);
    const after = await check.examine(system, role);
    mended.push(...before.filter(({ what }) => !after.some((finding) => finding.what === what)));
    left.push(...after);
  }
  return { mended, left };
}

const checksOf = (role: HostRole): readonly Check[] => CHECKS.filter(({ roles }) => roles.includes(role));
