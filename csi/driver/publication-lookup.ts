import type { Leg, LegExport, Publication, Volume } from '../../core/model/volume.ts';
import { CsiError } from '../csi-error.ts';
import type {
  PublicationDirectory,
  PublishedEncryption,
  PublishedLeg,
  PublishedLegs,
} from '../host/publication-directory.ts';
import type { DriverContext } from './context.ts';
import { livePublication } from './driver-state.ts';
import { isDropped } from './integrity.ts';
import { reportArray } from './report-array.ts';
import { deriveVolumeKey } from './volume-key.ts';

/** Tells a node what a handle stands for, its volume's key among it, as long as the publication is live. */
export function publicationDirectory(context: DriverContext): PublicationDirectory {
  return {
    lookup: async (id) => {
      const publication = livePublication(context.state, id);
      return publication && describe(context, publication);
    },
    report: (id, event) => reportArray(context, id, event),
  };
}

async function describe(context: DriverContext, publication: Publication): Promise<PublishedLegs | undefined> {
  const volume = context.state.volumes.get(publication.volume);
  if (!volume) return undefined;
  const encryption = await encryptionOf(context, volume);
  return {
    publication: publication.id,
    volume: volume.id,
    node: publication.node,
    layout: volume.layout,
    size: volume.size,
    fsType: volume.fsType,
    legs: volume.legs.map((leg) => publishedLeg(volume, leg, publication)),
    encryption,
  };
}

async function encryptionOf(context: DriverContext, volume: Volume): Promise<PublishedEncryption | undefined> {
  const key = await deriveVolumeKey(context, volume);
  if (key.kind === 'error') throw new CsiError('no-key', key.message);
  return volume.encryption && key.value && { ...volume.encryption, key: key.value };
}

function publishedLeg(volume: Volume, { id }: Leg, { exports }: Publication): PublishedLeg {
  const exported = exports.find(({ leg }) => leg === id);
  return { leg: id, dropped: isDropped(volume, id), export: exported && reachable(exported) };
}

const reachable = ({ transport, address, port, target, zeroed }: LegExport): PublishedLeg['export'] => ({
  address: { transport, address, port, target },
  chap: undefined,
  zeroed,
});
