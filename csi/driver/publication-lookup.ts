import type { PublicationId } from '../../core/model/ids.ts';
import type { Publication } from '../../core/model/volume.ts';
import { CsiError } from '../csi-error.ts';
import type { PublicationDirectory, PublishedLegs } from '../host/publication-directory.ts';
import type { DriverContext } from './context.ts';
import { deriveVolumeKey } from './volume-key.ts';

/** Tells a node what a handle stands for, its volume's key among it, as long as the publication is live. */
export function publicationDirectory(context: DriverContext): PublicationDirectory {
  return {
    lookup: async (id) => {
      const publication = findPublication(context, id);
      return publication?.phase === 'published' ? describe(context, publication) : undefined;
    },
  };
}

function findPublication({ state }: DriverContext, id: PublicationId): Publication | undefined {
  for (const byNode of state.publications.values()) {
    for (const publication of byNode.values()) if (publication.id === id) return publication;
  }
  return undefined;
}

async function describe(context: DriverContext, publication: Publication): Promise<PublishedLegs | undefined> {
  const volume = context.state.volumes.get(publication.volume);
  if (!volume) return undefined;
  const key = await deriveVolumeKey(context, volume);
  if (key.kind === 'error') throw new CsiError('no-key', key.message);
  return {
    publication: publication.id,
    volume: volume.id,
    node: publication.node,
    layout: volume.layout,
    size: volume.size,
    fsType: volume.fsType,
    legs: publication.exports.map(({ leg, transport, address, port, target }) => ({
      leg,
      address: { transport, address, port, target },
    })),
    key: key.value,
  };
}
