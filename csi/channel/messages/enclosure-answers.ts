import type { MessageInitShape } from '@bufbuild/protobuf';
import type {
  DriveStanding,
  EnclosureErrorCode,
  EnclosureObservation,
  ExportedLeg,
  ObservedDrive,
  ObservedExport,
  ObservedLeg,
} from '../../backends/composable/enclosure-host.ts';
import { CsiError } from '../../csi-error.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import type { AnswerSchema, ObservedDriveSchema } from '../../generated/stowage/channel_pb.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';
import {
  domainId,
  driveId,
  fromWireAddress,
  fromWireExtent,
  legId,
  nodeName,
  publicationId,
  shortText,
  toWireAddress,
  toWireExtent,
  volumeId,
} from './values.ts';
import { driveProtocols, enclosureErrorCodes, mediaTypes } from './words.ts';

/** The answers of an enclosure, written by the agent and read by the driver. Readers throw CsiError `bad-message`. */
export type AnswerResult = NonNullable<MessageInitShape<typeof AnswerSchema>['result']>;

export const failureResult = ({ code, message }: Failure<EnclosureErrorCode>): AnswerResult => ({
  case: 'failure',
  value: { code: enclosureErrorCodes.toWire(code), message: shortText(message) },
});

export const readFailure = ({ code, message }: wire.EnclosureFailure): Failure<EnclosureErrorCode> =>
  failed(enclosureErrorCodes.fromWire(code), shortText(message));

export const doneResult = (): AnswerResult => ({ case: 'done', value: {} });

export function readDone(result: wire.Answer['result']): undefined {
  if (result.case !== 'done') throw unexpected(result.case);
}

export const exportedResult = ({ address, zeroed }: ExportedLeg): AnswerResult => ({
  case: 'exportedLeg',
  value: { address: toWireAddress(address), zeroed },
});

export function readExported(result: wire.Answer['result']): ExportedLeg {
  if (result.case !== 'exportedLeg') throw unexpected(result.case);
  return { address: fromWireAddress(result.value.address), zeroed: result.value.zeroed };
}

export const observationResult = ({ drives, legs, exports }: EnclosureObservation): AnswerResult => ({
  case: 'observation',
  value: {
    drives: drives.map(toWireDrive),
    legs: legs.map((leg) => ({ ...leg, extent: toWireExtent(leg.extent) })),
    exports: exports.map((made) => ({ ...made, address: toWireAddress(made.address) })),
  },
});

export function readObservation(result: wire.Answer['result']): EnclosureObservation {
  if (result.case !== 'observation') throw unexpected(result.case);
  const { drives, legs, exports } = result.value;
  return { drives: drives.map(readDrive), legs: legs.map(readLeg), exports: exports.map(readExport) };
}

const unexpected = (found: string | undefined): CsiError =>
  new CsiError('bad-message', `the agent answered with ${found ?? 'nothing'}, which is no answer to this command`);

const toWireDrive = (drive: ObservedDrive) => ({
  id: drive.id,
  mediaType: mediaTypes.toWire(drive.mediaType),
  protocol: driveProtocols.toWire(drive.protocol),
  ...(drive.rotationSpeedRPM !== undefined && { rotationSpeedRpm: drive.rotationSpeedRPM }),
  capacityBytes: drive.capacityBytes,
  ...(drive.percentageUsed !== undefined && { percentageUsed: drive.percentageUsed }),
  model: drive.model,
  serialNumber: drive.serialNumber,
  standing: toWireStanding(drive.standing),
});

type WireStanding = NonNullable<MessageInitShape<typeof ObservedDriveSchema>['standing']>;

function toWireStanding(standing: DriveStanding): WireStanding {
  switch (standing.kind) {
    case 'blank':
      return { case: 'blank', value: {} };
    case 'owned':
      return { case: 'owned', value: {} };
    case 'foreign':
      return { case: 'foreign', value: { domain: standing.domain } };
    case 'unknown-data':
      return { case: 'unknownData', value: { found: standing.found } };
    case 'in-use':
      return { case: 'inUse', value: { by: standing.by } };
    case 'unreadable':
      return { case: 'unreadable', value: { why: standing.why } };
  }
}

const readDrive = (drive: wire.ObservedDrive): ObservedDrive => ({
  id: driveId(drive.id),
  mediaType: mediaTypes.fromWire(drive.mediaType),
  protocol: driveProtocols.fromWire(drive.protocol),
  rotationSpeedRPM: drive.rotationSpeedRpm,
  capacityBytes: drive.capacityBytes,
  percentageUsed: drive.percentageUsed,
  model: shortText(drive.model),
  serialNumber: shortText(drive.serialNumber),
  standing: readStanding(drive.standing),
});

function readStanding(standing: wire.ObservedDrive['standing']): DriveStanding {
  switch (standing.case) {
    case 'blank':
      return { kind: 'blank' };
    case 'owned':
      return { kind: 'owned' };
    case 'foreign':
      return { kind: 'foreign', domain: domainId(standing.value.domain) };
    case 'unknownData':
      return { kind: 'unknown-data', found: shortText(standing.value.found) };
    case 'inUse':
      return { kind: 'in-use', by: shortText(standing.value.by) };
    case 'unreadable':
      return { kind: 'unreadable', why: shortText(standing.value.why) };
    case undefined:
      throw new CsiError('bad-message', 'a drive stands in a way that is unknown to this release');
  }
}

const readLeg = ({ leg, volume, drive, extent }: wire.ObservedLeg): ObservedLeg => ({
  leg: legId(leg),
  volume: volumeId(volume),
  drive: driveId(drive),
  extent: fromWireExtent(extent),
});

const readExport = ({ publication, leg, volume, node, address }: wire.ObservedExport): ObservedExport => ({
  publication: publicationId(publication),
  leg: legId(leg),
  volume: volumeId(volume),
  node: nodeName(node),
  address: fromWireAddress(address),
});
