import { bytes, count, flag, listOf, named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

const standing = named(
  'DriveStanding',
  'Whose a drive is. Only `blank` and `owned` drives take legs.',
  record(
    { kind: oneOf(['blank', 'owned', 'foreign', 'unknown-data', 'in-use', 'unreadable']) },
    {
      domain: text('Of `foreign` drives: the domain whose label it bears.'),
      found: text('Of `unknown-data`: what was found on it.'),
      by: text('Of `in-use`: what on the host uses it.'),
      why: text('Of `unreadable`: what its host met when it read the drive.'),
    },
  ),
);

const foundLeg = named(
  'FoundLeg',
  'A leg that stands on a drive.',
  record({ id: text(), volume: text('The CSI volume_id.'), startGiB: count(), lengthGiB: count() }),
);

const foundDrive = named(
  'FoundDrive',
  'A drive as it tells of itself.',
  record(
    {
      id: text('WWN, EUI-64 or NGUID.'),
      mediaType: oneOf(['HDD', 'SSD'], 'Redfish Drive.MediaType.'),
      protocol: oneOf(['SATA', 'SAS', 'NVMe'], 'Redfish Drive.Protocol.'),
      capacity: bytes('Capacity.'),
      model: text('Empty where the drive does not say; as the drive says it.'),
      serialNumber: text('Empty where the drive does not say; as the drive says it.'),
      standing: ref('DriveStanding'),
      differences: listOf(ref('DriveDifference'), 'Empty where it is not declared.'),
      legs: listOf(ref('FoundLeg')),
    },
    {
      rotationSpeedRPM: count('0 for SSDs. Left out: the drive does not say.'),
      declaredIn: text('The enclosure that declares it. Left out: none does.'),
    },
  ),
);

const foundEnclosure = named(
  'FoundEnclosure',
  'What the agent of an enclosure found.',
  record(
    {
      name: text(),
      declared: flag('Whether the active revision declares it.'),
      state: oneOf(['attached', 'not-answering']),
      drives: listOf(ref('FoundDrive'), 'By id; empty where its agent does not answer.'),
      missing: listOf(text(), 'Drives that are declared in it and were not found.'),
    },
    { reason: text('Why its agent does not answer.') },
  ),
);

const decisionOutcome = named(
  'DecisionOutcome',
  'What came of a decision. `pending`: its host has said neither that it is done nor that it will not be; nobody goes on with it until it is asked for again. `unknown`: it was recorded by a release that did not write it down.',
  record(
    { kind: oneOf(['pending', 'done', 'refused', 'unknown']) },
    {
      code: text('Of `refused`: why, in a word of the host.'),
      message: text('Of `refused`: why, and what to do.'),
    },
  ),
);

const decision = named(
  'Decision',
  'What a person decided because no program could prove it right.',
  record(
    {
      kind: oneOf(['adopt-drive', 'wipe-drive', 'drop-leg', 'abandon-operation']),
      at: text('ISO 8601.'),
      by: text('Whose token it was decided with.'),
      outcome: ref('DecisionOutcome'),
    },
    {
      enclosure: text('Of decisions about a drive.'),
      drive: text('Of decisions about a drive.'),
      volume: text('Of decisions about a leg or an operation: the CSI volume_id.'),
      leg: text('Of decisions about a leg.'),
      operation: text('Of decisions about an operation: its id.'),
    },
  ),
);

export const FOUND_SCHEMAS: readonly JsonSchema[] = [
  standing,
  foundLeg,
  foundDrive,
  foundEnclosure,
  decisionOutcome,
  decision,
];
