import type { DriveId, VolumeId } from '../../core/model/ids.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriveChoice, DropLeg } from './decisions.ts';
import type { Locks } from './locks.ts';

/** Calls of the driver that change something, each of one object. */
interface Calls extends Pick<
  ControllerDriver,
  'createVolume' | 'createSnapshot' | 'publish' | 'unpublish' | 'expand' | 'modify'
> {
  readonly dropLeg: (choice: DropLeg) => Promise<DriverOutcome<undefined>>;
  readonly adoptDrive: (choice: DriveChoice) => Promise<DriverOutcome<undefined>>;
  readonly wipeDrive: (choice: DriveChoice) => Promise<DriverOutcome<undefined>>;
}

const nameKey = (name: string): string => `volume name ${name}`;
const snapshotKey = (name: string): string => `snapshot name ${name}`;
export const volumeKey = (id: VolumeId): string => `volume ${id}`;
const driveKey = (id: DriveId): string => `drive ${id}`;

/**
 * What each call keeps others off while it runs; one that finds its object busy answers so at once. The calls
 * themselves know nothing of it, but for those that learn on their way which object they are about.
 */
export function lockedCalls(calls: Calls, locks: Locks): Calls {
  const locked =
    <Asked, Answer>(keyOf: (asked: Asked) => string, call: (asked: Asked) => Promise<DriverOutcome<Answer>>) =>
    (asked: Asked): Promise<DriverOutcome<Answer>> =>
      locks.run([keyOf(asked)], () => call(asked));
  return {
    createVolume: locked(({ name }) => nameKey(name), calls.createVolume),
    createSnapshot: locked(({ name }) => snapshotKey(name), calls.createSnapshot),
    publish: locked(({ volume }) => volumeKey(volume), calls.publish),
    unpublish: locked(({ volume }) => volumeKey(volume), calls.unpublish),
    expand: locked(({ volume }) => volumeKey(volume), calls.expand),
    modify: locked(({ volume }) => volumeKey(volume), calls.modify),
    dropLeg: locked(({ volume }) => volumeKey(volume), calls.dropLeg),
    adoptDrive: locked(({ drive }) => driveKey(drive), calls.adoptDrive),
    wipeDrive: locked(({ drive }) => driveKey(drive), calls.wipeDrive),
  };
}
