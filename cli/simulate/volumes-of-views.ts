import { gib } from '../../core/model/capacity.ts';
import type { BackendName, BandwidthDomainName, DriveId, EnclosureName } from '../../core/model/ids.ts';
import type { SimulatedVolume } from '../../core/simulate/ground.ts';
import type { VolumeView } from '../api/views/volume-view.ts';

/** What a simulation sees of a volume as the API shows it. */
export const volumeOfView = (view: VolumeView): SimulatedVolume => ({
  name: view.name,
  size: gib(view.sizeGiB),
  parameters: view.parameters,
  backend: view.backend as BackendName,
  layout: view.layout,
  reachableFrom: view.reachableFrom as readonly BandwidthDomainName[] | undefined,
  ...(view.bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg: view.bandwidthPerLeg }),
  ...(view.targetGiB === undefined ? {} : { target: gib(view.targetGiB) }),
  releasing: view.phase === 'releasing',
  legs: view.legs.map(({ drive, enclosure, startGiB, lengthGiB, strandedGiB, dropped, rebuilding }) => ({
    drive: drive as DriveId,
    enclosure: enclosure as EnclosureName,
    extent: { start: gib(startGiB), length: gib(lengthGiB) },
    stranded: gib(strandedGiB),
    current: !dropped && !rebuilding,
  })),
});
