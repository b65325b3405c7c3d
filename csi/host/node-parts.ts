import type { NodeInfo } from '../services/node-port.ts';
import type { NodeHost } from './node-host.ts';
import type { NodeLog } from './node-log.ts';
import type { PublicationDirectory } from './publication-directory.ts';
import type { StagedVolumes } from './staged-volume.ts';

/** What the operations of a node work with. */
export interface NodeParts {
  readonly host: NodeHost;
  readonly publications: PublicationDirectory;
  readonly volumes: StagedVolumes;
  readonly info: () => NodeInfo;
  readonly log: NodeLog;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}
