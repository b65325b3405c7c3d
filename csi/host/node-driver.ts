import type { Store } from '../../store/store.ts';
import type { NodeDriver, NodeInfo } from '../services/node-port.ts';
import { ok } from '../services/outcome.ts';
import { expandVolume } from './expand-volume.ts';
import type { NodeHost } from './node-host.ts';
import type { PublicationDirectory } from './publication-directory.ts';
import { publishVolume, unpublishVolume } from './publish-volume.ts';
import { stageVolume, unstageVolume } from './stage-volume.ts';
import type { NodeParts } from './node-parts.ts';
import { stagedVolumesIn } from './staged-volume.ts';
import { createVolumeLocks } from './volume-locks.ts';
import { volumeStats } from './volume-stats.ts';

export interface NodeDriverOptions {
  readonly host: NodeHost;
  readonly publications: PublicationDirectory;
  readonly store: Store;
  /** Asked anew each time: where a node stands follows the active configuration. */
  readonly info: () => NodeInfo;
}

/** The node plug-in on top of a host's steps: one operation at a time per volume. */
export function createNodeDriver({ host, publications, store, info }: NodeDriverOptions): NodeDriver {
  const parts: NodeParts = { host, publications, volumes: stagedVolumesIn(store), info };
  const locks = createVolumeLocks();
  return {
    info: () => Promise.resolve(ok(info())),
    stage: (request) => locks.run(request.volume, () => stageVolume(parts, request)),
    unstage: (request) => locks.run(request.volume, () => unstageVolume(parts, request)),
    publish: (request) => locks.run(request.volume, () => publishVolume(parts, request)),
    unpublish: (request) => locks.run(request.volume, () => unpublishVolume(parts, request)),
    expand: (request) => locks.run(request.volume, () => expandVolume(parts, request)),
    // Reads only, and kubelet asks every minute: it does not wait in line, and nobody waits for it.
    stats: (request) => volumeStats(parts, request),
  };
}
