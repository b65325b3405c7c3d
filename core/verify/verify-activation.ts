/**
 * Whether a configuration can carry the volumes there are: checked again by the driver in its own serial order, because
 * a volume may have been placed since the plan was made. Written apart from plan/, and knows the model alone.
 */
import type { Configuration } from '../model/configuration.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import type { Finding } from '../model/finding.ts';
import { encryptionSecretOf } from '../model/inventory.ts';
import type { Backend, Drive, SecretRef } from '../model/inventory.ts';
import type { Leg, Volume } from '../model/volume.ts';

/**
 * An error for every volume that the configuration would pull the ground from under; empty when it can be activated.
 * `previous`, the configuration that runs, shows what is declared otherwise than the volumes were placed on: without
 * it, another Secret and another media type under a whole drive are not seen.
 */
export function verifyActivation(
  configuration: Configuration,
  volumes: readonly Volume[],
  previous?: Configuration,
): readonly Finding[] {
  const after = groundOf(configuration);
  const before = previous && groundOf(previous);
  return volumes.flatMap((volume) => [
    ...backendLost(volume, after),
    ...keysLost(volume, after, before),
    ...volume.legs.flatMap((leg) => legLost(volume, leg, after, before)),
  ]);
}

interface Ground {
  readonly backends: ReadonlyMap<string, Backend>;
  readonly drives: ReadonlyMap<string, Drive>;
}

function groundOf({ backends, enclosures }: Configuration): Ground {
  const drives = new Map<string, Drive>();
  for (const { name, drives: inside } of enclosures) {
    for (const drive of inside) drives.set(`${name}/${drive.id}`, drive);
  }
  return { backends: new Map(backends.map((backend) => [backend.name, backend])), drives };
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
  const place = `${leg.enclosure}/${leg.drive}`;
  const drive = after.drives.get(place);
  const needed = `drive ${leg.drive} in enclosure ${leg.enclosure}`;
  if (!drive) return [loses(volume, `${needed}, which the configuration no longer has`)];
  const findings: Finding[] = [];
  if (FIRST_EXTENT_GIB + partitionableGiB(drive.capacityBytes) < leg.extent.start + leg.extent.length) {
    findings.push(loses(volume, `${needed}, which the configuration no longer has at that size`));
  }
  const sliced = volume.layout === 'slice' || volume.layout === 'mirrored-slice';
  const kind = sliced ? 'SSD' : before?.drives.get(place)?.mediaType;
  if (kind !== undefined && kind !== drive.mediaType) {
    findings.push(loses(volume, `${needed} to be an ${kind}, and the configuration calls it ${drive.mediaType}`));
  }
  return findings;
}

const loses = (volume: Volume, what: string): Finding => ({
  code: 'plan/holds-data',
  severity: 'error',
  message: `volume ${volume.name} (${String(volume.size)} GiB) needs ${what}`,
  help: 'delete or move the volume first, or declare what it needs as before',
});
