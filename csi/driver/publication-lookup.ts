import type { LegId } from '../../core/model/ids.ts';
import type { LegExport, Publication, Volume } from '../../core/model/volume.ts';
import type { ChapCredentials } from '../chap.ts';
import { CsiError } from '../csi-error.ts';
import type {
  CopiedContent,
  PublicationDirectory,
  PublishedEncryption,
  PublishedLegs,
  ReachableLeg,
} from '../host/publication-directory.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { chapSecrets } from './chap-secrets.ts';
import type { DriverContext } from './context.ts';
import { livePublication } from './driver-state.ts';
import { exchangeLimits } from './exchange-limits.ts';
import { limitsOf } from './modified-volume.ts';
import { isDropped } from './integrity.ts';
import { reportArray } from './report-array.ts';
import { deriveKey, deriveVolumeKey } from './volume-key.ts';

/** Tells a node what a handle stands for, its volume's key among it, as long as the publication is live. */
export function publicationDirectory(context: DriverContext): PublicationDirectory {
  return {
    lookup: async (id) => {
      const publication = livePublication(context.state, id);
      return publication && describe(context, publication);
    },
    limits: (kept) => exchangeLimits(context, kept),
    report: (id, event) => reportArray(context, id, event),
  };
}

async function describe(context: DriverContext, publication: Publication): Promise<PublishedLegs | undefined> {
  const volume = context.state.volumes.get(publication.volume);
  if (!volume) return undefined;
  const encryption = await encryptionOf(context, volume);
  const copied = await copiedInto(context, volume);
  const chap = secretOrThrow(await chapSecrets(context, publication));
  const exported = new Map(publication.exports.map((each) => [each.leg, reachable(each, chap)]));
  return {
    publication: publication.id,
    volume: volume.id,
    node: publication.node,
    layout: volume.layout,
    size: volume.size,
    fsType: volume.fsType,
    made: volume.made,
    legs: volume.legs.map(({ id }) => ({
      leg: id,
      dropped: isDropped(volume, id),
      rebuilding: volume.integrity.rebuilding.includes(id),
      export: exported.get(id),
    })),
    encryption,
    ...(copied && { copied }),
    limits: limitsOf(volume),
  };
}

/** What a node needs to make a copy the volume's own, once: after that it is one like every other. */
async function copiedInto(context: DriverContext, { made, origin }: Volume): Promise<CopiedContent | undefined> {
  const data = made ? undefined : origin?.data;
  if (!data) return undefined;
  const { size, openedBy } = data;
  return { size, ...(openedBy && { key: secretOrThrow(await deriveKey(context, openedBy)) }) };
}

async function encryptionOf(context: DriverContext, volume: Volume): Promise<PublishedEncryption | undefined> {
  const key = secretOrThrow(await deriveVolumeKey(context, volume));
  return volume.encryption && key && { ...volume.encryption, key };
}

function secretOrThrow<Secret>(outcome: DriverOutcome<Secret>): Secret {
  if (outcome.kind === 'error') throw new CsiError('no-key', outcome.message);
  return outcome.value;
}

const reachable = (
  { leg, transport, address, port, target, zeroed }: LegExport,
  chap: (leg: LegId) => ChapCredentials,
): ReachableLeg => ({
  address: { transport, address, port, target },
  chap: transport === 'iscsi' ? chap(leg) : undefined,
  zeroed,
});
