import type { DomainId, DriveId, EnclosureName, PublicationId } from '../../core/model/ids.ts';
import type { Turns } from '../simulation/turns.ts';
import type { System } from '../system/system.ts';
import type { AgentClock } from './clock.ts';
import type { CopyJobs } from './disk/copy-jobs.ts';
import type { WipeJobs } from './disk/wipe-jobs.ts';
import type { Exporter } from './exports/exporter.ts';
import type { BegunCopies } from './state/begun-copies.ts';
import type { ChapFiles } from './state/chap-files.ts';
import type { DriveDecisions } from './state/drive-decisions.ts';
import type { Fences } from './state/fences.ts';
import type { WantedExports } from './state/wanted-exports.ts';

/** What commands work with. */
export interface AgentParts {
  readonly system: System;
  readonly domain: DomainId;
  readonly enclosure: EnclosureName;
  readonly clock: AgentClock;
  readonly fences: Fences;
  readonly wanted: WantedExports;
  readonly chap: ChapFiles;
  readonly decisions: DriveDecisions;
  readonly wipes: WipeJobs;
  readonly copies: CopyJobs;
  readonly begun: BegunCopies;
  readonly exporter: Exporter;
  /** A command that takes both takes that of the drive first. */
  readonly turns: Turns<DriveId | PublicationId>;
}
