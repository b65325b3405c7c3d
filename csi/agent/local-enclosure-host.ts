import type { DomainId, DriveId, EnclosureName, PublicationId } from '../../core/model/ids.ts';
import type { Store } from '../../store/store.ts';
import type { EnclosureHost, EnclosureOutcome, VolumeCommand } from '../backends/composable/enclosure-host.ts';
import { ok } from '../outcome.ts';
import { createTurns } from '../simulation/turns.ts';
import type { System } from '../system/system.ts';
import type { AgentParts } from './agent-parts.ts';
import type { AgentClock } from './clock.ts';
import { copyLeg } from './commands/copy-leg.ts';
import { cutLeg } from './commands/cut-leg.ts';
import { adoptDrive, wipeDrive } from './commands/decide-about-drive.ts';
import { exportLeg } from './commands/export-leg.ts';
import { growLeg } from './commands/grow-leg.ts';
import { observe } from './commands/observe.ts';
import { releaseLeg } from './commands/release-leg.ts';
import { answering, runCommand } from './commands/run-command.ts';
import type { Step } from './commands/run-command.ts';
import { withdrawExports } from './commands/withdraw-export.ts';
import { findDrives } from './discovery/find-drives.ts';
import type { UnidentifiedDrive } from './discovery/found-drive.ts';
import { createCopyJobs } from './disk/copy-jobs.ts';
import { createWipeJobs } from './disk/wipe-jobs.ts';
import { createExporter } from './exports/exporter.ts';
import { restoreAgain, restoreExports } from './restore-exports.ts';
import type { RestoredExports } from './restore-exports.ts';
import { begunCopiesIn } from './state/begun-copies.ts';
import { chapFilesIn } from './state/chap-files.ts';
import { driveDecisionsIn } from './state/drive-decisions.ts';
import type { DriveDecision } from './state/drive-decisions.ts';
import { fencesIn } from './state/fences.ts';
import { wantedExportsIn } from './state/wanted-exports.ts';

export interface LocalEnclosureHostOptions {
  readonly system: System;
  /** The agent's own: fences, exports that are owed, decisions. Nobody else writes it. */
  readonly store: Store;
  /** A folder of this agent's alone, for secrets that must outlast a reboot; made where it is missing. */
  readonly secrets: string;
  /** Whose drives are ours. */
  readonly domain: DomainId;
  readonly enclosure: EnclosureName;
  readonly clock: AgentClock;
}

/** The host of an enclosure on a Linux kernel: the host that this process runs on. */
export interface LocalEnclosureHost extends EnclosureHost {
  /**
   * Makes the kernel's exports what this host owes, after a start: nobody may be told that it is ready while one of them
   * is missing. Comes before the first command.
   * @throws AgentError, SystemError where it cannot be told what is exported, or what must go does not
   */
  restore(): Promise<RestoredExports>;
  /** Tries once more to make what was missing, as far as it is owed still. Commands may come meanwhile. */
  restoreAgain(missing: RestoredExports['notRestored']): Promise<RestoredExports>;
  /** Disks that look like drives and cannot be taken for one. @throws AgentError, SystemError */
  unidentified(): Promise<readonly UnidentifiedDrive[]>;
  /** What people decided about drives, in order. */
  decisions(): Promise<readonly DriveDecision[]>;
}

export function createLocalEnclosureHost(options: LocalEnclosureHostOptions): LocalEnclosureHost {
  const parts = partsOf(options);
  const onVolume = <Value>(
    { volume, fence }: VolumeCommand,
    about: DriveId | PublicationId,
    effect: () => Promise<Step<Value>>,
  ): Promise<EnclosureOutcome<Value>> =>
    runCommand(parts, { about, admit: () => parts.fences.admit(volume, fence), effect });
  const onDrive = (
    { epoch, drive }: { readonly epoch: number; readonly drive: DriveId },
    effect: () => Promise<Step<undefined>>,
  ): Promise<EnclosureOutcome<undefined>> =>
    runCommand(parts, { about: drive, admit: () => parts.fences.admitEpoch(epoch), effect });
  return {
    observe: () => answering(parts, async () => ok(await observe(parts))),
    cutLeg: (command) => onVolume(command, command.drive, () => cutLeg(parts, command)),
    copyLeg: (command) => onVolume(command, command.drive, () => copyLeg(parts, command)),
    growLeg: (command) => onVolume(command, command.drive, () => growLeg(parts, command)),
    exportLeg: (command) => onVolume(command, command.drive, () => exportLeg(parts, command)),
    withdrawExport: (command) =>
      onVolume(command, command.publication, () => withdrawExports(parts, command.publication)),
    releaseLeg: (command) => onVolume(command, command.drive, () => releaseLeg(parts, command)),
    adoptDrive: (command) => onDrive(command, () => adoptDrive(parts, command)),
    wipeDrive: (command) => onDrive(command, () => wipeDrive(parts, command)),
    restore: () => restoreExports(parts),
    restoreAgain: (missing) => restoreAgain(parts, missing),
    unidentified: async () => (await findDrives(parts.system)).unidentified,
    decisions: () => parts.decisions.all(),
  };
}

function partsOf({ system, store, secrets, domain, enclosure, clock }: LocalEnclosureHostOptions): AgentParts {
  return {
    system,
    domain,
    enclosure,
    clock,
    fences: fencesIn(store, enclosure),
    wanted: wantedExportsIn(store),
    chap: chapFilesIn(system, secrets),
    decisions: driveDecisionsIn(store),
    wipes: createWipeJobs(system),
    copies: createCopyJobs(system),
    begun: begunCopiesIn(store),
    exporter: createExporter(system),
    turns: createTurns(),
  };
}
