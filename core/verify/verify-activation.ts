/**
 * Whether a configuration can carry the volumes there are: checked again by the driver in its own serial order, because
 * a volume may have been placed since the plan was made. Written apart from plan/, and knows the model alone.
 */
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import type { Finding } from '../model/finding.ts';
import { encryptionSecretOf } from '../model/inventory.ts';
import type { Drive, SecretRef } from '../model/inventory.ts';
import type { InTurns } from '../model/turns.ts';
import type { Leg, Volume } from '../model/volume.ts';
import type { Ground } from './ground.ts';

/**
 * An error for every volume that the configuration would pull the ground from under; empty when it can be activated.
 * `before`, the ground of the configuration that runs, shows what is declared otherwise than the volumes were placed on:
 * without it, another Secret and another media type under a whole drive are not seen. A volume at a time.
 */
export function* verifyActivation(
  after: Ground,
  volumes: Iterable<Volume>,
  before?: Ground,
): InTurns<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const volume of volumes) {
    findings.push(...backendLost(volume, after), ...keysLost(volume, after, before));
    for (const leg of volume.legs) findings.push(...legLost(volume, leg, after, before));
    yield;
  }
  return findings;
}

function backendLost(volume: Volume, { backends }: Ground): readonly Finding[] {
  const backend = backends.get(volume.backend);
  if (!backend) return [loses(volume, `backend ${volume.backend}, which the configuration no longer has`)];
  switch (backend.driver.kind) {
    case 'composable':
      return [];
    case 'nfs':
      return [loses(volume, `backend ${volume.backend}, which is no longer composable`)];
  }
}

function keysLost(volume: Volume, after: Ground, before: Ground | undefined): readonly Finding[] {
  const backend = after.backends.get(volume.backend);
  if (volume.encryption === undefined || !backend) return [];
  const is = encryptionSecretOf(backend);
  const previous = before?.backends.get(volume.backend);
  const was = previous && encryptionSecretOf(previous);
  if (is && (!was || (was.name === is.name && was.namespace === is.namespace))) return [];
  const secret = was ? `Secret ${secretText(was)}` : 'a Secret';
  const instead = is ? `names ${secretText(is)} instead` : 'names none';
  return [loses(volume, `${secret} for its key, and backend ${volume.backend} ${instead}`)];
}

const secretText = ({ namespace, name }: SecretRef): string => `${namespace}/${name}`;

function legLost(volume: Volume, leg: Leg, after: Ground, before: Ground | undefined): readonly Finding[] {
  const drive = driveUnder(leg, after);
  const needed = `drive ${leg.drive} in enclosure ${leg.enclosure}`;
  if (!drive) return [loses(volume, `${needed}, which the configuration no longer has`)];
  const findings: Finding[] = [];
  if (FIRST_EXTENT_GIB + partitionableGiB(drive.capacityBytes) < leg.extent.start + leg.extent.length) {
    findings.push(loses(volume, `${needed}, which the configuration no longer has at that size`));
  }
  const sliced = volume.layout === 'slice' || volume.layout === 'mirrored-slice';
  const kind = sliced ? 'SSD' : driveUnder(leg, before)?.mediaType;
  if (kind !== undefined && kind !== drive.mediaType) {
    findings.push(loses(volume, `${needed} to be an ${kind}, and the configuration calls it ${drive.mediaType}`));
  }
  return findings;
}

function driveUnder({ drive, enclosure }: Leg, ground: Ground | undefined): Drive | undefined {
  const found = ground?.drives.get(drive);
  return found?.enclosure.name === enclosure ? found.drive : undefined;
}

const loses = (volume: Volume, what: string): Finding => ({
  code: 'plan/holds-data',
  severity: 'error',
  message: `volume ${volume.name} (${String(volume.size)} GiB) needs ${what}`,
  help: 'delete or move the volume first, or declare what it needs as before',
});
