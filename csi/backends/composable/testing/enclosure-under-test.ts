import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { gib } from '../../../../core/model/capacity.ts';
import type { DomainId, DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../../../core/model/ids.ts';
import type { Portal } from '../../../../core/model/inventory.ts';
import type { ChapCredentials } from '../../../chap.ts';
import type { Fence } from '../../../fence.ts';
import type { DriveStanding, EnclosureHost, EnclosureOutcome, ObservedDrive } from '../enclosure-host.ts';

/** An enclosure to try a host on: its drives are blank and all of it may be used up. */
export interface EnclosureUnderTest {
  readonly host: EnclosureHost;
  /** Two drives, each with at least 100 GiB that partitions may cover. */
  readonly drives: readonly [DriveId, DriveId];
  /** The end of what partitions may cover of the first drive, in GiB from its start. */
  readonly end: number;
  /** One of the enclosure's. */
  readonly portal: Portal;
  /** One it does not have. */
  readonly missingPortal: Portal;
  /** Where the portal's transport is iSCSI. */
  readonly chap?: ChapCredentials;
  /** The same enclosure, asked through a host that has just started. */
  restart(): Promise<EnclosureHost>;
  /** After each test: destroys exports and legs, and leaves both drives blank. Left out where drives are made anew. */
  readonly blank?: () => Promise<void>;
}

/** An enclosure whose drives others may have used. */
export interface EnclosureWithForeignDrives extends EnclosureUnderTest {
  /** Labels a blank drive as another domain's, and says which. */
  plantForeignLabel(drive: DriveId): Promise<DomainId>;
  /** Puts something on a blank drive that is none of ours: a filesystem, say. */
  plantData(drive: DriveId): Promise<void>;
}

export const FENCE: Fence = { epoch: 5, generation: 3 };

/** A host that wipes for longer than a command waits says so; asked again, it goes on. */
const MOST_REPEATS = 60;

/** Repeats what is answered by `unavailable`, as the driver does. */
export function patient(host: EnclosureHost): EnclosureHost {
  const repeated =
    <Command, Value>(send: (command: Command) => Promise<EnclosureOutcome<Value>>) =>
    async (command: Command): Promise<EnclosureOutcome<Value>> => {
      let outcome = await send(command);
      for (let repeat = 0; repeat < MOST_REPEATS && isUnavailable(outcome); repeat++) outcome = await send(command);
      return outcome;
    };
  return {
    observe: () => host.observe(),
    cutLeg: repeated((command) => host.cutLeg(command)),
    copyLeg: repeated((command) => host.copyLeg(command)),
    growLeg: repeated((command) => host.growLeg(command)),
    exportLeg: repeated((command) => host.exportLeg(command)),
    withdrawExport: repeated((command) => host.withdrawExport(command)),
    releaseLeg: repeated((command) => host.releaseLeg(command)),
    adoptDrive: repeated((command) => host.adoptDrive(command)),
    wipeDrive: repeated((command) => host.wipeDrive(command)),
  };
}

/** The same, repeated over its restarts. */
export const patientUnderTest = (opened: EnclosureUnderTest): EnclosureUnderTest => ({
  ...opened,
  host: patient(opened.host),
  restart: async () => patient(await opened.restart()),
});

const isUnavailable = (outcome: EnclosureOutcome<unknown>): boolean =>
  outcome.kind === 'error' && (outcome.code === 'unavailable' || outcome.code === 'underway');

export const aLegOn = (drive: DriveId, changes: { start?: number; length?: number; fence?: Fence } = {}) => ({
  fence: changes.fence ?? FENCE,
  volume: randomUUID() as VolumeId,
  leg: randomUUID() as LegId,
  drive,
  extent: extent(changes.start ?? 1, changes.length ?? 10),
});

/** For a publication of its own. */
export const anExportOf = ({ portal, chap }: EnclosureUnderTest, leg: ReturnType<typeof aLegOn>) => ({
  ...leg,
  publication: randomUUID() as PublicationId,
  node: 'node-a' as NodeName,
  portal,
  chap,
});

export const extent = (start: number, length: number) => ({ start: gib(start), length: gib(length) });

interface TriedExtent {
  /** In words, for the name of the test. */
  readonly what: string;
  readonly start: number;
  readonly length: number;
}

export interface TriedExtents {
  /** None that a leg may have. */
  readonly unfit: readonly TriedExtent[];
  /** Each with bytes of 10 GiB from 20. */
  readonly overlapping: readonly TriedExtent[];
}

export const EXTENTS: TriedExtents = {
  unfit: [
    { what: 'nothing', start: 1, length: 0 },
    { what: 'less than nothing', start: 5, length: -1 },
    { what: 'the partition table', start: 0, length: 5 },
    { what: 'half a GiB', start: 1, length: 1.5 },
    { what: 'from within a GiB', start: 1.25, length: 1 },
  ],
  overlapping: [
    { what: 'the same', start: 20, length: 10 },
    { what: 'over the beginning', start: 15, length: 6 },
    { what: 'over the end', start: 29, length: 6 },
    { what: 'inside', start: 24, length: 2 },
    { what: 'all around', start: 10, length: 40 },
  ],
};

export const decision = (drive: DriveId, epoch = FENCE.epoch) => ({ epoch, drive, by: 'operator' });

export async function observedDrive(host: EnclosureHost, drive: DriveId): Promise<ObservedDrive> {
  const found = valueOf(await host.observe()).drives.find(({ id }) => id === drive);
  if (!found) throw new Error(`drive ${drive} is not found`);
  return found;
}

export const standingOf = async (host: EnclosureHost, drive: DriveId): Promise<DriveStanding> =>
  (await observedDrive(host, drive)).standing;

export function valueOf<Value>(outcome: EnclosureOutcome<Value>): Value {
  if (outcome.kind === 'error') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

export const twice = async (command: () => Promise<EnclosureOutcome<unknown>>): Promise<void> => {
  valueOf(await command());
  valueOf(await command());
};

export const expectRefusal = async (outcome: Promise<EnclosureOutcome<unknown>>, code: string): Promise<void> => {
  expect(await outcome).toMatchObject({ kind: 'error', code });
};
