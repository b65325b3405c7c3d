/**
 * Whether a configuration can carry the volumes there are: checked again by the driver in its own serial order, because
 * a volume may have been placed since the plan was made. Written apart from plan/, and knows the model alone.
 */
import type { Configuration } from '../model/configuration.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import type { Finding } from '../model/finding.ts';
import type { Volume } from '../model/volume.ts';

/** An error for every volume that the configuration would pull the ground from under; empty when it can be activated. */
export function verifyActivation(configuration: Configuration, volumes: readonly Volume[]): readonly Finding[] {
  const extentEnds = new Map<string, number>();
  for (const enclosure of configuration.enclosures) {
    for (const drive of enclosure.drives) {
      extentEnds.set(`${enclosure.name}/${drive.id}`, FIRST_EXTENT_GIB + partitionableGiB(drive.capacityBytes));
    }
  }
  const backends = new Set(configuration.backends.map((backend) => backend.name));
  return volumes.flatMap((volume) => {
    const lost = volume.legs.filter((leg) => {
      const end = extentEnds.get(`${leg.enclosure}/${leg.drive}`);
      return end === undefined || end < leg.extent.start + leg.extent.length;
    });
    const findings: Finding[] = [];
    if (!backends.has(volume.backend)) findings.push(holdsData(volume, `backend ${volume.backend}`));
    if (lost.length > 0) {
      findings.push(
        holdsData(volume, lost.map((leg) => `drive ${leg.drive} in enclosure ${leg.enclosure}`).join(', ')),
      );
    }
    return findings;
  });
}

const holdsData = (volume: Volume, what: string): Finding => ({
  code: 'plan/holds-data',
  severity: 'error',
  message: `volume ${volume.name} (${String(volume.size)} GiB) needs ${what}, which the configuration no longer has at that size`,
  help: 'delete or move the volume first, or declare it again',
});
