import { setTimeout } from 'node:timers/promises';
import type { Store } from '../../store/store.ts';
import type { NodeDriver, NodeInfo } from '../services/node-port.ts';
import { ok } from '../services/outcome.ts';
import { expandVolume } from './expand-volume.ts';
import { boundedHost } from './bounded-host.ts';
import type { NodeHost } from './node-host.ts';
import { SILENT } from './node-log.ts';
import type { NodeLog } from './node-log.ts';
import { createNotices } from './notices.ts';
import type { PublicationDirectory } from './publication-directory.ts';
import { publishVolume, unpublishVolume } from './publish-volume.ts';
import { stageVolume, unstageVolume } from './stage-volume.ts';
import type { NodeParts } from './node-parts.ts';
import { recoverVolumes } from './recover-volumes.ts';
import { stagedVolumesIn } from './staged-volume.ts';
import { createVolumeLocks } from './volume-locks.ts';
import { timedHost } from './timed-host.ts';
import { volumeStats } from './volume-stats.ts';
import { watchLimits } from './watch-limits.ts';
import { watchVolumes } from './watch-volumes.ts';

export interface NodeDriverOptions {
  readonly host: NodeHost;
  readonly publications: PublicationDirectory;
  readonly store: Store;
  /** Asked anew each time: where a node stands follows the active configuration. */
  readonly info: () => NodeInfo;
  /** What a node says while it runs; nothing where it is left out. */
  readonly log?: NodeLog;
  /** Waits so many milliseconds; by default it does. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** The node plug-in: what the Node service asks of it, and what it does of its own accord. */
export interface NodePlugin extends NodeDriver {
  /**
   * Finishes or undoes what a crash or a reboot left half done: to be called before the first request. Answers how many
   * volumes could not be put right; calling it again may help. Never throws for what is outside this process.
   */
  recover(): Promise<number>;
  /**
   * One look at the staged volumes: keeps to the limits of today, tells the driver which legs miss writes, and takes back what has
   * returned. To be
   * called again and again; every few seconds is often enough.
   */
  watch(): Promise<void>;
}

/** The node plug-in on top of a host's steps: one operation at a time per volume. */
export function createNodeDriver(options: NodeDriverOptions): NodePlugin {
  const { publications, store, info, log = SILENT } = options;
  const parts: NodeParts = {
    host: timedHost(boundedHost(options.host), log),
    publications,
    volumes: stagedVolumesIn(store),
    info,
    log,
    pause: options.pause ?? (async (milliseconds) => setTimeout(milliseconds)),
  };
  const locks = createVolumeLocks();
  const notices = { limits: createNotices(log), volumes: createNotices(log) };
  return {
    info: () => Promise.resolve(ok(info())),
    stage: (request) => locks.run(request.volume, () => stageVolume(parts, request)),
    unstage: (request) => locks.run(request.volume, () => unstageVolume(parts, request)),
    publish: (request) => locks.run(request.volume, () => publishVolume(parts, request)),
    unpublish: (request) => locks.run(request.volume, () => unpublishVolume(parts, request)),
    expand: (request) => locks.run(request.volume, () => expandVolume(parts, request)),
    // Reads only, and kubelet asks every minute: it does not wait in line, and nobody waits for it.
    stats: (request) => volumeStats(parts, request),
    recover: () => recoverVolumes(parts, locks),
    watch: async () => {
      await watchLimits(parts, locks, notices.limits);
      await watchVolumes(parts, locks, notices.volumes);
    },
  };
}
